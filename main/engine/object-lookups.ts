import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import { type KeyIndex, keyIndex } from './key-index'
import type { Objects } from './objects'

/** What finds an object among all of its type, each built when it is first asked for. Nothing here changes: plans lay theirs over it. */
export interface ObjectLookups {
  /** Anchor → row. */
  readonly anchors: ReadonlyMap<string, number>
  /** Normal form of the distinguished name at a position → row, the last one where two objects share it. */
  names(position: number): ReadonlyMap<string, number>
  /** The values at a position, by row. */
  column(position: number): readonly Cell[]
  /** By the values at a position; -1 for an attribute that no object has. */
  index(position: number): KeyIndex
  /** The rows that have a value at a position, ascending, where `index` was asked for before; `undefined` where it was not. */
  rowsWith(position: number): ((value: string) => readonly number[]) | undefined
  /** The same for distinguished names, as `names` finds them; `undefined` too where objects share one. */
  rowsNamed(position: number): ((name: string) => readonly number[]) | undefined
}

/** Few at a time are of interest: those of the mappings that somebody edits. */
const COLUMNS_KEPT = 16

const known = new WeakMap<Objects, ObjectLookups>()

/** The lookups of a table, kept as long as the table is: to plan again after an edit must not build them again. */
export function lookupsOf(objects: Objects): ObjectLookups {
  let lookups = known.get(objects)
  if (!lookups) known.set(objects, lookups = makeLookups(objects))
  return lookups
}

/** Lets a table with the same anchors as an earlier one, row by row, go on with that one's; their values may differ. */
export function shareAnchors(objects: Objects, earlier: Objects): void {
  if (!known.has(objects)) known.set(objects, makeLookups(objects, () => lookupsOf(earlier).anchors))
}

/** Lets a table whose objects are those of an earlier one, in the same bodies, go on with that one's. */
export function shareLookups(objects: Objects, earlier: Objects): void {
  known.set(objects, lookupsOf(earlier))
}

function makeLookups(objects: Objects, shared?: () => ReadonlyMap<string, number>): ObjectLookups {
  let anchors: ReadonlyMap<string, number> | undefined
  let names: { readonly position: number; readonly rows: Map<string, number>; readonly objects: number } | undefined
  const indexes = new Map<number, KeyIndex>()
  const columns = new Map<number, readonly Cell[]>()
  return {
    get anchors() {
      return anchors ??= shared?.() ?? rowsByAnchor(objects)
    },
    names(position) {
      if (names?.position !== position) names = rowsByName(objects, position)
      return names.rows
    },
    column(position) {
      let column = columns.get(position)
      if (!column) {
        if (columns.size >= COLUMNS_KEPT) columns.delete(columns.keys().next().value as number)
        columns.set(position, column = objects.bodies.map((body) => cellAt(body, position)))
      }
      return column
    },
    index(position) {
      let index = indexes.get(position)
      if (!index) indexes.set(position, index = keyIndex(objects, position))
      return index
    },
    rowsWith(position) {
      const index = indexes.get(position)
      return index && ((value) => index.find(value))
    },
    rowsNamed(position) {
      if (names?.position !== position || names.rows.size < names.objects) return undefined
      const { rows } = names
      return (name) => {
        const row = rows.get(normalName(name))
        return row === undefined ? NONE : [row]
      }
    },
  }
}

const NONE: readonly number[] = []

function rowsByName({ bodies }: Objects, position: number): { readonly position: number; readonly rows: Map<string, number>; readonly objects: number } {
  const rows = new Map<string, number>()
  let named = 0
  for (let row = 0; row < bodies.length; row++) {
    const name = cellAt(bodies.at(row) as string, position)
    if (typeof name !== 'string') continue
    rows.set(normalName(name), row)
    named++
  }
  return { position, rows, objects: named }
}

function rowsByAnchor({ anchors }: Objects): Map<string, number> {
  const rows = new Map<string, number>()
  for (let row = 0; row < anchors.length; row++) rows.set(anchors[row] as string, row)
  return rows
}
