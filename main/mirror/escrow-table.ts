import { oncePerDatabase } from './once-per-database'

/** An object whose action failed or was held, as a run left it. Times are ISO 8601 UTC, of the cycles' clocks. */
export interface EscrowRow {
  readonly objectMapping: string
  readonly sourceAnchor: string
  readonly held: boolean
  readonly failedAt: string
  readonly triedAt: string
}

export interface EscrowTable {
  /** A job's escrow as a run left it, by object mapping and source anchor. */
  of(run: number, job: string): EscrowRow[]
  /** Adds a job's escrow to a run that is not yet committed. */
  add(run: number, job: string, rows: readonly EscrowRow[]): void
  /** Removes what earlier runs left of a job: the committed run has it all. */
  purge(run: number, job: string): void
}

interface SqlRow {
  object_mapping: string
  source_anchor: string
  held: number
  failed_at: string
  tried_at: string
}

export const escrowTable = oncePerDatabase((db): EscrowTable => {
  const select = db.prepare<[number, string], SqlRow>(`
    SELECT object_mapping, source_anchor, held, failed_at, tried_at
    FROM escrow
    WHERE run_id = ? AND job_id = ?
    ORDER BY object_mapping, source_anchor
  `)
  const insert = db.prepare('INSERT INTO escrow (run_id, job_id, object_mapping, source_anchor, held, failed_at, tried_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const remove = db.prepare('DELETE FROM escrow WHERE job_id = ? AND run_id < ?')
  return {
    of: (run, job) => select.all(run, job).map((row) => ({ objectMapping: row.object_mapping, sourceAnchor: row.source_anchor, held: row.held === 1, failedAt: row.failed_at, triedAt: row.tried_at })),
    add: (run, job, rows) => db.transaction(() => {
      for (const row of rows) insert.run(run, job, row.objectMapping, row.sourceAnchor, row.held ? 1 : 0, row.failedAt, row.triedAt)
    })(),
    purge: (run, job) => void remove.run(job, run),
  }
})
