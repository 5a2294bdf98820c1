/** Of AD, a bit of userAccountControl; of Entra ID, a guest's user name as it stands, for userPrincipalName is read shortened (provisioning-cycle.md §3.1). */
export const ACCOUNT_DISABLED = 'accountDisabled'
export const ORIGINAL_USER_PRINCIPAL_NAME = 'originalUserPrincipalName'

/**
 * What the service computes of a source's objects while it reads them, besides IsSoftDeleted: names that mappings and clauses may use although no
 * read has brought them. `attributes`: those that the source has.
 */
export function computedNames(product: string | undefined, attributes: readonly string[]): readonly string[] {
  const computes = (name: string, from: string): readonly string[] => (attributes.includes(from) && !attributes.includes(name) ? [name] : [])
  if (product === 'activeDirectory') return computes(ACCOUNT_DISABLED, 'userAccountControl')
  if (product === 'entraId') return computes(ORIGINAL_USER_PRINCIPAL_NAME, 'userPrincipalName')
  return []
}
