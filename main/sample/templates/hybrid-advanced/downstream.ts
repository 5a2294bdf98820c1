import { idSource } from '../../chain/entra-tenant'
import { writeEntry, type LdifAttribute } from '../../ldif-text'
import type { Random } from '../../random'
import { delimitedText } from '../delimited-text'
import { DOMAIN, type Person } from './company'
import { domainName, type Account, type Domains } from './domains'

/** A user as Graph answers it. */
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
  mobilePhone: string | null
  employeeId: string | null
  employeeType: string | null
  usageLocation: string | null
  accountEnabled: boolean
  userType: 'Member' | 'Guest'
  /** `Invitation` for guests. */
  creationType: string | null
  onPremisesDomainName: string | null
  manager?: { readonly '@odata.type': '#microsoft.graph.user'; readonly id: string }
}

export interface GraphGroup {
  readonly id: string
  readonly displayName: string
  readonly description: string
  readonly mailNickname: string
  readonly mailEnabled: false
  readonly securityEnabled: true
  readonly onPremisesSyncEnabled: true | null
  members: { readonly '@odata.type': '#microsoft.graph.user'; readonly id: string }[]
}

export interface Tenant {
  readonly users: GraphUser[]
  readonly groups: GraphGroup[]
  readonly userOf: ReadonlyMap<Account, GraphUser>
  readonly nextId: () => string
}

/** The tenant as it would be if both domains had been synchronised, with groups that were made in the cloud. */
export function createTenant(random: Random, domains: Domains, size: number): Tenant {
  const nextId = idSource(random)
  const userOf = new Map<Account, GraphUser>()
  for (const domain of [domains.EMEA, domains.AMER]) for (const account of domain.accounts) if (account.employeeType === 'Employee') userOf.set(account, userLike(account, nextId()))
  for (const [account, user] of userOf) {
    const manager = account.manager && userOf.get(account.manager)
    if (manager) user.manager = reference(manager)
  }
  const users = [...userOf.values()]
  const guests = Array.from({ length: Math.max(6, Math.round(size / 400)) }, (_, index) => guest(index + 1, nextId()))
  const synchronised = [domains.EMEA, domains.AMER].flatMap(({ groups }) => groups.map((group): GraphGroup => ({
    ...cloudGroup(group.name, group.description, nextId()), onPremisesSyncEnabled: true, members: group.members.flatMap((account) => userOf.get(account) ?? []).map(reference),
  })))
  const everybody = { ...cloudGroup(EVERYBODY, 'Everybody who works here', nextId()), members: users.map(reference) }
  return { users: [...users, ...guests], groups: [...synchronised, everybody], userOf, nextId }
}

/** The group with all people. */
export const EVERYBODY = 'SG All Corvane'

export function reference({ id }: GraphUser): GraphGroup['members'][number] {
  return { '@odata.type': '#microsoft.graph.user', id }
}

export function cloudGroup(displayName: string, description: string, id: string): GraphGroup {
  return { id, displayName, description, mailNickname: displayName.replace(/[^A-Za-z0-9]+/g, '-'), mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, members: [] }
}

function userLike(account: Account, id: string): GraphUser {
  const orNull = (text: string): string | null => (text === '' ? null : text)
  return {
    id, userPrincipalName: account.upn, displayName: account.displayName, givenName: orNull(account.givenName), surname: orNull(account.sn),
    mail: orNull(account.mail), mailNickname: account.sam, jobTitle: orNull(account.title), department: orNull(account.department),
    mobilePhone: orNull(account.mobile), employeeId: account.employeeId, employeeType: account.employeeType, usageLocation: account.country,
    accountEnabled: !account.disabled,
    userType: 'Member', creationType: null, onPremisesDomainName: domainName(account.region),
  }
}

function guest(number: number, id: string): GraphUser {
  const local = `partner${number}`
  return {
    id, userPrincipalName: `${local}_supplier.example#EXT#@${DOMAIN}`, displayName: `Partner ${number}`, givenName: 'Partner',
    surname: String(number), mail: `${local}@supplier.example`, mailNickname: `${local}_supplier`, jobTitle: null, department: null,
    mobilePhone: null, employeeId: null, employeeType: null, usageLocation: null, accountEnabled: true, userType: 'Guest', creationType: 'Invitation',
    onPremisesDomainName: null,
  }
}

/** A user and a group of the intranet, over SCIM. */
export interface ScimUser {
  readonly schemas: readonly string[]
  readonly id: string
  readonly userName: string
  readonly displayName: string
  active: boolean
  title?: string
  readonly meta: { readonly resourceType: 'User' }
}

export interface ScimGroup {
  readonly schemas: readonly string[]
  readonly id: string
  readonly displayName: string
  members: { readonly value: string; readonly type: 'User' }[]
  readonly meta: { readonly resourceType: 'Group' }
}

const CORE = 'urn:ietf:params:scim:schemas:core:2.0'

/** What the applications hold: the intranet over SCIM, the badge database as a table, the phone book as an LDAP directory. */
export interface Applications {
  readonly intranet: { readonly users: ScimUser[]; readonly groups: ScimGroup[] }
  readonly badges: Badge[]
  readonly phoneBook: Entry[]
}

export interface Badge {
  readonly number: string
  name: string
  department: string
  readonly login: string
}

export interface Entry {
  readonly user: GraphUser
  readonly uid: string
  mobile: string
}

/** The applications as they would be if everybody had been provisioned. */
export function createApplications(tenant: Tenant): Applications {
  const staff = tenant.users.filter(({ employeeId }) => employeeId !== null)
  const sysIds = new Map(staff.map((user) => [user.id, tenant.nextId()]))
  const everybody = tenant.groups.find(({ displayName }) => displayName === EVERYBODY)
  return {
    intranet: {
      users: staff.map((user) => ({
        schemas: [`${CORE}:User`], id: sysIds.get(user.id) as string, userName: user.userPrincipalName, displayName: user.displayName,
        active: user.accountEnabled, ...(user.jobTitle === null ? {} : { title: user.jobTitle }), meta: { resourceType: 'User' },
      })),
      groups: [{
        schemas: [`${CORE}:Group`], id: tenant.nextId(), displayName: EVERYBODY,
        members: (everybody?.members ?? []).flatMap(({ id }) => sysIds.get(id) ?? []).map((value) => ({ value, type: 'User' as const })),
        meta: { resourceType: 'Group' },
      }],
    },
    badges: staff.map((user) => ({ number: user.employeeId as string, name: user.displayName, department: user.department ?? '', login: user.userPrincipalName })),
    phoneBook: staff.map((user) => ({ user, uid: (user.employeeId as string).toLowerCase(), mobile: user.mobilePhone ?? '' })),
  }
}

export const PEOPLE_DN = `ou=people,${DOMAIN.split('.').map((part) => `dc=${part}`).join(',')}`

export function badgesCsv(badges: readonly Badge[]): string {
  return delimitedText<Badge>([['badge_no', ({ number }) => number], ['full_name', ({ name }) => name], ['department', ({ department }) => department], ['login', ({ login }) => login]], badges)
}

export function phoneBookLdif(entries: readonly Entry[]): string {
  const lines: string[] = ['version: 1', '']
  writeEntry(lines, PEOPLE_DN, [['objectClass', 'top'], ['objectClass', 'organizationalUnit'], ['ou', 'people']])
  for (const { user, uid, mobile } of entries) {
    const plain: readonly LdifAttribute[] = [
      ['uid', uid],
      ...(user.employeeId === null ? [] : [['employeeNumber', user.employeeId] as const]),
      ['cn', user.displayName],
      ['sn', user.surname ?? user.displayName],
      ...(user.mail === null ? [] : [['mail', user.mail] as const]),
      ...(mobile === '' ? [] : [['mobile', mobile] as const]),
    ]
    writeEntry(lines, `uid=${uid},${PEOPLE_DN}`, [...['top', 'person', 'organizationalPerson', 'inetOrgPerson'].map((name): LdifAttribute => ['objectClass', name]), ...plain])
  }
  return lines.join('\n')
}

/** A person's user, where the tenant has one. */
export function userOfPerson(person: Person, domains: Domains, tenant: Tenant): GraphUser | undefined {
  const account = domains.accountOf.get(person)
  return account && tenant.userOf.get(account)
}
