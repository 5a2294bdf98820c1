import type { Issue, ReadIssueCode } from '../../shared/model/issue'
import { oncePerDatabase } from './once-per-database'

/** What one read of a system found, as `import --json` tells it. */
export interface ReadSummary {
  readonly readAt: string
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly missing: number
  readonly complete: boolean
  /** What the connector found out about the source; `doubted` where nobody was read, or nobody of some types (`doubtedTypes`), and that was taken for a mistake: how many objects were held. */
  readonly finding: Readonly<Record<string, string | number | boolean>>
}

export interface ReadRow extends ReadSummary {
  readonly readNo: number
  readonly contentHash: string | undefined
  /** As `EndEvent.told`. */
  readonly told?: Readonly<Record<string, readonly string[]>>
}

/** Where the objects of one type stood in the files of the current read. */
export interface Origins {
  readonly files: readonly string[]
  /** object_id, line and file number in turn, ascending by object_id. */
  readonly entries: Int32Array
}

export interface ReadsSince {
  readonly reads: number
  readonly new: number
  readonly changed: number
  readonly missing: number
}

export interface ReadsTable {
  begin(system: string): void
  /** The one small transaction that makes a read the current one. */
  commit(system: string, read: ReadRow, issues: readonly Issue[], origins: ReadonlyMap<number, Origins>): void
  /** After the rows that a read ended have been removed. */
  finish(system: string): void
  current(system: string): ReadRow | undefined
  /** As `ReadRow.told`, of a read that need not be the current one. */
  told(system: string, readNo: number): ReadRow['told']
  /** What the reads after one found, one read after the other: somebody who changed twice counts twice. */
  since(system: string, readNo: number): ReadsSince
  issues(system: string, options: { readonly offset: number; readonly limit: number }): { readonly total: number; readonly issues: Issue[] }
}

interface ReadSqlRow {
  read_no: number
  read_at: string
  content_hash: string | null
  complete: number
  read_count: number
  new_count: number
  changed_count: number
  unchanged_count: number
  missing_count: number
  finding: string
  told: string | null
}

export const readsTable = oncePerDatabase((db): ReadsTable => {
  const insertUnfinished = db.prepare('INSERT OR REPLACE INTO unfinished_read (system_id) VALUES (?)')
  const deleteUnfinished = db.prepare('DELETE FROM unfinished_read WHERE system_id = ?')
  const insertSystem = db.prepare('INSERT OR IGNORE INTO system (system_id) VALUES (?)')
  const setCurrent = db.prepare('UPDATE system SET current_read = ? WHERE system_id = ?')
  const insertRead = db.prepare(`
    INSERT OR REPLACE INTO read (system_id, read_no, read_at, content_hash, complete, read_count, new_count, changed_count, unchanged_count, missing_count, finding, told)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const deleteIssues = db.prepare('DELETE FROM read_issue WHERE system_id = ?')
  const insertIssue = db.prepare('INSERT INTO read_issue (system_id, read_no, seq, code, origin, message) VALUES (?, ?, ?, ?, ?, ?)')
  const insertOrigin = db.prepare('INSERT OR REPLACE INTO read_origin (type_id, read_no, files, entries) VALUES (?, ?, ?, ?)')
  const selectCurrent = db.prepare<[string], ReadSqlRow>(`
    SELECT r.* FROM system s JOIN read r ON r.system_id = s.system_id AND r.read_no = s.current_read
    WHERE s.system_id = ?
  `)
  const selectTold = db.prepare<[string, number], string | null>('SELECT told FROM read WHERE system_id = ? AND read_no = ?').pluck()
  const sumSince = db.prepare<[string, number], ReadsSince>(`
    SELECT count(*) AS reads, coalesce(sum(r.new_count), 0) AS new, coalesce(sum(r.changed_count), 0) AS changed, coalesce(sum(r.missing_count), 0) AS missing
    FROM read r JOIN system s ON s.system_id = r.system_id
    WHERE r.system_id = ? AND r.read_no > ? AND r.read_no <= s.current_read
  `)
  const countIssues = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM read_issue WHERE system_id = ?')
  const selectIssues = db.prepare<[string, number, number], { code: string; origin: string; message: string }>(`
    SELECT code, origin, message FROM read_issue WHERE system_id = ? ORDER BY read_no, seq LIMIT ? OFFSET ?
  `)
  return {
    begin: (system) => {
      insertSystem.run(system)
      insertUnfinished.run(system)
    },
    commit: (system, read, issues, origins) => db.transaction(() => {
      insertRead.run(system, read.readNo, read.readAt, read.contentHash ?? null, read.complete ? 1 : 0, read.read, read.new, read.changed, read.unchanged, read.missing, JSON.stringify(read.finding), read.told ? JSON.stringify(read.told) : null)
      deleteIssues.run(system)
      issues.forEach((issue, seq) => insertIssue.run(system, read.readNo, seq, issue.code, issue.origin, issue.message))
      for (const [typeId, origin] of origins) {
        insertOrigin.run(typeId, read.readNo, JSON.stringify(origin.files), Buffer.from(origin.entries.buffer, origin.entries.byteOffset, origin.entries.byteLength))
      }
      setCurrent.run(read.readNo, system)
    })(),
    finish: (system) => void deleteUnfinished.run(system),
    current: (system) => {
      const row = selectCurrent.get(system)
      return row && {
        readNo: row.read_no, readAt: row.read_at, contentHash: row.content_hash ?? undefined, complete: row.complete === 1, read: row.read_count,
        new: row.new_count, changed: row.changed_count, unchanged: row.unchanged_count, missing: row.missing_count,
        finding: JSON.parse(row.finding) as Record<string, string | number | boolean>,
        ...(row.told === null ? {} : { told: JSON.parse(row.told) as NonNullable<ReadRow['told']> }),
      }
    },
    told: (system, readNo) => {
      const told = selectTold.get(system, readNo)
      return typeof told === 'string' ? JSON.parse(told) as ReadRow['told'] : undefined
    },
    since: (system, readNo) => sumSince.get(system, readNo) as ReadsSince,
    issues: (system, { offset, limit }) => ({
      total: countIssues.get(system)?.n ?? 0,
      issues: selectIssues.all(system, limit, offset).map((row) => ({ ...row, code: row.code as ReadIssueCode })),
    }),
  }
})
