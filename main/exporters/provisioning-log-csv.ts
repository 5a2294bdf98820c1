import type { ProvisioningObjectSummary } from '../../shared/model/provisioning-log'
import { csvLine } from './csv-cell'

/** The files of a log as comma-separated text: the entries, their steps and their modified properties, joined on changeId (concept-provisioning-logs). */
export const LOG_CSV_PARTS = ['entries', 'steps', 'properties'] as const
export type LogCsvPart = (typeof LOG_CSV_PARTS)[number]

/**
 * What stands behind the name of a file that the person chose; the service calls them ProvisioningLogs, ProvisioningLogs_ProvisioningSteps and
 * ProvisioningLogs_ModifiedProperties.
 */
export const LOG_CSV_SUFFIXES: Readonly<Record<LogCsvPart, string>> = { entries: '', steps: '_ProvisioningSteps', properties: '_ModifiedProperties' }

type Row = readonly string[]

/** The first line of each file. Heads are Graph's names of the properties, for those of the portal are in the language of its user. */
export const LOG_CSV_HEADS: Readonly<Record<LogCsvPart, string>> = {
  entries: csvLine([
    'id', 'activityDateTime', 'jobId', 'cycleId', 'changeId', 'provisioningAction', 'status', 'sourceSystem', 'sourceIdentityId', 'sourceIdentity', 'sourceIdentityType',
    'targetSystem', 'targetIdentityId', 'targetIdentity', 'targetIdentityType', 'servicePrincipal', 'initiatedBy', 'durationInMilliseconds',
    'errorCode', 'reason', 'additionalDetails', 'errorCategory', 'recommendedAction',
  ]),
  steps: csvLine(['changeId', 'name', 'provisioningStepType', 'status', 'description', 'details']),
  properties: csvLine(['changeId', 'displayName', 'oldValue', 'newValue']),
}

/** The lines that an entry has in each file, ended. An entry without steps or changes has none there. */
export function toLogCsv(entry: ProvisioningObjectSummary): Readonly<Record<LogCsvPart, string>> {
  const { changeId, sourceIdentity, targetIdentity, provisioningStatusInfo: { status, errorInformation: error } } = entry
  return {
    entries: csvLine([
      entry.id, entry.activityDateTime, entry.jobId, entry.cycleId, changeId, entry.provisioningAction, status, entry.sourceSystem.displayName,
      sourceIdentity.id, sourceIdentity.displayName, sourceIdentity.identityType, entry.targetSystem.displayName, targetIdentity.id,
      targetIdentity.displayName, targetIdentity.identityType, entry.servicePrincipal.displayName, entry.initiatedBy.displayName,
      String(entry.durationInMilliseconds), error?.errorCode ?? '', error?.reason ?? '', error?.additionalDetails ?? '', error?.errorCategory ?? '',
      error?.recommendedAction ?? '',
    ]),
    steps: lines(entry.provisioningSteps.map((step) => [changeId, step.name, step.provisioningStepType, step.status, step.description, JSON.stringify(step.details)])),
    properties: lines(entry.modifiedProperties.map(({ displayName, oldValue, newValue }) => [changeId, displayName, oldValue ?? '', newValue ?? ''])),
  }
}

function lines(rows: readonly Row[]): string {
  return rows.map(csvLine).join('')
}
