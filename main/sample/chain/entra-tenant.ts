import { addressName } from '../people'
import { SAVED_DOMAIN } from '../organisation'
import type { Account, Directory, Group } from '../directory'
import { plainLatin } from '../plain-latin'
import type { Random } from '../random'
import type { PersonName } from '../names'

/** A user of the tenant; absent texts are empty. Changed in place while the tenant is put together. */
export interface EntraUser {
  readonly id: string
  /** The account that it was synchronised from; none for guests and what was made in the cloud. */
  readonly account: Account | undefined
  userPrincipalName: string
  displayName: string
  givenName: string
  surname: string
  mail: string
  mailNickname: string
  jobTitle: string
  department: string
  companyName: string
  officeLocation: string
  mobilePhone: string
  employeeId: string
  employeeType: string
  usageLocation: string
  accountEnabled: boolean
  readonly userType: 'Member' | 'Guest'
  manager: EntraUser | undefined
}

export interface EntraGroup {
  readonly id: string
  readonly group: Group | undefined
  displayName: string
  readonly description: string
  readonly mailNickname: string
  readonly members: (EntraUser | EntraGroup)[]
}

export interface EntraTenant {
  readonly users: EntraUser[]
  readonly groups: EntraGroup[]
  readonly userOf: ReadonlyMap<Account, EntraUser>
}

/** An id for each object, never the same twice: the first part counts up. */
export function idSource(random: Random): () => string {
  let count = 0
  const hex = (digits: number): string => random.below(16 ** digits).toString(16).padStart(digits, '0')
  return () => `${(Math.imul(++count, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}

/** The tenant as it would be if the directory had been synchronised completely: a user like each account of staff, and every group. */
export function createTenant(random: Random, directory: Directory): EntraTenant {
  const nextId = idSource(random)
  const userOf = new Map<Account, EntraUser>()
  const users: EntraUser[] = []
  for (const account of directory.accounts) {
    if (account.kind !== 'staff') continue
    const user = userLike(account, nextId())
    userOf.set(account, user)
    users.push(user)
  }
  for (const [account, user] of userOf) user.manager = account.manager && userOf.get(account.manager)
  const groupOf = new Map<Group, EntraGroup>()
  for (const group of directory.groups) groupOf.set(group, { id: nextId(), group, displayName: group.name, description: group.description, mailNickname: nickname(group.name), members: [] })
  for (const [group, entra] of groupOf) {
    for (const member of group.members) {
      const found = 'cn' in member ? userOf.get(member) : groupOf.get(member)
      if (found !== undefined) entra.members.push(found)
    }
  }
  return { users, groups: [...groupOf.values()], userOf }
}

/** What the mappings of the job AD → Entra ID give for an account. */
function userLike(account: Account, id: string): EntraUser {
  return {
    id, account, userPrincipalName: account.upn, displayName: account.displayName, givenName: account.givenName, surname: account.sn, mail: account.mail, mailNickname: account.sam,
    jobTitle: account.title, department: account.department, companyName: account.company, officeLocation: account.office, mobilePhone: account.mobile, employeeId: account.employeeId,
    employeeType: account.employeeType, usageLocation: account.countryCode, accountEnabled: !account.disabled, userType: 'Member', manager: undefined,
  }
}

/** Somebody from outside who was invited: a guest's user name carries the address at home. */
export function guestOf(name: PersonName, id: string): EntraUser {
  const local = addressName(name)
  const mail = `${local}@partner.example`
  return {
    id, account: undefined, userPrincipalName: `${local}_partner.example#EXT#@${SAVED_DOMAIN}`, displayName: `${name.preferred} (guest)`, givenName: name.preferredFirst, surname: name.preferredLast,
    mail, mailNickname: `${local}_partner.example#EXT#`, jobTitle: '', department: '', companyName: '', officeLocation: '', mobilePhone: '', employeeId: '', employeeType: '', usageLocation: '',
    accountEnabled: true, userType: 'Guest', manager: undefined,
  }
}

/** An account that was made in the cloud and that no directory has. */
export function cloudAccount(displayName: string, local: string, id: string): EntraUser {
  return {
    id, account: undefined, userPrincipalName: `${local}@${SAVED_DOMAIN}`, displayName, givenName: '', surname: '', mail: '', mailNickname: local, jobTitle: '', department: '', companyName: '',
    officeLocation: '', mobilePhone: '', employeeId: '', employeeType: '', usageLocation: '', accountEnabled: true, userType: 'Member', manager: undefined,
  }
}

/** As the mapping of groups makes it: letters, digits and dashes. */
function nickname(name: string): string {
  return plainLatin(name).replace(/[^A-Za-z0-9]+/g, '-').slice(0, 64)
}
