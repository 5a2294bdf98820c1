import { PROJECT_FORMAT_VERSION, type GoldenRecord } from '../../../../shared/model/project'
import { graphPages, scimPages } from '../../chain/answers'
import { REFERENCE_CLOCK, SECOND_DAY_CLOCK } from '../../organisation'
import { seededRandom } from '../../random'
import type { Take } from '../picker'
import type { PlantedProblem, Template } from '../template'
import { COMPANY, DOMAIN, createCompany, plainAddress, type Person } from './company'
import { createDomains, domainLdif } from './domains'
import { badgesCsv, createTenant, phoneBookLdif } from './downstream'
import { HCM_COLUMNS, WORKDAY_COLUMNS, hcmExtract, workdayCsv } from './hr-exports'
import { jobs, systems } from './jobs'
import { plantHybridAdvanced } from './planted'

/**
 * *Hybrid advanced*: Workday and an old HR system → two domains of Active Directory → Entra ID → an intranet over SCIM, a badge database
 * and an LDAP phone book, with guests and groups coming back from Entra ID to a domain. The same seed and size give the same bytes.
 * Throws `RangeError` for fewer than 600 people.
 */
export function composeHybridAdvanced({ seed, people: size = 8000 }: { readonly seed: number; readonly people?: number }): Template {
  const random = seededRandom(seed + HYBRID_ADVANCED)
  const people = createCompany(random, size)
  const domains = createDomains(random, people)
  const tenant = createTenant(random, domains, size)
  const { planted, take, applications } = plantHybridAdvanced({ random, size, people, domains, tenant })
  const inFolder = (folder: string, pages: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(pages).map(([name, text]) => [`data/${folder}/${name}`, text]))
  const entra = inFolder('entra', { ...graphPages('users', tenant.users), ...graphPages('groups', tenant.groups) })
  const intranet = inFolder('intranet', { ...scimPages('users', applications.intranet.users), ...scimPages('groups', applications.intranet.groups) })
  const firstDay = { workday: workdayCsv(people), hcm: hcmExtract(people) }
  const tests = goldenRecords(people)
  const secondDay = secondDayOf(people, take, planted)
  return {
    seed, clock: REFERENCE_CLOCK, secondDayClock: SECOND_DAY_CLOCK, planted,
    document: {
      formatVersion: PROJECT_FORMAT_VERSION, name: COMPANY, sample: true, seed, defaultDomain: DOMAIN,
      systems: systems({ entra: Object.keys(entra), intranet: Object.keys(intranet) }), jobs: jobs(Math.max(15, Math.round(size / 50))), tests,
    },
    story: `The template *hybrid advanced*: ${size.toLocaleString('en-US')} people on two continents. Offices are in Workday, plants in an old HR system, and some people in both; each continent\nhas a domain of its own, both domains fill Entra ID, and Entra ID three applications. Guests and groups come back from Entra ID into one domain. Where two jobs\nwrite the same attribute, the system says which one wins.`,
    files: {
      'data/workday.csv': firstDay.workday, 'data/hcm-extract.txt': firstDay.hcm, 'data/emea.ldif': domainLdif(domains.EMEA, domains.nextGuid),
      'data/amer.ldif': domainLdif(domains.AMER, domains.nextGuid), ...entra, ...intranet, 'data/badges.csv': badgesCsv(applications.badges),
      'data/phonebook.ldif': phoneBookLdif(applications.phoneBook), 'data/day-2/workday.csv': secondDay.workday,
      'data/day-2/hcm-extract.txt': secondDay.hcm,
    },
    about: [
      ['data/workday.csv', 'the report of workers, the offices'],
      ['data/hcm-extract.txt', 'the nightly extract of the old HR system, the plants: semicolons, Windows-1252'],
      ['data/emea.ldif', 'the domain of one continent'], ['data/amer.ldif', 'the domain of the other'],
      ['data/entra/*.json', 'pages of users and groups as Microsoft Graph answers them'],
      ['data/intranet/*.json', 'pages of users and groups as the intranet answers them over SCIM'], ['data/badges.csv', 'the table of badge holders'],
      ['data/phonebook.ldif', 'the phone book, an LDAP directory'], ['data/day-2/*', 'both HR exports of the next day'],
    ],
  }
}

/** What sets this source of choices apart from those of other companies. */
const HYBRID_ADVANCED = 0x48_41

/** What the two HR systems export on the next day. Adds what it plants; changes the people. */
function secondDayOf(people: readonly Person[], take: Take<Person>, planted: PlantedProblem[]): { readonly workday: string; readonly hcm: Buffer } {
  const isOffice = ({ pernr, region }: Person): boolean => pernr === '' && region === 'EMEA'
  const [movers, leavers, promoted] = [take(2, isOffice), take(3, isOffice), take(4, ({ workerId, region }) => workerId === '' && region === 'AMER')]
  for (const person of movers) Object.assign(person, { region: 'AMER', site: 'Port Ellery', country: 'US' })
  for (const person of leavers) person.workday = { ...person.workday, active: false }
  for (const person of promoted) person.hcm = { ...person.hcm, title: 'Plant Manager' }
  planted.push(
    {
      id: 'second-day-other-continent', job: 'workday-to-amer',
      sentence: 'They go to the other continent: an account in its domain, while the one at home is left as it is, because the job skips whoever leaves its scope.',
      anchors: movers.map(({ workerId }) => workerId).sort(),
      shows: { where: 'secondDayPlan', kind: 'create', status: 'planned', attribute: 'sAMAccountName' },
    },
    {
      id: 'second-day-leavers', job: 'workday-to-emea', sentence: 'They leave on the second day.',
      anchors: leavers.map(({ workerId }) => workerId).sort(),
      shows: { where: 'secondDayPlan', kind: 'disable', status: 'planned', attribute: 'accountDisabled' },
    },
    {
      id: 'second-day-titles', job: 'hcm-to-amer', sentence: 'They are promoted on the second day.',
      anchors: promoted.map(({ pernr }) => pernr).sort(), shows: { where: 'secondDayPlan', kind: 'update', status: 'planned', attribute: 'title' },
    },
  )
  return { workday: workdayCsv(people), hcm: hcmExtract(people) }
}

/** People in whom the mappings could be wrong, with what they have to get; expectations are worked out from the company, not by the expressions. */
function goldenRecords(people: readonly Person[]): GoldenRecord[] {
  const filled = (columns: typeof WORKDAY_COLUMNS, person: Person): GoldenRecord['record'] => Object.fromEntries(columns
    .map(([column, cell]) => [column, cell(person)] as const)
    .filter(([, text]) => text !== ''))
  const office = people.find(({ pernr, name }) => pernr === '' && /[äöüåéè]/.test(name.legalLast))
  const plant = people.find(({ workerId, hcm }) => workerId === '' && hcm.active)
  const closed = people.find(({ workerId, hcm }) => workerId === '' && !hcm.active)
  const inWorkday = (id: string, name: string, person: Person | undefined, expect: GoldenRecord['expect']): GoldenRecord[] => (person === undefined
    ? []
    : [{
      id, name: `${name} (${person.name.preferred})`, job: 'workday-to-emea', objectMapping: 'worker-to-user', anchor: person.workerId,
      record: filled(WORKDAY_COLUMNS, person), now: REFERENCE_CLOCK, expect,
    }])
  const inHcm = (id: string, name: string, person: Person | undefined, expect: GoldenRecord['expect']): GoldenRecord[] => (person === undefined
    ? []
    : [{
      id, name: `${name} (${person.name.preferred})`, job: 'hcm-to-emea', objectMapping: 'employee-to-user', anchor: person.pernr,
      record: filled(HCM_COLUMNS, person), now: REFERENCE_CLOCK, expect,
    }])
  return [
    ...inWorkday('no-diacritics', 'A user name has no diacritics', office, { userPrincipalName: `${plainAddress(office?.name ?? { legalFirst: '', legalLast: '' })}@${DOMAIN}` }),
    ...inHcm('plant-worker', 'Who works in a plant is on, under both names', plant, { accountDisabled: 'False', displayName: plant?.name.preferred ?? '' }),
    ...inHcm('left-the-plant', 'Status 0 is off', closed, { accountDisabled: 'True' }),
  ]
}
