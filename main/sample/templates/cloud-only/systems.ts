import { idSource } from '../../chain/entra-tenant'
import { addressName } from '../../people'
import type { Random } from '../../random'
import { DOMAIN, type Company, type Department, type Person } from './company'

/** A user as Graph answers it, with what the templates' jobs read and write. */
export interface GraphUser {
  readonly id: string
  userPrincipalName: string
  displayName: string
  givenName: string | null
  surname: string | null
  mail: string | null
  mailNickname: string
  jobTitle: string | null
  department: string | null
  companyName: string | null
  officeLocation: string | null
  employeeId: string | null
  usageLocation: string | null
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  manager?: { readonly '@odata.type': '#microsoft.graph.user'; readonly id: string }
}

export interface GraphGroup {
  readonly id: string
  displayName: string
  readonly mailNickname: string
  readonly description: string | null
  readonly mailEnabled: false
  readonly securityEnabled: true
  readonly groupTypes: readonly string[]
  members: { readonly '@odata.type': '#microsoft.graph.user'; readonly id: string }[]
}

export interface ScimUser {
  readonly schemas: readonly string[]
  readonly id: string
  userName: string
  displayName: string
  active: boolean
  name: { readonly givenName?: string; readonly familyName?: string }
  title?: string
  emails?: readonly { readonly value: string; readonly type: 'work'; readonly primary: true }[]
  roles: readonly { readonly value: string; readonly primary: true }[]
  [ENTERPRISE]: { department?: string; readonly employeeNumber?: string; readonly manager?: { readonly value: string } }
  readonly meta: { readonly resourceType: 'User' }
}

export interface Cloud {
  readonly users: GraphUser[]
  readonly groups: GraphGroup[]
  readonly userOf: ReadonlyMap<Person, GraphUser>
  readonly groupOf: ReadonlyMap<Department, GraphGroup>
}

export interface Application {
  readonly users: ScimUser[]
  readonly groups: { readonly schemas: readonly string[]; readonly id: string; readonly displayName: string; readonly members: { readonly value: string; readonly type: 'User' }[]; readonly meta: { readonly resourceType: 'Group' } }[]
  readonly userOf: ReadonlyMap<GraphUser, ScimUser>
}

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const CORE = 'urn:ietf:params:scim:schemas:core:2.0'

/** The department whose people work on tickets; all others only hand them in. */
export const SERVICE_DESK = 'Information Technology'

/** The tenant as it would be if everybody whom it knows had been provisioned. */
export function createCloud(random: Random, { people, departments }: Company): Cloud {
  const nextId = idSource(random)
  const userOf = new Map<Person, GraphUser>()
  for (const person of people) if (person.known) userOf.set(person, userLike(person, nextId()))
  const byNumber = new Map([...userOf].map(([person, user]) => [person.number, user]))
  for (const [person, user] of userOf) {
    const manager = byNumber.get(person.managerNumber)
    if (manager) user.manager = { '@odata.type': '#microsoft.graph.user', id: manager.id }
  }
  const groupOf = new Map(departments.map((department) => [department, groupLike(department, nextId())]))
  for (const [person, user] of userOf) {
    const own = departments.find(({ code }) => code === person.department.code)
    groupOf.get(own as Department)?.members.push({ '@odata.type': '#microsoft.graph.user', id: user.id })
  }
  return { users: [...userOf.values()], groups: [...groupOf.values()], userOf, groupOf }
}

function userLike(person: Person, id: string): GraphUser {
  const orNull = (text: string): string | null => (text === '' ? null : text)
  return {
    id, userPrincipalName: person.address, displayName: person.display, givenName: orNull(person.name.legalFirst),
    surname: orNull(person.name.legalLast), mail: person.address, mailNickname: person.address.slice(0, -DOMAIN.length - 1), jobTitle: person.title,
    department: person.department.name, companyName: person.entity, officeLocation: person.office, employeeId: person.number,
    usageLocation: person.country,
    accountEnabled: person.status !== 'T', userType: 'Member',
  }
}

export function groupLike({ code, name }: Department, id: string): GraphGroup {
  return {
    id, displayName: name, mailNickname: `dept-${code.toLowerCase()}`, description: `Department ${code}`, mailEnabled: false, securityEnabled: true,
    groupTypes: ['DynamicMembership'], members: [],
  }
}

/** Somebody whom only the tenant has. */
export function ownCloudUser(displayName: string, id: string, userType: GraphUser['userType'] = 'Member'): GraphUser {
  const local = addressName({ legalFirst: '', legalLast: displayName.replaceAll(' ', '-') })
  return {
    id, userPrincipalName: userType === 'Guest' ? `${local}_agency.example#EXT#@${DOMAIN}` : `${local}@${DOMAIN}`, displayName, givenName: null,
    surname: null, mail: userType === 'Guest' ? `${local}@agency.example` : null, mailNickname: local, jobTitle: null, department: null,
    companyName: null, officeLocation: null, employeeId: null, usageLocation: null, accountEnabled: true, userType,
  }
}

/** The application as it would be if everybody in scope had been provisioned: people with a number, and a group for each department. */
export function createApplication(random: Random, cloud: Cloud): Application {
  const nextId = idSource(random)
  const sysId = (): string => nextId().replaceAll('-', '')
  const idOf = new Map(cloud.users.map((user) => [user.id, sysId()]))
  const userOf = new Map(cloud.users.filter(({ employeeId }) => employeeId !== null).map((user) => [user, scimUserLike(user, idOf)]))
  const groups = cloud.groups.map((group) => ({
    schemas: [`${CORE}:Group`], id: sysId(), displayName: group.displayName,
    members: group.members.map(({ id }) => ({ value: idOf.get(id) as string, type: 'User' as const })), meta: { resourceType: 'Group' as const },
  }))
  return { users: [...userOf.values()], groups, userOf }
}

function scimUserLike(user: GraphUser, idOf: ReadonlyMap<string, string>): ScimUser {
  const manager = user.manager && idOf.get(user.manager.id)
  return {
    schemas: [`${CORE}:User`, ENTERPRISE], id: idOf.get(user.id) as string, userName: user.userPrincipalName, displayName: user.displayName, active: user.accountEnabled,
    name: { ...(user.givenName === null ? {} : { givenName: user.givenName }), ...(user.surname === null ? {} : { familyName: user.surname }) },
    ...(user.jobTitle === null ? {} : { title: user.jobTitle }), ...(user.mail === null ? {} : { emails: [{ value: user.mail, type: 'work' as const, primary: true as const }] }),
    roles: [{ value: user.department === SERVICE_DESK ? 'itil' : 'requester', primary: true }],
    [ENTERPRISE]: {
      ...(user.department === null ? {} : { department: user.department }), ...(user.employeeId === null ? {} : { employeeNumber: user.employeeId }),
      ...(manager === undefined ? {} : { manager: { value: manager } }),
    },
    meta: { resourceType: 'User' },
  }
}

/** Somebody whom only the application has. */
export function ownApplicationUser(userName: string, displayName: string, id: string): ScimUser {
  return { schemas: [`${CORE}:User`, ENTERPRISE], id, userName, displayName, active: true, name: {}, roles: [{ value: 'requester', primary: true }], [ENTERPRISE]: {}, meta: { resourceType: 'User' } }
}
