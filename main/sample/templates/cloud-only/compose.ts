import type { GoldenRecord } from '../../../../shared/model/project'
import { PROJECT_FORMAT_VERSION } from '../../../../shared/model/project'
import { graphPages, scimPages } from '../../chain/answers'
import { REFERENCE_CLOCK, SECOND_DAY_CLOCK } from '../../organisation'
import { addressName, dayFromClock } from '../../people'
import { seededRandom } from '../../random'
import type { Take } from '../picker'
import type { PlantedProblem, Template } from '../template'
import { COMPANY, DOMAIN, createCompany, type Company, type Department, type Person } from './company'
import { PERSON_COLUMNS, departmentsCsv, peopleCsv } from './hr-export'
import { jobs, systems } from './jobs'
import { plantCloudOnly } from './planted'
import { createApplication, createCloud } from './systems'

/**
 * *Cloud only*: SuccessFactors → Entra ID → ServiceNow, with departments as groups, and mail and user name written back to HR.
 * The same seed and size give the same bytes. Throws `RangeError` for fewer than 200 people.
 */
export function composeCloudOnly({ seed, people: size = 2000 }: { readonly seed: number; readonly people?: number }): Template {
  const random = seededRandom(seed + CLOUD_ONLY)
  const company = createCompany(random, size)
  const cloud = createCloud(random, company)
  const application = createApplication(random, cloud)
  const { planted, take } = plantCloudOnly({ random, size, company, cloud, application })
  const inFolder = (folder: string, pages: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(pages).map(([name, text]) => [`data/${folder}/${name}`, text]))
  const entra = inFolder('entra', { ...graphPages('users', cloud.users), ...graphPages('groups', cloud.groups) })
  const serviceNow = inFolder('servicenow', { ...scimPages('users', application.users), ...scimPages('groups', application.groups) })
  const firstDay = { people: peopleCsv(company.people), departments: departmentsCsv(company.departments) }
  const secondDay = secondDayOf(company, take, planted)
  return {
    seed, clock: REFERENCE_CLOCK, secondDayClock: SECOND_DAY_CLOCK, planted,
    document: {
      formatVersion: PROJECT_FORMAT_VERSION, name: COMPANY, sample: true, seed, defaultDomain: DOMAIN,
      systems: systems({ entra: Object.keys(entra), serviceNow: Object.keys(serviceNow) }), jobs: jobs(Math.max(10, Math.round(size / 50))), tests: goldenRecords(company),
    },
    story: `The template *cloud only*: a publisher with ${size.toLocaleString('en-US')} people and nothing on its premises. People and departments come from SuccessFactors, Entra ID\nis filled from there, ServiceNow from Entra ID, and mail and user name go back to SuccessFactors, so that a cycle goes round twice.`,
    files: {
      'data/people.csv': firstDay.people, 'data/departments.csv': firstDay.departments, ...entra, ...serviceNow,
      'data/day-2/people.csv': secondDay.people, 'data/day-2/departments.csv': secondDay.departments,
    },
    about: [
      ['data/people.csv', 'the export of employees, one row each'], ['data/departments.csv', 'the export of departments'],
      ['data/entra/*.json', 'pages of users and groups as Microsoft Graph answers them'],
      ['data/servicenow/*.json', 'pages of users and groups as ServiceNow answers them over SCIM'],
      ['data/day-2/*.csv', 'both HR exports of the next day'],
    ],
  }
}

/** What sets this source of choices apart from those of other companies. */
const CLOUD_ONLY = 0x43_4c

/** What HR exports on the next day. Adds what it plants. */
function secondDayOf({ people, departments }: Company, take: Take<Person>, planted: PlantedProblem[]): { readonly people: string; readonly departments: string } {
  const [leavers, promoted] = [take(3), take(5)]
  const edited = new Map<Person, Person>([
    ...leavers.map((person) => [person, { ...person, status: 'T' as const, endDate: dayFromClock(0) }] as const),
    ...promoted.map((person) => [person, { ...person, title: `Lead ${person.title}` }] as const),
  ])
  const renamed = departments.find(({ code }) => code === 'D120') as Department
  const numbers = (of: readonly Person[]): string[] => of.map(({ number }) => number).sort()
  planted.push(
    {
      id: 'second-day-leavers', job: 'hr-to-entra', sentence: 'They leave on the second day.', anchors: numbers(leavers),
      shows: { where: 'secondDayPlan', kind: 'disable', status: 'planned', attribute: 'accountEnabled' },
    },
    {
      id: 'second-day-titles', job: 'hr-to-entra', sentence: 'They are promoted on the second day.', anchors: numbers(promoted),
      shows: { where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'jobTitle' },
    },
    {
      id: 'second-day-department', job: 'departments-to-entra', sentence: 'A department gets another name, and so does its group.',
      anchors: [renamed.code], shows: { where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'displayName' },
    },
    {
      id: 'second-day-department-gone', job: 'departments-to-entra',
      sentence: 'A department is no longer in the export at all: its group is deleted.', anchors: ['D150'],
      shows: { where: 'secondDayPlan', kind: 'delete', status: 'planned' },
    },
  )
  return {
    people: peopleCsv(people.map((person) => edited.get(person) ?? person)),
    departments: departmentsCsv(departments.filter(({ code }) => code !== 'D150').map((one) => (one === renamed ? { ...one, name: 'Non-Fiction and Biography' } : one))),
  }
}

/** People in whom the mappings could be wrong, with what they have to get; expectations are worked out from the company, not by the expressions. */
function goldenRecords({ people }: Company): GoldenRecord[] {
  const of = (id: string, name: string, suits: (person: Person) => boolean, expect: (person: Person) => GoldenRecord['expect']): GoldenRecord[] => {
    const person = people.find(suits)
    if (person === undefined) return []
    const record = Object.fromEntries(PERSON_COLUMNS.map(([column, cell]) => [column, cell(person)] as const).filter(([, text]) => text !== ''))
    return [{ id, name: `${name} (${person.display})`, job: 'hr-to-entra', objectMapping: 'person-to-user', anchor: person.number, record, now: REFERENCE_CLOCK, expect: expect(person) }]
  }
  return [
    ...of('no-diacritics', 'A user name has no diacritics', ({ name }) => /[äöüåéèø]/.test(name.legalLast), ({ name }) => ({
      userPrincipalName: `${addressName(name)}@${DOMAIN}`, mailNickname: addressName(name),
    })),
    ...of('on-leave', 'On leave is not having left', ({ status }) => status === 'U' || status === 'P', () => ({ accountEnabled: 'True' })),
    ...of('has-left', 'Who has left is off', ({ status }) => status === 'T', () => ({ accountEnabled: 'False' })),
    ...of('hyphenated', 'A hyphen stays in a user name', ({ name }) => /^[A-Za-z]+-[A-Za-z]+$/.test(name.legalLast), ({ name }) => ({
      userPrincipalName: `${name.legalFirst}.${name.legalLast}@${DOMAIN}`.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''),
    })),
  ]
}
