import type { AttributeValue } from '../../shared/model/attribute'
import { cellOf, joinCells, packCell, splitCells } from '../../shared/model/packed'
import type { AttributeChange } from '../../shared/model/plan'
import { NORMAL_ACCOUNT } from './given-by-system'
import type { TargetView } from './target-view'

/** The names that an object's cells stand for; what a rehearsal writes for the first time is appended. */
export interface GrowingAttributes {
  positionFor(name: string): number
}

/**
 * A target object as a plan would leave it; both packed, for most of its cells stay as they are, and none for one that is created. The account state and the place of a directory object are parts of other attributes
 * and are written there: bit 2 of userAccountControl, and the distinguished name.
 */
export function applyChanges(
  body: string, changes: readonly AttributeChange[], name: string | undefined, target: TargetView, attributes: GrowingAttributes,
): string {
  const packed = body === '' ? [] : [...splitCells(body)]
  const put = (attribute: string, value: AttributeValue | undefined): void => {
    const position = attributes.positionFor(attribute)
    while (packed.length <= position) packed.push('')
    packed[position] = packCell(value)
  }
  for (const change of changes) {
    const field = target.field(change.attribute)
    switch (field.kind) {
      case 'parent': break // the name says it
      case 'flag': {
        const flag = target.accountState?.flag
        if (!flag) break
        const current = field.position >= 0 ? Number(cellOf(packed[field.position]) ?? NORMAL_ACCOUNT) : NORMAL_ACCOUNT
        const off = typeof change.after === 'string' && change.after.toLowerCase() === target.accountState?.off.toLowerCase()
        put(flag.attribute, String(off ? current | field.bit : current & ~field.bit))
        break
      }
      case 'cell': put(change.attribute, change.after); break
    }
  }
  if (name !== undefined) {
    put('dn', name)
    if (target.position('distinguishedName') >= 0) put('distinguishedName', name)
  }
  return joinCells(packed)
}
