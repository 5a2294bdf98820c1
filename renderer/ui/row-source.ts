/** What went wrong, as a person reads it, with the code that belongs into a report. */
export interface Failure {
  readonly code: string
  readonly message: string
}

/**
 * Rows of a table by index, wherever they are. A table calls `need` with the range in view; a row that is not there yet is
 * `undefined` and comes with a later render.
 */
export interface RowSource<Row> {
  readonly status: 'loading' | 'failed' | 'ready'
  /** Rows in all; 0 until the first answer. Rows already shown stay while the source is loading again. */
  readonly total: number
  readonly row: (index: number) => Row | undefined
  readonly need: (first: number, last: number) => void
  readonly failure?: Failure
  readonly retry: () => void
}

/** Rows that are all there already. */
export function rowsOf<Row>(rows: readonly Row[]): RowSource<Row> {
  return { status: 'ready', total: rows.length, row: (index) => rows[index], need: () => undefined, retry: () => undefined }
}
