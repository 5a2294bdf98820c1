import type { Database } from 'better-sqlite3'

export type SqlValue = string | number | Uint8Array | null

const ROWS_AT_ONCE = 16

/**
 * Inserts many rows with few calls, which takes little more than half the time of a call for each. `values` holds the rows one after the
 * other, `columns` values each, in the order of the statement's columns; `row` is what stands for them there.
 */
export function batchInsert(db: Database, into: string, columns: number, row = `(${new Array<string>(columns).fill('?').join(', ')})`): (values: readonly SqlValue[]) => void {
  const one = db.prepare<SqlValue[]>(`INSERT INTO ${into} VALUES ${row}`)
  const many = db.prepare<SqlValue[]>(`INSERT INTO ${into} VALUES ${new Array<string>(ROWS_AT_ONCE).fill(row).join(', ')}`)
  return (values) => {
    const step = columns * ROWS_AT_ONCE
    let at = 0
    for (; at + step <= values.length; at += step) many.run(...values.slice(at, at + step))
    for (; at < values.length; at += columns) one.run(...values.slice(at, at + columns))
  }
}
