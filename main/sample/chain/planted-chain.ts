import { scaled, type Population } from '../people'
import type { Random } from '../random'
import { cloudAccount, guestOf, idSource, type EntraTenant, type EntraUser } from './entra-tenant'
import { ownUser, SERVICE_NOW_COUNTRY, type ServiceNow } from './service-now'

/** A situation that was planted at a later hop, so that a demonstration and a test can find it again. */
export interface PlantedAtHop {
  readonly id: string
  readonly job: 'ad-to-entra' | 'entra-to-servicenow'
  readonly sentence: string
  /** How the job's source calls them: common names of the directory, or user names. */
  readonly people: readonly string[]
}

interface Chain {
  readonly random: Random
  readonly people: number
  readonly population: Population
  readonly tenant: EntraTenant
  readonly serviceNow: ServiceNow
}

/** Makes the tenant and the application differ from what their jobs would make of them, and says where. */
export function plantChain(chain: Chain): readonly PlantedAtHop[] {
  const taken = new Set<EntraUser>()
  const settled = chain.random.shuffle(chain.tenant.users.filter((user) => user.accountEnabled && user.account !== undefined && user.employeeId !== ''))
  const take = (count: number, suits: (user: EntraUser) => boolean = () => true): EntraUser[] => {
    const found: EntraUser[] = []
    for (const user of settled) {
      if (found.length === count) break
      if (taken.has(user) || !suits(user)) continue
      taken.add(user)
      found.push(user)
    }
    if (found.length < count) throw new RangeError(`The chain has too few people for its situations: ${found.length} of ${count}.`)
    return found
  }
  return [...plantTenant(chain, take), ...plantApplication(chain, take)]
}

/** In place: others hold the list. */
function keepIf<T>(list: T[], suits: (one: T) => boolean): void {
  let kept = 0
  for (const one of list) if (suits(one)) list[kept++] = one
  list.length = kept
}

type Take = (count: number, suits?: (user: EntraUser) => boolean) => EntraUser[]

function plantTenant({ random, people, population, tenant }: Chain, take: Take): PlantedAtHop[] {
  const planted: PlantedAtHop[] = []
  const nextId = idSource(random)
  const add = (id: string, sentence: string, users: readonly EntraUser[]): void => {
    planted.push({ id, job: 'ad-to-entra', sentence, people: users.flatMap((user) => (user.account === undefined ? [] : user.account.cn)).sort() })
  }
  const managers = new Set(tenant.users.map((user) => user.manager))
  const late = take(scaled(34, people), (user) => !managers.has(user))
  const isLate = new Set<unknown>(late)
  keepIf(tenant.users, (user) => !isLate.has(user))
  for (const group of tenant.groups) keepIf(group.members, (member) => !isLate.has(member))
  add('not-synchronised-yet', 'Their accounts were made after the last synchronisation: Entra ID does not have them.', late)

  const renamed = take(scaled(26, people))
  for (const user of renamed) user.userPrincipalName = user.userPrincipalName.replace('@', '.old@')
  add('old-user-name', 'Entra ID has their old user name; they are found by their number, and the name changes.', renamed)

  const titled = take(scaled(240, people), (user) => user.jobTitle !== '')
  for (const user of titled) user.jobTitle = `${user.jobTitle} (2019)`
  add('stale-title', 'Entra ID has a title of 2019 for them.', titled)

  const cut = take(scaled(5, people))
  for (const user of cut) user.manager = undefined
  add('manager-missing', 'Entra ID has no manager for them; the follow-up pass sets it.', cut)

  // Two users with the number of one person, neither with the user name: nobody can say which is meant.
  const doubled = take(3)
  for (const user of doubled) {
    user.userPrincipalName = user.userPrincipalName.replace('@', '.first@')
    tenant.users.push({ ...cloudAccount(`${user.displayName} 2`, user.mailNickname + '.second', nextId()), employeeId: user.employeeId })
  }
  add('two-in-the-cloud', 'Two users of Entra ID have their number, and none their user name: DuplicateTargetEntries.', doubled)

  for (let index = 1; index <= scaled(40, people); index++) tenant.users.push(guestOf(population.freshName(), nextId()))
  for (const name of ['Cloud Administrator 1', 'Cloud Administrator 2', 'Teams Rooms', 'Power Platform']) tenant.users.push(cloudAccount(name, name.toLowerCase().replaceAll(' ', '.'), nextId()))

  const missing = tenant.groups.filter((group) => group.displayName.startsWith('APP Incident Reports')).slice(0, 4)
  for (const group of missing) {
    tenant.groups.splice(tenant.groups.indexOf(group), 1)
    for (const holder of tenant.groups) {
      const at = holder.members.indexOf(group)
      if (at >= 0) holder.members.splice(at, 1)
    }
  }
  planted.push({ id: 'groups-not-synchronised-yet', job: 'ad-to-entra', sentence: 'Entra ID does not have these groups yet.', people: missing.map((group) => group.displayName) })
  return planted
}

function plantApplication({ random, people, serviceNow }: Chain, take: Take): PlantedAtHop[] {
  const planted: PlantedAtHop[] = []
  const inScope = (user: EntraUser): boolean => user.usageLocation === SERVICE_NOW_COUNTRY && serviceNow.userOf.has(user)
  const add = (id: string, sentence: string, users: readonly EntraUser[]): void => {
    planted.push({ id, job: 'entra-to-servicenow', sentence, people: users.map((user) => user.userPrincipalName).sort() })
  }
  const ownOf = (user: EntraUser) => serviceNow.userOf.get(user) as NonNullable<ReturnType<typeof serviceNow.userOf.get>>

  const without = take(scaled(60, people), inScope)
  removeUsers(serviceNow, without)
  add('no-account-in-the-application', 'They are in scope and ServiceNow does not have them: created.', without)

  const forgotten = take(scaled(9, people), inScope)
  for (const user of forgotten) {
    user.accountEnabled = false
    if (user.account) user.account.disabled = true
  }
  add('off-in-the-directory', 'Their accounts were turned off by hand in the directory and in Entra ID, while HR has them in work: they are turned on again, and ServiceNow, which never turned them off, stays.', forgotten)

  const moved = take(scaled(120, people), inScope)
  for (const user of moved) ownOf(user).department = `Formerly ${user.department}`.slice(0, 60)
  add('stale-department', 'ServiceNow has another department for them.', moved)

  const twice = take(2, inScope)
  for (const user of twice) serviceNow.users.push(ownUser(random, `${user.displayName} copy`, user.userPrincipalName))
  add('two-in-the-application', 'ServiceNow has two users with their user name: DuplicateTargetEntries.', twice)

  for (const name of ['Facilities Vendor', 'Night Desk', 'Integration User', 'Demo User', 'Old Import']) serviceNow.users.push(ownUser(random, name, `${name.toLowerCase().replace(' ', '.')}@vendor.example`))
  return planted
}

function removeUsers(serviceNow: ServiceNow, users: readonly EntraUser[]): void {
  const gone = new Set<unknown>(users.map((user) => serviceNow.userOf.get(user)))
  keepIf(serviceNow.users, (user) => !gone.has(user))
  for (const group of serviceNow.groups) keepIf(group.members, (member) => !gone.has(member))
  for (const other of serviceNow.users) if (other.manager !== undefined && gone.has(other.manager)) other.manager = undefined
}

