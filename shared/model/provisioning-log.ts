import type { ActionKind, ActionStatus, ProvisioningAction, ReasonCode } from './plan'

/*
 * The provisioning log in Microsoft Graph's words and shape (provisioningObjectSummary). What the service would have logged for each
 * outcome of a run; where Graph has no word for what a rehearsal tells apart, the choice stands in the tables here.
 */

/** Graph, provisioningObjectSummary.provisioningAction. */
export type LogAction = 'create' | 'update' | 'delete' | 'stageddelete' | 'disable' | 'other'

/** Graph, provisioningStatusInfo.status. */
export type LogStatus = 'success' | 'warning' | 'failure' | 'skipped'

/** Our choices: an enable is an update; what a guard holds is staged, whether it would delete, disable or do something else. */
export function logActionOf(kind: ActionKind, status: ActionStatus): LogAction {
  if (status === 'held') return kind === 'disable' || kind === 'delete' ? 'stageddelete' : 'other'
  switch (kind) {
    case 'create':
    case 'update':
    case 'disable':
    case 'delete': return kind
    case 'enable': return 'update'
    case 'skip': return 'other'
  }
}

/** What was held is skipped: the service logs it and does not apply it. A reference that did not resolve is a warning. */
export function logStatusOf(kind: ActionKind, status: ActionStatus, warned: boolean): LogStatus {
  if (status === 'failed') return 'failure'
  if (status === 'held' || kind === 'skip') return 'skipped'
  return warned ? 'warning' : 'success'
}

/** The SkipReason of a skipped entry, the service's own where a page documents one. */
export function skipReasonOf(reason: ReasonCode): string {
  switch (reason) {
    case 'unchanged':
    case 'alreadyDisabled': return 'RedundantExport'
    case 'outOfScope':
    case 'skipOutOfScope': return 'NotEffectivelyEntitled'
    case 'importSkipped': return 'ImportSkipped'
    default: return 'EntrySynchronizationSkipped'
  }
}

/** The code that an entry is found by: that of what failed, else the reason it was skipped for. */
export function logCodeOf(action: Pick<ProvisioningAction, 'kind' | 'status' | 'issues' | 'reason'>): string | undefined {
  const [issue] = action.issues
  if (issue) return issue.code
  return action.kind === 'skip' ? skipReasonOf(action.reason.code) : action.status === 'held' ? heldCodeOf(action.kind) : undefined
}

/** What the service would say of a removal that is held; what only our guards hold (creates, renames, blanked values) is a staged action (provisioning-cycle.md §7.3). */
export function heldCodeOf(kind: ActionKind): 'TooManyDeletes' | 'StagedAction' {
  return kind === 'disable' || kind === 'delete' ? 'TooManyDeletes' : 'StagedAction'
}

/** Graph, provisioningStep. */
export interface ProvisioningStep {
  readonly name: string
  readonly provisioningStepType: 'import' | 'scoping' | 'matching' | 'processing' | 'referenceResolution' | 'export'
  readonly status: LogStatus
  readonly description: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Graph, modifiedProperty. */
export interface ModifiedProperty {
  readonly displayName: string
  readonly oldValue: string | null
  readonly newValue: string | null
}

/** Graph, provisionedIdentity. */
export interface ProvisionedIdentity {
  readonly id: string
  readonly displayName: string
  readonly identityType: string
  readonly details: Readonly<Record<string, string>>
}

/** Graph, provisioningObjectSummary, as far as a rehearsal can know it: nobody initiated it, it took no time worth logging, and no tenant is named. */
export interface ProvisioningObjectSummary {
  readonly id: string
  readonly tenantId: null
  /** The cycle's clock. */
  readonly activityDateTime: string
  readonly jobId: string
  readonly cycleId: string
  readonly changeId: string
  readonly provisioningAction: LogAction
  readonly durationInMilliseconds: number
  readonly initiatedBy: { readonly id: string; readonly displayName: string; readonly initiatorType: 'application' }
  /** The job stands for the enterprise application that would provision. */
  readonly servicePrincipal: { readonly id: string; readonly displayName: string }
  readonly sourceSystem: { readonly id: string; readonly displayName: string; readonly details: Readonly<Record<string, string>> }
  readonly targetSystem: { readonly id: string; readonly displayName: string; readonly details: Readonly<Record<string, string>> }
  readonly sourceIdentity: ProvisionedIdentity
  readonly targetIdentity: ProvisionedIdentity
  readonly provisioningSteps: readonly ProvisioningStep[]
  readonly modifiedProperties: readonly ModifiedProperty[]
  readonly provisioningStatusInfo: {
    readonly status: LogStatus
    readonly errorInformation: {
      readonly errorCode: string
      readonly reason: string
      readonly additionalDetails: string | null
      readonly errorCategory: 'failure' | 'nonServiceFailure' | 'success'
      readonly recommendedAction: string
    } | null
  }
}
