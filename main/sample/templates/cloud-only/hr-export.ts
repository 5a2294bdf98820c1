import { delimitedText } from '../delimited-text'
import type { Department, Person } from './company'

/** What HR says of a person, by column. */
export const PERSON_COLUMNS: readonly (readonly [name: string, cell: (person: Person) => string])[] = [
  ['personIdExternal', ({ number }) => number],
  ['userId', ({ number }) => number],
  ['username', ({ username }) => username],
  ['emplStatus', ({ status }) => status],
  ['firstName', ({ name }) => name.legalFirst],
  ['lastName', ({ name }) => name.legalLast],
  ['displayName', ({ display }) => display],
  ['jobTitle', ({ title }) => title],
  ['departmentCode', ({ department }) => department.code],
  ['departmentName', ({ department }) => department.name],
  ['legalEntity', ({ entity }) => entity],
  ['location', ({ office }) => office],
  ['country', ({ country }) => country],
  ['managerPersonId', ({ managerNumber }) => managerNumber],
  ['startDate', ({ startDate }) => startDate],
  ['endDate', ({ endDate }) => endDate],
  ['email', ({ email }) => email],
]

/** The export of employees: comma-separated UTF-8, a row for each person. */
export function peopleCsv(people: readonly Person[]): string {
  return delimitedText(PERSON_COLUMNS, people)
}

/** The export of the foundation object Department. */
export function departmentsCsv(departments: readonly Department[]): string {
  return delimitedText<Department>([['externalCode', ({ code }) => code], ['name', ({ name }) => name], ['status', () => 'A']], departments)
}
