import { nameSource, type PersonName } from '../../names'
import { addressName, dayFromClock } from '../../people'
import { plainLatin } from '../../plain-latin'
import type { Random } from '../../random'

/** Corvane Industrial: offices and plants on two continents, each continent with a domain of its own. */
export const COMPANY = 'Corvane Industrial'
export const DOMAIN = 'corvane.example'

export type Region = 'EMEA' | 'AMER'

/** Somebody whom HR employs; absent texts are empty. Changed in place while the company is put together. */
export interface Person {
  /** The number that both HR systems and all directories know, `C100042`. */
  readonly number: string
  /** The anchors of the two HR systems; empty where one does not know the person. */
  workerId: string
  pernr: string
  name: PersonName
  region: Region
  site: string
  country: string
  department: string
  mobile: string
  manager: Person | undefined
  /** What each HR system says where both know the person. */
  workday: Said
  hcm: Said
  startDate: string
  /** `given.family`, with a number where somebody of either domain has it already. */
  readonly local: string
  /** Whether the domain has an account for the person yet. */
  readonly known: boolean
  readonly manages: boolean
}

/** What one HR system says of a person that the other one may say otherwise. */
export interface Said {
  title: string
  mobile: string
  active: boolean
}

/** A company in which everything is in order: offices in Workday, plants in the old HR system, nobody in both. The last fortieth was hired lately. */
export function createCompany(random: Random, size: number): Person[] {
  const freshName = nameSource(random)
  const taken = new Map<string, number>()
  const people: Person[] = []
  const heads = new Map<string, Person>()
  const newcomers = Math.max(20, Math.round(size / 40))
  for (let index = 0; index < size; index++) {
    const place = random.below(100) < 70 ? random.pick(EMEA) : random.pick(AMER)
    const isPlant = random.chance(0.35)
    const drawn = (): PersonName => (isPlant ? writable(freshName()) : freshName())
    const isNew = index >= size - newcomers
    let name = drawn()
    while (isNew && taken.has(plainAddress(name))) name = drawn() // nobody's user name is taken but where that is planted
    const local = plainAddress(name)
    const count = (taken.get(local) ?? 0) + 1
    taken.set(local, count)
    const department = random.pick(isPlant ? PLANT : OFFICE)
    const team = `${place.region} ${isPlant ? 'plant' : 'office'}`
    const head = heads.get(team)
    const said = (): Said => ({ title: head === undefined ? `Head of ${isPlant ? 'Plants' : 'Offices'}, ${place.region}` : titleIn(random, department), mobile: '', active: true })
    const words = said()
    words.mobile = random.chance(0.5) ? `+99 555 ${String(100_000 + index)}` : ''
    const number = `C${100_000 + index}`
    const person: Person = {
      number, workerId: isPlant ? '' : `W${200_000 + index}`, pernr: isPlant ? String(index + 1000).padStart(8, '0') : '', name, region: place.region,
      site: place.name, country: place.country, department: department.name, mobile: words.mobile, manager: head, workday: { ...words },
      hcm: { ...words }, startDate: dayFromClock(isNew ? -random.below(15) : -120 - Math.floor(((size - index) / size) * 8000)),
      local: `${local}${count === 1 ? '' : count}`, known: !isNew, manages: head === undefined,
    }
    if (head === undefined) heads.set(team, person)
    people.push(person)
  }
  return people
}

interface Department {
  readonly name: string
  readonly titles: readonly string[]
}

function titleIn(random: Random, { titles }: Department): string {
  return random.pick(titles)
}

/** The old HR system writes Windows-1252: other letters have become plain ones there, years ago. */
function writable(name: PersonName): PersonName {
  const plain = (text: string): string => (LATIN_1.test(text) ? text : plainLatin(text).replaceAll('Đ', 'D').replaceAll('đ', 'd').replace(/[^\x20-\x7e]/g, ''))
  const [first, last] = [plain(name.legalFirst), plain(name.legalLast)]
  return { legalFirst: first, legalLast: last, preferredFirst: first, preferredLast: last, preferred: `${first} ${last}` }
}

// eslint-disable-next-line no-control-regex -- the range of the encoding is meant
const LATIN_1 = /^[\x00-\xff]*$/

/** As the mappings make it. */
export function plainAddress(name: Pick<PersonName, 'legalFirst' | 'legalLast'>): string {
  return addressName(name)
}

const EMEA: readonly Place[] = [
  { name: 'Brisselhaven', country: 'NL', region: 'EMEA' }, { name: 'Karlsmunde', country: 'DE', region: 'EMEA' },
  { name: 'Vallonne', country: 'FR', region: 'EMEA' }, { name: 'Ostrovia', country: 'PL', region: 'EMEA' },
]
const AMER: readonly Place[] = [{ name: 'Port Ellery', country: 'US', region: 'AMER' }, { name: 'Saint-Aubry', country: 'CA', region: 'AMER' }]

interface Place {
  readonly name: string
  readonly country: string
  readonly region: Region
}

const OFFICE: readonly Department[] = [
  { name: 'Engineering', titles: ['Engineer', 'Senior Engineer', 'Test Engineer'] }, { name: 'Procurement', titles: ['Buyer', 'Category Manager'] },
  { name: 'Finance', titles: ['Controller', 'Accountant'] }, { name: 'Sales', titles: ['Account Manager', 'Sales Engineer'] },
  { name: 'Information Technology', titles: ['Systems Engineer', 'Service Desk Analyst'] },
]
const PLANT: readonly Department[] = [
  { name: 'Foundry', titles: ['Founder', 'Furnace Operator', 'Shift Lead'] }, { name: 'Assembly', titles: ['Fitter', 'Assembler', 'Shift Lead'] },
  { name: 'Maintenance', titles: ['Electrician', 'Mechanic'] }, { name: 'Logistics', titles: ['Forklift Driver', 'Dispatcher'] },
]
