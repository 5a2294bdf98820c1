import { NOT_ASSIGNED, clauseText } from '../../shared/model/clause-text'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { Job, ObjectMapping } from '../../shared/model/project'
import type { ProvisioningStep } from '../../shared/model/provisioning-log'

export interface ScopingFacts {
  readonly action: ProvisioningAction
  readonly outside: boolean
  readonly job: Job | undefined
  readonly mapping: ObjectMapping | undefined
  /** Whether the source is a tenant, whose users may be disabled or soft-deleted. */
  readonly fromEntraId: boolean
}

/**
 * What the scoping step of a log entry says, under the names of published logs (provisioning-cycle.md §10.1). What an outcome does not
 * tell is left out: of a linked user of Entra ID whether they are active, and which of several filter groups admitted somebody.
 */
export function scopingDetails({ action, outside, job, mapping, fromEntraId }: ScopingFacts): ProvisioningStep['details'] {
  const { reason } = action
  const byAssignment = outside && reason.clause === NOT_ASSIGNED
  const filtered = reason.code === 'filteredAtRead'
  return {
    ...(INACTIVE.has(reason.code) ? { IsActive: 'False' } : !fromEntraId || action.kind === 'create' ? { IsActive: 'True' } : {}),
    ...(job?.assignment?.sync === 'assigned' && !filtered ? { Assigned: byAssignment ? 'False' : 'True' } : {}),
    IsEffectivelyEntitledForProvisioning: outside ? 'False' : 'True',
    ...(byAssignment ? {} : { IsInProvisioningScopeDisplayName: outside ? 'False' : 'True' }),
    ...evaluated(outside ? (byAssignment ? [] : [reason.clause ?? '']) : admitting(mapping), !outside),
  }
}

const INACTIVE: ReadonlySet<string> = new Set(['disabledInSource', 'softDeleted'])

/** The clauses that all hold for whoever is in scope; unknown of several groups, of which one suffices. */
function admitting(mapping: ObjectMapping | undefined): readonly string[] | undefined {
  const groups = mapping?.scope?.groups ?? []
  return groups.length > 1 ? undefined : groups.flatMap(({ clauses }) => clauses.map(clauseText))
}

/** As the service writes it: a JSON object from clause to what came of it, as text. */
function evaluated(clauses: readonly string[] | undefined, held: boolean): ProvisioningStep['details'] {
  return clauses === undefined ? {} : { ScopeEvaluationResult: JSON.stringify(Object.fromEntries(clauses.map((clause) => [clause, held]))) }
}
