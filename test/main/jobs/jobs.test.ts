import { describe, expect, onTestFinished, test } from 'vitest'
import { matchReport } from '../../../main/jobs/match-report'
import { onDemand } from '../../../main/jobs/on-demand'
import { runCycle } from '../../../main/jobs/run-cycle'
import type { WorkProgress } from '../../../shared/model/cycle'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { constant, direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

const mappings = [direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName')]
const unit = { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' }
const user = (id: string, more: Readonly<Record<string, string>> = {}) => ({ dn: `CN=${id},OU=Ward,DC=x`, objectClass: 'user', objectGUID: `g${id}`, cn: id, employeeID: id, sAMAccountName: id, userAccountControl: '512', ...more })

function project(people: readonly Readonly<Record<string, string>>[], entries: Parameters<typeof ldifOf>[0] = []): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => made.close())
  made.write('people.csv', csvOf(people))
  made.write('directory.ldif', ldifOf([unit, ...entries]))
  return made
}

describe('the deletion threshold', () => {
  const inScope = { scope: scope([['scope', 'EQUALS', 'in']]) }
  const document = (limit: number): ProjectDocument => projectOf([sourceSystem(), targetSystem()], [job([
    objectMapping(mappings, { ...inScope, id: 'staff' }),
    objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'cn')], { ...inScope, id: 'contacts', targetType: 'contact' }),
  ], { guards: { deletions: { enabled: true, value: limit } } })])
  const entries = [user('1'), { dn: 'CN=1,OU=Lab,DC=x', objectClass: 'contact', objectGUID: 'c1', cn: '1', employeeID: '1' }]

  rule.each([{ limit: 2, held: 2, through: 0 }, { limit: 3, held: 0, through: 1 }], ['7.3-1', '2.4-16'])('counts all object mappings of the job together: of two removals $held are held at a limit of $limit', async ({ limit, held, through }) => {
    const made = project([{ id: '1', name: '1', scope: 'in' }], entries)
    await made.cycle(document(limit))
    made.write('people.csv', csvOf([{ id: '1', name: '1', scope: 'out' }]))
    const outcome = await made.cycle(document(limit))
    expect(outcome.summary).toMatchObject({ held, disable: through, delete: through })
    const { actions } = await made.plan(outcome)
    expect(actions.map((a) => `${a.kind} ${a.status}`)).toEqual(held > 0 ? ['disable held', 'delete held'] : ['disable planned', 'delete planned'])
    made.reopen()
    // What was held is not rehearsed, so it is planned again; what went through is done.
    expect((await made.cycle(document(limit), { type: 'initial', keep: false })).summary).toMatchObject({ held, disable: 0, delete: 0 })
  })
})

describe('a job while it is planned', () => {
  test('says what it plans, and what its guards hold when its plan is saved', async () => {
    const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping(mappings, { scope: scope([['scope', 'EQUALS', 'in']]) })], { guards: { deletions: { enabled: true, value: 2 } } })])
    const made = project([{ id: '1', name: '1', scope: 'in' }, { id: '2', name: '2', scope: 'in' }], [user('1'), user('2')])
    await made.cycle(document)
    made.write('people.csv', csvOf([{ id: '1', name: '1', scope: 'out' }, { id: '2', name: '2', scope: 'out' }, { id: '3', name: '3', scope: 'in' }]))
    const told: WorkProgress[] = []
    await runCycle(made.session, { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW }, { ...quietly, onProgress: (progress) => told.push(progress) })
    const nothing = { create: 0, update: 0, disable: 0, enable: 0, delete: 0, failed: 0, held: 0 }
    expect(told.filter(({ step }) => step === 'plan').map(({ done, planned }) => ({ done, planned }))).toEqual([
      { done: 0, planned: nothing }, { done: 3, planned: { ...nothing, create: 1, disable: 2 } },
    ])
    expect(told.find(({ step }) => step === 'save')?.planned).toEqual({ ...nothing, create: 1, held: 2 })
    expect(told.find(({ step }) => step === 'save')?.steps).toEqual({ read: 3, made: 0, lookedAt: 3, evaluated: 3, inScope: 1, outOfScope: 2, matched: 0, ambiguous: 0, mapped: 3, resolved: 0, waiting: 0, decided: 3 })
  })

  test('says whose references are resolved, and what the job before made', async () => {
    const document = projectOf([sourceSystem(), targetSystem(), { ...targetSystem(), id: 'app', name: 'App' }], [
      job([objectMapping([...mappings, direct('boss', 'manager')])]),
      { ...job([objectMapping([{ ...direct('employeeID', 'employeeID'), matchingPriority: 1 }], { sourceType: 'user' })]), id: 'ad-to-app', source: 'ad', target: 'app' },
    ])
    const made = project([{ id: '1', name: '1', boss: '2' }, { id: '2', name: '2', boss: '1' }, { id: '3', name: '3' }], [user('3')])
    const told: WorkProgress[] = []
    await runCycle(made.session, { document, configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep: true, startedAt: NOW }, { ...quietly, onProgress: (progress) => told.push(progress) })
    const saved = told.filter(({ step }) => step === 'save').map(({ steps }) => steps)
    expect(saved).toMatchObject([{ read: 3, made: 0, inScope: 3, matched: 1, resolved: 2, waiting: 0, decided: 3 }, { read: 3, made: 2, decided: 3 }])
  })
})

describe('a person whose manager moves', () => {
  rule(['8-16'], 'names the manager by the new name afterwards, as a directory keeps it', async () => {
    const place = expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName')
    const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([...mappings, place, direct('boss', 'manager')])])])
    const made = project(
      [{ id: '1', name: '1', ward: 'Ward', boss: '2' }, { id: '2', name: '2', ward: 'Lab' }, { id: '3', name: '3', ward: 'Ward', boss: '2' }],
      [{ dn: 'OU=Lab,DC=x', objectClass: 'organizationalUnit', ou: 'Lab' }, user('1', { manager: 'CN=2,OU=Ward,DC=x' }), user('2')],
    )
    expect((await made.cycle(document)).summary).toMatchObject({ create: 1, update: 1 })
    made.reopen()
    expect((await made.cycle(document, { type: 'initial' })).summary).toMatchObject({ create: 0, update: 0 })
  })
})

describe('a job that reads what an earlier job of the run made', () => {
  const chain: ProjectDocument = projectOf(
    [sourceSystem(), targetSystem(), { id: 'app', name: 'App', product: 'other', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'key', objectType: 'account' } }],
    [
      job([objectMapping(mappings, { container: 'OU=Ward,DC=x' })]),
      job([objectMapping([direct('employeeID', 'key', { matchingPriority: 1 }), direct('cn', 'label')], { sourceType: 'user', targetType: 'account' })], { id: 'ad-to-app', service: 'Application', source: 'ad', target: 'app' }),
    ],
  )

  test('sees it in an incremental cycle, too', async () => {
    const made = project([{ id: '1', name: 'Ann' }], [user('1')])
    made.write('app.csv', csvOf([{ key: '1', label: '1' }]))
    expect((await made.cycle(chain)).jobs.map((j) => j.actions.update)).toEqual([1, 1])
    made.write('people.csv', csvOf([{ id: '1', name: 'Anna' }, { id: '2', name: 'Bea' }]))
    const outcome = await made.cycle(chain)
    expect(outcome.type).toBe('incremental')
    expect(outcome.jobs.map((j) => [j.actions.update, j.actions.create])).toEqual([[1, 1], [1, 1]])
  })
})

test('a unique value that an earlier job of the run gave away is taken', async () => {
  const unique = expression('SelectUniqueValue([login], Append([login], "2"))', 'sAMAccountName', { apply: 'ObjectAddOnly' })
  const feed = (id: string, source: string): Job => job([objectMapping([mappings[0], mappings[1], unique].filter((m) => m !== undefined), { container: 'OU=Ward,DC=x' })], { id, source })
  const contractors = { ...sourceSystem(), id: 'contractors', settings: { kind: 'delimited' as const, paths: ['contractors.csv'], anchor: 'id', objectType: 'worker' } }
  const document = projectOf([sourceSystem(), contractors, targetSystem()], [feed('staff', sourceSystem().id), feed('contractors', 'contractors')])
  const made = project([{ id: '1', name: 'Ann', login: 'ann' }])
  made.write('contractors.csv', csvOf([{ id: '2', name: 'Anna', login: 'ANN' }]))
  const { actions } = await made.plan(await made.cycle(document))
  expect(actions.map((action) => action.changes.find((change) => change.attribute === 'sAMAccountName')?.after).sort()).toEqual(['ANN2', 'ann'])
})

describe('an incremental cycle', () => {
  const document = projectOf([sourceSystem({ timeZone: 'UTC' }), targetSystem()], [job([objectMapping([...mappings, direct('hireDate', 'info')])])])

  rule.each([
    { hireDate: '2026-11-22', looked: 1, rule: ['2.4-7', '9.1-9'], because: 'a hire date came due' },
    { hireDate: '2026-11-23', looked: 0, rule: '2.4-7', because: 'it comes due later' },
    { hireDate: '2026-11-21', looked: 0, because: 'it was due before' },
  ])('looks at $looked people when $because', async ({ hireDate, looked }) => {
    const made = project([{ id: '1', name: 'Ann', hireDate }])
    await made.cycle(document)
    const outcome = await made.cycle(document, { type: 'incremental', now: '2026-11-22T06:00:00Z' })
    expect(outcome.jobs[0]?.sourceObjects).toBe(looked)
  })

  rule(['2.4-5', '2.2-6', '2.2-9', '2.1-7', '2.2-5'], 'runs as an initial one without a watermark or after an edit, and says why', async () => {
    const made = project([{ id: '1', name: 'Ann' }])
    expect(await made.cycle(document, { type: 'incremental' })).toMatchObject({ type: 'initial', typeReason: expect.stringContaining('no watermark') as unknown })
    expect((await made.cycle(document)).type).toBe('incremental')
    const edited = { ...document, jobs: [job([objectMapping([...mappings, constant('x', 'info')])])] }
    expect(await made.cycle(edited)).toMatchObject({ type: 'initial', typeReason: expect.stringContaining('changed since') as unknown })
    const guarded = { ...edited, jobs: edited.jobs.map((j: Job) => ({ ...j, guards: { protected: ['x'] } })) }
    expect((await made.cycle(guarded)).type).toBe('incremental')
  })
})

describe('the brownfield report and one object on demand', () => {
  const [only] = projectOf([], [job([objectMapping(mappings)])]).jobs as [Job]
  const document = projectOf([sourceSystem(), targetSystem()], [only])

  test('take a directory without a user for what it is', async () => {
    const made = project([{ id: '1', name: 'Ann' }])
    expect(await matchReport(made.session, document, only, { now: NOW, readAt: NOW }, quietly)).toMatchObject({ matched: [], unmatchedSources: ['1'], unmatchedTargets: [] })
    expect((await onDemand(made.session, document, only, '1', { now: NOW, seed: 1, readAt: NOW }, quietly)).action).toMatchObject({ kind: 'create', status: 'planned' })
  })

  test('have nothing to say where every mapping is off', async () => {
    const off: Job = { ...only, objectMappings: only.objectMappings.map((m) => ({ ...m, enabled: false })) }
    const made = project([{ id: '1', name: 'Ann' }])
    expect(await matchReport(made.session, document, off, { now: NOW, readAt: NOW }, quietly)).toMatchObject({ matched: [], unmatchedSources: [] })
  })
})
