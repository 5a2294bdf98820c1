import type { Database } from 'better-sqlite3'

/*
 * The fastest way through all objects of a type: SQLite puts thousands of them together into one text of bytes, and whoever looks
 * for a column reads those bytes. A row and a text for each object costs five times as much.
 */

/** Objects as bytes, one after the other: id, U+001F, number of bytes, U+001F, and the bytes of the anchor or the packed body. */
export type Records = Buffer

export interface ObjectScan {
  /** Everybody of the current read, ascending by id, some thousands at a time. `ids` are the least and the greatest of the type. */
  chunks(type: { readonly typeId: number; readonly system: string }, what: 'anchor' | 'body', ids: { readonly first: number; readonly last: number }): Iterable<Records>
}

const CHUNK = 4096

export function objectScan(db: Database): ObjectScan {
  const select = (what: 'anchor' | 'body') => db.prepare<[number, number, number, number, number], Buffer | null>(`
    SELECT CAST(group_concat(object_id || char(31) || octet_length(${what}) || char(31) || ${what}, '') AS BLOB)
    FROM (SELECT object_id, ${what} FROM object WHERE object_id >= ? AND object_id < ? AND +type_id = ? AND from_read <= ? AND (to_read IS NULL OR to_read > ?) ORDER BY object_id)
  `).pluck()
  const selects = { anchor: select('anchor'), body: select('body') }
  const selectRead = db.prepare<[string], number>('SELECT current_read FROM system WHERE system_id = ?').pluck()

  return {
    * chunks(type, what, { first, last }) {
      const read = selectRead.get(type.system) ?? 0
      for (let from = first; from <= last; from += CHUNK) {
        const records = selects[what].get(from, Math.min(from + CHUNK, last + 1), type.typeId, read, read)
        if (records) yield records
      }
    },
  }
}

const SEPARATOR = 0x1f
const ZERO = 0x30

/** Calls with each object's id and where its text begins and ends. */
export function eachRecord(records: Records, visit: (id: number, start: number, end: number) => void): void {
  for (let at = 0; at < records.length;) {
    let id = 0
    for (; records[at] !== SEPARATOR; at++) id = id * 10 + (records[at] as number) - ZERO
    let length = 0
    for (at++; records[at] !== SEPARATOR; at++) length = length * 10 + (records[at] as number) - ZERO
    at++
    visit(id, at, at + length)
    at += length
  }
}

/** Where the cell at a position of a packed body begins and ends; both the body's end where it has none. */
export function cellBounds(records: Records, start: number, end: number, position: number): { readonly from: number; readonly to: number } {
  let from = start
  for (let i = 0; i < position; i++) {
    while (from < end && records[from] !== SEPARATOR) from++
    if (from >= end) return { from: end, to: end }
    from++
  }
  let to = from
  while (to < end && records[to] !== SEPARATOR) to++
  return { from, to }
}
