import type { PersonName } from './names'
import {
  ADMINS_DN, departments, DISABLED_DN, GROUPS_DN, MAILBOXES_DN, SAVED_DOMAIN, SERVICE_DN, siteDn, sites, STAFF_DN, type Site,
} from './organisation'
import { addressName, scaled, type Population, type Worker } from './people'
import { plainLatin } from './plain-latin'
import type { Random } from './random'

/** A user of the directory. Absent texts are empty. Changed in place while the sample is put together. */
export interface Account {
  readonly kind: 'staff' | 'former' | 'service' | 'mailbox' | 'administrator'
  cn: string
  /** DN of the container. */
  container: string
  sam: string
  upn: string
  givenName: string
  sn: string
  displayName: string
  employeeId: string
  mail: string
  company: string
  department: string
  title: string
  office: string
  phone: string
  mobile: string
  employeeType: string
  costCentre: string
  street: string
  town: string
  postalCode: string
  countryCode: string
  country: string
  countryNumber: string
  locale: string
  manager: Account | undefined
  disabled: boolean
  description: string
  /** Days before the reference clock. */
  createdDaysAgo: number
  lastLogonDaysAgo: number
  readonly groups: Group[]
}

export interface Group {
  readonly name: string
  readonly description: string
  /** Whether it grants access, rather than mail. */
  readonly security: boolean
  managedBy: Account | undefined
  readonly members: (Account | Group)[]
  /** Groups that this one is a member of. */
  readonly groups: Group[]
}

export interface Directory {
  readonly organizationalUnits: readonly string[]
  readonly accounts: Account[]
  readonly groups: Group[]
  /** The account of each worker who has one, by Worker_ID. */
  readonly accountOf: Map<string, Account>
  /** Account names in use, in lower case. */
  readonly takenNames: Set<string>
}

/** The directory as it would be if HR and directory agreed: an account like each worker that has one, and those that no worker has. */
export function createDirectory(random: Random, population: Population, people: number): Directory {
  const directory: Directory = {
    organizationalUnits: [STAFF_DN, ...sites.map(site => siteDn(site.name)), DISABLED_DN, SERVICE_DN, ADMINS_DN, MAILBOXES_DN, GROUPS_DN],
    accounts: [],
    groups: [],
    accountOf: new Map(),
    takenNames: new Set(),
  }
  for (const worker of population.workers) {
    if (worker.standing !== 'established' && worker.standing !== 'outsideWithAccount') continue
    directory.accountOf.set(worker.workerId, addAccount(directory, staffAccount(random, worker), accountNameCandidates(worker)))
  }
  for (const worker of population.workers) {
    const account = directory.accountOf.get(worker.workerId)
    if (account !== undefined) account.manager = directory.accountOf.get(worker.managerId)
  }
  addSystemAccounts(random, directory, people)
  for (let count = scaled(232, people); count > 0; count--) addFormer(random, directory, population.freshName())
  return directory
}

export function distinguishedName(object: Account | Group): string {
  return 'cn' in object ? `CN=${escapeRdn(object.cn)},${object.container}` : `CN=${escapeRdn(object.name)},${GROUPS_DN}`
}

/** The account names that the sample's mapping tries for somebody with this name, best first; the same as its expression gives. */
export function accountNameCandidates(name: Pick<PersonName, 'legalFirst' | 'legalLast'>): readonly string[] {
  return [1, 2, 3].map(letters => plainLatin(name.legalFirst.slice(0, letters) + name.legalLast).toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 20))
}

export function addAccount(directory: Directory, account: Account, candidates: readonly string[]): Account {
  account.sam = freeName(directory.takenNames, candidates)
  directory.accounts.push(account)
  return account
}

/** The account whose every value is what the saved mappings give for the worker. */
export function staffAccount(random: Random, worker: Worker): Account {
  const account: Account = {
    ...blankAccount('staff'),
    cn: worker.preferred,
    upn: worker.userId,
    givenName: worker.preferredFirst,
    sn: worker.preferredLast,
    displayName: worker.preferred,
    employeeId: worker.employeeId,
    mail: worker.email,
    company: worker.company,
    department: worker.department.name,
    title: worker.title,
    office: worker.office,
    phone: wantedPhone(worker),
    mobile: worker.mobile,
    employeeType: worker.workerType,
    costCentre: worker.costCenter.slice(3),
    createdDaysAgo: Math.max(1, Math.floor((REFERENCE_DAY - Date.parse(worker.hireDate)) / 86_400_000) - 2),
    lastLogonDaysAgo: random.below(9),
  }
  placeAt(account, worker.site)
  return account
}

function wantedPhone(worker: Worker): string {
  return worker.workPhone.replace(/[()\s-]+/g, '')
}

export function placeAt(account: Account, site: Site): void {
  account.container = siteDn(site.name)
  account.street = site.address
  account.town = site.name
  account.postalCode = site.postalCode
  account.countryCode = site.countryCode
  account.country = site.country
  account.countryNumber = site.countryNumber
  account.locale = site.locale
}

/** Somebody who left years ago: disabled, without a number, in the container for such accounts. */
export function addFormer(random: Random, directory: Directory, name: PersonName, candidates = accountNameCandidates(name)): Account {
  const department = random.pick(departments)
  const local = `${addressName(name)}.left`
  return addAccount(directory, {
    ...blankAccount('former'),
    cn: name.preferred,
    container: DISABLED_DN,
    upn: `${local}@${SAVED_DOMAIN}`,
    givenName: name.preferredFirst,
    sn: name.preferredLast,
    displayName: name.preferred,
    department: department.name,
    title: random.pick(department.titles),
    disabled: true,
    description: `Left ${2015 + random.below(11)}`,
    createdDaysAgo: 3000 + random.below(3000),
    lastLogonDaysAgo: 400 + random.below(2000),
  }, candidates)
}

export function createGroup(name: string, description: string, security = true): Group {
  return { name, description, security, managedBy: undefined, members: [], groups: [] }
}

export function addMember(group: Group, member: Account | Group): void {
  group.members.push(member)
  member.groups.push(group)
}

function blankAccount(kind: Account['kind']): Account {
  return {
    kind, cn: '', container: '', sam: '', upn: '', givenName: '', sn: '', displayName: '', employeeId: '', mail: '', company: '', department: '', title: '', office: '', phone: '', mobile: '',
    employeeType: '', costCentre: '', street: '', town: '', postalCode: '', countryCode: '', country: '', countryNumber: '', locale: '', manager: undefined, disabled: false, description: '',
    createdDaysAgo: 1000, lastLogonDaysAgo: 1, groups: [],
  }
}

const REFERENCE_DAY = Date.parse('2026-11-21')

/** Accounts that belong to no worker: services, shared mailboxes, administrators' second accounts. */
function addSystemAccounts(random: Random, directory: Directory, people: number): void {
  const services = ['Backup', 'Ward Tablets', 'Lab Interface', 'Scanner', 'Badge Reader', 'Print Server', 'Monitoring', 'Imaging Archive', 'Payroll Export', 'Bed Board']
  for (let index = 1; index <= scaled(148, people); index++) {
    const name = `${services[index % services.length]!} ${String(index).padStart(3, '0')}`
    addSystem(directory, { kind: 'service', cn: `svc ${name}`, container: SERVICE_DN, description: `Service account: ${name}` }, `svc-${slug(name)}`)
  }
  for (const number of ['01', '02']) {
    addSystem(directory, { kind: 'service', cn: `Break Glass ${number}`, container: SERVICE_DN, description: 'Emergency access, sealed envelope in the control room' }, `svc-breakglass-${number}`)
  }
  for (let index = 1; index <= scaled(140, people); index++) {
    const site = sites[index % sites.length]!
    const name = `${random.pick(departments).name} ${site.name} ${index}`
    const mailbox = addSystem(directory, { kind: 'mailbox', cn: name, container: MAILBOXES_DN, description: 'Shared mailbox' }, `mbx-${slug(name)}`)
    mailbox.mail = `${slug(name)}@${SAVED_DOMAIN}`
    mailbox.disabled = true
  }
  const engineers = directory.accounts.filter(account => account.kind === 'staff' && account.department === 'Information Technology')
  for (const owner of engineers.slice(0, scaled(100, people))) {
    const account = addSystem(directory, { kind: 'administrator', cn: `${owner.displayName} (admin)`, container: ADMINS_DN, description: 'Administrative account' }, `adm-${owner.sam}`)
    account.givenName = owner.givenName
    account.sn = owner.sn
  }
}

function addSystem(directory: Directory, given: Pick<Account, 'kind' | 'cn' | 'container' | 'description'>, name: string): Account {
  const account = addAccount(directory, { ...blankAccount(given.kind), ...given, displayName: given.cn }, [name.slice(0, 20)])
  account.upn = `${account.sam}@${SAVED_DOMAIN}`
  return account
}

/** The first candidate that is free, else the first with a number, cut so that it fits. */
function freeName(taken: Set<string>, candidates: readonly string[]): string {
  const first = candidates[0] ?? ''
  let name = candidates.find(candidate => candidate !== '' && !taken.has(candidate))
  for (let number = 2; name === undefined; number++) {
    const numbered = first.slice(0, 20 - String(number).length) + number
    if (!taken.has(numbered)) name = numbered
  }
  taken.add(name)
  return name
}

function slug(text: string): string {
  return plainLatin(text).toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/** A value as it stands in a DN (RFC 4514 §2.4). */
function escapeRdn(value: string): string {
  return value.replace(/[\\,+"<>;=]/g, '\\$&').replace(/^[ #]| $/g, '\\$&')
}
