import { fc } from '../../support/laws'
import { existsSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { runChain } from '../../../main/jobs/run-chain'
import { runForecast } from '../../../main/jobs/run-forecast'
import type { WorkProgress } from '../../../shared/model/cycle'
import type { Forecast } from '../../../shared/model/forecast'
import type { ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

const FROM = '2026-11-21T12:00:00Z'
/** Off from the end date on; a day's cycle at noon sees the day that has begun, in Pacific time too. */
const OFF = 'IIF(IsNullOrEmpty([end_date]), "False", IIF(DateDiff("h", CDate([end_date]), Now()) >= 0, "True", "False"))'

function documentOf(service: Job['service'], limit = 500): ProjectDocument {
  const mapping = objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), expression(OFF, 'accountDisabled')], { container: 'DC=x' })
  return projectOf([sourceSystem(), targetSystem()], [job([mapping], { service, guards: { deletions: { enabled: true, value: limit } } })])
}

interface Employee {
  readonly name: string
  /** ISO date, empty for nobody's last day. */
  readonly end: string
  readonly hasAccount: boolean
}

const EMPLOYEES: readonly Employee[] = [{ name: 'Ann', end: '2026-11-24', hasAccount: true }, { name: 'Bea', end: '2026-11-24', hasAccount: true }, { name: 'Cid', end: '', hasAccount: true }]

/** Three people with accounts that are on, two of whom leave, where nobody else is named. */
function company(employees = EMPLOYEES): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(employees.map(({ name, end }, i) => ({ id: String(i + 1), name, end_date: end })), ['id', 'name', 'end_date']))
  project.write('directory.ldif', ldifOf(employees.flatMap(({ name: cn, hasAccount }, i) => (hasAccount ? [{
    dn: `CN=${cn},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `00000000-0000-4000-8000-00000000000${i}`, cn, sAMAccountName: cn, employeeID: String(i + 1), userAccountControl: '512',
  }] : []))))
  return project
}

async function forecast(project: RehearsedProject, document: ProjectDocument, how: { readonly days?: number; readonly full?: boolean; readonly from?: string; readonly onProgress?: (progress: WorkProgress) => void } = {}): Promise<Forecast> {
  return runForecast(project.session, { document, configHash: 'sha256:test', draft: false, from: how.from ?? FROM, days: how.days ?? 5, full: how.full ?? false, seed: 1, startedAt: FROM }, { ...quietly, ...(how.onProgress && { onProgress: how.onProgress }) })
}

const disables = (found: Forecast): readonly [string, readonly string[]][] => found.byDay.filter((day) => day.people.length > 0).map((day) => [day.date, day.people.map((person) => `${person.kind} ${person.display}`)])

test('Workday looks people up on their dates, so leavers are disabled on the day', async () => {
  const found = await forecast(company(), documentOf('Workday'))
  expect(disables(found)).toEqual([['2026-11-24', ['disable Ann', 'disable Bea']]])
  expect(found.byDay.map((day) => day.disable)).toEqual([0, 0, 0, 2, 0, 0])
  expect(found).toMatchObject({ firstTrip: null, late: { disable: 0, people: [] } })
})

test('who is a day ahead of the service when the days end is nobody late, for the service looks at them on the next', async () => {
  const document = documentOf('Workday')
  const [only] = document.jobs as [Job]
  const early = { ...only, objectMappings: only.objectMappings.map((mapping) => ({ ...mapping, attributeMappings: mapping.attributeMappings.map((one) => (one.type === 'Expression' ? { ...one, expression: OFF.replace('Now()', 'DateAdd("d", 1, Now())') } : one)) })) }
  const found = await forecast(company(), { ...document, jobs: [early] }, { days: 2 })
  expect(found.byDay.map((day) => day.disable)).toEqual([0, 0, 0])
  expect(found.late).toMatchObject({ disable: 0, people: [] })
  const upload = await forecast(company(), { ...document, jobs: [{ ...early, service: 'ApiDriven' }] }, { days: 2 })
  expect(upload.late?.people.map((person) => person.display)).toEqual(['Ann', 'Bea'])
})

test('an upload says nothing of the day: they stay active until their records change, which is a finding', async () => {
  const found = await forecast(company(), documentOf('ApiDriven'))
  expect(disables(found)).toEqual([])
  expect(found.late).toMatchObject({ disable: 2, create: 0, enable: 0, delete: 0 })
  expect(found.late?.people.map((person) => person.display)).toEqual(['Ann', 'Bea'])
})

test('a leaver of several systems is one leaver, who is listed for each', async () => {
  const toEntra = objectMapping([direct('objectGUID', 'onPremisesImmutableId', { matchingPriority: 1 }), direct('cn', 'displayName'), expression('Not([accountDisabled])', 'accountEnabled')], { sourceType: 'user' })
  const { systems, jobs } = documentOf('ApiDriven')
  const entra: ConnectedSystem = { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'delimited', paths: ['entra.csv'], anchor: 'id', objectType: 'user' } }
  const project = company()
  project.write('entra.csv', 'id,onPremisesImmutableId,displayName,accountEnabled\n')
  const document = projectOf([...systems, entra], [...jobs, { ...job([toEntra], { id: 'ad-to-entra', service: 'CloudSync' }), source: 'ad', target: 'entra' }])
  const { late } = await forecast(project, document)
  expect(late).toMatchObject({ disable: 2, create: 0 })
  expect(late?.people.map((person) => [person.job, person.follows])).toEqual([['hr-to-ad', undefined], ['hr-to-ad', undefined], ['ad-to-entra', true], ['ad-to-entra', true]])
})

test('who is looked up on a date alone, where a mapping begins days before, says how many days late that is', async () => {
  const early = expression('IIF(DateDiff("d", Now(), CDate([end_date])) > 3, IgnoreObjectFlow, "ok")', 'objectFilter')
  const [only] = documentOf('SuccessFactors').jobs as [Job]
  const document = projectOf(documentOf('SuccessFactors').systems, [{ ...only, objectMappings: only.objectMappings.map((mapping) => ({ ...mapping, attributeMappings: [...mapping.attributeMappings, early] })) }])
  const people = [{ name: 'Ann', end: '2026-11-29', hasAccount: false }, { name: 'Bea', end: '2026-11-23', hasAccount: false }]
  const acted = async (full: boolean): Promise<unknown> => (await forecast(company(people), document, { days: 10, full })).byDay.flatMap((day) => day.people.map(({ kind, display, daysLate }) => [day.date, kind, display, daysLate]))
  // Of noon, three days and a half before the 29th, DateDiff makes three.
  expect(await acted(true)).toEqual([['2026-11-21', 'create', 'Bea', undefined], ['2026-11-23', 'disable', 'Bea', undefined], ['2026-11-25', 'create', 'Ann', undefined], ['2026-11-29', 'disable', 'Ann', undefined]])
  expect(await acted(false)).toEqual([['2026-11-21', 'create', 'Bea', undefined], ['2026-11-23', 'disable', 'Bea', undefined], ['2026-11-29', 'create', 'Ann', 4]])
})

test('with everybody evaluated each day nobody is late', async () => {
  const found = await forecast(company(), documentOf('ApiDriven'), { full: true })
  expect(disables(found)).toEqual([['2026-11-24', ['disable Ann', 'disable Bea']]])
  expect(found.late).toBeUndefined()
})

test('the first day on which a guard trips is named, and who is held is said once', async () => {
  const found = await forecast(company(), documentOf('Workday', 2))
  expect(found.firstTrip).toEqual({ day: 3, date: '2026-11-24', job: 'hr-to-ad', guard: 'deletions', count: 2, limit: 2 })
  expect(found.byDay.map((day) => day.held)).toEqual([0, 0, 0, 2, 2, 2])
  expect(disables(found)).toEqual([['2026-11-24', ['disable Ann', 'disable Bea']]])
})

rule('11-9', 'the day is named on which the service would disable a job: failures are given up after 28 days, and so is a job in quarantine', async () => {
  const failing = company([{ name: 'x'.repeat(70), end: '', hasAccount: false }])
  const first = { day: 29, date: '2026-12-20', job: 'hr-to-ad' }
  expect(await forecast(failing, documentOf('Workday'), { days: 31 })).toMatchObject({ disabled: [{ ...first, givenUp: 1 }] })
  expect(await forecast(failing, documentOf('Workday'), { days: 28 })).not.toHaveProperty('disabled')
  // Both leave on the first day, and nobody allows it.
  const leaving = company([{ name: 'Ann', end: '2026-11-21', hasAccount: true }, { name: 'Bea', end: '2026-11-21', hasAccount: true }])
  expect((await forecast(leaving, documentOf('Workday', 2), { days: 31 })).disabled).toEqual([first])
  expect((await forecast(leaving, documentOf('Workday', 2), { days: 28 }))).not.toHaveProperty('disabled')
})

test('each day is told in numbers as soon as it is computed', async () => {
  const told: WorkProgress[] = []
  await forecast(company(), documentOf('Workday', 2), { onProgress: (progress) => { told.push(progress) } })
  expect(told.flatMap(({ day }) => (day ? [[day.date, day.heldDown, day.trips]] : []))).toEqual([
    ['2026-11-21', 0, false], ['2026-11-22', 0, false], ['2026-11-23', 0, false], ['2026-11-24', 2, true], ['2026-11-25', 0, true], ['2026-11-26', 0, true],
  ])
})

test('it says when the days begin on which people are looked up', async () => {
  const bounds = async (service: Job['service'], more: Partial<ConnectedSystem> = {}) => (await forecast(company(), { ...documentOf(service), systems: [sourceSystem(more), targetSystem()] }, { days: 1 })).dayBounds
  expect(await bounds('Workday')).toEqual([{ job: 'hr-to-ad', timeZone: 'America/Los_Angeles', hoursAhead: 0 }])
  expect(await bounds('Workday', { timeZone: 'Europe/Oslo', lookAhead: true })).toEqual([
    { job: 'hr-to-ad', timeZone: 'Europe/Oslo', hoursAhead: 0, of: 'hires' }, { job: 'hr-to-ad', timeZone: 'America/Los_Angeles', hoursAhead: 24, of: 'terminations' },
  ])
  expect(await bounds('SuccessFactors', { timeZone: 'Europe/Oslo' })).toEqual([{ job: 'hr-to-ad', timeZone: 'Europe/Oslo', hoursAhead: 0 }])
  expect(await bounds('ApiDriven')).toEqual([])
})

test('its days are those in which people are looked up: of Workday Pacific ones, where nothing else is said, and each has one cycle', async () => {
  const days = async (from: string, service: Job['service'], more: Partial<ConnectedSystem> = {}, count = 3) => {
    const found = await forecast(company(), { ...documentOf(service), systems: [sourceSystem(more), targetSystem()] }, { from, days: count })
    return { zone: found.timeZone, days: found.byDay.map(({ date, now, disable }) => `${date} ${now.slice(5, 16)}${disable > 0 ? ` ${disable} off` : ''}`) }
  }
  const zone = 'America/Los_Angeles'
  // Both leave on the 24th, which begins in California while it is late in the day elsewhere.
  expect(await days('2026-11-22T06:00:00Z', 'Workday')).toEqual({ zone, days: ['2026-11-21 11-22T06:00', '2026-11-22 11-23T06:00', '2026-11-23 11-24T06:00', '2026-11-24 11-25T06:00 2 off'] })
  expect(await days('2026-11-22T06:00:00Z', 'Workday', { timeZone: 'Europe/Oslo' }, 2)).toMatchObject({ zone: 'Europe/Oslo', days: ['2026-11-22 11-22T06:00', '2026-11-23 11-23T06:00', '2026-11-24 11-24T06:00'] })
  expect(await days('2026-11-22T06:00:00Z', 'ApiDriven', {}, 1)).toEqual({ zone: 'UTC', days: ['2026-11-22 11-22T06:00', '2026-11-23 11-23T06:00'] })
  // Half an hour before midnight there is a day on both sides of a change of the clocks.
  expect(await days('2027-03-13T07:30:00Z', 'Workday', {}, 2)).toEqual({ zone, days: ['2027-03-12 03-13T07:30 2 off', '2027-03-13 03-14T07:30', '2027-03-14 03-15T06:30'] })
  expect(await days('2026-10-31T07:30:00Z', 'Workday', {}, 2)).toEqual({ zone, days: ['2026-10-31 10-31T07:30', '2026-11-01 11-01T07:30', '2026-11-02 11-02T08:30'] })
})

test('the mirror, its runs and its rehearsed state stay as they were, and the copy is gone', async () => {
  const project = company()
  const document = documentOf('Workday')
  const before = await project.cycle(document, { now: FROM })
  await forecast(project, document)
  const after = await project.cycle(document, { now: FROM })
  expect(after.runNumber).toBe(before.runNumber + 1)
  expect(after.type).toBe('incremental')
  expect(after.jobs[0]?.sourceObjects).toBe(0)
  expect(existsSync(`${project.session.mirror.file}.scratch`)).toBe(false)
})

test('the same forecast twice is the same', async () => {
  const project = company()
  expect(await forecast(project, documentOf('Workday'))).toEqual(await forecast(project, documentOf('Workday')))
})

const employee = fc.record({ end: fc.constantFrom('', '2026-11-20', '2026-11-22', '2026-11-23', '2026-11-23'), hasAccount: fc.boolean() })

test('each day is what a cycle on that day would be, be it over whom the service looks at or over everybody', async () => {
  await fc.assert(fc.asyncProperty(fc.array(employee, { minLength: 1, maxLength: 5 }), fc.boolean(), fc.constantFrom('Workday' as const, 'ApiDriven' as const), fc.constantFrom(1, 2, 500), async (some, full, service, limit) => {
    const employees = some.map((one, i) => ({ ...one, name: `Ann ${i}` }))
    const document = documentOf(service, limit)
    const [project, dayByDay] = [company(employees), company(employees)]
    const { byDay } = await forecast(project, document, { days: 3, full })
    for (const { now, create, update, enable, disable, delete: deletes, held, failed } of byDay) {
      const cycle = await dayByDay.cycle(document, { now, ...(full ? { type: 'initial' as const } : {}) })
      expect({ create, update, enable, disable, delete: deletes, held, failed }).toEqual(cycle.summary)
    }
    project.close()
    dayByDay.close()
  }), { numRuns: 8 })
})

test('a day has the rounds of a cycle where a job writes back, and who fails in them counts once', async () => {
  // The directory makes the login, HR takes it over, and the description is made of what HR then says; Cid's name is too long for the directory.
  const people = [{ id: '1', name: 'Ann', end_date: '2026-11-23' }, { id: '2', name: 'Bea', end_date: '' }, { id: '3', name: 'C'.repeat(70), end_date: '' }]
  const toDirectory = objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), expression('ToLower([name])', 'sAMAccountName', { apply: 'ObjectAddOnly' }), expression(OFF, 'accountDisabled'),
    expression('IIF(IsNullOrEmpty([end_date]), IgnoreAttributeFlow, Join("", [login], " until ", [end_date]))', 'description'),
  ], { container: 'DC=x' })
  const back = objectMapping([direct('employeeID', 'id', { matchingPriority: 1 }), direct('sAMAccountName', 'login')], { sourceType: 'user', targetType: 'worker', flowTypes: ['Update'] })
  const document = projectOf([sourceSystem(), targetSystem()], [job([toDirectory], { service: 'Workday' }), { ...job([back], { id: 'ad-to-hr', service: 'Application' }), source: 'ad', target: 'hr' }])
  const [project, dayByDay] = [company(), company()]
  for (const { write } of [project, dayByDay]) {
    write('people.csv', csvOf(people.map((person) => ({ ...person, login: '' })), ['id', 'name', 'end_date', 'login']))
    write('directory.ldif', ldifOf([]))
  }
  const { byDay } = await forecast(project, document, { days: 3 })
  expect(byDay.map(({ create, update, disable, failed }) => [create, update, disable, failed])).toEqual([[2, 3, 0, 1], [0, 0, 0, 1], [0, 0, 1, 1], [0, 0, 0, 1]])
  for (const { now, create, update, disable } of byDay) {
    const { runs } = await runChain(dayByDay.session, { document, configHash: 'sha256:test', draft: false, now, seed: 1, keep: true, startedAt: FROM }, quietly)
    const total = (kind: 'create' | 'update' | 'disable'): number => runs.reduce((sum, { summary }) => sum + summary[kind], 0)
    expect([total('create'), total('update'), total('disable')]).toEqual([create, update, disable])
  }
  dayByDay.close()
})
