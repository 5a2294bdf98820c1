import type { EntraGroup, EntraTenant, EntraUser } from './entra-tenant'
import { idSource } from './entra-tenant'
import type { Random } from '../random'

/** The country whose staff use the application. */
export const SERVICE_NOW_COUNTRY = 'SE'
/** Groups of this name exist in the application too. */
const SERVICE_NOW_GROUPS = /^GG (Aldermere|Brannvik|Åsmyra) .+$/

/** A user of the application, as SCIM says it; absent texts are empty. */
export interface ServiceNowUser {
  readonly id: string
  /** Whom it stands for; none for those that only the application has. */
  readonly user: EntraUser | undefined
  userName: string
  displayName: string
  givenName: string
  familyName: string
  email: string
  title: string
  department: string
  employeeNumber: string
  mobile: string
  active: boolean
  manager: ServiceNowUser | undefined
}

export interface ServiceNowGroup {
  readonly id: string
  readonly displayName: string
  readonly members: ServiceNowUser[]
}

export interface ServiceNow {
  readonly users: ServiceNowUser[]
  readonly groups: ServiceNowGroup[]
  readonly userOf: ReadonlyMap<EntraUser, ServiceNowUser>
}

/** The application as it would be if everybody in scope had been provisioned. */
export function createServiceNow(random: Random, tenant: EntraTenant): ServiceNow {
  const nextId = idSource(random)
  const sysId = (): string => nextId().replaceAll('-', '')
  const userOf = new Map<EntraUser, ServiceNowUser>()
  for (const user of tenant.users) {
    if (user.usageLocation !== SERVICE_NOW_COUNTRY || user.userType === 'Guest') continue
    userOf.set(user, {
      id: sysId(), user, userName: user.userPrincipalName, displayName: user.displayName, givenName: user.givenName, familyName: user.surname, email: user.mail, title: user.jobTitle,
      department: user.department, employeeNumber: user.employeeId, mobile: user.mobilePhone, active: user.accountEnabled, manager: undefined,
    })
  }
  for (const [user, own] of userOf) own.manager = user.manager && userOf.get(user.manager)
  const groups = tenant.groups
    .filter((group) => SERVICE_NOW_GROUPS.test(group.displayName))
    .map((group): ServiceNowGroup => ({ id: sysId(), displayName: group.displayName, members: membersOf(group, userOf) }))
  return { users: [...userOf.values()], groups, userOf }
}

/** Somebody whom only the application has. */
export function ownUser(random: Random, displayName: string, userName: string): ServiceNowUser {
  const [first = '', ...rest] = displayName.split(' ')
  return {
    id: idSource(random)().replaceAll('-', ''), user: undefined, userName, displayName, givenName: first, familyName: rest.join(' '), email: userName,
    title: '', department: '', employeeNumber: '', mobile: '', active: true, manager: undefined,
  }
}

/** Direct members alone: the application's groups are not nested. */
function membersOf(group: EntraGroup, userOf: ReadonlyMap<EntraUser, ServiceNowUser>): ServiceNowUser[] {
  return group.members.flatMap((member) => ('userPrincipalName' in member ? userOf.get(member) ?? [] : []))
}
