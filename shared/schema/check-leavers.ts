import { type Job, type ObjectMapping, type ProjectDocument, expressionOf } from '../model/project'
import type { Reporter } from './diagnostic'

/**
 * S27 of a project: what keeps accounts as they are although their people leave. Update off where disables are expected, for a disable is an
 * update; and jobs out of Entra ID that map an account state without IsSoftDeleted, which alone tells of unassignment, scope and deletion
 * (provisioning-cycle.md §6, §7.1).
 */
export function checkLeavers(document: ProjectDocument, job: Job, j: number, report: Reporter): void {
  job.objectMappings.forEach((mapping, m) => {
    if (mapping.enabled === false) return
    const path = `jobs[${j}].objectMappings[${m}]`
    const state = mapping.attributeMappings.find((one) => ACCOUNT_STATES.has(one.target.toLowerCase()))
    if (isUpdateOff(mapping) && (state || usesSoftDeleted(mapping))) {
      report.warning('S27', `${path}.flowTypes`, `Update is switched off, and a disable is an update: the accounts of those who leave stay active${state ? `, whatever ${state.target} says` : ''}. Switch Update on, or remove the mapping of the account state.`)
    }
    const outbound = job.service === 'Application' && document.systems.find((system) => system.id === job.source)?.product === 'entraId'
    if (outbound && state && !usesSoftDeleted(mapping)) {
      report.warning('S27', `${path}.attributeMappings`, `${state.target} is mapped without IsSoftDeleted: it does not react to unassignment, leaving scope or deletion, and those accounts stay active. Map Not([IsSoftDeleted]).`)
    }
  })
}

function isUpdateOff({ flowTypes }: ObjectMapping): boolean {
  return flowTypes !== undefined && !flowTypes.includes('Update')
}

function usesSoftDeleted({ attributeMappings }: ObjectMapping): boolean {
  return attributeMappings.some((mapping) => /\[IsSoftDeleted\]/.test(expressionOf(mapping) ?? ''))
}

const ACCOUNT_STATES: ReadonlySet<string> = new Set(['accountenabled', 'accountdisabled', 'active', 'isactive', 'nsaccountlock', 'useraccountcontrol'])
