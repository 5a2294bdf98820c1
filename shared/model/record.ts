import type { Issue } from './issue'

/*
 * What a connector hands over while it reads: batches of packed objects, because one message for each person would cost more
 * than the reading. The events travel between threads as they are.
 */

/** Attributes of one object type that come after those announced before. Sent before the first batch that uses them. */
export interface AttributesEvent {
  readonly kind: 'attributes'
  readonly type: string
  readonly names: readonly string[]
  /** Names of those that held a list at least once so far are sent again here. */
  readonly multiValued?: readonly string[]
}

/** Up to some thousand objects of one type, in the system's own order. All arrays have the same length. */
export interface RecordsEvent {
  readonly kind: 'records'
  readonly type: string
  readonly anchors: readonly string[]
  /** Packed in the order of the attributes announced for the type (packed.ts). */
  readonly bodies: PackedRows
  /** SHA-1 over the attributes' names and values in the order of their names, so that column order does not matter; base64. */
  readonly hashes: readonly string[]
  /** Line (from 1) in the file, or 0 where a system has no lines. */
  readonly lines: Int32Array
  /** Which of the system's files, from 0. */
  readonly file: number
  /** Objects of the read before that stand between these, in their order. */
  readonly same?: readonly SameRows[]
}

/**
 * Packed objects as bytes, one after the other: as texts they would be copied from thread to thread, and most of them never become one. Both
 * lie in memory that all threads of the process see.
 */
export interface PackedRows {
  /** UTF-8. */
  readonly bytes: Uint8Array<SharedArrayBuffer>
  /** By row: where it ends in `bytes`, times two, and one more where not all of it is ASCII. */
  readonly ends: Int32Array<SharedArrayBuffer>
  /** Where each cell of each row ends, in bytes from the row's start. */
  readonly cells: Uint16Array<SharedArrayBuffer>
  /** By row: where its cells begin in `cells`, and at the end where those of one more would; a row that nobody noted them of has none. */
  readonly firstCells: Int32Array<SharedArrayBuffer>
}

/** Objects that are, byte for byte, those that the read before gave from its object `from` on, counted from 0 in the order of its events. */
export interface SameRows {
  /** The place, in the batch that they come with, of the record that they stand before. */
  readonly before: number
  readonly from: number
  readonly count: number
  /** Line (from 1) of the first; each takes one. */
  readonly line: number
}

/** Such objects that no records stand between. */
export interface SameEvent {
  readonly kind: 'same'
  readonly type: string
  readonly same: readonly SameRows[]
}

/** What the next read of the same system can be compared with. Just before the end, where a reader can tell and nothing was amiss. */
export interface PrintsEvent {
  readonly kind: 'prints'
  readonly type: string
  readonly prints: RowPrints
}

/** The text of a file and where its rows stand in it, in memory that all threads see: a row of the same bytes gives the object of before. */
export interface RowPrints {
  /** Everything besides the bytes that decides what a row becomes: dialect, encoding, columns, settings. */
  readonly key: string
  /** The settings as JSON. */
  readonly settings: string
  /** Size of the whole file. */
  readonly fileBytes: number
  /** How much of the file stands before the text: its byte-order mark. Absent where the text lies there in another encoding. */
  readonly markBytes?: number
  /** UTF-8. */
  readonly bytes: Uint8Array<SharedArrayBuffer>
  /** Where each row starts, and where the last one ends. */
  readonly starts: Int32Array<SharedArrayBuffer>
  /** By row: the number of its object; -1 for a row that is read again each time. */
  readonly objects: Int32Array<SharedArrayBuffer>
  /** By row: where its anchor stands in it, and in how many bytes; 0 where that was not noted. */
  readonly anchorAt: Int32Array<SharedArrayBuffer>
  readonly anchorBytes: Int32Array<SharedArrayBuffer>
}

export interface IssueEvent {
  readonly kind: 'issue'
  readonly issue: Issue
}

/** How far the reading is. `total` is absent when it cannot be known beforehand. */
export interface ProgressEvent {
  readonly kind: 'progress'
  readonly bytes: number
  readonly totalBytes?: number
}

/** Exactly one, and the last. `complete` is false for a read that was cut short: then nobody is missing. */
export interface EndEvent {
  readonly kind: 'end'
  readonly complete: boolean
  /** What was found about the source, for people: `windows-1252, semicolon, 12 columns`. */
  readonly finding: Readonly<Record<string, string | number | boolean>>
  /** SHA-256 over the settings and the files' bytes, as they were read; absent for a system that is not files. */
  readonly contentHash?: string
  /**
   * By object type, attributes that the source told of every object of it: whoever has none is known to have none. A type is absent where the source
   * leaves out what is empty, as directories do, so that nobody can tell that from what was not asked for.
   */
  readonly told?: Readonly<Record<string, readonly string[]>>
}

export type ReadEvent = AttributesEvent | RecordsEvent | SameEvent | PrintsEvent | IssueEvent | ProgressEvent | EndEvent
