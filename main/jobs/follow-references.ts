import { targetConstraints } from '../../shared/constraints/target-constraints'
import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt, packCells, unpackCells } from '../../shared/model/packed'

/*
 * A directory keeps references whole by itself: who names an object that moved names it by its new name, and who names one that was
 * deleted names it no longer (MS-ADTS §3.1.1.1.6, linked attributes).
 */

/** What objects were called, in normal form → what they are called now; `undefined` for one that is gone. */
export type Renamed = ReadonlyMap<string, string | undefined>

/** Where objects of a type refer to others: all attributes that hold references but the place, which the object's own name says. */
export function referencePositions(product: string | undefined, type: string, attributes: readonly string[]): readonly number[] {
  const constraints = targetConstraints(product, type)
  return attributes.flatMap((name, position) => {
    const lower = name.toLowerCase()
    return constraints.get(lower)?.type === 'Reference' && !OWN_NAMES.has(lower) ? [position] : []
  })
}

const OWN_NAMES: ReadonlySet<string> = new Set(['parentdistinguishedname', 'distinguishedname', 'dn'])

/** An object's body with its references followed; `undefined` where it names nobody who moved or is gone. */
export function followed(body: string, positions: readonly number[], renamed: Renamed): string | undefined {
  let cells: Cell[] | undefined
  for (const position of positions) {
    const cell = cellAt(body, position)
    if (cell === null) continue
    const held = typeof cell === 'string' ? [cell] : cell
    if (!held.some((value) => renamed.has(normalName(value)))) continue
    const now = held.flatMap((value) => {
      const key = normalName(value)
      if (!renamed.has(key)) return [value]
      const name = renamed.get(key)
      return name === undefined ? [] : [name]
    })
    cells ??= unpackCells(body)
    cells[position] = now.length === 0 ? null : typeof cell === 'string' ? now[0] as string : now
  }
  return cells && packCells(cells)
}
