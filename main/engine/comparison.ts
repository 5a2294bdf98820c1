import type { AttributeMapping } from '../../shared/model/project'
import type { TargetField } from './target-field'

/** What of an attribute mapping says, together with the two objects, whether anything comes of it; plain data. */
export interface ComparedFlow {
  readonly mapping: AttributeMapping
  /** What gives the value, as written; nothing for a constant and for a mapping of nothing. */
  readonly expression: string | undefined
  readonly field: TargetField
  /** Source attributes that the value comes from. */
  readonly inputs: readonly { readonly name: string; readonly slot: number }[]
  /** Slot of a direct mapping, where a value needs no evaluation; -1 otherwise. */
  readonly slot: number
  /** Whether it writes one of the source's own values as it is, into a cell of the target's, and nothing where they are equal. */
  readonly copies: boolean
  /** Where the target's value stands; -1 where it has no cell of its own. */
  readonly targetPosition: number
  readonly default: string | undefined
  /** Whether the target's read did not ask for the attribute, so that nobody knows what an object without a value holds. */
  readonly unread: boolean
  /** Null flow with both of its gates open: a null or empty source clears the target on update. */
  readonly clears: boolean
  /** Whether an object without values has none, so that the target's go: members of a group that lost its last one. */
  readonly empties: boolean
  readonly multiValued: boolean
  readonly caseExact: boolean
  readonly reference: boolean
}

/** The cells of a packed object. */
export interface PackedObject {
  /** One of them, as it is packed; nothing, or `''`, for an absent one. */
  at(position: number): string | undefined
  /** Whether a cell is, byte for byte, one of another object's; absent cells are. */
  isSame(position: number, other: PackedObject, otherPosition: number): boolean
}

/** How a source object is compared with its target object, as plain data for another thread. */
export interface Comparison {
  /** By place: the mapping; or `walk` where the two objects alone do not decide, `nothing` where never anything comes of it. */
  readonly flows: readonly (ComparedFlow | 'walk' | 'nothing')[]
  /** Where the target's objects have their distinguished name; -1 where they have none. */
  readonly namePosition: number
  readonly now: string
  readonly seed: number
  readonly defaultDomain: string | undefined
}

/** Compares matched objects somewhere else while the walk is on its way to them. It may be late, or never come: nobody waits for it. */
export interface CompareAhead {
  /**
   * Called once, when matching is settled. `targets`: by source row the row of its target object, -1 for none. What is returned is asked in
   * the order of rows, and gives the mappings that something may come of, as bits (`mayCome`); `undefined` where that is not known.
   */
  begin(comparison: Comparison, targets: Int32Array): (row: number) => number | undefined
}

/** Bits for an object of which nothing is known: something may come of every mapping. */
export const ANYTHING = -1

/** Whether something may come of one mapping at most, so that an object's cells are better looked up than split. */
export function isLone(bits: number): boolean {
  return (bits & (bits - 1)) === 0
}

/** The bit of the mapping at a place; every 32nd shares it. */
export function bitOf(place: number): number {
  return 1 << (place & 31)
}

/** Whether something may come of the mapping at a place. */
export function mayCome(bits: number, place: number): boolean {
  return (bits & bitOf(place)) !== 0
}
