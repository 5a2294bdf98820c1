import { failures } from '../../shared/model/explain'
import type { AttributeChange } from '../../shared/model/plan'
import type { Flow } from './compile-mapping'
import { sameValue } from './diff'
import { type Draft, type PendingReference, mark } from './draft'
import type { ReferenceOutcome } from './reference-outcome'
import type { TargetView } from './target-view'

/**
 * Manager and members: the source's anchor → the target object that stands for it (provisioning-cycle.md §8). They are never part of
 * the create but follow it, and stand in the same action, marked as deferred. What cannot be resolved is left out and reported; it is
 * not a failure. Where of a group's members nobody is left, nobody stays at the target either, as long as one of those left out is an
 * object of this job: of others nothing is known. Returns the source row to wait for, or nothing when all is settled.
 */
export function resolveReferences(
  plan: Draft, pending: readonly PendingReference[], row: number | undefined, target: TargetView, resolve: (value: string) => ReferenceOutcome,
): number | undefined {
  const changes: AttributeChange[] = []
  const issues: Draft['issues'] = []
  for (const { flow, values } of pending) {
    const resolved: string[] = []
    let leftOut = false
    for (const value of values) {
      const outcome = resolve(value)
      switch (outcome.kind) {
        case 'waiting': return outcome.for
        case 'resolved': resolved.push(outcome.text); break
        case 'missing':
          leftOut ||= outcome.known === true
          issues.push(failures.referenceMissing(flow.target, value))
          break
        case 'outOfScope':
          leftOut = true
          issues.push(failures.referenceOutOfScope(flow.target, value))
          break
      }
    }
    const keeps = resolved.length === 0 && values.length > 0 && !(flow.empties && leftOut && row !== undefined)
    const change = keeps ? undefined : changeOf(flow, resolved, row, target)
    if (change) changes.push(change)
  }
  plan.issues.push(...issues)
  if (changes.length > 0) {
    plan.changes = [...plan.changes, ...changes].sort((a, b) => (a.attribute < b.attribute ? -1 : 1))
    mark(plan, 'deferred')
  }
  return undefined
}

function changeOf(flow: Flow, resolved: readonly string[], row: number | undefined, target: TargetView): AttributeChange | undefined {
  const wanted = resolved.length === 1 ? (resolved[0] as string) : resolved
  if (row === undefined) return { attribute: flow.target, after: wanted, mapping: flow.target, deferred: true }
  const current = target.value(flow.field, row)
  if (wanted.length === 0) return current === null ? undefined : { attribute: flow.target, before: current, mapping: flow.target, deferred: true }
  if (sameValue(current, wanted, flow)) return undefined
  return { attribute: flow.target, ...(current === null ? {} : { before: current }), after: wanted, mapping: flow.target, deferred: true }
}
