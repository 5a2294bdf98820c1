import { delimitedText } from '../delimited-text'
import type { Person } from './company'

/** What Workday says of a worker, by column. */
export const WORKDAY_COLUMNS: readonly (readonly [name: string, cell: (person: Person) => string])[] = [
  ['Worker_ID', ({ workerId }) => workerId],
  ['Employee_ID', ({ number }) => number],
  ['Active', ({ workday }) => (workday.active ? '1' : '0')],
  ['Hire_Date', ({ startDate }) => startDate],
  ['First_Name', ({ name }) => name.legalFirst],
  ['Last_Name', ({ name }) => name.legalLast],
  ['Preferred_First_Name', ({ name }) => name.preferredFirst],
  ['Preferred_Last_Name', ({ name }) => name.preferredLast],
  ['Preferred_Name', ({ name }) => name.preferred],
  ['Business_Title', ({ workday }) => workday.title],
  ['Department', ({ department }) => department],
  ['Region', ({ region }) => region],
  ['Site', ({ site }) => site],
  ['Country_Code', ({ country }) => country],
  ['Mobile_Phone', ({ workday }) => workday.mobile],
  ['Manager_ID', ({ manager }) => manager?.workerId ?? ''],
]

/** The worker report: comma-separated UTF-8. */
export function workdayCsv(people: readonly Person[]): string {
  return delimitedText(WORKDAY_COLUMNS, people.filter(({ workerId }) => workerId !== ''))
}

/** What the old HR system says of somebody, by column: personnel number, central person number, status (3 is active), names, places. */
export const HCM_COLUMNS: readonly (readonly [name: string, cell: (person: Person) => string])[] = [
  ['PERNR', ({ pernr }) => pernr],
  ['CENTRALPERSON', ({ number }) => number],
  ['STAT2', ({ hcm }) => (hcm.active ? '3' : '0')],
  ['BEGDA', ({ startDate }) => startDate.split('-').reverse().join('.')],
  ['VORNA', ({ name }) => name.legalFirst],
  ['NACHN', ({ name }) => name.legalLast],
  ['PLANS_TEXT', ({ hcm }) => hcm.title],
  ['ORGEH_TEXT', ({ department }) => department],
  ['MOLGA', ({ region }) => region],
  ['WERKS_TEXT', ({ site }) => site],
  ['LAND1', ({ country }) => country],
  ['MOBIL', ({ hcm }) => hcm.mobile],
  ['VORGESETZTER', ({ manager }) => manager?.pernr ?? ''],
]

/** The nightly extract of the old HR system: semicolons, Windows-1252, Windows line ends. All its letters are of Latin-1, where the two agree. */
export function hcmExtract(people: readonly Person[]): Buffer {
  return Buffer.from(delimitedText(HCM_COLUMNS, people.filter(({ pernr }) => pernr !== ''), { delimiter: ';', newline: '\r\n' }), 'latin1')
}
