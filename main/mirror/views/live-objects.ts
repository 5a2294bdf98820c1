import type { Database } from 'better-sqlite3'
import { foldCase } from '../../../shared/fold-case'
import { cellAt } from '../../../shared/model/packed'
import { objectScan, type Records } from './object-scan'

export interface LiveType {
  readonly typeId: number
  readonly system: string
  readonly name: string
  readonly attributes: readonly string[]
}

export interface LiveObject {
  readonly anchor: string
  readonly body: string
  /** `workers.csv line 1204`, the file alone where there are no lines, empty where the place is not known. */
  readonly origin: string
}

/**
 * The objects of the current reads. Which objects a type has, and in which order they stood in their files, is known without
 * looking at them: from the origins that the last read left. A page is a slice of those, however far into the list.
 */
export interface LiveObjects {
  types(system: string): LiveType[]
  type(system: string, name: string): LiveType | undefined
  count(type: LiveType): number
  /** In the order of the files. */
  page(type: LiveType, options: { readonly search: string | undefined; readonly offset: number; readonly limit: number }): { readonly total: number; readonly objects: LiveObject[] }
  byAnchor(type: LiveType, anchor: string): LiveObject | undefined
  /** The number of the read that brought an object with the values that it has; undefined for one that is not there. */
  readThatBrought(type: LiveType, anchor: string): number | undefined
  /** Everybody in the order of the files, some thousands at a time. */
  chunks(type: LiveType): Iterable<readonly { readonly anchor: string; readonly body: string }[]>
  /** The number of the type's last read: what was worked out over all objects holds as long as it stays. */
  readNo(type: LiveType): number
  /** Ids of a type's objects, ascending. */
  ids(type: LiveType): Int32Array
  /** The least and the greatest id of a type's objects. */
  idRange(type: LiveType): { readonly first: number; readonly last: number }
  /** Everybody's anchor or values as bytes, ascending by id, some thousands at a time: the fastest way through all of them. */
  records(type: LiveType, what: 'anchor' | 'body'): Iterable<Records>
  /** Those of the objects whose values or anchor hold the text. */
  holding(ids: Int32Array, text: string): Int32Array
  /** Those of the objects that are still there, with their type, in the order of the ids. */
  byIds(ids: Iterable<number>): { readonly id: number; readonly type: LiveType; readonly anchor: string; readonly body: string }[]
}

interface Order {
  readonly readNo: number
  readonly files: readonly string[]
  /** object_id, line and file number in turn, in the order of the files. */
  readonly entries: Int32Array
  /** Row of `entries` by object. Made when it is first needed. */
  rowOf?: ReadonlyMap<number, number>
  lastSearch?: { readonly text: string; readonly rows: readonly number[] }
}

const CHUNK = 5000

export function liveObjects(db: Database): LiveObjects {
  const selectTypes = db.prepare<[string], { type_id: number; name: string }>('SELECT type_id, name FROM object_type WHERE system_id = ? ORDER BY name')
  const selectAttributes = db.prepare<[number], { name: string }>('SELECT name FROM attribute WHERE type_id = ? ORDER BY position')
  const selectCount = db.prepare<[number], { n: number }>('SELECT length(entries) / 12 AS n FROM read_origin WHERE type_id = ?')
  const selectReadNo = db.prepare<[number], { read_no: number }>('SELECT read_no FROM read_origin WHERE type_id = ?')
  const selectOrigin = db.prepare<[number], { read_no: number; files: string; entries: Buffer }>('SELECT read_no, files, entries FROM read_origin WHERE type_id = ?')
  const selectObject = db.prepare<[number], { anchor: string; body: string }>('SELECT anchor, body FROM object WHERE object_id = ?')
  const selectAny = db.prepare<[number], { type_id: number; system_id: string; name: string; anchor: string; body: string }>(`
    SELECT o.type_id, t.system_id, t.name, o.anchor, o.body FROM object o JOIN object_type t ON t.type_id = o.type_id WHERE o.object_id = ?
  `)
  const selectByAnchor = db.prepare<[number, string, string], { object_id: number; anchor: string; body: string; from_read: number }>(`
    SELECT o.object_id, o.anchor, o.body, o.from_read
    FROM object o, system s
    WHERE o.type_id = ? AND o.anchor = ? AND s.system_id = ?
      AND o.from_read <= s.current_read AND (o.to_read IS NULL OR o.to_read > s.current_read)
  `)
  const scan = objectScan(db)
  const orders = new Map<number, Order>()
  const ranges = new Map<number, { readonly readNo: number; readonly first: number; readonly last: number }>()

  function idRange(type: LiveType): { readonly first: number; readonly last: number } {
    const { readNo, entries } = orderOf(type)
    const known = ranges.get(type.typeId)
    if (known?.readNo === readNo) return known
    let [first, last] = [Infinity, -1]
    for (let at = 0; at < entries.length; at += 3) {
      first = Math.min(first, entries[at] as number)
      last = Math.max(last, entries[at] as number)
    }
    const range = { readNo, first: last < 0 ? 0 : first, last }
    ranges.set(type.typeId, range)
    return range
  }

  function orderOf(type: LiveType): Order {
    const readNo = selectReadNo.get(type.typeId)?.read_no ?? 0
    const known = orders.get(type.typeId)
    if (known?.readNo === readNo) return known
    const row = selectOrigin.get(type.typeId)
    const order: Order = row
      ? { readNo: row.read_no, files: JSON.parse(row.files) as string[], entries: inFileOrder(integers(row.entries)) }
      : { readNo: 0, files: [], entries: new Int32Array(0) }
    orders.set(type.typeId, order)
    return order
  }

  function objectAt(order: Order, row: number): LiveObject | undefined {
    const found = selectObject.get(order.entries[row * 3] as number)
    return found && { ...found, origin: originAt(order, row) }
  }

  function search(type: LiveType, order: Order, text: string): readonly number[] {
    if (order.lastSearch?.text === text) return order.lastSearch.rows
    const wanted = foldCase(text)
    const rows: number[] = []
    for (let row = 0; row * 3 < order.entries.length; row++) {
      const found = selectObject.get(order.entries[row * 3] as number)
      if (found && (foldCase(found.body).includes(wanted) || foldCase(found.anchor).includes(wanted))) rows.push(row)
    }
    order.lastSearch = { text, rows }
    return rows
  }

  const types = (system: string): LiveType[] => selectTypes.all(system)
    .map(({ type_id: typeId, name }) => ({ typeId, system, name, attributes: selectAttributes.all(typeId).map((a) => a.name) }))

  return {
    types,
    type: (system, name) => types(system).find((type) => type.name === name),
    count: (type) => selectCount.get(type.typeId)?.n ?? 0,
    page(type, { search: text, offset, limit }) {
      const order = orderOf(type)
      const rows = text === undefined || text === '' ? undefined : search(type, order, text)
      const total = rows ? rows.length : order.entries.length / 3
      const objects: LiveObject[] = []
      for (let i = offset; i < Math.min(total, offset + limit); i++) {
        const object = objectAt(order, rows ? rows[i] as number : i)
        if (object) objects.push(object)
      }
      return { total, objects }
    },
    byAnchor(type, anchor) {
      const found = selectByAnchor.get(type.typeId, anchor, type.system)
      if (!found) return undefined
      const order = orderOf(type)
      order.rowOf ??= rowsById(order.entries)
      const row = order.rowOf.get(found.object_id)
      return { anchor: found.anchor, body: found.body, origin: row === undefined ? '' : originAt(order, row) }
    },
    readThatBrought: (type, anchor) => selectByAnchor.get(type.typeId, anchor, type.system)?.from_read,
    *chunks(type) {
      const { entries } = orderOf(type)
      for (let from = 0; from * 3 < entries.length; from += CHUNK) {
        const chunk: { anchor: string; body: string }[] = []
        for (let row = from; row < from + CHUNK && row * 3 < entries.length; row++) {
          const found = selectObject.get(entries[row * 3] as number)
          if (found) chunk.push(found)
        }
        yield chunk
      }
    },
    idRange,
    ids: (type) => idsIn(orderOf(type).entries),
    records: (type, what) => scan.chunks(type, what, idRange(type)),
    readNo: (type) => selectReadNo.get(type.typeId)?.read_no ?? 0,
    holding(ids, text) {
      const wanted = foldCase(text)
      return ids.filter((id) => {
        const found = selectObject.get(id)
        return found !== undefined && (foldCase(found.body).includes(wanted) || foldCase(found.anchor).includes(wanted))
      })
    },
    byIds(ids) {
      const known = new Map<number, LiveType>()
      const found: { id: number; type: LiveType; anchor: string; body: string }[] = []
      for (const id of ids) {
        const row = selectAny.get(id)
        if (!row) continue
        let type = known.get(row.type_id)
        if (!type) known.set(row.type_id, type = { typeId: row.type_id, system: row.system_id, name: row.name, attributes: selectAttributes.all(row.type_id).map((a) => a.name) })
        found.push({ id, type, anchor: row.anchor, body: row.body })
      }
      return found
    },
  }
}

/** What people call an object: its display attributes, joined by blanks, else its anchor. */
export function displayOf(object: { readonly anchor: string; readonly body: string }, attributes: readonly string[], display: readonly string[] | undefined): string {
  const parts = (display ?? []).flatMap((name) => {
    const position = positionOf(attributes, name)
    const cell = position < 0 ? null : cellAt(object.body, position)
    return cell === null || cell === '' ? [] : typeof cell === 'string' ? [cell] : cell.slice(0, 1)
  })
  return parts.length > 0 ? parts.join(' ') : object.anchor
}

/** Attribute names are compared without case, as directories do. -1 where no object has it. */
export function positionOf(attributes: readonly string[], name: string): number {
  const exact = attributes.indexOf(name)
  if (exact >= 0) return exact
  const folded = name.toLowerCase()
  return attributes.findIndex((attribute) => attribute.toLowerCase() === folded)
}

function originAt({ files, entries }: Order, row: number): string {
  const line = entries[row * 3 + 1] as number
  const file = files[entries[row * 3 + 2] as number] ?? files[0] ?? ''
  return line > 0 ? `${file} line ${line}` : file
}

function rowsById(entries: Int32Array): Map<number, number> {
  const rows = new Map<number, number>()
  for (let row = 0; row * 3 < entries.length; row++) rows.set(entries[row * 3] as number, row)
  return rows
}

function idsIn(entries: Int32Array): Int32Array {
  const ids = new Int32Array(entries.length / 3)
  for (let i = 0; i < ids.length; i++) ids[i] = entries[i * 3] as number
  return ids.sort()
}

/** Sorted by file and line; what has no line keeps its place by id. Most reads are in that order already. */
function inFileOrder(entries: Int32Array): Int32Array {
  const at = (row: number, field: number) => entries[row * 3 + field] as number
  const compare = (a: number, b: number) => at(a, 2) - at(b, 2) || at(a, 1) - at(b, 1) || at(a, 0) - at(b, 0)
  const count = entries.length / 3
  let sorted = true
  for (let row = 1; row < count && sorted; row++) sorted = compare(row - 1, row) <= 0
  if (sorted) return entries
  const order = Int32Array.from({ length: count }, (_, row) => row).sort(compare)
  const result = new Int32Array(entries.length)
  order.forEach((row, i) => result.set(entries.subarray(row * 3, row * 3 + 3), i * 3))
  return result
}

/** A BLOB of 32-bit integers; copied where its place in the buffer is not aligned. */
export function integers(blob: Buffer): Int32Array {
  return blob.byteOffset % 4 === 0
    ? new Int32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4)
    : new Int32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))
}
