import type { ChainResult } from '../../shared/model/chain'
import type { CycleType, JobCounts } from '../../shared/model/cycle'
import type { ActionKind, ActionStatus, Cause, PlanGroup, PlanHeader } from '../../shared/model/plan'
import type { ProjectDocument } from '../../shared/model/project'
import { oncePerDatabase } from './once-per-database'

export interface NewRun {
  readonly type: CycleType
  readonly typeReason?: string
  readonly now: string
  readonly seed: number
  readonly startedAt: string
  readonly kept: boolean
  readonly version?: number
  readonly draft: boolean
  readonly configHash: string
  /** The project document that runs, as JSON. */
  readonly document: string
  /** The run whose pages hold what this one does not: after an edit. */
  readonly base?: number
  /** Whether it rehearses what its guards would hold. Default false. */
  readonly released?: boolean
  /** Whether accepted near matches are taken as filled in at the target. Default false. */
  readonly backfilled?: boolean
  /** Of a later round of a repeated cycle: the run of the first. */
  readonly firstRound?: number
}

export interface GroupRecord extends Omit<PlanGroup, 'job'> {
  readonly jobNo: number
  /** seq of the group's actions, ascending. */
  readonly members: readonly number[]
}

export interface Watermark {
  /** The clock of the last initial cycle, which looked at everybody. */
  readonly evaluatedAt: string
  readonly evaluatedRun: number
  readonly run: number
  /** Number of the job in that run: it saw what the run's earlier jobs rehearsed. */
  readonly jobNo: number
  readonly now: string
  readonly sourceRead: number
  readonly mappingHash: string
}

export interface JobRecord {
  readonly jobNo: number
  readonly counts: JobCounts
  readonly matching: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[]
  readonly onlyTarget: readonly number[]
  readonly sourceRead: number
  readonly targetRead: number
  readonly mappingHash: string
}

export interface RunRow {
  readonly run: number
  readonly type: CycleType
  readonly typeReason: string | undefined
  readonly status: 'running' | 'done' | 'cancelled' | 'failed'
  readonly now: string
  readonly seed: number
  readonly startedAt: string
  readonly durationMs: number
  readonly kept: boolean
  readonly version: number | undefined
  readonly draft: boolean
  readonly configHash: string
  readonly released: boolean
  readonly backfilled: boolean
  /** Of a later round of a repeated cycle: the run of the first. */
  readonly firstRound: number | undefined
  /** Of a first round: what all rounds came to. */
  readonly chain: ChainResult | undefined
  readonly header: PlanHeader | undefined
  readonly jobs: readonly JobCounts[]
}

export interface RunsTable {
  begin(run: NewRun): number
  addGroups(run: number, groups: readonly GroupRecord[]): void
  addJob(run: number, job: JobRecord): void
  /** The one small transaction that ends a run: with it the plan is there, and its state counts if it is kept. */
  commit(run: number, end: { readonly header: PlanHeader; readonly durationMs: number; readonly kept: boolean }): void
  /** Ends the run under way, if there is one, without a plan: at once, for what it wrote is removed by the next work. */
  stop(status: 'cancelled' | 'failed'): void
  /** Keeps at the first round what all rounds came to. */
  endRounds(firstRound: number, chain: ChainResult): void
  /** The newest first. */
  list(): RunRow[]
  get(run: number): RunRow | undefined
  /** The newest that is done; of a repeated cycle the first round, for it is the one that plans what the cycle is about. */
  latest(): RunRow | undefined
  /** A configuration that was run. */
  document(configHash: string): ProjectDocument | undefined
  groups(run: number): { readonly jobNo: number; readonly group: Omit<PlanGroup, 'job'> }[]
  /** Where the next incremental cycle of a job goes on from: the last run that was kept. */
  watermark(job: string): Watermark | undefined
}

interface RunSqlRow {
  run_id: number
  type: CycleType
  type_reason: string | null
  status: RunRow['status']
  now: string
  seed: number
  started_at: string
  duration_ms: number
  kept: number
  version: number | null
  draft: number
  config_hash: string
  released: number
  backfilled: number
  first_round: number | null
  chain: string | null
  header: string | null
}

export const runsTable = oncePerDatabase((db): RunsTable => {
  const insertConfiguration = db.prepare('INSERT OR IGNORE INTO configuration (config_hash, document) VALUES (?, ?)')
  const insertRun = db.prepare(`
    INSERT INTO run (type, type_reason, status, now, seed, started_at, kept, version, draft, config_hash, base_run, released, backfilled, first_round)
    VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const insertGroup = db.prepare(`
    INSERT INTO plan_group (run_id, group_id, job_no, kind, status, cause_type, cause_id, shape, objects, value_count, members)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const insertJob = db.prepare(`
    INSERT INTO run_job (run_id, job_no, job_id, counts, matching, only_target, source_read, target_read, mapping_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  `)
  const updateRun = db.prepare(`UPDATE run SET status = 'done', duration_ms = ?, kept = ?, data_hash = ?, header = ? WHERE run_id = ?`)
  const stopRun = db.prepare(`UPDATE run SET status = ?, leftovers = 1 WHERE status = 'running'`)
  const updateChain = db.prepare('UPDATE run SET chain = ? WHERE run_id = ?')
  const setCurrent = db.prepare('UPDATE rehearsal SET current_run = ?')
  const selectRuns = db.prepare<[], RunSqlRow>('SELECT * FROM run ORDER BY run_id DESC')
  const selectRun = db.prepare<[number], RunSqlRow>('SELECT * FROM run WHERE run_id = ?')
  const selectLatest = db.prepare<[], RunSqlRow>(`SELECT * FROM run WHERE status = 'done' AND first_round IS NULL ORDER BY run_id DESC LIMIT 1`)
  const selectDocument = db.prepare<[string], string>('SELECT document FROM configuration WHERE config_hash = ?').pluck()
  const selectJobs = db.prepare<[number], { counts: string }>('SELECT counts FROM run_job WHERE run_id = ? ORDER BY job_no')
  const selectGroups = db.prepare<[number], {
    group_id: number, job_no: number, kind: ActionKind, status: ActionStatus, cause_type: Cause['type'], cause_id: string, shape: string, objects: number, value_count: number
  }>('SELECT group_id, job_no, kind, status, cause_type, cause_id, shape, objects, value_count FROM plan_group WHERE run_id = ? ORDER BY group_id')
  const selectWatermark = db.prepare<[string], { run_id: number; job_no: number; now: string; source_read: number; mapping_hash: string }>(`
    SELECT j.run_id, j.job_no, r.now, j.source_read, j.mapping_hash
    FROM run_job j JOIN run r ON r.run_id = j.run_id
    WHERE j.job_id = ? AND r.status = 'done' AND r.kept = 1
    ORDER BY j.run_id DESC LIMIT 1
  `)
  const selectEvaluated = db.prepare<[string], { run: number; now: string }>(`
    SELECT r.run_id AS run, r.now FROM run_job j JOIN run r ON r.run_id = j.run_id
    WHERE j.job_id = ? AND r.status = 'done' AND r.kept = 1 AND r.type = 'initial'
    ORDER BY j.run_id DESC LIMIT 1
  `)
  const toRow = (row: RunSqlRow): RunRow => ({
    run: row.run_id, type: row.type, typeReason: row.type_reason ?? undefined, status: row.status, now: row.now, seed: row.seed,
    startedAt: row.started_at, durationMs: row.duration_ms, kept: row.kept === 1, version: row.version ?? undefined, draft: row.draft === 1,
    configHash: row.config_hash, released: row.released === 1, backfilled: row.backfilled === 1, firstRound: row.first_round ?? undefined, chain: row.chain === null ? undefined : JSON.parse(row.chain) as ChainResult, header: row.header === null ? undefined : JSON.parse(row.header) as PlanHeader,
    jobs: selectJobs.all(row.run_id).map((job) => JSON.parse(job.counts) as JobCounts),
  })
  return {
    begin: (run) => db.transaction(() => {
      insertConfiguration.run(run.configHash, run.document)
      return Number(insertRun.run(run.type, run.typeReason ?? null, run.now, run.seed, run.startedAt, run.kept ? 1 : 0, run.version ?? null, run.draft ? 1 : 0, run.configHash, run.base ?? null, run.released === true ? 1 : 0, run.backfilled === true ? 1 : 0, run.firstRound ?? null).lastInsertRowid)
    })(),
    addGroups: (run, groups) => db.transaction(() => {
      for (const g of groups) insertGroup.run(run, g.id, g.jobNo, g.kind, g.status, g.cause.type, g.cause.id, g.shape, g.objects, g.values, integers(g.members))
    })(),
    addJob: (run, job) => void insertJob.run(
      run, job.jobNo, job.counts.id, JSON.stringify(job.counts), JSON.stringify(job.matching), integers(job.onlyTarget), job.sourceRead, job.targetRead, job.mappingHash,
    ),
    commit: (run, { header, durationMs, kept }) => db.transaction(() => {
      updateRun.run(durationMs, kept ? 1 : 0, header.dataHash, JSON.stringify(header), run)
      if (kept) setCurrent.run(run) // one that is not kept has written nothing of links and objects
    })(),
    stop: (status) => void stopRun.run(status),
    endRounds: (firstRound, chain) => void updateChain.run(JSON.stringify(chain), firstRound),
    list: () => selectRuns.all().map(toRow),
    get: (run) => {
      const row = selectRun.get(run)
      return row && toRow(row)
    },
    latest: () => {
      const row = selectLatest.get()
      return row && toRow(row)
    },
    document: (configHash) => {
      const document = selectDocument.get(configHash)
      return document === undefined ? undefined : JSON.parse(document) as ProjectDocument
    },
    groups: (run) => selectGroups.all(run).map((g) => ({
      jobNo: g.job_no,
      group: { id: g.group_id, kind: g.kind, status: g.status, cause: { type: g.cause_type, id: g.cause_id }, shape: g.shape, objects: g.objects, values: g.value_count },
    })),
    watermark: (job) => {
      const row = selectWatermark.get(job)
      if (!row) return undefined
      const evaluated = selectEvaluated.get(job) ?? { run: row.run_id, now: row.now }
      return { run: row.run_id, jobNo: row.job_no, now: row.now, evaluatedAt: evaluated.now, evaluatedRun: evaluated.run, sourceRead: row.source_read, mappingHash: row.mapping_hash }
    },
  }
})

function integers(values: readonly number[]): Buffer {
  const array = Int32Array.from(values)
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength)
}
