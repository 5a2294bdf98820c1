import { nameSource, type PersonName } from './names'
import { companies, departments, newSite, REFERENCE_CLOCK, SAVED_DOMAIN, sites, workerTypes, type Department, type Site } from './organisation'
import { plainLatin } from './plain-latin'
import type { Random } from './random'

/**
 * One worker of the HR system. Absent texts are empty, as in the export. Changed in place while the sample is put together: first
 * everybody is well, then the situations are planted.
 */
export interface Worker extends PersonDetails {
  /** The anchor, `W100042`. */
  workerId: string
  /** The number on the badge, six digits with leading zeros, that the directory holds as employeeID. */
  employeeId: string
  readonly standing: Standing
  /** Whether others report to this person. */
  manages: boolean
}

/** Whether the directory knows the person: by number, not yet, under another name, or without being in scope. */
export type Standing = 'established' | 'newcomer' | 'elsewhereNamed' | 'outsideWithAccount' | 'outside' | 'volunteer'

interface PersonDetails {
  legalFirst: string
  legalLast: string
  preferredFirst: string
  preferredLast: string
  preferred: string
  workerType: string
  userId: string
  email: string
  active: boolean
  hireDate: string
  terminationDate: string
  leaveType: string
  workPhone: string
  mobile: string
  title: string
  department: Department
  costCenter: string
  company: string
  /** Worker_ID of the manager. */
  managerId: string
  site: Site
  office: string
  partTime: boolean
}

export interface Population {
  readonly workers: readonly Worker[]
  /** Gives a name that nobody has yet. */
  readonly freshName: () => PersonName
  /** Gives `local@domain`, with a number where somebody has it already. */
  readonly freshAddress: (name: PersonName) => string
}

/** How many of a kind there are in a company of this size, where 5,000 people have `count` of them. */
export function scaled(count: number, people: number): number {
  return Math.max(1, Math.round((count * people) / 5000))
}

/** A company in which everything is in order: ids ascend, everybody has a manager but one, names, addresses and numbers are unique. */
export function createPopulation(random: Random, people: number): Population {
  const freshName = nameSource(random)
  const freshAddress = addressSource()
  const workers: Worker[] = []
  let number = 100_000
  standingsFor(random, people).forEach((standing, index) => {
    number += 1 + random.below(3)
    workers.push(createWorker({ random, standing, number, age: index / people, name: freshName(), freshAddress }))
  })
  appointManagers(random, workers)
  return { workers, freshName, freshAddress }
}

/** Moves a worker to a name, with nothing else changed. */
export function rename(worker: Worker, name: PersonName): void {
  worker.legalFirst = name.legalFirst
  worker.legalLast = name.legalLast
  worker.preferredFirst = name.preferredFirst
  worker.preferredLast = name.preferredLast
  worker.preferred = name.preferred
}

/** Anchors in the order of their code units, as the engine walks them. */
export function byWorkerId(one: Worker, other: Worker): number {
  return one.workerId < other.workerId ? -1 : one.workerId > other.workerId ? 1 : 0
}

/** A day, `2026-11-21`, so many days after the reference clock; negative is before. */
export function dayFromClock(days: number): string {
  return new Date(Date.parse(REFERENCE_CLOCK) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The newest workers are the newcomers; who is out of scope or known under another name may be anybody. */
function standingsFor(random: Random, people: number): Standing[] {
  const newcomers = scaled(379, people)
  const others: Standing[] = [
    ...repeat<Standing>('elsewhereNamed', scaled(73, people)),
    ...repeat<Standing>('outsideWithAccount', scaled(96, people)),
    ...repeat<Standing>('outside', scaled(122, people)),
    ...repeat<Standing>('volunteer', 12),
  ]
  const seniors = sites.length * departments.length
  const rest = random.shuffle([...others, ...repeat<Standing>('established', people - newcomers - others.length - seniors)])
  return [...repeat<Standing>('established', seniors), ...rest, ...repeat<Standing>('newcomer', newcomers)]
}

function createWorker(given: {
  readonly random: Random
  readonly standing: Standing
  readonly number: number
  /** 0 for who was hired first, 1 for who was hired last. */
  readonly age: number
  readonly name: PersonName
  readonly freshAddress: Population['freshAddress']
}): Worker {
  const { random, standing, number, age, name, freshAddress } = given
  const outside = standing === 'outside' || standing === 'outsideWithAccount'
  const volunteer = standing === 'volunteer'
  const site = pickByShare(random, sites)
  const department = pickByShare(random, departments)
  const address = freshAddress(name)
  const student = outside && random.chance(0.4)
  const newcomer = standing === 'newcomer'
  const withMail = !volunteer && !newcomer && standing !== 'elsewhereNamed' && !(department.family === 'Facilities' && random.chance(0.85))
  const local = `00-${two(random.below(100))} ${two(random.below(100))}`
  return {
    ...name,
    workerId: `W${number}`,
    employeeId: volunteer ? '' : String(number - 99_000).padStart(6, '0'),
    standing,
    manages: false,
    workerType: volunteer ? workerTypes.volunteer : student ? workerTypes.student : outside ? workerTypes.employee : random.chance(0.045) ? workerTypes.agency : workerTypes.employee,
    userId: volunteer ? '' : address,
    email: withMail ? address : '',
    active: true,
    hireDate: newcomer ? dayFromClock(-random.below(45)) : dayFromClock(-60 - Math.floor((1 - age) * 8400) - random.below(40)),
    terminationDate: '',
    leaveType: '',
    workPhone: volunteer || random.chance(0.12) ? '' : `${site.dialling} ${local}`,
    mobile: random.chance(0.55) ? `+46 70 000 ${two(random.below(100))} ${two(random.below(100))}` : '',
    title: volunteer ? 'Volunteer' : random.pick(department.titles),
    department,
    costCenter: `CC-${department.code}-${site.name.slice(0, 3).toUpperCase()}`,
    company: outside && !student ? companies.research
      : department.family === 'Diagnostics' && random.chance(0.7) ? companies.diagnostics
      : department.code === '4490' ? companies.care
      : companies.group,
    managerId: '',
    site,
    office: random.chance(0.9) ? officeAt(random) : '',
    partTime: random.chance(0.25),
  }
}

/** Every site has a director, every department of a site a head, and a head with many people team leads. */
function appointManagers(random: Random, workers: readonly Worker[]): void {
  let cell = 0
  for (const site of sites) {
    for (const department of departments) {
      const head = workers[cell++]!
      head.site = site
      head.department = department
      head.workerType = workerTypes.employee
      head.title = `Head of ${department.name}`
      head.costCenter = `CC-${department.code}-${site.name.slice(0, 3).toUpperCase()}`
      head.company = companies.group
      head.email = head.userId
      if (head.workPhone !== '') head.workPhone = `${site.dialling} ${head.workPhone.slice(-8)}`
    }
  }
  const director = (siteIndex: number) => workers[siteIndex * departments.length]!
  sites.forEach((site, index) => { director(index).title = index === 0 ? 'Chief Executive' : `Site Director ${site.name}` })
  const leads = new Map<string, Worker[]>()
  workers.forEach((worker, index) => {
    if (index < cell) {
      const siteIndex = Math.floor(index / departments.length)
      worker.manages = true
      if (index > 0) worker.managerId = (index % departments.length === 0 ? director(0) : director(siteIndex)).workerId
      return
    }
    const key = `${worker.site.name} ${worker.department.code}`
    const head = workers[sites.indexOf(worker.site) * departments.length + departments.indexOf(worker.department)]!
    const team = leads.get(key) ?? []
    leads.set(key, team)
    const lead = team.at(-1)
    const mayLead = worker.standing === 'established' && worker.workerType === workerTypes.employee
    if (mayLead && random.chance(0.09)) {
      worker.manages = true
      worker.managerId = head.workerId
      team.push(worker)
    } else worker.managerId = (lead === undefined ? head : random.pick(team)).workerId
  })
}

/** A small random number of people works at each of the existing sites; nobody is at the newest one by chance. */
function pickByShare<Value extends { readonly share: number }>(random: Random, values: readonly Value[]): Value {
  let left = random.below(values.reduce((sum, value) => sum + value.share, 0))
  for (const value of values) {
    left -= value.share
    if (left < 0) return value
  }
  throw new RangeError('Shares must be positive.')
}

/** A room, in the words of the house. */
export function officeAt(random: Random): string {
  return `Building ${'ABCDEF'[random.below(6)]!}, floor ${random.below(8)}`
}

/** Takes a newcomer to the site that opens. */
export function moveToNewSite(worker: Worker): void {
  worker.site = newSite
  worker.costCenter = `CC-${worker.department.code}-${newSite.name.slice(0, 3).toUpperCase()}`
  if (worker.workPhone !== '') worker.workPhone = `${newSite.dialling} ${worker.workPhone.slice(-8)}`
}

/** `anna.berg`: a name as it stands in addresses. */
export function addressName(name: Pick<PersonName, 'legalFirst' | 'legalLast'>): string {
  const parts = [name.legalFirst, name.legalLast].map(part => plainLatin(part).toLowerCase().replace(/đ/g, 'd').replace(/[^a-z0-9-]/g, ''))
  return parts.filter(part => part !== '').join('.')
}

function addressSource(): Population['freshAddress'] {
  const used = new Map<string, number>()
  return name => {
    const local = addressName(name)
    const count = (used.get(local) ?? 0) + 1
    used.set(local, count)
    return `${local}${count === 1 ? '' : count}@${SAVED_DOMAIN}`
  }
}

function repeat<Value>(value: Value, count: number): Value[] {
  return Array.from({ length: Math.max(0, count) }, () => value)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
