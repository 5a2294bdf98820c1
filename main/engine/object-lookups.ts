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

function makeLookups(objects: Objects, shared?: () => ReadonlyMap<string, number>): ObjectLookups {
  let anchors: ReadonlyMap<string, number> | undefined
  let names: Map<string, number> | undefined
  const indexes = new Map<number, KeyIndex>()
  const columns = new Map<number, readonly Cell[]>()
  return {
    get anchors() {
      return anchors ??= shared?.() ?? rowsByAnchor(objects)
    },
    names(position) {
      if (!names) {
        names = new Map()
        for (let row = 0; row < objects.bodies.length; row++) {
          const name = cellAt(objects.bodies[row] as string, position)
          if (typeof name === 'string') names.set(normalName(name), row)
        }
      }
      return names
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
  }
}

function rowsByAnchor({ anchors }: Objects): Map<string, number> {
  const rows = new Map<string, number>()
  for (let row = 0; row < anchors.length; row++) rows.set(anchors[row] as string, row)
  return rows
}
