import type { cellAt } from '../../shared/model/packed'
import { type Texts, cellIn } from '../../shared/model/texts'
import type { Objects } from './objects'
import type { KeyOf, ValueRows } from './value-rows'

/*
 * Finding rows of a table that came out of another one by changes to a few of its objects: a day of a forecast, a round of a chain and a
 * cycle over what few people changed would else index everybody again.
 */

/** What became of a base table's objects. */
export interface TableChange {
  readonly base: Objects
  readonly now: Objects
  /** By row of the base, the row that it is now; -1 for an object that is gone. */
  readonly rowOf: Int32Array
  /** Pairs of rows, before and now, of objects with other values; -1 for none. */
  readonly changed: readonly (readonly [number, number])[]
}

/** Above this share of changed objects an index of their own costs less than one laid over another. */
const MOST_CHANGED = 0.25

/** How a table differs from the one that it came from, both by ascending anchor; nothing where much does. One pass that compares texts. */
export function changeOf(base: Objects, now: Objects): TableChange | undefined {
  if (base.anchors === now.anchors) return changeOfRows(base, now, base.anchors.keys())
  const isSame = sameTexts(base.bodies, now.bodies)
  if (!isSame) return undefined
  const most = base.anchors.length * MOST_CHANGED
  const rowOf = new Int32Array(base.anchors.length).fill(-1)
  const changed: [number, number][] = []
  for (let before = 0, row = 0; before < base.anchors.length || row < now.anchors.length;) {
    const [was, is] = [base.anchors[before], now.anchors[row]]
    if (was === is) {
      rowOf[before] = row
      if (!isSame(before, row)) changed.push([before, row])
      before++
      row++
    } else if (is === undefined || (was !== undefined && was < is)) changed.push([before++, -1])
    else changed.push([-1, row++])
    if (changed.length > most) return undefined
  }
  return { base, now, rowOf, changed }
}

/** The same for a table of the same objects at the same places, of which only some rows may have other values. */
export function changeOfRows(base: Objects, now: Objects, rows: Iterable<number>): TableChange | undefined {
  const isSame = sameTexts(base.bodies, now.bodies)
  if (!isSame) return undefined
  const others = new Set<number>()
  for (const row of rows) if (!isSame(row, row)) others.add(row)
  if (others.size > base.anchors.length * MOST_CHANGED) return undefined
  const rowOf = new Int32Array(base.anchors.length)
  for (let row = 0; row < rowOf.length; row++) rowOf[row] = row
  return { base, now, rowOf, changed: [...others].sort((a, b) => a - b).map((row): [number, number] => [row, row]) }
}

/** Whether a row of one and a row of another are the same text; nothing where texts are not held in memory, for then it takes too long. */
function sameTexts(base: Texts, now: Texts): ((row: number, nowRow: number) => boolean) | undefined {
  if (base.isSame) return (row, nowRow) => base.isSame?.(row, now, nowRow) === true
  return Array.isArray(base) && Array.isArray(now) ? (row, nowRow) => base[row] === now[nowRow] : undefined
}

/** The rows of anchors, found in the base table but for those that were not there. */
export function derivedAnchors(
  below: Pick<ReadonlyMap<string, number>, 'get' | 'has'>, { base, now, rowOf, changed }: TableChange,
): Pick<ReadonlyMap<string, number>, 'get' | 'has'> {
  if (base.anchors === now.anchors) return below
  const added = new Map(changed.filter(([before]) => before < 0).map(([, row]) => [now.anchors[row] as string, row]))
  const get = (anchor: string): number | undefined => {
    const before = below.get(anchor)
    if (before === undefined) return added.get(anchor)
    const row = rowOf[before] as number
    return row < 0 ? undefined : row
  }
  return { get, has: (anchor) => get(anchor) !== undefined }
}

/** The rows of values at a position: as the base table's index says, but for values that an object got or gave up since. */
export function derivedRows(below: ValueRows, { base, now, rowOf, changed }: TableChange, position: number, keyOf: KeyOf): ValueRows {
  const left = new Map<string, Set<number>>()
  const got = new Map<string, number[]>()
  const touched = new Map<string, string>()
  for (const [before, row] of changed) {
    const [was, is] = [before < 0 ? null : cellIn(base.bodies, before, position), row < 0 ? null : cellIn(now.bodies, row, position)]
    if (was === is) continue
    for (const value of valuesOf(was)) {
      const key = keyOf(value)
      touched.set(key, value)
      const rows = left.get(key)
      if (rows) rows.add(before)
      else left.set(key, new Set([before]))
    }
    for (const value of valuesOf(is)) {
      const key = keyOf(value)
      touched.set(key, value)
      const rows = got.get(key)
      if (!rows) got.set(key, [row])
      else if (rows[rows.length - 1] !== row) rows.push(row)
    }
  }
  const own = new Map<string, readonly number[]>()
  for (const [key, value] of touched) {
    const kept = below.find(value).filter((before) => left.get(key)?.has(before) !== true).map((before) => rowOf[before] as number)
    own.set(key, [...kept, ...got.get(key) ?? []].sort((a, b) => a - b))
  }
  return {
    find: (value) => {
      const rows = own.size === 0 ? undefined : own.get(keyOf(value))
      return rows ?? below.find(value).map((before) => rowOf[before] as number)
    },
  }
}

function valuesOf(cell: ReturnType<typeof cellAt>): readonly string[] {
  return cell === null ? [] : typeof cell === 'string' ? [cell] : cell
}
