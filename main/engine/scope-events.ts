import { planAccountState } from './account-state'
import { deletesForGood, leavingScopeDisables } from './decisions'
import { type Draft, draft, mark } from './draft'
import type { MatchOutcome } from './match-outcome'
import { type WalkContext, planUpdate } from './plan-object'
import type { MappingInput } from './ports'
import { rowLinks } from './row-links'

/** What becomes of accounts whose person leaves scope, comes back, or is disabled or soft-deleted in the source (provisioning-cycle.md §7.1). */
export interface ScopeEvents {
  outOfScope(outcome: MatchOutcome, row: number): Draft
  /** For a target object whose person is disabled or soft-deleted in the source. */
  softDeleted(to: number): Draft
  /** Turns an account that the mappings leave off on again. */
  backInScope(plan: Draft, outcome: MatchOutcome, row: number): void
  /** Whether the target's accounts can be turned off, so that nothing is deleted for it. */
  canTurnOff(): boolean
}

/** `walk` stands at the row that is asked about; `asSoftDeleted` lets it read IsSoftDeleted as true. */
export function scopeEvents({ input, walk, asSoftDeleted }: { readonly input: MappingInput; readonly walk: WalkContext; readonly asSoftDeleted: () => void }): ScopeEvents {
  const { job } = input
  const { mapping, target } = walk
  const { of: linkOf } = rowLinks(input)
  return { outOfScope, softDeleted, backInScope, canTurnOff }

  function outOfScope(outcome: MatchOutcome, row: number): Draft {
    const link = linkOf(row)
    const plan = draft('skip', 'outOfScope')
    plan.clause = outcome.clause?.text ?? ''
    plan.cause = { cause: { type: 'scope', id: outcome.clause?.id ?? '' }, shape: outcome.clause?.text ?? '' }
    if (outcome.filtered) return Object.assign(plan, { reasonCode: 'filteredAtRead' as const })
    if (!link || outcome.target < 0) return plan
    if (link.state === 'outOfScope') return plan
    if (job.skipOutOfScopeDeletions === true) return Object.assign(plan, { reasonCode: 'skipOutOfScope' as const })
    const softEventsByMapping = !leavingScopeDisables(job)
    if (softEventsByMapping && mapping.flows.some((flow) => flow.usesSoftDeleted)) return planSoftEvent(outcome, plan)
    if (!target.accountState) return planDelete(plan, 'leftScope')
    if (softEventsByMapping) return plan
    const change = planAccountState(outcome.target, 'disable', walk)
    if (!change) return Object.assign(plan, { reasonCode: 'alreadyDisabled' as const })
    if (!mapping.updates) return Object.assign(plan, { reasonCode: 'updateOff' as const })
    return Object.assign(plan, { kind: 'disable' as const, reasonCode: 'leftScope' as const, changes: [change] })
  }

  /** In outbound jobs mappings of IsSoftDeleted say what is written when somebody leaves scope. */
  function planSoftEvent(outcome: MatchOutcome, plan: Draft): Draft {
    asSoftDeleted()
    const soft = planUpdate(outcome.target, undefined, { ...walk, mapping: { ...mapping, flows: mapping.flows.filter((flow) => flow.usesSoftDeleted) } })
    if (!mapping.updates) return Object.assign(plan, { reasonCode: 'updateOff' as const })
    if (soft.failed) return Object.assign(soft, { reasonCode: 'leftScope' as const, clause: plan.clause })
    if (soft.changes.length === 0) return Object.assign(plan, { reasonCode: 'alreadyDisabled' as const })
    return Object.assign(soft, { reasonCode: 'leftScope' as const, clause: plan.clause, cause: plan.cause })
  }

  function canTurnOff(): boolean {
    return target.accountState !== undefined || leavingScopeDisables(job) || mapping.flows.some((flow) => flow.usesSoftDeleted)
  }

  /** A user who is disabled or soft-deleted in the source: what is mapped says it, and where the target has no account state a delete is sent. */
  function softDeleted(to: number): Draft {
    if (canTurnOff()) return planUpdate(to, undefined, walk)
    const plan = draft('skip', 'softDeleted')
    plan.cause = { cause: { type: 'source', id: 'softDeleted' }, shape: 'disabled or soft-deleted in the source' }
    return planDelete(plan, 'softDeleted')
  }

  /** What a soft event is where the target has no account state to turn off (§7.1). */
  function planDelete(plan: Draft, reasonCode: 'leftScope' | 'softDeleted'): Draft {
    if (!mapping.deletes) return Object.assign(plan, { reasonCode: 'noDisableInTarget' as const })
    if (deletesForGood(target.product)) mark(plan, 'final')
    return Object.assign(plan, { kind: 'delete' as const, reasonCode })
  }

  /** An account that was turned off because its person left scope is turned on when they return, mapping or not (§7.1). */
  function backInScope(plan: Draft, outcome: MatchOutcome, row: number): void {
    if (outcome.kind !== 'linked' || linkOf(row)?.state !== 'outOfScope' || plan.failed) return
    const mapped = mapping.flows.some((flow) => (flow.accountState || flow.accountFlag) && !flow.onCreateOnly)
    const change = mapped ? undefined : planAccountState(outcome.target, 'enable', walk)
    if (change) {
      plan.changes = [...plan.changes, change].sort((a, b) => (a.attribute < b.attribute ? -1 : 1))
      plan.kind = 'enable'
    }
    if (plan.kind === 'enable') plan.reasonCode = 'backInScope'
  }
}
