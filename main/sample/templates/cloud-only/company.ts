import { nameSource, type PersonName } from '../../names'
import { addressName, dayFromClock } from '../../people'
import type { Random } from '../../random'

/** Tallowmere Press, a publisher without a directory of its own on the premises. */
export const COMPANY = 'Tallowmere Press'
export const DOMAIN = 'tallowmere.example'

export interface Department {
  readonly code: string
  name: string
  readonly titles: readonly string[]
}

/** Somebody in the HR system; absent texts are empty. Changed in place while the company is put together. */
export interface Person {
  /** The anchor, `T100042`. */
  readonly number: string
  readonly name: PersonName
  display: string
  title: string
  department: Department
  readonly entity: string
  readonly office: string
  country: string
  managerNumber: string
  startDate: string
  endDate: string
  /** SuccessFactors, emplStatus: A active, U unpaid leave, P paid leave, T terminated. */
  status: 'A' | 'U' | 'P' | 'T'
  /** What HR holds of the mailbox and the user name: brought back from Entra ID. */
  email: string
  username: string
  /** `local@domain`, as Entra ID knows the person. */
  readonly address: string
  /** Whether Entra ID knows the person yet. */
  readonly known: boolean
  readonly manages: boolean
}

export interface Company {
  readonly people: Person[]
  readonly departments: Department[]
}

/** A company in which everything is in order; the last fortieth was hired lately, and Entra ID does not know them yet. */
export function createCompany(random: Random, size: number): Company {
  const freshName = nameSource(random)
  const taken = new Map<string, number>()
  const people: Person[] = []
  const newcomers = Math.max(12, Math.round(size / 40))
  for (let index = 0; index < size; index++) {
    const known = index < size - newcomers
    let name = freshName()
    while (!known && taken.has(addressName(name))) name = freshName() // nobody's user name is taken but where that is planted
    const local = addressName(name)
    const count = (taken.get(local) ?? 0) + 1
    taken.set(local, count)
    const department = index < DEPARTMENTS.length ? DEPARTMENTS[index] as Department : random.pick(DEPARTMENTS)
    const place = random.pick(OFFICES)
    const address = `${local}${count === 1 ? '' : count}@${DOMAIN}`
    people.push({
      number: `T${100_000 + index * 3 + random.below(3)}`, name, display: name.preferred,
      title: index === 0 ? 'Publisher' : index < DEPARTMENTS.length ? `Head of ${department.name}` : random.pick(department.titles),
      department, entity: place.entity, office: place.name, country: place.country,
      managerNumber: index === 0 ? '' : index < DEPARTMENTS.length ? (people[0] as Person).number : (people[DEPARTMENTS.indexOf(department)] as Person).number,
      startDate: known ? dayFromClock(-90 - Math.floor(((size - index) / size) * 7000)) : dayFromClock(-random.below(20)), endDate: '',
      status: known && random.chance(0.02) ? random.pick(['U', 'P'] as const) : 'A',
      email: known ? address : '', username: known ? address : '', address, known, manages: index < DEPARTMENTS.length,
    })
  }
  return { people, departments: DEPARTMENTS.map((department) => ({ ...department })) }
}

const DEPARTMENTS: readonly Department[] = [
  { code: 'D100', name: 'Executive Office', titles: ['Assistant', 'Chief of Staff'] },
  { code: 'D110', name: 'Fiction', titles: ['Editor', 'Senior Editor', 'Assistant Editor'] },
  { code: 'D120', name: 'Non-Fiction', titles: ['Editor', 'Senior Editor', 'Assistant Editor'] },
  { code: 'D130', name: 'Children’s Books', titles: ['Editor', 'Illustrator', 'Assistant Editor'] },
  { code: 'D140', name: 'Academic Journals', titles: ['Journal Manager', 'Copy Editor', 'Peer Review Coordinator'] },
  { code: 'D200', name: 'Rights and Contracts', titles: ['Rights Executive', 'Contracts Manager'] },
  { code: 'D210', name: 'Design', titles: ['Designer', 'Senior Designer', 'Art Director'] },
  { code: 'D220', name: 'Production', titles: ['Production Controller', 'Typesetter', 'Print Buyer'] },
  { code: 'D300', name: 'Sales', titles: ['Sales Representative', 'Key Account Manager'] },
  { code: 'D310', name: 'Marketing', titles: ['Campaign Manager', 'Publicist'] },
  { code: 'D320', name: 'Distribution', titles: ['Warehouse Operative', 'Stock Controller', 'Shift Lead'] },
  { code: 'D400', name: 'Finance', titles: ['Accountant', 'Royalties Analyst'] },
  { code: 'D410', name: 'People', titles: ['People Partner', 'Recruiter'] },
  { code: 'D420', name: 'Information Technology', titles: ['Systems Engineer', 'Service Desk Analyst', 'Application Owner'] },
]

const OFFICES = [
  { name: 'Harrowgate House', country: 'GB', entity: 'Tallowmere Press Ltd' }, { name: 'Lantern Quay', country: 'IE', entity: 'Tallowmere Press (Ireland) DAC' },
  { name: 'Speicher 7', country: 'DE', entity: 'Tallowmere Verlag GmbH' }, { name: 'Rua do Moinho', country: 'PT', entity: 'Tallowmere Editora Lda' },
] as const
