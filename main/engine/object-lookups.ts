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

function makeLookups(objects: Objects): ObjectLookups {
  let anchors: Map<string, number> | undefined
  let names: Map<string, number> | undefined
  const indexes = new Map<number, KeyIndex>()
  const columns = new Map<number, readonly Cell[]>()
  return {
    get anchors() {
      if (!anchors) {
        anchors = new Map()
        for (let row = 0; row < objects.anchors.length; row++) anchors.set(objects.anchors[row] as string, row)
      }
      return anchors
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
