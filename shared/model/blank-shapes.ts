/** The shapes of changes that leave an attribute without a value: removed, and emptied. They are never folded into others, so that they can be counted. */
export const REMOVED_SHAPE = 'value → absent'
export const EMPTIED_SHAPE = 'value → ""'

/** Whether a group of this shape leaves its attribute without a value. */
export function isBlankShape(shape: string): boolean {
  return shape === REMOVED_SHAPE || shape === EMPTIED_SHAPE
}
