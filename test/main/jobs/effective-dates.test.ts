import { fc } from '../../support/laws'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runForecast } from '../../../main/jobs/run-forecast'
import type { ConnectedSystem, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Row = Readonly<Record<string, string>>

const history = (more: Partial<ConnectedSystem> = {}): ConnectedSystem => sourceSystem({ settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'id', objectType: 'worker', effectiveDate: 'from' }, ...more })
const documentOf = (source = history()): ProjectDocument => projectOf([source, targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), direct('title', 'title'),
], { container: 'DC=x' })], { service: 'ApiDriven' })])

const row = (id: string, from: string, title: string): Row => ({ id, from, name: `Ann ${id}`, title })

function company(rows: readonly Row[]): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(rows))
  project.write('directory.ldif', ldifOf([{ dn: 'CN=Ann 1,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: '00000000-0000-4000-8000-000000000001', cn: 'Ann 1', sAMAccountName: '1', employeeID: '1', title: 'none' }]))
  return project
}

/** The title that a cycle writes, and how many objects it looked at. */
async function titleAt(project: RehearsedProject, now: string, document = documentOf()): Promise<string | undefined> {
  const { actions } = await project.plan(await project.cycle(document, { now, keep: false, type: 'initial' }))
  return actions.find((action) => action.source?.anchor === '1')?.changes.find((change) => change.attribute === 'title')?.after as string | undefined
}

describe('of the rows of one person', () => {
  const rows = [row('1', '2026-01-01', 'Nurse'), row('1', '2026-11-22', 'Head nurse'), row('1', '2027-01-01', 'Matron')]

  rule.each([
    { now: '2026-11-21T23:59:59Z', title: 'Nurse' }, { now: '2026-11-22T00:00:00Z', title: 'Head nurse' }, { now: '2026-12-31T12:00:00Z', title: 'Head nurse' }, { now: '2027-01-01T00:00:00Z', title: 'Matron' },
    { now: '2025-06-01T00:00:00Z', title: 'Nurse' },
  ], '2.4-10')('$title holds at $now', async ({ now, title }) => {
    expect(await titleAt(company(rows), now)).toBe(title)
  })

  rule.each([
    { timeZone: 'Pacific/Auckland', now: '2026-11-21T10:59:59Z', title: 'Nurse' }, { timeZone: 'Pacific/Auckland', now: '2026-11-21T11:00:00Z', title: 'Head nurse' },
    { timeZone: 'America/Los_Angeles', now: '2026-11-22T07:59:59Z', title: 'Nurse' }, { timeZone: 'America/Los_Angeles', now: '2026-11-22T08:00:00Z', title: 'Head nurse' },
  ], '2.4-10')('$title holds at $now in $timeZone', async ({ timeZone, now, title }) => {
    expect(await titleAt(company(rows), now, documentOf(history({ timeZone })))).toBe(title)
  })

  test('on Workday\'s day where a Workday job reads them, whatever the system says that it is', async () => {
    const of = documentOf()
    const workday = { ...of, jobs: of.jobs.map((one) => ({ ...one, service: 'Workday' as const })) }
    expect(await titleAt(company(rows), '2026-11-22T07:59:59Z', workday)).toBe('Nurse')
    expect(await titleAt(company(rows), '2026-11-22T08:00:00Z', workday)).toBe('Head nurse')
  })

  rule('2.4-10', 'the order of rows decides nothing', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: 3 }), async (shuffled) => {
      expect(await titleAt(company(shuffled), '2026-11-22T06:00:00Z')).toBe('Head nurse')
    }), { numRuns: 6 })
  })

  rule(['2.4-10', '2.4-9'], 'those that hold from the same day count once where they are identical, and are disputed where they differ', async () => {
    const twice = company([...rows, row('1', '2026-11-22', 'Head nurse')])
    expect((await twice.import(documentOf()))[0]?.issues).toEqual([])
    const later = await twice.cycle(documentOf(), { now: '2026-11-22T06:00:00Z' })
    expect(later.jobs[0]).toMatchObject({ sourceObjects: 1 })
    const disputed = company([...rows, row('1', '2026-11-22', 'Clerk')])
    expect((await disputed.cycle(documentOf(), { now: '2026-11-22T06:00:00Z' })).jobs[0]).toMatchObject({ sourceObjects: 0 })
    // Before that day nothing of it is in doubt.
    expect(await titleAt(disputed, '2026-11-21T06:00:00Z')).toBe('Nurse')
  })

  rule('2.4-10', 'none counts where a day cannot be read, and each is an issue; the person stays as last known', async () => {
    const project = company(rows)
    await project.cycle(documentOf(), { now: '2026-11-22T06:00:00Z' })
    project.write('people.csv', csvOf([...rows, row('1', '03/04/2027', 'Clerk')]))
    const [read] = await project.import(documentOf())
    expect(read).toMatchObject({ changed: 0, missing: 0 })
    expect(read?.issues.map(({ code, origin }) => `${code} ${origin}`)).toContain('effectiveDateInvalid people.csv line 5')
  })
})

rule(['2.4-10', '2.4-6'], 'a file that did not change is read again when another row holds, and an incremental cycle looks at that person alone', async () => {
  const project = company([row('1', '2026-01-01', 'Nurse'), row('1', '2026-11-22', 'Head nurse'), row('2', '2026-01-01', 'Clerk')])
  const document = documentOf()
  await project.cycle(document, { now: '2026-11-20T06:00:00Z' })
  expect((await project.cycle(document, { now: '2026-11-21T06:00:00Z' })).jobs[0]).toMatchObject({ sourceObjects: 0 })
  const outcome = await project.cycle(document, { now: '2026-11-22T06:00:00Z' })
  expect(outcome).toMatchObject({ type: 'incremental', jobs: [{ sourceObjects: 1, actions: { update: 1 } }] })
})

rule('2.4-10', 'a forecast sees the rows of the days to come', async () => {
  const project = company([row('1', '2026-01-01', 'Nurse'), row('1', '2026-11-23', 'Head nurse')])
  const found = await runForecast(project.session, { document: documentOf(), configHash: 'sha256:test', draft: false, from: '2026-11-21T06:00:00Z', days: 3, full: false, seed: 1, startedAt: '2026-11-21T06:00:00Z' }, quietly)
  expect(found.byDay.map((day) => day.update)).toEqual([1, 0, 1, 0])
})

test('a project that names a column that is not there is told so', async () => {
  const source = history({ settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'id', objectType: 'worker', effectiveDate: 'since' } })
  await expect(company([row('1', '2026-01-01', 'Nurse')]).cycle(documentOf(source))).rejects.toMatchObject({ code: 'projectInvalid' })
})

test('whatever the rows, the clock and their order, everybody has the last row that has begun, else the first', async () => {
  const days = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']
  const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3'), from: fc.constantFrom(...days) }), { minLength: 1, selector: ({ id, from }) => `${id} ${from}` })
  await fc.assert(fc.asyncProperty(rows, fc.constantFrom(...days), async (all, day) => {
    const project = rehearsedProject(temporaryFolder())
    try {
      project.write('people.csv', csvOf(all.map(({ id, from }) => row(id, from, from))))
      project.write('directory.ldif', ldifOf([{ dn: 'DC=x', objectClass: 'domain', dc: 'x' }]))
      const plan = await project.plan(await project.cycle(documentOf(), { now: `${day}T12:00:00Z` }))
      for (const { source, changes } of plan.actions) {
        const own = all.filter(({ id }) => id === source?.anchor).map(({ from }) => from).sort()
        expect(changes.find(({ attribute }) => attribute === 'title')?.after).toBe(own.findLast((from) => from <= day) ?? own[0])
      }
      expect(plan.actions).toHaveLength(new Set(all.map(({ id }) => id)).size)
    } finally {
      project.close()
    }
  }), { numRuns: Number(process.env.REHEARSAL_LAW_RUNS ?? '8') })
})
