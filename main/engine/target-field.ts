import { parentOf } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellOf } from '../../shared/model/packed'

/** Where the value of a mapped target attribute stands in an object: most have a cell of their own, some are part of another. */
export type TargetField =
  | { readonly kind: 'cell'; readonly position: number }
  /** The account state as one bit: set means off. */
  | { readonly kind: 'flag'; readonly position: number; readonly bit: number }
  /** The container, out of the object's name. */
  | { readonly kind: 'parent' }

/** The value of a field of an object whose packed cells are at hand; `namePosition` is the view's. */
export function readField(field: TargetField, cells: { at(position: number): string | undefined }, namePosition: number): Cell {
  return fieldOf(field, (position) => (position < 0 ? null : cellOf(cells.at(position))), namePosition)
}

/** The same of an object whose cells are looked up one by one. */
export function fieldOf(field: TargetField, cell: (position: number) => Cell, namePosition: number): Cell {
  switch (field.kind) {
    case 'cell': return cell(field.position)
    case 'flag': {
      const value = cell(field.position)
      return typeof value === 'string' ? ((Number(value) & field.bit) !== 0 ? 'True' : 'False') : null
    }
    case 'parent': {
      const name = cell(namePosition)
      return typeof name === 'string' ? parentOf(name) : null
    }
  }
}
