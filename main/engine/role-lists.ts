import type { Outcome } from '../../shared/expression/index'
import type { AttributeMapping } from '../../shared/model/project'

const ROLE_LIST = /\b(Assertive)?AppRoleAssignmentsComplex\s*\(/i

/**
 * How the roles of a SCIM application are rehearsed that one of the role functions gives: as the values of its objects, for the application answers with
 * parts of its own, and two roles are the same where their values are. Without `Assertive` roles are only added. Other mappings are as they were.
 *
 * Source: "Customize attribute mappings", "Provisioning a role to a SCIM app".
 */
export function asRoleList(mapping: AttributeMapping, product: string | undefined): { readonly mapping: AttributeMapping; readonly isRoleList: boolean } {
  const found = product === 'scim' && mapping.target === 'roles' && mapping.type === 'Expression' ? ROLE_LIST.exec(mapping.expression) : null
  if (found === null) return { mapping, isRoleList: false }
  const replaces = found[1] !== undefined || (mapping.apply ?? 'Always') !== 'Always'
  return { mapping: replaces ? mapping : { ...mapping, apply: 'ValueAddOnly' }, isRoleList: true }
}

/** The values of role objects, each as JSON text; whatever else is given stays. */
export function roleValues(outcome: Outcome): Outcome {
  return Array.isArray(outcome) ? outcome.map(valueOf) : outcome
}

function valueOf(role: string): string {
  try {
    const { value } = JSON.parse(role) as { readonly value?: unknown }
    return typeof value === 'string' ? value : role
  } catch {
    return role
  }
}
