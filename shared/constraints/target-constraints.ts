import type { ConnectedSystem } from '../model/project'
import { activeDirectoryGroup } from './active-directory-group'
import { activeDirectoryUser } from './active-directory-user'
import { constraintMap, type AttributeConstraint } from './constraint'
import { entraGroup, entraUser } from './entra-id'
import { inetOrgPerson, ldapGroup } from './inet-org-person'
import { scimGroup, scimUser } from './scim'

/**
 * What a product accepts on an object type, by lower-case attribute name; empty where nothing is known, which means that nothing
 * can be predicted. Object types are told by name, whatever the case: `user`, `group`, `inetOrgPerson`, a SCIM URN. Rows of a file that
 * nobody gave a type are taken for people.
 */
export function targetConstraints(product: string | undefined, objectType: string): ReadonlyMap<string, AttributeConstraint> {
  const kind = /group/i.test(objectType) ? 'group' : /user|person|people|account|employee|worker|^row$/i.test(objectType) ? 'user' : 'other'
  return TABLES.get(`${product} ${kind}`) ?? NOTHING
}

/** How a target says that an account is on or off. */
export interface AccountState {
  readonly attribute: string
  readonly on: string
  readonly off: string
  /** The attribute as the directory holds it, whose bit says the same: set means off. */
  readonly flag?: { readonly attribute: string; readonly bit: number }
}

/**
 * The attribute that turns an account off at a product; nothing where there is none, such as OpenLDAP, or where objects of the type are
 * no accounts, such as groups and units, and a soft event then deletes. Source: Entra, Workday inbound tutorial (accountDisabled);
 * Graph user and group resources; RFC 7643 §4.1.1 and §4.2.
 */
export function accountStateAttribute(product: string | undefined, objectType?: string): AccountState | undefined {
  if (objectType !== undefined && NO_ACCOUNT.test(objectType)) return undefined
  switch (product) {
    case 'activeDirectory': return { attribute: 'accountDisabled', on: 'False', off: 'True', flag: { attribute: 'userAccountControl', bit: 2 } }
    case 'entraId': return { attribute: 'accountEnabled', on: 'True', off: 'False' }
    case 'scim': return { attribute: 'active', on: 'True', off: 'False' }
    default: return undefined
  }
}

/** The account state of a system's objects of one type: what the project says of the system, else what its product has (provisioning-cycle.md §2.4). */
export function accountStateOf({ accountState, product }: Pick<ConnectedSystem, 'accountState' | 'product'>, objectType: string): AccountState | undefined {
  if (accountState === undefined) return accountStateAttribute(product, objectType)
  return NO_ACCOUNT.test(objectType) ? undefined : { attribute: accountState.attribute, on: accountState.on ?? 'True', off: accountState.off ?? 'False' }
}

/** Whether objects of a type are no accounts: groups, units, contacts. */
export function holdsNoAccounts(objectType: string): boolean {
  return NO_ACCOUNT.test(objectType)
}

const NO_ACCOUNT = /group|unit|contact|container|department|role/i
const NOTHING: ReadonlyMap<string, AttributeConstraint> = new Map()
const LDAP_USER = constraintMap('RFC 4519, RFC 4524, RFC 2798', inetOrgPerson)
const LDAP_GROUP = constraintMap('RFC 4519', ldapGroup)
const TABLES: ReadonlyMap<string, ReadonlyMap<string, AttributeConstraint>> = new Map([
  ['activeDirectory user', constraintMap('Active Directory schema reference', activeDirectoryUser)],
  ['activeDirectory group', constraintMap('Active Directory schema reference', activeDirectoryGroup)],
  ['entraId user', constraintMap('Microsoft Graph v1.0, user resource', entraUser)],
  ['entraId group', constraintMap('Microsoft Graph v1.0, group resource', entraGroup)],
  ['scim user', constraintMap('RFC 7643', scimUser)],
  ['scim group', constraintMap('RFC 7643', scimGroup)],
  ['openLdap user', LDAP_USER],
  ['openLdap group', LDAP_GROUP],
  ['ldap user', LDAP_USER],
  ['ldap group', LDAP_GROUP],
])
