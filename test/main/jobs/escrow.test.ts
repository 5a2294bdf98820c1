import { describe, expect, onTestFinished, test } from 'vitest'
import { JobCounter } from '../../../main/jobs/job-counter'
import { reason } from '../../../shared/model/explain'
import type { ProvisioningAction, ReasonCode } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

const START = '2026-11-21T00:00:00Z'
const after = (hours: number): string => new Date(Date.parse(START) + hours * 3_600_000).toISOString().replace('.000Z', 'Z')

function documentOf(guards: NonNullable<ProjectDocument['jobs'][number]['guards']> = {}): ProjectDocument {
  return projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('title', 'title'), expression('Switch([status], "False", "left", "True")', 'accountDisabled'),
  ], { container: 'DC=x' })], { guards })])
}

const person = (id: string, more: Record<string, string> = {}): Record<string, string> => ({ id, name: `Ann ${id}`, title: 'Nurse', status: '', ward: 'Lab', ...more })

function company(people: readonly Record<string, string>[], accounts: readonly string[] = ['1', '2', '3', '4']): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(people))
  project.write('directory.ldif', ldifOf(accounts.map((id) => ({ dn: `CN=Ann ${id},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `00000000-0000-4000-8000-00000000000${id}`, cn: `Ann ${id}`, sAMAccountName: `ann${id}`, employeeID: id, title: 'Nurse', userAccountControl: '512' }))))
  return project
}

describe('what failed', () => {
  rule(['11-1', '11-2'], 'is tried again after 6, 12 and 24 hours, then daily, up to 28 days', async () => {
    const project = company([person('1'), person('2', { title: 'x'.repeat(200) })])
    const document = documentOf()
    const tried: number[] = []
    const givenUp: number[] = []
    for (const hours of [0, 3, 6, 9, 12, 20, 24, 40, 48, 28 * 24, 29 * 24, 30 * 24]) {
      const outcome = await project.cycle(document, { now: after(hours) })
      if (outcome.jobs[0]?.failed === 1) tried.push(hours)
      if (outcome.jobs[0]?.givenUp === 1) givenUp.push(hours)
    }
    expect(tried).toEqual([0, 6, 12, 24, 48, 28 * 24])
    // Told once, by the cycle that gives it up.
    expect(givenUp).toEqual([29 * 24])
  })

  test('is tried at once when its record changes, and is out of escrow when it succeeds', async () => {
    const project = company([person('1'), person('2', { title: 'x'.repeat(200) })])
    const document = documentOf()
    await project.cycle(document, { now: START })
    project.write('people.csv', csvOf([person('1'), person('2', { title: 'Clerk' })]))
    expect((await project.cycle(document, { now: after(1) })).jobs[0]).toMatchObject({ failed: 0, actions: { update: 1 } })
    expect((await project.cycle(document, { now: after(48) })).jobs[0]).toMatchObject({ sourceObjects: 0 })
  })

  test('keeps the time of its first failure through a cycle that is thrown away and one that starts anew', async () => {
    const project = company([person('2', { title: 'x'.repeat(200) })])
    const document = documentOf()
    await project.cycle(document, { now: START })
    await project.cycle(document, { now: after(7), keep: false })
    await project.cycle(document, { now: after(8), type: 'initial' })
    // Tried at 8 hours: the retry of 6 hours is past, the next is due at 12.
    expect((await project.cycle(document, { now: after(11) })).jobs[0]?.sourceObjects).toBe(0)
    expect((await project.cycle(document, { now: after(12) })).jobs[0]?.failed).toBe(1)
  })
})

rule('11-3', 'more than 40 % are of those who were worked on: nobody is a success for being out of scope, skipped or switched off', () => {
  const failed = { kind: 'update', status: 'failed' } as const
  const quarantineWith = (code: ReasonCode, match: 'outOfScope' | 'skipped' | 'linked'): unknown => {
    const counter = new JobCounter('hr-to-ad')
    counter.count({ action: { ...OUTCOME, ...failed }, match: 'linked' }, 5000)
    counter.count({ action: { ...OUTCOME, reason: reason(code) }, match }, 100_000)
    return counter.counts().quarantine?.reason
  }
  expect(quarantineWith('unchanged', 'linked')).toBeUndefined()
  expect(quarantineWith('outOfScope', 'outOfScope')).toBe('EncounteredEscrowProportionThreshold')
  expect(quarantineWith('importSkipped', 'skipped')).toBe('EncounteredEscrowProportionThreshold')
  expect(quarantineWith('updateOff', 'linked')).toBe('EncounteredEscrowProportionThreshold')
})

const OUTCOME: ProvisioningAction = { job: 'hr-to-ad', objectType: 'user', kind: 'skip', status: 'planned', changes: [], marks: [], issues: [], reason: reason('valuesDiffer') }

describe('guards', () => {
  const leaving = ['1', '2', '3', '4'].map((id) => person(id, { status: id === '4' ? '' : 'left', ward: id === '3' ? 'Ward' : 'Lab' }))

  test('a slice holds its own people; the others go ahead, and the held are tried in the next cycle', async () => {
    const project = company(leaving)
    const document = documentOf({ slices: [{ attribute: 'ward', value: 2 }] })
    const first = await project.cycle(document, { now: START })
    expect(first.jobs[0]).toMatchObject({ actions: { disable: 1 }, held: { guard: 'slice', count: 2, limit: 2, actions: 2, slice: { attribute: 'ward', value: 'Lab' } } })
    const plan = await project.plan(first)
    expect(plan.actions.filter((action) => action.kind === 'disable').map((action) => `${action.source?.anchor ?? ''} ${action.status}`)).toEqual(['1 held', '2 held', '3 planned'])
    expect(plan.header.summary).toMatchObject({ disable: 1, held: 2 })
    const second = await project.cycle(document, { now: after(1) })
    expect(second.jobs[0]).toMatchObject({ sourceObjects: 2, held: { actions: 2 } })
  })

  test('a slice holds those whom the source no longer has by what their accounts hold, and nobody else who is gone', async () => {
    const staff: readonly Record<string, string>[] = leaving.map((one) => ({ ...one, status: '' }))
    const project = company(staff)
    const { jobs: [only], ...rest } = documentOf({ slices: [{ attribute: 'ward', percent: 100 }] })
    const document = { ...rest, jobs: [{ ...only!, objectMappings: only!.objectMappings.map((mapping) => ({ ...mapping, attributeMappings: [...mapping.attributeMappings, direct('ward', 'department')] })) }] }
    await project.cycle(document, { now: START })
    project.write('people.csv', csvOf(staff.filter((one) => one['ward'] === 'Lab').slice(0, 2)))
    // Of the three in the lab one is gone; of the ward everybody, who is one.
    expect((await project.cycle(document, { now: after(1) })).jobs[0]).toMatchObject({ goneFromSource: 2, actions: { delete: 1 }, held: { guard: 'slice', count: 1, limit: 1, of: 1, actions: 1, slice: { value: 'Ward' } } })
  })

  test('as if released everything is rehearsed, and the run says what would have been held', async () => {
    const project = company(leaving)
    const document = documentOf({ share: { percent: 50 } })
    const held = await project.cycle(document, { now: START, keep: false })
    expect(held.jobs[0]).toMatchObject({ actions: { disable: 0 }, held: { guard: 'share', count: 3, limit: 2, of: 4, actions: 3 } })
    const released = await project.cycle(document, { now: START, released: true })
    expect(released).toMatchObject({ released: true })
    expect(released.jobs[0]).toMatchObject({ actions: { disable: 3 }, held: null, released: [{ guard: 'share', count: 3, actions: 3 }] })
    expect((await project.cycle(document, { now: after(1), type: 'initial' })).jobs[0]).toMatchObject({ actions: { disable: 0 }, held: null })
  })

  test('a share is one of all accounts that the job manages, also those that an incremental cycle does not look at', async () => {
    const staying: readonly Record<string, string>[] = leaving.map((one) => ({ ...one, status: '' }))
    const project = company(staying)
    const document = documentOf({ share: { percent: 75 }, slices: [{ attribute: 'ward', percent: 100 }] })
    await project.cycle(document, { now: START })
    project.write('people.csv', csvOf(staying.map((one) => (['1', '2'].includes(one['id'] ?? '') ? { ...one, status: 'left' } : one))))
    const second = await project.cycle(document, { now: after(1) })
    expect(second).toMatchObject({ type: 'incremental', jobs: [{ actions: { disable: 2 }, held: null }] })
    expect(second.jobs[0]?.watched).toMatchObject([{}, { guard: 'share', count: 2, limit: 3, of: 4 }, { guard: 'slice', count: 2, limit: 3, of: 3, slice: { value: 'Lab' } }])
  })

  test('creations are held without being rehearsed, so that the next cycle plans them again', async () => {
    const project = company(['1', '5', '6'].map((id) => person(id)), ['1'])
    const document = documentOf({ creations: { value: 2 } })
    expect((await project.cycle(document, { now: START })).jobs[0]).toMatchObject({ actions: { create: 0 }, held: { guard: 'creations', actions: 2 } })
    expect((await project.cycle(document, { now: after(1), type: 'initial' })).jobs[0]).toMatchObject({ held: { guard: 'creations', actions: 2 } })
  })

  rule(['7.3-3', '11-7'], 'the service would put the job into quarantine where the deletion threshold is reached', async () => {
    const project = company(leaving)
    expect((await project.cycle(documentOf({ deletions: { enabled: true, value: 3 } }), { now: START })).jobs[0]).toMatchObject({ quarantine: { reason: 'TooManyDeletes' }, held: { guard: 'deletions' } })
    expect((await project.cycle(documentOf({ deletions: { enabled: true, value: 4 } }), { now: START })).jobs[0]).not.toHaveProperty('quarantine')
  })
})
