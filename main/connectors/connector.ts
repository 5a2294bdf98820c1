import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../shared/model/record'

export interface ReadRequest<Settings> {
  readonly settings: Settings
  /** The project's folder, which relative paths start from. Absolute. */
  readonly folder: string
  /** Attributes of each object type in the order in which the mirror already holds them. New ones are appended. */
  readonly known: Readonly<Record<string, readonly string[]>>
  readonly signal: AbortSignal
  /** Stop after this many objects: for a preview of the first rows. The end is then `complete: false`. */
  readonly limit?: number
  /** What the read before left to compare with; reading looks for the same rows where it can. Absent: everything is read. */
  readonly prints?: RowPrints
  /** Whether what a later read can be compared with is wanted. */
  readonly printed?: boolean
  /** Told of the bytes of files as they stand, in the order of the settings' paths. They are overwritten afterwards. */
  readonly onBytes?: (bytes: Uint8Array) => void
  /** The cycle's day in the system's time zone, `YYYY-MM-DD`: which of a person's effective-dated rows holds. Absent: all rows are read. */
  readonly asOf?: string
  /** The secret that `passwordFrom` names, already resolved; never logged. */
  readonly secret?: string
}

/**
 * Reads one kind of connected system. A connector only reads: it has no way to write back.
 *
 * `read` yields events as record.ts describes them, in the system's own order (no promise is made about it), then exactly one
 * `end`. A row or entry that cannot be read is an `issue` and the stream goes on; a system that cannot be read at all throws
 * `AppError`. A read that is cut short (connection lost, file truncated in the middle of an entry) must throw or end with
 * `complete: false`: it must never look like a smaller system. An aborted signal throws `AppError('cancelled')` within 250 ms.
 */
export interface Connector<Settings extends ConnectorSettings> {
  readonly kind: Settings['kind']
  read(request: ReadRequest<Settings>): AsyncIterable<ReadEvent>
}
