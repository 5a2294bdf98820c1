import { normalName } from '../../shared/directory-name'
import type { Cell } from '../../shared/model/attribute'
import { columnIn } from '../../shared/model/texts'
import { foldCase } from '../../shared/fold-case'
import { positionIn } from '../../shared/sorted'
import { type TableChange, changeOf, changeOfRows, derivedAnchors, derivedRows } from './derived-rows'
import type { Objects } from './objects'
import { NO_VALUES, type ValueRows, valueRows } from './value-rows'

/** What finds an object among all of its type, each built when it is first asked for. Nothing here changes: plans lay theirs over it. */
export interface ObjectLookups {
  /** Anchor → row. */
  readonly anchors: AnchorRows
  /** By the distinguished names at a position, however they are spelt. */
  names(position: number): ValueRows
  /** The values at a position, by row. */
  column(position: number): readonly Cell[]
  /** Positions whose index will be asked for: one pass over the objects makes all. */
  expect(positions: readonly number[]): void
  /** By the values at a position, letter case apart; -1 for an attribute that no object has. */
  index(position: number): ValueRows
  /** The rows that have a value at a position, ascending, where `index` was asked for before; `undefined` where it was not. */
  rowsWith(position: number): ((value: string) => readonly number[]) | undefined
  /** The same for distinguished names, as `names` finds them. */
  rowsNamed(position: number): ((name: string) => readonly number[]) | undefined
}

/** Finds rows by anchor. */
export type AnchorRows = Pick<ReadonlyMap<string, number>, 'get' | 'has'>

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
  if (!known.has(objects)) known.set(objects, makeLookups(objects, { anchors: () => lookupsOf(earlier).anchors }))
}

/**
 * Lets a table that came out of an earlier one by changes to a few objects find the others by that one's indexes. Both hold their texts. `rows`: where the same objects
 * stand in both, those that may have other values.
 */
export function deriveLookups(objects: Objects, earlier: Objects, rows?: Iterable<number>): void {
  const before = changes.get(earlier)
  const base = before?.base ?? earlier
  const change = rows && base.anchors === objects.anchors ? changeOfRows(base, objects, [...before?.changed.map(([row]) => row) ?? [], ...rows]) : changeOf(base, objects)
  if (!change) return
  changes.set(objects, change)
  known.set(objects, makeLookups(objects, {
    anchors: () => derivedAnchors(lookupsOf(base).anchors, change),
    index: (position) => derivedRows(lookupsOf(base).index(position), change, position, foldCase),
    names: (position) => derivedRows(lookupsOf(base).names(position), change, position, normalName),
  }))
}

/** By derived table: what came of the one whose indexes it goes on with. */
const changes = new WeakMap<Objects, TableChange>()

/** Lets a table whose objects are those of an earlier one, in the same bodies, go on with that one's. */
export function shareLookups(objects: Objects, earlier: Objects): void {
  known.set(objects, lookupsOf(earlier))
}

/** How a table that came out of another one finds its rows. */
interface Derived {
  readonly anchors: () => AnchorRows
  readonly index?: (position: number) => ValueRows
  readonly names?: (position: number) => ValueRows
}

function makeLookups(objects: Objects, derived?: Derived): ObjectLookups {
  let anchors: AnchorRows | undefined
  let names: { readonly position: number; readonly rows: ValueRows } | undefined
  const indexes = new Map<number, ValueRows>([[-1, NO_VALUES]])
  let expected: readonly number[] = []
  const columns = new Map<number, readonly Cell[]>()
  return {
    get anchors() {
      return anchors ??= derived?.anchors() ?? rowsByAnchor(objects)
    },
    names(position) {
      if (names?.position !== position) names = { position, rows: derived?.names?.(position) ?? valueRows(objects, [position], normalName)[0] ?? NO_VALUES }
      return names.rows
    },
    column(position) {
      let column = columns.get(position)
      if (!column) {
        if (columns.size >= COLUMNS_KEPT) columns.delete(columns.keys().next().value as number)
        columns.set(position, column = columnIn(objects.bodies, position))
      }
      return column
    },
    expect(positions) {
      expected = positions
    },
    index(position) {
      const index = indexes.get(position)
      if (index) return index
      if (derived?.index) {
        const rows = derived.index(position)
        indexes.set(position, rows)
        return rows
      }
      const missing = [...new Set([position, ...expected])].filter((one) => !indexes.has(one))
      valueRows(objects, missing).forEach((rows, i) => indexes.set(missing[i] as number, rows))
      return indexes.get(position) as ValueRows
    },
    rowsWith(position) {
      const index = position < 0 ? undefined : indexes.get(position)
      return index && ((value) => index.find(value))
    },
    rowsNamed(position) {
      const rows = names?.position === position ? names.rows : undefined
      return rows && ((name) => rows.find(name))
    },
  }
}

/** Above this a map of the anchors would take more memory than it saves time: they are in order, and halving finds them too. */
const MOST_ANCHORS_MAPPED = 300_000

function rowsByAnchor({ anchors }: Objects): AnchorRows {
  if (anchors.length > MOST_ANCHORS_MAPPED) return halving(anchors)
  const rows = new Map<string, number>()
  for (let row = 0; row < anchors.length; row++) rows.set(anchors[row] as string, row)
  return rows
}

/** Finds anchors, ascending by UTF-16 code units, without anything beside them. */
function halving(anchors: readonly string[]): AnchorRows {
  const get = (anchor: string): number | undefined => {
    const row = positionIn(anchors, anchor)
    return row < 0 ? undefined : row
  }
  return { get, has: (anchor) => get(anchor) !== undefined }
}
