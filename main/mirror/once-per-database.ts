import type { Database } from 'better-sqlite3'

/** A table's statements, prepared once for each connection: to prepare them costs more than most cycles of a forecast do. */
export function oncePerDatabase<T>(prepare: (db: Database) => T): (db: Database) => T {
  const prepared = new WeakMap<Database, T>()
  return (db) => {
    let table = prepared.get(db)
    if (table === undefined) prepared.set(db, table = prepare(db))
    return table
  }
}
