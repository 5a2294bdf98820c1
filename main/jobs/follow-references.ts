import { targetConstraints } from '../../shared/constraints/target-constraints'
import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt, packCells, unpackCells } from '../../shared/model/packed'
import { type Texts, cellIn } from '../../shared/model/texts'

/*
 * A directory keeps references whole by itself: who names an object that moved names it by its new name, and who names one that was
 * deleted names it no longer (MS-ADTS §3.1.1.1.6, linked attributes).
 */

/** What a name has become: the name by which the directory now calls its object, `null` where that is gone, `undefined` where it is as it was. */
export type Renamed = (name: string) => string | null | undefined

/** By names in normal form, `undefined` for one that is gone. */
export function renamedBy(names: ReadonlyMap<string, string | undefined>): Renamed {
  return (name) => {
    const key = normalName(name)
    return names.has(key) ? names.get(key) ?? null : undefined
  }
}

/** Where objects of a type refer to others: all attributes that hold references but the place, which the object's own name says. */
export function referencePositions(product: string | undefined, type: string, attributes: readonly string[]): readonly number[] {
  const constraints = targetConstraints(product, type)
  return attributes.flatMap((name, position) => {
    const lower = name.toLowerCase()
    return constraints.get(lower)?.type === 'Reference' && !OWN_NAMES.has(lower) ? [position] : []
  })
}

/** Where objects hold what they are called themselves, and what they stand under: another name once a container above them has one. */
export function ownNamePositions(attributes: readonly string[]): readonly number[] {
  return attributes.flatMap((name, position) => (OWN_NAMES.has(name.toLowerCase()) ? [position] : []))
}

const OWN_NAMES: ReadonlySet<string> = new Set(['parentdistinguishedname', 'distinguishedname', 'dn'])

/** Whether `followed` would change an object of many, of which only what it refers to is looked at: nearly nobody names somebody who moved. */
export function refersTo(bodies: Texts, row: number, positions: readonly number[], renamed: Renamed): boolean {
  return positions.some((position) => {
    const cell = cellIn(bodies, row, position)
    return typeof cell === 'string' ? renamed(cell) !== undefined : cell?.some((value) => renamed(value) !== undefined) === true
  })
}

/** An object's body with its references followed; `undefined` where it names nobody who moved or is gone. */
export function followed(body: string, positions: readonly number[], renamed: Renamed): string | undefined {
  let cells: Cell[] | undefined
  for (const position of positions) {
    const cell = cellAt(body, position)
    if (cell === null) continue
    const held = typeof cell === 'string' ? [cell] : cell
    if (!held.some((value) => renamed(value) !== undefined)) continue
    const now = held.flatMap((value) => {
      const name = renamed(value)
      return name === null ? [] : [name ?? value]
    })
    cells ??= unpackCells(body)
    cells[position] = now.length === 0 ? null : typeof cell === 'string' ? now[0] as string : now
  }
  return cells && packCells(cells)
}
