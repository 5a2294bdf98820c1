import type { Database } from 'better-sqlite3'
import { AppError } from '../../../shared/app-error'
import type { RunView } from '../../../shared/ipc/views'
import type { Cause, PlanGroup, ProvisioningAction } from '../../../shared/model/plan'
import { projectDocument, type ProjectDocument } from '../../../shared/model/project'
import { positionIn } from '../../../shared/sorted'
import { actionPages, type RunActions } from '../action-pages'
import { runsTable, type RunRow } from '../runs-table'
import { actionIndex, type ActionFacts, type ActionIndex } from './action-index'
import { integers } from './live-objects'

/** Runs and their plans, as they are looked up again and again. Runs that are not finished are not there. */
export interface PlanRows {
  runs(): readonly RunView[]
  /** Throws `runUnknown`. */
  run(run: number): RunRow
  /** Number of a job in the run; undefined for a job that it did not have. */
  jobNo(run: number, job: string): number | undefined
  /** The reads that a job of a run saw. */
  reads(run: number, jobNo: number): { readonly source: number; readonly target: number } | undefined
  /** Ids of the run's jobs by number. */
  jobIds(run: number): ReadonlyMap<number, string>
  index(run: number): ActionIndex
  /** Everything of a run as it is kept. Throws `runUnknown`. */
  packed(run: number): RunActions
  /** Every outcome of a run by seq, and the facts that tell them apart. */
  outcomes(run: number): { readonly seqs: Int32Array; readonly combinationOf: Uint16Array; readonly combinations: readonly ActionFacts[] }
  /** The actions that have an issue, in no order. */
  withIssues(run: number): { readonly seq: number; readonly action: ProvisioningAction }[]
  action(run: number, seq: number): ProvisioningAction | undefined
  /** An action as the plan file has it. */
  body(run: number, seq: number): string | undefined
  actions(run: number, seqs: Iterable<number>): { readonly seq: number; readonly action: ProvisioningAction }[]
  groups(run: number): readonly { readonly jobNo: number; readonly group: Omit<PlanGroup, 'job'> }[]
  /** seq of a group's actions, ascending. */
  members(run: number, group: number): Int32Array
  causesOf(run: number, seq: number): Cause[]
  matching(run: number, jobNo: number): { readonly rules: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[]; readonly onlyTarget: Int32Array } | undefined
  /** The configuration that ran. */
  document(run: number): ProjectDocument
}

/** Plans whose index is kept: the newest asked for. */
const KEPT_INDEXES = 3

/** How bodies with issues, and those with changes that wait for the follow-up pass, tell themselves from others; inside a text the quotes would be escaped. */
export const HAS_ISSUES = '"issues":[{'
export const HAS_DEFERRED = '"deferred":true'

export function planRows(db: Database): PlanRows {
  const runs = runsTable(db)
  const selectJobs = db.prepare<[number], { job_no: number; job_id: string }>('SELECT job_no, job_id FROM run_job WHERE run_id = ? ORDER BY job_no')
  const selectJobNo = db.prepare<[number, string], number>('SELECT job_no FROM run_job WHERE run_id = ? AND job_id = ?').pluck()
  const selectReads = db.prepare<[number, number], { source: number; target: number }>('SELECT source_read AS source, target_read AS target FROM run_job WHERE run_id = ? AND job_no = ?')
  const pages = actionPages(db)
  const opened = new Map<number, RunActions>()
  const selectMembers = db.prepare<[number, number], Buffer>('SELECT members FROM plan_group WHERE run_id = ? AND group_id = ?').pluck()
  const selectAllMembers = db.prepare<[number], { cause_type: Cause['type']; cause_id: string; members: Buffer }>('SELECT cause_type, cause_id, members FROM plan_group WHERE run_id = ? ORDER BY group_id')
  const selectMatching = db.prepare<[number, number], { matching: string; only_target: Buffer }>('SELECT matching, only_target FROM run_job WHERE run_id = ? AND job_no = ?')
  const selectDocument = db.prepare<[string], string>('SELECT document FROM configuration WHERE config_hash = ?').pluck()
  const indexes = new Map<number, ActionIndex>()

  function run(number: number): RunRow {
    const row = runs.get(number)
    if (row?.status !== 'done') throw new AppError('runUnknown', `There is no run ${number} with a plan in this project; choose another, or rehearse again.`, { run: number })
    return row
  }
  /** A finished run never changes, so what was opened stays right. */
  function actionsOf(number: number): RunActions {
    const known = opened.get(number)
    if (known) return known
    const actions = pages.open(number)
    if (opened.size >= KEPT_INDEXES) opened.delete(opened.keys().next().value as number)
    opened.set(number, actions)
    return actions
  }
  function action(number: number, seq: number): ProvisioningAction | undefined {
    const body = actionsOf(number).body(seq)
    return body === undefined ? undefined : JSON.parse(body) as ProvisioningAction
  }

  return {
    runs: () => runViews(runs.list()),
    run,
    jobNo: (number, job) => selectJobNo.get(number, job),
    reads: (number, jobNo) => selectReads.get(number, jobNo),
    jobIds: (number) => new Map(selectJobs.all(number).map((row) => [row.job_no, row.job_id])),
    index(number) {
      run(number)
      const known = indexes.get(number)
      if (known) return known
      const index = actionIndex(actionsOf(number))
      if (indexes.size >= KEPT_INDEXES) indexes.delete(indexes.keys().next().value as number)
      indexes.set(number, index)
      return index
    },
    packed(number) {
      run(number)
      return actionsOf(number)
    },
    outcomes(number) {
      run(number)
      const { seqs, combinationOf, combinations } = actionsOf(number)
      return { seqs, combinationOf, combinations: combinations as readonly ActionFacts[] }
    },
    withIssues(number) {
      run(number)
      return actionsOf(number).scan((body) => body.includes(HAS_ISSUES)).map(({ seq, body }) => ({ seq, action: JSON.parse(body) as ProvisioningAction }))
    },
    action,
    body: (number, seq) => actionsOf(number).body(seq),
    actions(number, seqs) {
      const found: { seq: number; action: ProvisioningAction }[] = []
      for (const seq of seqs) {
        const body = action(number, seq)
        if (body) found.push({ seq, action: body })
      }
      return found
    },
    groups(number) {
      run(number)
      return runs.groups(number)
    },
    members(number, group) {
      const blob = selectMembers.get(number, group)
      if (!blob) throw new AppError('runUnknown', `Run ${number} has no group ${group}. Open the plan again.`, { run: number, group })
      return integers(blob)
    },
    causesOf: (number, seq) => selectAllMembers.all(number)
      .filter(({ members }) => positionIn(integers(members), seq) >= 0).map(({ cause_type: type, cause_id: id }) => ({ type, id })),
    matching(number, jobNo) {
      const row = selectMatching.get(number, jobNo)
      return row && { rules: JSON.parse(row.matching) as { attribute: string; priority: number; decided: number }[], onlyTarget: integers(row.only_target) }
    },
    document: (number) => projectDocument.parse(JSON.parse(selectDocument.get(run(number).configHash) ?? 'null')),
  }
}

/** The newest first; later rounds of a repeated cycle with their number. */
function runViews(rows: readonly RunRow[]): RunView[] {
  const rounds = new Map<number, number>()
  const numbered = rows.toReversed().map((row) => {
    if (row.firstRound === undefined) return { row }
    const round = (rounds.get(row.firstRound) ?? 1) + 1
    rounds.set(row.firstRound, round)
    return { row, round: { of: row.firstRound, number: round } }
  })
  return numbered.reverse().flatMap(({ row, round }) => toRunView(row, round))
}

function toRunView(row: RunRow, round: RunView['round']): RunView[] {
  if (row.status === 'running') return []
  const held = row.jobs.find((job) => job.held !== null)?.held ?? null
  return [{
    run: row.run, type: row.type, ...(row.typeReason === undefined ? {} : { typeReason: row.typeReason }), status: row.status, now: row.now, seed: row.seed,
    startedAt: row.startedAt, durationMs: row.durationMs, kept: row.kept, ...(row.version === undefined ? {} : { version: row.version }), draft: row.draft,
    configHash: row.configHash, ...(row.released ? { released: true as const } : {}), ...(row.backfilled ? { backfilled: true as const } : {}), ...(round === undefined ? {} : { round }), ...(row.chain === undefined ? {} : { chain: row.chain }), jobs: row.jobs, held,
  }]
}
