import { packCells, unpackCells } from '../../shared/model/packed'
import { lookupsOf } from '../engine/object-lookups'
import type { ObjectTable } from '../mirror/object-table'
import { withTexts } from '../mirror/spilled-texts'

/** By anchor of an object, the anchor of what it is linked to: the one that a rehearsal gave, which it may hold, and the real one. */
export type HeldAnchors = ReadonlyMap<string, readonly [was: string, is: string]>

/**
 * Objects that hold the anchor of a rehearsed account with the real one in its place, as if the account had been real from the start: by it they are
 * matched anew. With the bodies that differ, by row. Takes a look at each object that is named.
 */
export function withRealAnchors(table: ObjectTable, held: HeldAnchors, stamp: number): { readonly table: ObjectTable; readonly bodies: ReadonlyMap<number, string> } {
  const rows = lookupsOf(table).anchors
  const bodies = new Map<number, string>()
  for (const [anchor, [was, is]] of held) {
    const row = rows.get(anchor)
    const cells = row === undefined ? [] : unpackCells(table.bodies.at(row) as string)
    if (row !== undefined && cells.includes(was)) bodies.set(row, packCells(cells.map((cell) => (cell === was ? is : cell))))
  }
  if (bodies.size === 0) return { table, bodies }
  const stamps = table.stamps ? [...table.stamps] : new Array<number>(table.anchors.length).fill(0)
  for (const row of bodies.keys()) stamps[row] = stamp
  return { table: { ...table, bodies: withTexts(table.bodies, bodies), stamps }, bodies }
}
