import type { EntraGroup, EntraTenant, EntraUser } from './entra-tenant'
import type { ServiceNow, ServiceNowGroup, ServiceNowUser } from './service-now'

/*
 * The tenant and the application as their interfaces answer, in pages, and as people save them: Graph with expanded managers and members
 * (Microsoft Graph, "List users", "List groups"), SCIM ListResponses (RFC 7644 §3.4.2).
 */

/** The most that Graph gives at a time. */
const GRAPH_PAGE = 999
const SCIM_PAGE = 1000

const METADATA = 'https://graph.microsoft.com/v1.0/$metadata'

/** Files by name. */
export function entraPages(tenant: EntraTenant): Readonly<Record<string, string>> {
  return {
    ...graphPages('users', tenant.users.map(userBody)),
    ...graphPages('groups', tenant.groups.map(groupBody)),
  }
}

export function serviceNowPages({ users, groups }: ServiceNow): Readonly<Record<string, string>> {
  return { ...scimPages('users', users.map(scimUser)), ...scimPages('groups', groups.map(scimGroup)) }
}

/** Pages of one list as Graph answers them, by file name. */
export function graphPages(resource: 'users' | 'groups', objects: readonly object[]): Readonly<Record<string, string>> {
  const pages = inPages(objects, GRAPH_PAGE)
  return Object.fromEntries(pages.map((value, index) => [`${resource}-${index + 1}.json`, json({
    '@odata.context': `${METADATA}#${resource}`,
    ...(index < pages.length - 1 ? { '@odata.nextLink': `https://graph.microsoft.com/v1.0/${resource}?$top=${GRAPH_PAGE}&$skiptoken=page${index + 2}` } : {}),
    value,
  })]))
}

function userBody(user: EntraUser): object {
  return {
    id: user.id, accountEnabled: user.accountEnabled, companyName: orNull(user.companyName), department: orNull(user.department), displayName: user.displayName, employeeId: orNull(user.employeeId),
    employeeType: orNull(user.employeeType), givenName: orNull(user.givenName), jobTitle: orNull(user.jobTitle), mail: orNull(user.mail),
    mailNickname: user.mailNickname, mobilePhone: orNull(user.mobilePhone), officeLocation: orNull(user.officeLocation),
    onPremisesSyncEnabled: user.account === undefined ? null : true, surname: orNull(user.surname), usageLocation: orNull(user.usageLocation),
    userPrincipalName: user.userPrincipalName, userType: user.userType,
    ...(user.manager === undefined ? {} : { manager: { '@odata.type': '#microsoft.graph.user', id: user.manager.id } }),
  }
}

function groupBody(group: EntraGroup): object {
  return {
    id: group.id, displayName: group.displayName, description: orNull(group.description), mailEnabled: false, mailNickname: group.mailNickname, securityEnabled: true,
    members: group.members.map((member) => ({ '@odata.type': `#microsoft.graph.${'userPrincipalName' in member ? 'user' : 'group'}`, id: member.id })),
  }
}

/** Pages of one list as a SCIM server answers them, by file name. */
export function scimPages(resource: 'users' | 'groups', resources: readonly object[]): Readonly<Record<string, string>> {
  const pages = inPages(resources, SCIM_PAGE)
  return Object.fromEntries(pages.map((page, index) => [`${resource}-${index + 1}.json`, json({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: resources.length, startIndex: index * SCIM_PAGE + 1, itemsPerPage: page.length, Resources: page,
  })]))
}

const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'

function scimUser(user: ServiceNowUser): object {
  return {
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA], id: user.id, userName: user.userName, displayName: user.displayName, active: user.active,
    name: { ...(user.givenName === '' ? {} : { givenName: user.givenName }), ...(user.familyName === '' ? {} : { familyName: user.familyName }) },
    ...(user.title === '' ? {} : { title: user.title }),
    ...(user.email === '' ? {} : { emails: [{ value: user.email, type: 'work', primary: true }] }),
    ...(user.mobile === '' ? {} : { phoneNumbers: [{ value: user.mobile, type: 'mobile' }] }),
    [ENTERPRISE_SCHEMA]: {
      ...(user.department === '' ? {} : { department: user.department }), ...(user.employeeNumber === '' ? {} : { employeeNumber: user.employeeNumber }),
      ...(user.manager === undefined ? {} : { manager: { value: user.manager.id, displayName: user.manager.displayName } }),
    },
    meta: { resourceType: 'User' },
  }
}

function scimGroup(group: ServiceNowGroup): object {
  return {
    schemas: [GROUP_SCHEMA], id: group.id, displayName: group.displayName,
    members: group.members.map((member) => ({ value: member.id, display: member.displayName, type: 'User' })), meta: { resourceType: 'Group' },
  }
}

/** At least one page: a list of nobody is an answer, too. */
function inPages<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  if (values.length === 0) return [[]]
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size))
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`
}
