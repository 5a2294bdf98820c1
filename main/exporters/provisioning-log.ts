import { createHash } from 'node:crypto'
import type { AttributeValue } from '../../shared/model/attribute'
import { logParts } from '../../shared/model/log-parts'
import type { ActionIssue, AttributeChange, ProvisioningAction } from '../../shared/model/plan'
import type { ProjectDocument } from '../../shared/model/project'
import {
  type ModifiedProperty, type ProvisionedIdentity, type ProvisioningObjectSummary, type ProvisioningStep, logActionOf, logStatusOf, skipReasonOf,
} from '../../shared/model/provisioning-log'
import { scopingDetails } from './scoping-details'

/** The run that an entry belongs to. */
export interface LogRun {
  readonly now: string
  readonly configHash: string
  readonly initial: boolean
  readonly document: ProjectDocument
}

/** How the plan's rows say what matching made of the source object. */
export type LogMatch = 'linked' | 'matched' | 'unmatched' | 'ambiguous' | 'duplicate' | 'skipped' | 'outOfScope' | 'gone'

/**
 * What the service would have logged for one outcome of a run. Ids are made from the configuration, the clock and the object, so that
 * the same rehearsal logs the same.
 *
 * Source: Microsoft Graph, provisioningObjectSummary, provisioningStep; "Understand provisioning logs" (concept-provisioning-logs).
 */
export function toProvisioningLog(action: ProvisioningAction, match: LogMatch, run: LogRun): ProvisioningObjectSummary {
  const { document, now, configHash } = run
  const job = document.jobs.find((one) => one.id === action.job)
  const cycleId = idOf(configHash, now, action.job)
  const changeId = idOf(cycleId, action.objectMapping ?? '', action.source?.anchor ?? action.target?.anchor ?? '')
  const mapping = job?.objectMappings.find((one) => one.id === action.objectMapping)
  return {
    id: idOf(changeId, 'entry'),
    tenantId: null,
    activityDateTime: now,
    jobId: action.job,
    cycleId,
    changeId,
    provisioningAction: logActionOf(action.kind, action.status),
    durationInMilliseconds: 0,
    initiatedBy: { id: '', displayName: 'Rehearsal', initiatorType: 'application' },
    servicePrincipal: { id: action.job, displayName: job?.name ?? action.job },
    sourceSystem: system(document, job?.source ?? action.source?.system ?? ''),
    targetSystem: system(document, job?.target ?? action.target?.system ?? ''),
    sourceIdentity: identity(action.source, mapping?.sourceType ?? action.objectType),
    targetIdentity: identity(action.target, action.objectType),
    provisioningSteps: stepsOf(action, match, run.initial, scopingDetails({
      action, outside: match === 'outOfScope', job, mapping,
      fromEntraId: document.systems.find((one) => one.id === job?.source)?.product === 'entraId',
    })),
    modifiedProperties: action.changes.map(toModifiedProperty),
    provisioningStatusInfo: { status: logStatusOf(action.kind, action.status, warnings(action).length > 0), errorInformation: errorOf(action) },
  }
}

/** The entries of a log for one outcome, as `logParts` has them. */
export function toLogEntries(action: ProvisioningAction, match: LogMatch, run: LogRun): readonly ProvisioningObjectSummary[] {
  const { first, followUp } = logParts(action)
  const wrote = toProvisioningLog(first, match, run)
  if (followUp === undefined) return [wrote]
  // By then the object is linked.
  const follows = toProvisioningLog(followUp, 'linked', run)
  const changeId = idOf(follows.changeId, 'followUp')
  return [wrote, { ...follows, changeId, id: idOf(changeId, 'entry') }]
}

/** A line for the table AADProvisioningLogs of Log Analytics, whose columns are these names; what has parts is JSON text there (Azure Monitor, "AADProvisioningLogs"). */
export function toLogAnalytics(entry: ProvisioningObjectSummary): Record<string, string | number> {
  const { provisioningStatusInfo: { status, errorInformation } } = entry
  return {
    TimeGenerated: entry.activityDateTime,
    OperationName: 'Provisioning activity',
    Category: 'ProvisioningLogs',
    Id: entry.id,
    JobId: entry.jobId,
    CycleId: entry.cycleId,
    ChangeId: entry.changeId,
    ProvisioningAction: entry.provisioningAction,
    DurationMs: entry.durationInMilliseconds,
    ServicePrincipal: JSON.stringify(entry.servicePrincipal),
    InitiatedBy: JSON.stringify(entry.initiatedBy),
    SourceSystem: JSON.stringify(entry.sourceSystem),
    TargetSystem: JSON.stringify(entry.targetSystem),
    SourceIdentity: JSON.stringify(entry.sourceIdentity),
    TargetIdentity: JSON.stringify(entry.targetIdentity),
    ProvisioningSteps: JSON.stringify(entry.provisioningSteps),
    ModifiedProperties: JSON.stringify(entry.modifiedProperties),
    ProvisioningStatusInfo: JSON.stringify(entry.provisioningStatusInfo),
    ResultType: status,
    ResultSignature: errorInformation?.errorCode ?? '',
    ResultDescription: errorInformation?.reason ?? '',
  }
}

/** The steps that the service would have gone through, up to the one that ended it. */
function stepsOf(action: ProvisioningAction, match: LogMatch, initial: boolean, scoping: ProvisioningStep['details']): ProvisioningStep[] {
  const steps: ProvisioningStep[] = []
  const gone = match === 'gone'
  steps.push(gone
    ? step('EntryImportObjectNotFound', 'import', 'success', 'The source no longer has the object.')
    : step(initial ? 'EntryImportAdd' : 'EntryImport', 'import', 'success', 'The object was read from the source.'))
  if (match === 'skipped') {
    const [issue] = action.issues
    steps.push(step('EntrySynchronizationSkip', issue && issue.attribute === undefined ? 'scoping' : 'matching', issue ? 'failure' : 'skipped', issue?.message ?? action.reason.text, { SkipReason: 'ImportSkipped' }))
    return steps
  }
  const outside = match === 'outOfScope'
  if (!gone) {
    steps.push(step('EntrySynchronizationScoping', 'scoping', outside ? 'skipped' : 'success', outside ? action.reason.text : 'The object is in scope.', scoping))
  }
  if (!outside && !gone) {
    const conflict = match === 'ambiguous' || match === 'duplicate'
    if (conflict && action.status !== 'failed') return [
      ...steps,
      step('EntrySynchronizationSkip', 'matching', 'skipped', action.reason.text, { SkipReason: skipReasonOf(action.reason.code) }),
    ]
    steps.push(step(conflict ? 'EntrySynchronizationError' : match === 'unmatched' ? 'EntrySynchronizationAdd' : 'EntrySynchronizationUpdate', 'matching', conflict ? 'failure' : 'success', conflict ? messageOf(action.issues) : MATCHING[match]))
    if (conflict) return steps
  }
  const failures = action.issues.filter((issue) => issue.severity === 'failure')
  if (action.status === 'failed') {
    steps.push(step('EntrySynchronizationError', 'processing', 'failure', messageOf(failures), { errorCode: failures[0]?.code ?? '' }))
    return steps
  }
  if (action.kind === 'skip') {
    steps.push(step('EntrySynchronizationSkip', 'processing', 'skipped', action.reason.text, { SkipReason: skipReasonOf(action.reason.code) }))
    return steps
  }
  steps.push(step(action.kind === 'create' ? 'EntrySynchronizationAdd' : action.kind === 'delete' ? 'EntrySynchronizationDelete' : 'EntrySynchronizationUpdate', 'processing', 'success', action.reason.text))
  const unresolved = action.issues.filter((issue) => issue.code === 'ReferenceNotFound' || issue.code === 'ReferenceOutOfScope')
  if (unresolved.length > 0 || action.changes.some((change) => change.deferred === true)) {
    steps.push(step('EntrySynchronizationReference', 'referenceResolution', unresolved.length > 0 ? 'warning' : 'success', unresolved.length > 0 ? messageOf(unresolved) : 'References follow in a second pass.'))
  }
  const held = action.status === 'held'
  steps.push(step(action.kind === 'create' ? 'EntryExportAdd' : action.kind === 'delete' ? 'EntryExportDelete' : 'EntryExportUpdate', 'export', held ? 'skipped' : 'success', held
    ? 'A guard holds the operation; it is staged and not applied.'
    : 'Rehearsed on the mirror; nothing was written to the target.'))
  return steps
}

const MATCHING: Readonly<Record<Exclude<LogMatch, 'skipped' | 'outOfScope' | 'gone' | 'ambiguous' | 'duplicate'>, string>> = {
  linked: 'The link of an earlier cycle is used.',
  matched: 'One object in the target matches.',
  unmatched: 'No object in the target matches.',
}

function step(
  name: string, type: ProvisioningStep['provisioningStepType'], status: ProvisioningStep['status'], description: string,
  details: ProvisioningStep['details'] = {},
): ProvisioningStep {
  return { name, provisioningStepType: type, status, description, details }
}

function errorOf(action: ProvisioningAction): ProvisioningObjectSummary['provisioningStatusInfo']['errorInformation'] {
  const [issue] = action.issues
  if (action.status !== 'failed' || issue === undefined) return null
  // A message says what and why, then in its last sentence what to do.
  const sentences = /^(.*?[.;)]) ([A-Z][^.]*\.[^.]*)$/s.exec(issue.message)
  return {
    errorCode: issue.code,
    reason: sentences?.[1] ?? issue.message,
    additionalDetails: issue.candidates === undefined ? null : issue.candidates.join('; '),
    errorCategory: 'nonServiceFailure',
    recommendedAction: sentences?.[2] ?? '',
  }
}

function toModifiedProperty(change: AttributeChange): ModifiedProperty {
  const { attribute, before, after, added, removed } = change
  if (before === undefined && after === undefined && (added !== undefined || removed !== undefined)) {
    return { displayName: attribute, oldValue: removed === undefined ? null : textOf(removed), newValue: added === undefined ? null : textOf(added) }
  }
  return { displayName: attribute, oldValue: before === undefined ? null : textOf(before), newValue: after === undefined ? null : textOf(after) }
}

function textOf(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function system(document: ProjectDocument, id: string): ProvisioningObjectSummary['sourceSystem'] {
  const found = document.systems.find((one) => one.id === id)
  return { id, displayName: found?.name ?? id, details: {} }
}

function identity(reference: ProvisioningAction['source'], identityType: string): ProvisionedIdentity {
  return {
    id: reference?.anchor ?? '', displayName: reference?.display ?? '', identityType,
    details: reference === undefined ? {} : { id: reference.anchor ?? '', odatatype: identityType, DisplayName: reference.display },
  }
}

function warnings(action: ProvisioningAction): readonly ActionIssue[] {
  return action.issues.filter((issue) => issue.severity === 'warning')
}

function messageOf(issues: readonly ActionIssue[]): string {
  return issues.map((issue) => issue.message).join(' ')
}

/** A UUID out of what it stands for (RFC 9562, version 8). */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
