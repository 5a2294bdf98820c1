import type { LogPage, LogRow } from '../../../shared/ipc/log-views'
import { logParts } from '../../../shared/model/log-parts'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { type LogAction, type LogStatus, heldCodeOf, logActionOf, logCodeOf, logStatusOf, skipReasonOf } from '../../../shared/model/provisioning-log'
import type { RunActions } from '../action-pages'
import type { ActionFacts } from './action-index'
import { HAS_DEFERRED, HAS_ISSUES, type PlanRows } from './plan-rows'

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

/** What the facts of an outcome do not say and its body does: the code of the first issue of an entry, and whether it has a warning. */
interface Issued {
  readonly code: string
  readonly warned: boolean
}

/** What the entries of a run's outcomes have of their bodies, by place among the run's outcomes. */
interface Entries {
  /** 1 where the follow-up pass has an entry of its own. */
  readonly follows: Uint8Array
  /** Entries with an issue. */
  readonly first: ReadonlyMap<number, Issued>
  readonly followUp: ReadonlyMap<number, Issued>
}

/** The provisioning log of the runs of one mirror. */
export interface LogViews {
  /** Throws `runUnknown`. */
  page(input: LogInput): LogPage
}

export function logViews(plans: PlanRows): LogViews {
  /** By run. A finished run never changes. */
  const known = new Map<number, Entries>()

  function entriesOf(run: number): Entries {
    let found = known.get(run)
    if (!found) known.set(run, found = readEntries(plans.packed(run)))
    return found
  }

  return {
    page(input) {
      const { run, offset, limit } = input
      const jobNo = input.job === undefined ? undefined : plans.jobNo(run, input.job)
      const empty = input.job !== undefined && jobNo === undefined
      const index = plans.index(run)
      const entries = entriesOf(run)
      const counts: Record<LogStatus, number> = { success: 0, warning: 0, failure: 0, skipped: 0 }
      const codes = new Map<string, number>()
      const searched = input.search ? new Set(index.select({ search: input.search })) : undefined
      const selected: { readonly seq: number; readonly followUp: boolean }[] = []
      const { seqs, combinationOf, combinations } = plans.outcomes(run)
      const look = (seq: number, facts: ActionFacts, issued: Issued | undefined, followUp: boolean): void => {
        const status = logStatusOf(facts.kind, facts.status, issued?.warned ?? false)
        const code = codeOf(facts, issued)
        counts[status]++
        if (code !== undefined) codes.set(code, (codes.get(code) ?? 0) + 1)
        if (!admits(input.statuses, status) || !admits(input.actions, logActionOf(facts.kind, facts.status))) return
        if ((input.code !== undefined && input.code !== code) || !admitsLink(input.link, facts)) return
        if (searched === undefined || searched.has(seq)) selected.push({ seq, followUp })
      }
      for (let i = 0; i < seqs.length && !empty; i++) {
        const facts = combinations[combinationOf[i] as number] as ActionFacts
        if (jobNo !== undefined && facts.job !== jobNo) continue
        const seq = seqs[i] as number
        look(seq, facts, entries.first.get(i), false)
        // By then the object is linked.
        if (entries.follows[i] === 1) look(seq, { ...facts, kind: 'update', match: 'linked' }, entries.followUp.get(i), true)
      }
      const now = plans.run(run).now
      const names = new Map(plans.document(run).systems.map((system) => [system.id, system.name]))
      const targets = new Map(plans.document(run).jobs.map((job) => [job.id, names.get(job.target) ?? job.target]))
      const rows = selected.slice(offset, offset + limit).map(({ seq, followUp }) => {
        const parts = logParts(plans.action(run, seq) as ProvisioningAction)
        return followUp && parts.followUp ? { ...toRow(seq, parts.followUp, { now, targets }), followUp: true as const } : toRow(seq, parts.first, { now, targets })
      })
      return { total: selected.length, offset, rows, counts, codes: [...codes].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)) }
    },
  }
}

/** Every body is looked at once; the few with issues, and updates that go on in the follow-up pass, are read. */
function readEntries({ seqs, combinationOf, combinations, bodies }: RunActions): Entries {
  const follows = new Uint8Array(seqs.length)
  const first = new Map<number, Issued>()
  const followUp = new Map<number, Issued>()
  for (const page of bodies()) {
    for (const { row, body } of page) {
      const { kind, status } = combinations[combinationOf[row] as number] as ActionFacts
      const issued = body.includes(HAS_ISSUES)
      const deferred = status === 'planned' && body.includes(HAS_DEFERRED)
      if (deferred && kind === 'create') follows[row] = 1
      if (!issued && (!deferred || kind === 'create')) continue
      const parts = logParts(JSON.parse(body) as ProvisioningAction)
      if (parts.followUp) follows[row] = 1
      for (const [part, facts] of [[parts.first, first], [parts.followUp, followUp]] as const) {
        if (part !== undefined && part.issues.length > 0) facts.set(row, { code: logCodeOf(part) ?? '', warned: isWarned(part) })
      }
    }
  }
  return { follows, first, followUp }
}

function isWarned({ issues }: ProvisioningAction): boolean {
  return issues.some((issue) => issue.severity === 'warning')
}

function toRow(seq: number, action: ProvisioningAction, { now, targets }: { readonly now: string; readonly targets: ReadonlyMap<string, string> }): LogRow {
  const code = logCodeOf(action)
  return {
    seq, job: action.job, time: now, targetSystem: targets.get(action.job) ?? '', action: logActionOf(action.kind, action.status), kind: action.kind, planStatus: action.status,
    status: logStatusOf(action.kind, action.status, isWarned(action)), ...(code === undefined ? {} : { code }),
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
  return status === 'held' ? heldCodeOf(kind) : undefined
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
