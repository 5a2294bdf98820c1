import type { ProvisioningAction } from './plan'

/** What a provisioning log has of one outcome. */
export interface LogParts {
  readonly first: ProvisioningAction
  /** What the follow-up pass writes, as an update. */
  readonly followUp?: ProvisioningAction
}

/**
 * The entries that a log has of one outcome: what the follow-up pass writes (manager, members) has an entry of its own, after that of the first
 * write (provisioning-cycle.md §2.4). Nothing follows what failed or is held, nor what would be written in that pass alone.
 */
export function logParts(action: ProvisioningAction): LogParts {
  const deferred = action.changes.filter((change) => change.deferred === true)
  const first = action.changes.filter((change) => change.deferred !== true)
  if (action.status !== 'planned' || deferred.length === 0 || (action.kind !== 'create' && first.length === 0)) return { first: action }
  const ofReferences = ({ code }: ProvisioningAction['issues'][number]): boolean => code === 'ReferenceNotFound' || code === 'ReferenceOutOfScope'
  return {
    first: { ...action, changes: first, issues: action.issues.filter((issue) => !ofReferences(issue)) },
    followUp: { ...action, kind: 'update', changes: deferred, issues: action.issues.filter(ofReferences) },
  }
}
