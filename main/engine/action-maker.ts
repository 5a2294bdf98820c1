import { failures } from '../../shared/model/explain'
import type { ActionIssue, ObjectReference, ProvisioningAction } from '../../shared/model/plan'
import { protectedNames } from '../../shared/model/protected-names'
import type { CompiledMapping } from './compile-mapping'
import { deletesForGood } from './decisions'
import { displayOfCreated } from './display-of'
import { type Draft, reasonOf } from './draft'
import type { Effect, PlannedObject } from './planned-object'
import type { MappingInput } from './ports'

/** Whom a draft is about, and what it does besides writing its changes. */
export interface About extends Pick<PlannedObject, 'seq' | 'match' | 'on'> {
  readonly sourceAnchor: string
  readonly sourceDisplay: string
  /** Row of the target object, where there is one. */
  readonly to: number | undefined
  readonly effect: Effect
}

/** Makes actions of drafts: protected accounts are held, and values of mappings that ask for it never leave the engine in clear. */
export function actionMaker(input: MappingInput, mapping: CompiledMapping): (plan: Draft, about: About) => PlannedObject {
  const { job, target } = input
  const { id: objectMapping, targetType: objectType } = input.mapping
  const redacted = mapping.flows.filter((flow) => flow.redacted).map((flow) => flow.target)
  const redacts = redacted.length === 0 ? undefined : new Set(redacted)
  const guarded = job.guards?.protected ?? []
  const protectedName = protectedNames(guarded)
  const accountName = target.field('sAMAccountName')
  const nameOfCreated = displayOfCreated(input.targetSystem, mapping.flows.filter((flow) => !flow.redacted).map((flow) => flow.target))
  return toPlanned

  function toPlanned(plan: Draft, about: About): PlannedObject {
    const { to } = about
    const targetReference: ObjectReference | undefined = to !== undefined
      ? { system: input.targetSystem.id, anchor: target.anchor(to), display: target.display(to) }
      : plan.kind === 'create' ? { system: input.targetSystem.id, display: plan.name ?? nameOfCreated(plan.changes) ?? about.sourceDisplay } : undefined
    const held = (plan.kind === 'disable' || plan.kind === 'delete') && !plan.failed && to !== undefined && isProtected(to)
    if (held && targetReference) plan.issues.push(failures.protectedAccount(targetReference.display))
    if (to !== undefined && !plan.failed && endsForItsJob(plan)) {
      const jobs = input.provisionedElsewhere?.(target.anchor(to)) ?? []
      if (jobs.length > 0) plan.issues.push(failures.stillProvisioned(plan.kind, jobs))
    }
    const marks = plan.marks.length < 2 ? plan.marks : [...plan.marks].sort()
    const [kind, status] = [plan.kind, plan.failed ? 'failed' : held ? 'held' : 'planned'] as const
    const source: ObjectReference = { system: input.sourceSystem.id, anchor: about.sourceAnchor, display: about.sourceDisplay }
    const [changes, reason] = [redact(plan), reasonOf(plan)]
    const issues = redacts ? plan.issues.map((issue) => redactIssue(issue, redacts)) : plan.issues
    const action: ProvisioningAction = targetReference
      ? { job: job.id, objectMapping, objectType, kind, status, source, target: targetReference, changes, reason, marks, issues }
      : { job: job.id, objectMapping, objectType, kind, status, source, changes, reason, marks, issues }
    const kept = plan.kind === 'delete' && !plan.failed && !deletesForGood(target.product) ? { softDeletedAt: input.now } : {}
    const effect = held ? {}
      : plan.kind === 'delete' ? { ...about.effect, ...kept }
      : plan.changes.length > 0 && !plan.failed ? { ...about.effect, changes: plan.changes }
      : about.effect
    return { seq: about.seq, match: about.match, on: about.on, action, cause: plan.cause, effect }
  }

  /** Values of mappings that ask for it never leave the engine in clear. */
  function redact(plan: Draft): ProvisioningAction['changes'] {
    if (!redacts) return plan.changes
    return plan.changes.map((change) => (redacts.has(change.attribute)
      ? { ...change, ...(change.before === undefined ? {} : { before: '[Redact]' }), ...(change.after === undefined ? {} : { after: '[Redact]' }) }
      : change))
  }

  function isProtected(to: number): boolean {
    if (guarded.length === 0) return false
    const account = target.value(accountName, to)
    return protectedName([target.anchor(to), target.display(to), typeof account === 'string' ? account : undefined]) !== undefined
  }
}

/** Whether an account is turned off or deleted because the job has nobody for it any more, and not by a value. */
function endsForItsJob({ kind, reasonCode }: Draft): boolean {
  return (kind === 'delete' || kind === 'disable') && reasonCode !== 'mappedToDisabled'
}

/** An issue about a value that must not leave the engine in clear; its sentence quotes the value. */
function redactIssue(issue: ActionIssue, redacts: ReadonlySet<string>): ActionIssue {
  if (issue.attribute === undefined || !redacts.has(issue.attribute)) return issue
  const { winner } = issue
  return {
    ...issue, ...(issue.value === undefined ? {} : { value: '[Redact]' }),
    ...(winner === undefined ? {} : { winner: { ...winner, value: '[Redact]' } }), message: issue.message.replace(/“.*”/s, '“[Redact]”'),
  }
}
