import type { Random } from '../../random'
import { takeFrom, type Take } from '../picker'
import type { PlantedEffect, PlantedProblem } from '../template'
import { DOMAIN, type Person, type Region } from './company'
import { accountLike, anchorOf, type Account, type Domains } from './domains'
import { FROM_CLOUD } from './jobs'
import { EVERYBODY, PEOPLE_DN, cloudGroup, createApplications, reference, userOfPerson, type Applications, type GraphUser, type Tenant } from './downstream'

/** What the situations are planted in. Changed in place. */
export interface Landscape {
  readonly random: Random
  readonly size: number
  readonly people: Person[]
  readonly domains: Domains
  readonly tenant: Tenant
}

interface Planting extends Landscape {
  readonly take: Take<Person>
  readonly scaled: (count: number) => number
  readonly add: (id: string, job: string, sentence: string, anchors: readonly string[], shows: PlantedEffect) => void
  readonly account: (person: Person) => Account
  readonly user: (person: Person) => GraphUser
}

/** Makes each system differ from what its jobs would make of it, and says where. The applications are as the tenant is by then, but for their own situations. */
export function plantHybridAdvanced(landscape: Landscape): { readonly planted: PlantedProblem[]; readonly take: Take<Person>; readonly applications: Applications } {
  const { random, size, people, domains, tenant } = landscape
  const planted: PlantedProblem[] = []
  const take = takeFrom(random, people.filter(({ known, manages }) => known && !manages))
  const planting: Planting = {
    ...landscape, take, scaled: (count) => Math.max(1, Math.round((count * size) / 8000)),
    add: (id, job, sentence, anchors, shows) => { planted.push({ id, job, sentence, anchors: [...anchors].sort(), shows }) },
    account: (person) => domains.accountOf.get(person) as Account,
    user: (person) => userOfPerson(person, domains, tenant) as GraphUser,
  }
  plantTwoSystems(planting)
  plantDomains(planting)
  plantTenant(planting)
  plantWayBack(planting)
  const applications = createApplications(tenant)
  plantApplications(planting, applications)
  return { planted, take, applications }
}

const inRegion = (region: Region) => (person: Person): boolean => person.region === region
const office = (region: Region) => (person: Person): boolean => person.region === region && person.pernr === ''
const plant = (region: Region) => (person: Person): boolean => person.region === region && person.workerId === ''

/** People whom both HR systems know: they went from a plant to an office, and nobody closed the old record. */
function plantTwoSystems({ take, scaled, people, add, account, user, domains }: Planting): void {
  const both = (count: number, change: (person: Person) => void): Person[] => {
    const found = take(scaled(count), plant('EMEA'))
    for (const person of found) {
      person.workerId = `W9${person.number.slice(1)}`
      // In Workday they report to the offices, whose head the domain's accounts name from now on.
      account(person).manager = domains.accountOf.get(people.find((other) => other.manages && office('EMEA')(other)) as Person)
      person.manager = account(person).manager?.person
      const lead = account(person).manager
      if (lead) user(person).manager = reference(user(lead.person as Person))
      change(person)
    }
    return found
  }
  const shows = (job: string): PlantedEffect => ({ where: 'plan', kind: 'skip', status: 'planned', ...(job === '' ? {} : { issue: 'PrecedenceConflict' }) })

  const agreed = both(14, () => undefined)
  add('in-both-systems', 'hcm-to-emea', 'Workday and the old system know them and agree: one account, two links, nothing to do.', agreed.map(({ pernr }) => pernr), shows(''))

  const titled = both(12, (person) => { person.hcm.title = `Former ${person.hcm.title}` })
  add('two-titles', 'hcm-to-emea', 'The two systems have different titles for them; Workday has precedence, and the plan tells both.', titled.map(({ pernr }) => pernr), shows('hcm'))

  const phones = both(8, (person) => {
    person.workday.mobile = '+99 555 000000'
    person.hcm.mobile = `+99 555 7${person.number.slice(-5)}`
    account(person).mobile = person.hcm.mobile
    user(person).mobilePhone = person.hcm.mobile
  })
  add('two-mobile-phones', 'workday-to-emea', 'The two systems have different mobile phones for them; here the old system has precedence, for the plants hand the phones out.', phones.map(({ workerId }) => workerId), shows('workday'))

  const closed = both(6, (person) => { person.hcm.active = false })
  add('left-the-plant-alone', 'hcm-to-emea', 'The old system says that they left, Workday that they work: the account stays on.', closed.map(({ pernr }) => pernr), shows('hcm'))
}

function plantDomains({ take, scaled, people, add, account, user, domains }: Planting): void {
  const hires = people.filter(({ known }) => !known)
  for (const region of ['EMEA', 'AMER'] as const) {
    const own = hires.filter(office(region))
    add(`not-in-${region.toLowerCase()}-yet`, `workday-to-${region.toLowerCase()}`, `They start in an office of ${region}: created there, and on through Entra ID into the applications.`, own.map(({ workerId }) => workerId), {
      where: 'plan', kind: 'create', status: 'planned', attribute: 'sAMAccountName',
    })
  }
  const [american] = people.filter((person) => person.manages && office('AMER')(person)) as [Person]
  const abroad = take(scaled(9), office('EMEA'))
  for (const person of abroad) {
    person.manager = american
    account(person).manager = undefined
    delete user(person).manager
  }
  add('manager-in-the-other-domain', 'workday-to-emea', 'They report to somebody of the other domain, whom this job has out of scope: the reference is left out.', abroad.map(({ workerId }) => workerId), { where: 'plan', kind: 'skip', status: 'planned', issue: 'ReferenceOutOfScope' })

  const left = take(scaled(11), plant('AMER'))
  for (const person of left) person.hcm.active = false
  add('left-the-plant', 'hcm-to-amer', 'They left the plant, and their accounts are on.', left.map(({ pernr }) => pernr), {
    where: 'plan', kind: 'disable', status: 'planned', attribute: 'accountDisabled',
  })

  const stale = take(scaled(70), office('AMER'))
  for (const person of stale) {
    account(person).title = 'Trainee'
    user(person).jobTitle = 'Trainee'
  }
  add('stale-title', 'workday-to-amer', 'The domain still calls them trainees; the title goes on to Entra ID and the intranet.', stale.map(({ workerId }) => workerId), { where: 'plan', kind: 'update', status: 'planned', attribute: 'title' })

  const old = take(scaled(3), plant('EMEA'))
  for (const person of old) {
    const copy = accountLike(person, domains.nextGuid(), new Set([account(person).sam]))
    domains.EMEA.accounts.push({ ...copy, cn: `${copy.cn} (old)`, upn: `old-${person.number.toLowerCase()}@${DOMAIN}`, mail: '' })
  }
  add('two-accounts-one-number', 'hcm-to-emea', 'Two accounts of the domain have their number: the service acts on neither.', old.map(({ pernr }) => pernr), {
    where: 'plan', kind: 'skip', status: 'failed', issue: 'DuplicateTargetEntries',
  })
}

function plantTenant({ take, scaled, add, account, user, domains, tenant }: Planting): void {
  const late = take(scaled(25), inRegion('EMEA'))
  for (const person of late) removeUser(tenant, user(person))
  add('not-synchronised-yet', 'emea-to-entra', 'Their accounts are new, and Entra ID does not have them.', late.map((person) => anchorOf(account(person))), {
    where: 'plan', kind: 'create', status: 'planned', attribute: 'userPrincipalName',
  })

  const named = take(2, inRegion('AMER'))
  const owners = take(2, inRegion('EMEA'))
  named.forEach((person, index) => {
    removeUser(tenant, user(person))
    account(person).upn = account(owners[index] as Person).upn
  })
  add('user-name-in-both-domains', 'amer-to-entra', 'Each domain takes care that its own user names are unique, and both gave out the same one: the second user cannot be created.', named.map((person) => anchorOf(account(person))), { where: 'plan', kind: 'create', status: 'failed', issue: 'EntryConflict' })

  const moved = take(scaled(5), inRegion('EMEA'))
  const copies = moved.map((person): Account => {
    const copy = {
      ...accountLike(person, domains.nextGuid(), new Set(domains.AMER.accounts.map(({ sam }) => sam)), 'AMER'),
      cn: `${person.name.preferred} (visiting)`, title: 'Visitor', upn: `visitor-${person.number.toLowerCase()}@${DOMAIN}`, mail: '',
    }
    domains.AMER.accounts.push(copy)
    return copy
  })
  add('account-in-both-domains', 'amer-to-entra', 'They have an account in each domain with one number; both stand for one user, and the domain at home has precedence.', copies.map(anchorOf), { where: 'plan', kind: 'skip', status: 'planned', issue: 'PrecedenceConflict' })

  for (const service of domains.EMEA.accounts.filter(({ employeeType }) => employeeType === 'Service')) domains.EMEA.groups[0]?.members.push(service)
  add('large-group-with-strangers', 'emea-to-entra', 'The group of everybody in the domain has service accounts among its thousands of members; they are out of scope and left out.', domains.EMEA.groups.slice(0, 1).map(anchorOf), { where: 'plan', issue: 'ReferenceOutOfScope' })
}

function plantWayBack({ take, add, account, user, domains, tenant }: Planting): void {
  const guests = tenant.users.filter(({ userType }) => userType === 'Guest')
  add('guest-without-account', 'guests-to-emea', 'Guests who need an account in the domain: created among the guests.', guests.map(({ id }) => id), {
    where: 'plan', kind: 'create', status: 'planned', attribute: 'sAMAccountName',
  })

  const handbook = cloudGroup('SG Share Handbook', 'Access to the handbook', tenant.nextId())
  const readers = take(8, inRegion('EMEA'))
  handbook.members = readers.map((person) => reference(user(person)))
  domains.EMEA.groups.push({ guid: domains.nextGuid(), name: handbook.displayName, description: handbook.description, members: readers.slice(1).map(account), info: FROM_CLOUD })
  tenant.groups.push(handbook)
  add('cloud-group-with-a-newcomer', 'groups-to-emea', 'The domain has this group of the cloud already, and misses its newest member.', [handbook.id], { where: 'plan', kind: 'update', status: 'planned', attribute: 'member' })

  const share = cloudGroup('SG Share Drawings', 'Access to the drawings', tenant.nextId())
  share.members = take(12, inRegion('EMEA')).map((person) => reference(user(person)))
  const mixed = cloudGroup('SG Share Tooling', 'Access to the tooling list', tenant.nextId())
  mixed.members = [...take(6, inRegion('EMEA')), ...take(3, inRegion('AMER'))].map((person) => reference(user(person)))
  tenant.groups.push(share, mixed)
  add('cloud-group-not-in-the-domain', 'groups-to-emea', 'A group of the cloud that the domain does not have: created, its members in the follow-up pass.', [share.id], { where: 'plan', kind: 'create', status: 'planned', attribute: 'member' })
  add('members-of-the-other-domain', 'groups-to-emea', 'Three members of this group are at home in the other domain: they are left out.', [mixed.id], {
    where: 'plan', kind: 'create', status: 'planned', issue: 'ReferenceOutOfScope',
  })

  const everybody = tenant.groups.find(({ displayName }) => displayName === EVERYBODY)
  everybody?.members.push(...guests.slice(0, 4).map(reference))
  add('everybody-and-guests', 'entra-to-intranet', 'The group of all people has four guests among its members, whom the intranet does not know: left out; everybody else stays.', everybody ? [everybody.id] : [], { where: 'plan', issue: 'ReferenceOutOfScope' })
}

function plantApplications({ take, scaled, add, user }: Planting, applications: Applications): void {
  const ids = (found: readonly Person[]): string[] => found.map((person) => user(person).id)
  const pick = (count: number): Person[] => take(scaled(count))

  const forgotten = pick(7)
  for (const person of forgotten) {
    const own = applications.intranet.users.find(({ userName }) => userName === user(person).userPrincipalName)
    if (own) own.active = false
  }
  add('off-in-the-intranet', 'entra-to-intranet', 'Somebody turned them off in the intranet by hand: active turns to True.', ids(forgotten), { where: 'plan', kind: 'enable', status: 'planned', attribute: 'active' })

  const badgeless = pick(18)
  const without = new Set(badgeless.map(({ number }) => number))
  applications.badges.splice(0, applications.badges.length, ...applications.badges.filter(({ number }) => !without.has(number)))
  add('no-badge', 'entra-to-badges', 'The badge database has no row for them.', ids(badgeless), { where: 'plan', kind: 'create', status: 'planned', attribute: 'full_name' })

  const elsewhere = pick(15)
  const numbers = new Set(elsewhere.map(({ number }) => number))
  for (const badge of applications.badges) if (numbers.has(badge.number)) badge.department = 'Reception'
  add('badge-of-another-department', 'entra-to-badges', 'The badge database has them at the reception.', ids(elsewhere), { where: 'plan', kind: 'update', status: 'planned', attribute: 'department' })

  const dialled = take(scaled(10), ({ mobile }) => mobile !== '')
  const uids = new Set(dialled.map(({ number }) => number.toLowerCase()))
  for (const entry of applications.phoneBook) if (uids.has(entry.uid)) entry.mobile = '+99 555 111111'
  add('old-number-in-the-phone-book', 'entra-to-phonebook', 'The phone book has an old number for them.', ids(dialled), { where: 'plan', kind: 'update', status: 'planned', attribute: 'mobile' })

  applications.phoneBook.push({ user: { ...user(dialled[0] as Person), displayName: 'Reception Desk', surname: 'Desk', mail: null, employeeId: null }, uid: 'reception', mobile: '' })
  add('only-in-the-phone-book', 'entra-to-phonebook', 'An entry that only the phone book has: left alone.', [`uid=reception,${PEOPLE_DN}`], { where: 'untouched' })
}

/** Takes a user out of the tenant, its groups and what refers to it. */
function removeUser(tenant: Tenant, user: GraphUser): void {
  tenant.users.splice(tenant.users.indexOf(user), 1)
  for (const group of tenant.groups) group.members = group.members.filter(({ id }) => id !== user.id)
  for (const other of tenant.users) if (other.manager?.id === user.id) delete other.manager
}
