import type { LogPage, LogRow } from '../../../shared/ipc/log-views'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { type LogAction, type LogStatus, logActionOf, logCodeOf, logStatusOf, skipReasonOf } from '../../../shared/model/provisioning-log'
import type { ActionFacts } from './action-index'
import type { PlanRows } from './plan-rows'

export interface LogInput {
  readonly run: number
  readonly job?: string | undefined
  readonly statuses?: readonly LogStatus[] | undefined
  readonly actions?: readonly LogAction[] | undefined
  readonly code?: string | undefined
  /** `created`: no object was there before; `firstMatch`: linked in this run; `linked`: linked before. */
  readonly link?: 'created' | 'firstMatch' | 'linked' | undefined
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

/** What the facts of an outcome do not say and its body does: the code of its first issue, and whether it has a warning. */
interface Issued {
  readonly code: string
  readonly warned: boolean
}

/** The provisioning log of the runs of one mirror. */
export interface LogViews {
  /** Throws `runUnknown`. */
  page(input: LogInput): LogPage
}

export function logViews(plans: PlanRows): LogViews {
  /** By run: the few whose bodies have issues. A finished run never changes. */
  const issued = new Map<number, ReadonlyMap<number, Issued>>()

  function issuesOf(run: number): ReadonlyMap<number, Issued> {
    let found = issued.get(run)
    if (!found) {
      found = new Map(plans.withIssues(run).map(({ seq, action }) => [seq, { code: logCodeOf(action) ?? '', warned: action.issues.some((issue) => issue.severity === 'warning') }]))
      issued.set(run, found)
    }
    return found
  }

  return {
    page(input) {
      const { run, offset, limit } = input
      const jobNo = input.job === undefined ? undefined : plans.jobNo(run, input.job)
      const empty = input.job !== undefined && jobNo === undefined
      const index = plans.index(run)
      const issues = issuesOf(run)
      const counts: Record<LogStatus, number> = { success: 0, warning: 0, failure: 0, skipped: 0 }
      const codes = new Map<string, number>()
      const searched = input.search ? new Set(index.select({ search: input.search })) : undefined
      const selected: number[] = []
      const { seqs, combinationOf, combinations } = plans.outcomes(run)
      for (let i = 0; i < seqs.length && !empty; i++) {
        const facts = combinations[combinationOf[i] as number] as ActionFacts
        if (jobNo !== undefined && facts.job !== jobNo) continue
        const seq = seqs[i] as number
        const issue = issues.get(seq)
        const status = logStatusOf(facts.kind, facts.status, issue?.warned ?? false)
        const code = codeOf(facts, issue)
        counts[status]++
        if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1)
        if (!admits(input.statuses, status) || !admits(input.actions, logActionOf(facts.kind, facts.status))) continue
        if ((input.code !== undefined && input.code !== code) || !admitsLink(input.link, facts)) continue
        if (searched === undefined || searched.has(seq)) selected.push(seq)
      }
      const now = plans.run(run).now
      const names = new Map(plans.document(run).systems.map((system) => [system.id, system.name]))
      const targets = new Map(plans.document(run).jobs.map((job) => [job.id, names.get(job.target) ?? job.target]))
      const rows = plans.actions(run, Int32Array.from(selected.slice(offset, offset + limit))).map(({ seq, action }) => toRow(seq, action, { now, targets, warned: issues.get(seq)?.warned ?? false }))
      return { total: selected.length, offset, rows, counts, codes: [...codes].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)) }
    },
  }
}

function toRow(seq: number, action: ProvisioningAction, { now, targets, warned }: { readonly now: string; readonly targets: ReadonlyMap<string, string>; readonly warned: boolean }): LogRow {
  const code = logCodeOf(action)
  return {
    seq, job: action.job, time: now, targetSystem: targets.get(action.job) ?? '', action: logActionOf(action.kind, action.status), kind: action.kind, planStatus: action.status,
    status: logStatusOf(action.kind, action.status, warned), ...(code === undefined ? {} : { code }),
    sourceName: action.source?.display ?? '', sourceId: action.source?.anchor ?? '',
    targetName: action.target?.display ?? candidatesOf(action),
  }
}

function candidatesOf(action: ProvisioningAction): string {
  const candidates = action.issues[0]?.candidates?.length ?? 0
  return candidates === 0 ? '' : `${candidates} candidates`
}

function codeOf({ kind, status, reason }: ActionFacts, issue: Issued | undefined): string | undefined {
  if (issue) return issue.code
  if (kind === 'skip') return skipReasonOf(reason)
  return status === 'held' ? 'TooManyDeletes' : undefined
}

function admitsLink(link: LogInput['link'], { match, kind }: ActionFacts): boolean {
  switch (link) {
    case undefined: return true
    case 'created': return kind === 'create'
    case 'firstMatch': return match === 'matched'
    case 'linked': return match === 'linked'
  }
}

function admits<T>(wanted: readonly T[] | undefined, value: T): boolean {
  return wanted === undefined || wanted.length === 0 || wanted.includes(value)
}
