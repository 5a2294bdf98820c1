import type { Texts } from '../../shared/model/texts'
import { pickTexts } from './spilled-texts'

/**
 * All objects of one type of one system, ascending by anchor in UTF-16 code units. The texts stay packed; whoever needs values unpacks a
 * row or a column. About 50 MB for 100,000 people; where there are many more, in a file (`GrowingTexts`).
 */
export interface ObjectTable {
  readonly system: string
  readonly type: string
  readonly typeId: number
  /** Names in the order in which bodies are packed. */
  readonly attributes: readonly string[]
  readonly anchors: readonly string[]
  readonly bodies: Texts
  readonly hashes: readonly string[]
  readonly ids: readonly number[]
  /** The read in which each object got its present values. */
  readonly fromReads: readonly number[]
  /** When each object was last rehearsed (`stampOf`), 0 for as it was read; absent where nothing was rehearsed. */
  readonly stamps?: readonly number[]
  /** Attributes that the current read told of every object (`EndEvent.told`); absent where it does not say. */
  readonly told?: readonly string[]
}

/** The same rows in ascending order of anchor; the table itself when they already are. `known`: where each anchor stands, where that was noted. */
export function sortedByAnchor(table: ObjectTable, known?: ReadonlyMap<string, number>): ObjectTable {
  const { anchors } = table
  let sorted = true
  for (let i = 1; i < anchors.length; i++) {
    if ((anchors[i - 1] as string) > (anchors[i] as string)) {
      sorted = false
      break
    }
  }
  if (sorted) return table
  const rowOf = known ?? new Map(anchors.map((anchor, row) => [anchor, row]))
  // Without a comparator the engine sorts by code unit, and five times faster.
  const order = [...anchors].sort().map((anchor) => rowOf.get(anchor) as number)
  const pick = <T>(values: readonly T[]): T[] => order.map((i) => values[i] as T)
  return {
    ...table, anchors: pick(table.anchors), bodies: pickTexts(table.bodies, order), hashes: pick(table.hashes), ids: pick(table.ids), fromReads: pick(table.fromReads),
    ...(table.stamps ? { stamps: pick(table.stamps) } : {}),
  }
}

export function emptyTable(system: string, type: string, typeId: number, attributes: readonly string[]): ObjectTable {
  return { system, type, typeId, attributes, anchors: [], bodies: [], hashes: [], ids: [], fromReads: [] }
}
