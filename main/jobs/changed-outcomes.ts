import type { OutcomeDifference } from '../../shared/ipc/replan-views'
import type { Cause, ProvisioningAction, ReasonCode } from '../../shared/model/plan'
import type { PlannedObject } from '../engine/planned-object'
import { type RunActions, actionPages } from '../mirror/action-pages'
import type { Mirror } from '../mirror/open-mirror'
import { patchedAction } from '../mirror/patched-action'
import { becomingOf } from './lone-patches'
import type { OutcomeKind } from './outcome-log'
import type { EditedPlan } from './plan-again'
import type { PlanBasis } from './plan-basis'
import type { PlannedAgain } from './job-context'

/** Whose outcome an edit changes. */
export interface ChangedOutcome {
  readonly job: string
  /** In the order of the plan. */
  readonly seq: number
  readonly before: ProvisioningAction
  readonly after: ProvisioningAction
}

/** What so many outcomes were, and what they are now. */
interface Difference {
  readonly from: Counted
  readonly to: Counted
  readonly people: number
}

interface Counted {
  readonly action: ProvisioningAction
  readonly cause?: { readonly cause: Cause } | undefined
}

/** Everybody whose action is another one after an edit, in the order of the plan, and by what they were and are. */
export async function changedOutcomes(
  { again, before }: EditedPlan, basis: PlanBasis, mirror: Mirror,
): Promise<{ readonly changed: readonly ChangedOutcome[]; readonly differences: readonly Difference[] }> {
  const changed: ChangedOutcome[] = []
  const differences: Difference[] = []
  for (const [key, done] of again) {
    const pairs = await plannedPairs(done, () => before(key))
    const lone = loneOutcomes(done, jobOf(basis, key), basis, mirror)
    differences.push(...pairs.map(({ from, to }) => ({ from, to, people: 1 })), ...lone.differences)
    const planned = pairs.map(({ from, to }): ChangedOutcome => ({ job: to.action.job, seq: to.seq, before: from.action, after: to.action }))
    changed.push(...(planned.length === 0 ? lone.changed : [...lone.changed, ...planned].sort((a, b) => a.seq - b.seq)))
  }
  return { changed, differences }
}

/** The job of an object mapping by its key. */
function jobOf({ document }: PlanBasis, mappingKey: string): string {
  return document.jobs.find(({ id, objectMappings }) => objectMappings.some((mapping) => `${id}/${mapping.id}` === mappingKey))?.id ?? ''
}

async function plannedPairs(
  { steps }: PlannedAgain, before: () => Promise<ReadonlyMap<number, PlannedObject>>,
): Promise<readonly { readonly from: PlannedObject; readonly to: PlannedObject }[]> {
  const planned = steps.filter((step): step is PlannedObject => typeof step !== 'number')
  if (planned.length === 0) return []
  const old = await before()
  return planned.sort((a, b) => a.seq - b.seq).flatMap((to) => {
    const from = old.get(to.seq)
    return from && JSON.stringify(from.action) !== JSON.stringify(to.action) ? [{ from, to }] : []
  })
}

/** Those of whom one change alone differs: their actions are put together when they are looked at. */
function loneOutcomes(
  { lone, basis: { firstSeq } }: PlannedAgain, job: string, basis: PlanBasis, mirror: Mirror,
): { readonly changed: readonly ChangedOutcome[]; readonly differences: readonly Difference[] } {
  const outcomes = basis.jobs.get(job)?.outcomes
  if (!lone || !outcomes) return { changed: [], differences: [] }
  let actions: RunActions | undefined
  const bodyOf = (seq: number): string => (actions ??= actionPages(mirror.db).open(basis.run)).body(seq) as string
  const changed: ChangedOutcome[] = []
  const people = new Map<OutcomeKind, number>()
  for (let seq = 0; seq < lone.changeOf.length; seq++) {
    const number = lone.changeOf[seq] as number
    if (number < 0) continue
    const kind = outcomes.kind(firstSeq + seq)
    people.set(kind, (people.get(kind) ?? 0) + 1)
    changed.push({
      job, seq,
      get before() { return JSON.parse(bodyOf(firstSeq + seq)) as ProvisioningAction },
      get after() { return JSON.parse(patchedAction(bodyOf(firstSeq + seq), lone.attribute, number === 0 ? '' : JSON.stringify(lone.changes[number]), kind.match)) as ProvisioningAction },
    })
  }
  return { changed, differences: [...people].map(([kind, count]) => ({ from: kind, to: becomingOf(kind), people: count })) }
}

/** How many there were and are of each kind of outcome, by job, action and cause. */
export function countDifferences(differences: readonly Difference[]): readonly OutcomeDifference[] {
  const counts = new Map<string, { -readonly [K in keyof OutcomeDifference]: OutcomeDifference[K] }>()
  const count = ({ action, cause }: Counted, side: 'before' | 'after', people: number): void => {
    const clause = (cause ? cause.cause.type === 'scope' : SCOPE_REASONS.has(action.reason.code)) ? action.reason.clause : undefined
    const key = JSON.stringify([action.job, action.kind, action.status, cause?.cause.type, cause?.cause.id, clause])
    const held = counts.get(key) ?? { job: action.job, kind: action.kind, status: action.status, cause: cause?.cause, clause, before: 0, after: 0 }
    held[side] += people
    counts.set(key, held)
  }
  for (const { from, to, people } of differences) {
    count(from, 'before', people)
    count(to, 'after', people)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, difference]) => difference)
}

/** Reasons whose clause is one of a scoping filter. */
const SCOPE_REASONS: ReadonlySet<ReasonCode> = new Set(['outOfScope', 'leftScope', 'skipOutOfScope', 'alreadyDisabled'])
