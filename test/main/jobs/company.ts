import { fc } from '../../support/laws'
import type { ProjectDocument } from '../../../shared/model/project'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { csvOf, ldifOf } from '../../support/mirror'

export interface Person {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly title: string
  readonly mail: string
  readonly ward: string
  readonly boss: string
  readonly status: string
  readonly scope: string
}

export interface Account {
  readonly guid: string
  readonly number: string
  readonly name: string
  readonly login: string
  readonly title: string
  readonly ward: string
  readonly off: boolean
  /** Number of the account that leads this one. */
  readonly boss: string
}

export interface Company {
  readonly people: readonly Person[]
  readonly accounts: readonly Account[]
}

const NAMES = ['Ann', 'Bea', 'Åse Østby', 'Berg, Ida', 'Ćirić "D"']
const IDS = ['1', '2', '3', '4', '5', '10', 'a1', 'B2']
const one = (...values: readonly string[]) => fc.constantFrom(...values)

const person = fc.record<Person>({
  id: one(...IDS), name: one(...NAMES), login: one('ann', 'bea', 'ida'), title: one('', 'Nurse', 'Doctor', 'x'.repeat(130)), mail: one('', 'a@x.org', 'b@x.org'),
  ward: one('Ward', 'Lab'), boss: one('', ...IDS), status: one('', 'left'), scope: one('in', 'in', 'in', 'out'),
})
const account = fc.record<Omit<Account, 'guid'>>({
  number: one('', ...IDS), name: one(...NAMES), login: one('ann', 'bea', 'ida', 'admin'), title: one('', 'Nurse', 'NURSE', 'Clerk'), ward: one('Ward', 'Lab'), off: fc.boolean(), boss: one('', ...IDS),
})

/** Some people and some accounts, small enough that everything collides: numbers, names, places, managers. */
export const company: fc.Arbitrary<Company> = fc.record({
  people: fc.uniqueArray(person, { maxLength: 7, selector: (p) => p.id }),
  accounts: fc.uniqueArray(account, { maxLength: 6, selector: (a) => `${a.name}/${a.ward}` })
    .map((all) => all.map((one, i) => ({ ...one, guid: `00000000-0000-4000-8000-00000000000${i}` }))),
})

/** The same company after a day: some people changed, came and went. */
export const companyAndNextDay = company.chain((before) => fc.record({
  before: fc.constant(before),
  people: fc.tuple(fc.subarray([...before.people]), fc.uniqueArray(person, { maxLength: 3, selector: (p) => p.id }))
    .map(([stay, fresh]) => [...stay.filter((p) => !fresh.some((f) => f.id === p.id)), ...fresh]),
}))

const calmPerson = (id: string): fc.Arbitrary<Person> => fc.record<Person>({
  id: fc.constant(id), name: one(`Ann ${id}`, `Ćirić, "${id}"`), login: fc.constant(`login${id.toLowerCase()}`), title: one('', 'Nurse', 'Doctor'), mail: one('', `${id}@x.org`),
  ward: one('Ward', 'Lab'), boss: one('', ...IDS), status: one('', '', 'left'), scope: one('in', 'in', 'in', 'out'),
})
const calmAccount = (id: string): fc.Arbitrary<Account> => fc.record<Account>({
  guid: fc.constant(`00000000-0000-4000-8000-00000000000${IDS.indexOf(id)}`), number: fc.constant(id), name: one(`Ann ${id}`, `Bea ${id}`), login: fc.constant(`login${id.toLowerCase()}`), title: one('', 'Nurse', 'Clerk'),
  ward: one('Ward', 'Lab'), off: fc.boolean(), boss: one('', ...IDS),
})
const calmPeople = (): fc.Arbitrary<Person[]> => fc.subarray([...IDS]).chain((ids) => fc.tuple(...ids.map(calmPerson)))

/** Two days of a company in which nobody disputes anything with anybody, so that nothing fails; who leads whom, who is in scope, comes, goes and moves changes all the same. */
export const calmCompanyAndNextDay: fc.Arbitrary<{ readonly before: Company; readonly people: readonly Person[] }> = fc.record({
  before: fc.record({ people: calmPeople(), accounts: fc.subarray([...IDS]).chain((ids) => fc.tuple(...ids.map(calmAccount))) }),
  fresh: calmPeople(), gone: fc.subarray([...IDS], { maxLength: 2 }),
}).map(({ before, fresh, gone }) => ({ before, people: [...before.people.filter(({ id }) => !fresh.some((other) => other.id === id)), ...fresh].filter(({ id }) => !gone.includes(id)) }))

export const PEOPLE = 'people.csv'
export const DIRECTORY = 'directory.ldif'
const COLUMNS = ['id', 'name', 'login', 'title', 'mail', 'ward', 'boss', 'status', 'scope']

export function peopleFile(people: readonly Person[]): string {
  return csvOf(people.map((p) => ({ ...p })), COLUMNS)
}

export function directoryFile(accounts: readonly Account[]): string {
  const dn = (a: Account): string => `CN=${a.name.replace(/[,"]/g, '\\$&')},OU=${a.ward},DC=x`
  const byGuid = [...accounts].sort((a, b) => (a.guid < b.guid ? -1 : 1)) // whatever their order in the file
  const units = ['Ward', 'Lab'].map((ou) => ({ dn: `OU=${ou},DC=x`, objectClass: ['top', 'organizationalUnit'], ou }))
  return ldifOf([...units, ...accounts.map((a) => {
    const leader = byGuid.find((other) => a.boss !== '' && other.number === a.boss)
    return {
      dn: dn(a), objectClass: ['top', 'person', 'user'], objectGUID: a.guid, cn: a.name, sAMAccountName: a.login, userAccountControl: a.off ? '514' : '512',
      employeeID: a.number === '' ? undefined : a.number, title: a.title === '' ? undefined : a.title, manager: leader && dn(leader),
    }
  })])
}

export const document: ProjectDocument = projectOf(
  [
    sourceSystem({ attributes: { title: { flowNullValues: true } } }),
    targetSystem(),
  ],
  [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }),
    direct('login', 'sAMAccountName', { matchingPriority: 2, apply: 'ObjectAddOnly' }),
    direct('name', 'cn'),
    direct('mail', 'mail'),
    direct('title', 'title', { flowNullValues: true }),
    direct('boss', 'manager'),
    expression('Switch([status], "False", "left", "True")', 'accountDisabled'),
    expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName'),
  ], { scope: scope([['scope', 'EQUALS', 'in']]) })], { guards: { deletions: { enabled: true, value: 4 } } })],
)
