import type { Database } from 'better-sqlite3'
import type { PackedPage } from './action-page'
import { actionPages } from './action-pages'
import { type RunObjects, type TypeColumns, objectColumns } from './object-columns'
import { type StagedObjects, objectsTable } from './objects-table'
import { type NewLinks, type NewObjects, rehearsalTables } from './rehearsal-tables'
import { oncePerDatabase } from './once-per-database'

/** What a run writes while it goes on, as data, so that a thread of its own can write it. */
export interface RunWrites {
  readonly run: number
  readonly pages: readonly PackedPage[]
  readonly links: readonly NewLinks[]
  readonly objects: readonly NewObjects[]
  /** Rows of earlier runs, or of earlier mappings of this one, that no longer hold. */
  readonly endedLinks: readonly number[]
  readonly endedObjects: readonly number[]
}

/** What a read writes while it goes on: its own generation, which nobody looks at until it is the current one. */
export interface ReadWrites {
  readonly staged: StagedObjects | undefined
  /** Objects that the read `readNo` ends. */
  readonly ended: readonly number[]
  readonly readNo: number
  /** Objects that an earlier read ended, to be removed for good. */
  readonly removed: readonly number[]
  /** Whether the index that people are looked up by is made, where it is not there yet. */
  readonly index: boolean
}

/** Whom a run's actions are about. */
export interface AboutWrites {
  readonly run: number
  readonly about: readonly RunObjects[]
}

export type Writes = RunWrites | ReadWrites | AboutWrites | TypeColumns

/** The index that people are looked up by, made after a first load: kept up during it, it costs a third of the load. */
export const INDEX: ReadWrites = { staged: undefined, ended: [], readNo: 0, removed: [], index: true }

/** Writes what a read or a run has gathered, in one transaction each time. */
export interface RunWriter {
  /** Takes it over; it may be written later, in the order given. */
  post(writes: Writes): void
  /** Something to wait for where too much is on its way already. Throws what writing threw. */
  turn(): Promise<void> | undefined
  /** Resolves when everything is written. Throws what writing threw: `diskFull`, `fileWriteFailed`, `mirrorCorrupt`. */
  drain(): Promise<void>
  /** Resolves when nothing is written any more, whatever was on its way. */
  close(): Promise<void>
}

/** A function that writes one batch over this connection. */
export const runWrites = oncePerDatabase((db): (writes: Writes) => void => {
  const pages = actionPages(db)
  const tables = rehearsalTables(db)
  const objects = objectsTable(db)
  const columns = objectColumns(db)
  return db.transaction((writes: Writes) => {
    if ('staged' in writes) {
      if (writes.staged) objects.insert(writes.staged, writes.readNo)
      for (const id of writes.ended) objects.end(id, writes.readNo)
      for (const id of writes.removed) objects.remove(id)
      if (writes.index) objects.index()
      return
    }
    if ('columns' in writes) return columns.add(writes)
    if ('about' in writes) {
      for (const one of writes.about) columns.addRun(writes.run, one)
      return
    }
    for (const page of writes.pages) pages.add(writes.run, page)
    // New rows first: a later mapping of the same run may end what an earlier one made.
    for (const links of writes.links) tables.addLinks(writes.run, links)
    for (const objects of writes.objects) tables.addObjects(writes.run, objects)
    for (const id of writes.endedLinks) tables.endLink(writes.run, id)
    for (const id of writes.endedObjects) tables.endObject(writes.run, id)
  })
})

/** Writes at once, in this thread. */
export function writeInline(db: Database): RunWriter {
  const write = runWrites(db)
  return { post: write, turn: () => undefined, drain: () => Promise.resolve(), close: () => Promise.resolve() }
}

/** For a plan that nobody writes down. */
export const writeNothing: RunWriter = { post: () => undefined, turn: () => undefined, drain: () => Promise.resolve(), close: () => Promise.resolve() }
