import { describe, expect, onTestFinished } from 'vitest'
import { runForecast } from '../../../main/jobs/run-forecast'
import type { ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

/** Off from the end of the last day on. */
const OFF = 'IIF(IsNullOrEmpty([TerminationDate]), "False", IIF(DateDiff("h", CDate([TerminationDate]), Now()) >= 0, "True", "False"))'

function documentOf(service: Job['service'], source: Partial<ConnectedSystem> = {}): ProjectDocument {
  return projectOf([sourceSystem(source), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'sAMAccountName'), direct('name', 'cn'), direct('HireDate', 'info'), expression(OFF, 'accountDisabled'),
  ], { container: 'DC=x' })], { service })])
}

function company(person: Readonly<Record<string, string>>): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann', HireDate: '', TerminationDate: '', ...person }]))
  project.write('directory.ldif', ldifOf([{ dn: 'CN=Ann,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: '00000000-0000-4000-8000-000000000001', cn: 'Ann', sAMAccountName: '1', employeeID: '1', userAccountControl: '512' }]))
  return project
}

/** How many people a cycle at an instant looks at, after one shortly before. */
async function looked(document: ProjectDocument, person: Readonly<Record<string, string>>, now: string): Promise<number> {
  const project = company(person)
  await project.cycle(document, { now: new Date(Date.parse(now) - 3_600_000).toISOString() })
  return (await project.cycle(document, { now })).jobs[0]?.sourceObjects ?? -1
}

describe('a date comes due', () => {
  const hired = { HireDate: '2026-11-22' }
  rule.each([
    { timeZone: 'UTC', now: '2026-11-21T23:59:59Z', people: 0 }, { timeZone: 'UTC', now: '2026-11-22T00:00:00Z', people: 1 },
    { timeZone: 'Asia/Tokyo', now: '2026-11-21T14:59:59Z', people: 0 }, { timeZone: 'Asia/Tokyo', now: '2026-11-21T15:00:00Z', people: 1 },
    { timeZone: 'Asia/Kathmandu', now: '2026-11-21T18:14:59Z', people: 0 }, { timeZone: 'Asia/Kathmandu', now: '2026-11-21T18:15:00Z', people: 1 },
    { timeZone: 'America/Sao_Paulo', now: '2026-11-22T02:59:59Z', people: 0 }, { timeZone: 'America/Sao_Paulo', now: '2026-11-22T03:00:00Z', people: 1 },
  ], '2.4-7')('when its day begins in $timeZone: at $now $people', async ({ timeZone, now, people }) => {
    expect(await looked(documentOf('SuccessFactors', { timeZone }), hired, now)).toBe(people)
  })

  rule.each([
    { written: '2026-11-22-08:00' }, { written: '2026-11-22T00:00:00.000-08:00' }, { written: '20261122' }, { written: '22.11.2026' },
  ], '2.4-7')('as the day that is written: $written', async ({ written }) => {
    expect(await looked(documentOf('SuccessFactors'), { HireDate: written }, '2026-11-22T00:30:00Z')).toBe(1)
  })

  const LEAVES = 'IIF(DateDiff("d", CDate(IIF(IsNullOrEmpty([Austritt]), "2999-12-31", [Austritt])), Now()) >= 0, "True", "False")'
  rule.each([
    { day: '2026-11-22', state: LEAVES, people: 1, because: 'a mapping holds it against the clock' },
    { day: '2026-11-22', state: 'IIF(IsNullOrEmpty([Austritt]), "False", "True")', people: 0, because: 'no mapping does, and its name says nothing' },
    { day: '2026-11-23', state: LEAVES, people: 0, because: 'its day is to come' },
  ], '2.4-7')('whatever it is called: on $day $people, because $because', async ({ day, state, people }) => {
    const of = documentOf('Workday', { timeZone: 'UTC' })
    const [only] = of.jobs as [Job]
    const jobs = [{ ...only, objectMappings: only.objectMappings.map((mapping) => ({ ...mapping, attributeMappings: mapping.attributeMappings.map((one) => (one.target === 'accountDisabled' ? expression(state, one.target) : one)) })) }]
    expect(await looked({ ...of, jobs }, { Austritt: day }, '2026-11-22T00:00:00Z')).toBe(people)
  })

  rule('2.4-8', 'in no other service', async () => {
    expect(await looked(documentOf('ApiDriven'), hired, '2026-11-22T00:00:00Z')).toBe(0)
  })
})

describe('Workday', () => {
  const leaver = { TerminationDate: '2026-11-22' }
  const sydney = { timeZone: 'Australia/Sydney' }

  rule.each([
    { what: 'the day begins there', source: sydney, person: { HireDate: '2026-11-22' }, now: '2026-11-21T13:00:00Z', people: 1, because: 'a hire is looked up by the days of the system' },
    { what: 'the day begins there', source: sydney, person: leaver, now: '2026-11-21T13:00:00Z', people: 0, because: 'terminations follow Pacific time' },
    { what: 'the day begins in Pacific time', source: sydney, person: leaver, now: '2026-11-22T08:00:00Z', people: 1, because: 'that is 19 hours later' },
    { what: 'nothing is said of a zone', source: {}, person: leaver, now: '2026-11-22T00:00:00Z', people: 0, because: 'Workday runs on Pacific time' },
    { what: 'nothing is said of a zone', source: {}, person: leaver, now: '2026-11-22T08:00:00Z', people: 1, because: 'Workday runs on Pacific time' },
    { what: 'it looks ahead', source: { ...sydney, lookAhead: true }, person: leaver, now: '2026-11-21T08:00:00Z', people: 1, because: 'they show 24 hours early' },
    { what: 'it looks ahead', source: { ...sydney, lookAhead: true }, person: leaver, now: '2026-11-21T07:59:59Z', people: 0, because: 'not earlier than that' },
  ], '9.1-11')('looks at $people people at $now when $what, because $because', async ({ source, person, now, people }) => {
    expect(await looked(documentOf('Workday', source), person, now)).toBe(people)
  })

  rule('9.1-11', 'turns accounts off a day late by UTC in a forecast at six in the morning', async () => {
    const forecast = async (document: ProjectDocument): Promise<readonly number[]> => {
      const found = await runForecast(company(leaver).session, { document, configHash: 'sha256:test', draft: false, from: '2026-11-21T06:00:00Z', days: 3, full: false, seed: 1, startedAt: '2026-11-21T06:00:00Z' }, quietly)
      return found.byDay.map((day) => day.disable)
    }
    expect(await forecast(documentOf('Workday'))).toEqual([0, 0, 1, 0])
    expect(await forecast(documentOf('Workday', { lookAhead: true }))).toEqual([0, 1, 0, 0])
    expect(await forecast(documentOf('SuccessFactors'))).toEqual([0, 1, 0, 0])
  })
})
