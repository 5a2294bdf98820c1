import type { Database } from 'better-sqlite3'
import { type PackedPage, actionPages } from './action-pages'
import type { SqlValue } from './batch-insert'
import { rehearsalTables } from './rehearsal-tables'

/** What a run writes while it goes on, as data, so that a thread of its own can write it. */
export interface RunWrites {
  readonly run: number
  readonly pages: readonly PackedPage[]
  /** As `RehearsalTables.addLinks` and `addObjects` take them. */
  readonly links: readonly SqlValue[]
  readonly objects: readonly SqlValue[]
  /** Rows of earlier runs, or of earlier mappings of this one, that no longer hold. */
  readonly endedLinks: readonly number[]
  readonly endedObjects: readonly number[]
}

/** Writes what a run has gathered, in one transaction each time. */
export interface RunWriter {
  /** Takes it over; it may be written later, in the order given. */
  post(writes: RunWrites): void
  /** Something to wait for where too much is on its way already. Throws what writing threw. */
  turn(): Promise<void> | undefined
  /** Resolves when everything is written. Throws what writing threw: `diskFull`, `fileWriteFailed`, `mirrorCorrupt`. */
  drain(): Promise<void>
  close(): void
}

/** A function that writes one batch over this connection. */
export function runWrites(db: Database): (writes: RunWrites) => void {
  const pages = actionPages(db)
  const tables = rehearsalTables(db)
  return db.transaction((writes: RunWrites) => {
    for (const page of writes.pages) pages.add(writes.run, page)
    // New rows first: a later mapping of the same run may end what an earlier one made.
    tables.addLinks(writes.links)
    tables.addObjects(writes.objects)
    for (const id of writes.endedLinks) tables.endLink(writes.run, id)
    for (const id of writes.endedObjects) tables.endObject(writes.run, id)
  })
}

/** Writes at once, in this thread. */
export function writeInline(db: Database): RunWriter {
  const write = runWrites(db)
  return { post: write, turn: () => undefined, drain: () => Promise.resolve(), close: () => undefined }
}

/** For a plan that nobody writes down. */
export const writeNothing: RunWriter = { post: () => undefined, turn: () => undefined, drain: () => Promise.resolve(), close: () => undefined }
