import { describe, expect, onTestFinished } from 'vitest'
import type { AttributeMapping, Job, ObjectMapping, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { constant, direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Person = Readonly<Record<string, string>>

const START = '2026-11-21T12:00:00Z'
const day = (n: number): string => new Date(Date.parse(START) + n * 86_400_000).toISOString().replace('.000Z', 'Z')
const number = direct('WorkerID', 'employeeID', { matchingPriority: 1 })
const base = [number, direct('Name', 'cn'), direct('WorkerID', 'sAMAccountName')]
/** As the published Workday mapping table has it. */
const state = expression('Switch([Active], , "0", "True", "1", "False")', 'accountDisabled')

function documentOf(mappings: readonly AttributeMapping[], more: Partial<Job> = {}, mapping: Partial<ObjectMapping> = {}): ProjectDocument {
  const source = sourceSystem({ settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'WID', objectType: 'worker' }, display: ['Name'] })
  return projectOf([source, targetSystem()], [job([objectMapping([...base, ...mappings], { container: 'DC=x', ...mapping })], more)])
}

const person = (WID: string, more: Person = {}): Person => ({ WID, WorkerID: WID, Name: `Ann ${WID}`, Active: '1', HireDate: '', TerminationDate: '', Rescinded: '', Type: '', emplStatus: '', ...more })

function company(people: readonly Person[], accounts: readonly string[] = []): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(people))
  project.write('directory.ldif', ldifOf([{ dn: 'DC=x', objectClass: 'domain', dc: 'x' }, ...accounts.map((id) => ({
    dn: `CN=Ann ${id},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `g${id}`, cn: `Ann ${id}`, sAMAccountName: id, employeeID: id, userAccountControl: '512',
  }))]))
  return project
}

async function kinds(project: RehearsedProject, document: ProjectDocument, n: number): Promise<readonly string[]> {
  const { actions } = await project.plan(await project.cycle(document, { now: day(n) }))
  return actions.filter((action) => action.reason.code !== 'unchanged').map((action) => `${action.source?.anchor ?? ''} ${action.kind}${action.marks.includes('bornDisabled') ? ' off' : ''}`)
}

describe('somebody in HR', () => {
  rule(['9.1-3', '9.1-4', '7.1-10', '9.1-16'], 'who leaves is disabled by a mapping, and enabled again when rehired with the same number', async () => {
    const project = company([person('1')], ['1'])
    const document = documentOf([state])
    expect(await kinds(project, document, 0)).toEqual([])
    project.write('people.csv', csvOf([person('1', { Active: '0' })]))
    const outcome = await project.plan(await project.cycle(document, { now: day(1) }))
    expect(outcome.actions).toMatchObject([{ kind: 'disable', reason: { code: 'mappedToDisabled' } }])
    project.write('people.csv', csvOf([person('1')]))
    expect(await kinds(project, document, 2)).toEqual(['1 enable'])
  })

  rule(['9.1-5', '16-9'], 'who is rehired with a new number gets a new account, and the old one stays off', async () => {
    const project = company([person('1', { Active: '0' })], ['1'])
    const document = documentOf([state])
    expect(await kinds(project, document, 0)).toEqual(['1 disable'])
    project.write('people.csv', csvOf([person('1', { Active: '0' }), person('2', { Name: 'Ann 1 again' })]))
    expect(await kinds(project, document, 1)).toEqual(['2 create'])
  })

  rule('9.1-6', 'who is converted to a new persona gets a new account, and the old one is turned off on the effective date', async () => {
    const off = expression('IIF(IsNullOrEmpty([TerminationDate]), "False", IIF(DateDiff("h", CDate([TerminationDate]), Now()) >= 0, "True", "False"))', 'accountDisabled')
    const project = company([person('1')], ['1'])
    const document = documentOf([off])
    await project.cycle(document, { now: day(0) })
    project.write('people.csv', csvOf([person('1', { TerminationDate: '2026-11-23' }), person('C1', { Type: 'Contingent' })]))
    expect(await kinds(project, document, 1)).toEqual(['C1 create'])
    expect(await kinds(project, document, 2)).toEqual(['1 disable'])
  })

  rule('9.1-7', 'whose hire is rescinded stays as mapped unless the mapping says otherwise', async () => {
    const hired = [person('1')]
    const rescinded = csvOf([person('1', { Rescinded: '1' })])
    const without = company(hired)
    expect(await kinds(without, documentOf([state]), 0)).toEqual(['1 create'])
    without.write('people.csv', rescinded)
    expect(await kinds(without, documentOf([state]), 1)).toEqual([])
    const coded = company(hired)
    const document = documentOf([expression('Switch([Rescinded], Switch([Active], , "0", "True", "1", "False"), "1", "True")', 'accountDisabled')])
    expect(await kinds(coded, document, 0)).toEqual(['1 create'])
    coded.write('people.csv', rescinded)
    expect(await kinds(coded, document, 1)).toEqual(['1 disable'])
  })

  rule('9.1-8', 'who is hired in the future comes with Active = 1: on at once, or delayed with DateDiff and turned on on the day', async () => {
    const people = [person('1', { HireDate: '2026-11-24' })]
    expect(await kinds(company(people), documentOf([state]), 0)).toEqual(['1 create'])
    const delayed = documentOf([expression('IIF(DateDiff("h", CDate([HireDate]), Now()) >= 0, "False", "True")', 'accountDisabled')])
    const project = company(people)
    expect(await kinds(project, delayed, 0)).toEqual(['1 create off'])
    expect(await kinds(project, delayed, 2)).toEqual([])
    expect(await kinds(project, delayed, 3)).toEqual(['1 enable'])
  })

  rule.each([['A', 'on'], ['U', 'on'], ['P', 'on'], ['D', 'off'], ['S', 'off'], ['F', 'off'], ['O', 'off'], ['R', 'off'], ['T', 'off']].map(([code = '', is = '']) => ({ code, is })), '9.1-15')('with the SuccessFactors status $code is $is by the documented mapping', async ({ code, is }) => {
    const document = documentOf([expression('Switch([emplStatus], "True", "A", "False", "U", "False", "P", "False")', 'accountDisabled')], { service: 'SuccessFactors' })
    expect(await kinds(company([person('1', { emplStatus: code })], ['1']), document, 0)).toEqual(is === 'on' ? [] : ['1 disable'])
  })
})

describe('several jobs', () => {
  const jobOf = (id: string, type: string, container: string): Job => job([objectMapping([...base], { container, scope: scope([['Type', 'EQUALS', type]]) })], { id, skipOutOfScopeDeletions: true })
  const source = sourceSystem({ settings: { kind: 'delimited', paths: ['people.csv'], anchor: 'WID', objectType: 'worker' }, display: ['Name'] })

  rule(['9.3-1', '9.3-3'], 'with disjoint filters write one domain for different people, and leave those who move to the other as they are', async () => {
    const document = projectOf([source, targetSystem()], [jobOf('staff', 'E', 'DC=x'), jobOf('agency', 'C', 'DC=x')])
    const project = company([person('1', { Type: 'E' }), person('2', { Type: 'C' })])
    const outcome = await project.cycle(document, { now: day(0) })
    expect(outcome.jobs.map(({ actions, outOfScope }) => [actions.create, outOfScope])).toEqual([[1, 1], [1, 1]])
    project.write('people.csv', csvOf([person('1', { Type: 'C' }), person('2', { Type: 'C' })]))
    const moved = await project.plan(await project.cycle(document, { now: day(1) }))
    expect(moved.actions.map(({ job: by, kind, reason }) => `${by} ${kind} ${reason.code}`)).toEqual(['staff skip skipOutOfScope', 'agency skip unchanged'])
  })
})

describe('writeback', () => {
  const tenant = { id: 'tenant', name: 'Tenant', product: 'entraId' as const, settings: { kind: 'delimited' as const, paths: ['tenant.csv'], anchor: 'id', objectType: 'user' } }
  const workday = { id: 'hr', name: 'Workday', product: 'workday' as const, settings: { kind: 'delimited' as const, paths: ['people.csv'], anchor: 'WorkerID', objectType: 'worker' } }
  const back = (mail: AttributeMapping): ProjectDocument => projectOf([tenant, workday], [job([objectMapping([
    direct('employeeId', 'WorkerID', { matchingPriority: 1 }), mail, direct('userPrincipalName', 'UserID'),
  ], { sourceType: 'user', targetType: 'worker', flowTypes: ['Update'] })], { id: 'writeback', service: 'Application', source: 'tenant', target: 'hr' })])

  rule('9.4-1', 'is a job of its own from Entra ID, which updates mail and user name and creates nobody', async () => {
    const project = company([])
    project.write('people.csv', csvOf([{ WorkerID: '1', EmailAddress: '', UserID: 'old' }]))
    project.write('tenant.csv', csvOf([{ id: 'u1', employeeId: '1', mail: 'ann@x.org', userPrincipalName: 'ann@x.org' }, { id: 'u2', employeeId: '2', mail: 'bea@x.org', userPrincipalName: 'bea@x.org' }]))
    const { actions } = await project.plan(await project.cycle(back(direct('mail', 'EmailAddress')), { now: day(0) }))
    expect(actions).toMatchObject([{ kind: 'update', changes: [{ attribute: 'EmailAddress', after: 'ann@x.org' }, { attribute: 'UserID', after: 'ann@x.org' }] }, { kind: 'skip', reason: { code: 'createOff' } }])
  })

  rule('9.4-2', 'fails with an empty value, unless the mapping guards it', async () => {
    const project = company([])
    project.write('people.csv', csvOf([{ WorkerID: '1', EmailAddress: 'held@x.org', UserID: 'ann@x.org' }]))
    project.write('tenant.csv', csvOf([{ id: 'u1', employeeId: '1', mail: '', userPrincipalName: 'ann@x.org' }]))
    const document = back(expression('IgnoreFlowIfNullOrEmpty([mail])', 'EmailAddress'))
    expect((await project.plan(await project.cycle(document, { now: day(0), keep: false }))).actions).toMatchObject([{ kind: 'skip', reason: { code: 'unchanged' } }])
    const bare = back(expression('Switch([employeeId], "none", "1", "")', 'EmailAddress'))
    expect((await project.plan(await project.cycle(bare, { now: day(0) }))).actions).toMatchObject([{ status: 'failed', issues: [{ code: 'InvalidAttributeSyntax', attribute: 'EmailAddress' }] }])
  })
})

describe('an edit of the scope', () => {
  rule('16-3', 'says how many would be disabled and whether the threshold is reached, before anything is kept', async () => {
    const ids = ['1', '2', '3']
    const project = company(ids.map((id) => person(id, { Type: id === '1' ? 'E' : 'C' })), ids)
    const guarded = (limit: number, mapping: Partial<ObjectMapping> = {}, more: Partial<Job> = {}): ProjectDocument => documentOf([constant('x', 'info')], { guards: { deletions: { enabled: true, value: limit } }, ...more }, mapping)
    const edit = { scope: scope([['Type', 'EQUALS', 'E']]) }
    await project.cycle(guarded(3), { now: day(0) })
    expect((await project.cycle(guarded(3, edit), { now: day(1), keep: false })).jobs[0]).toMatchObject({ actions: { disable: 2 }, held: null })
    expect((await project.cycle(guarded(2, edit), { now: day(1), keep: false })).jobs[0]).toMatchObject({ actions: { disable: 0 }, held: { guard: 'deletions', count: 2, limit: 2, actions: 2 } })
    expect((await project.cycle(guarded(2, edit, { skipOutOfScopeDeletions: true }), { now: day(1), keep: false })).jobs[0]).toMatchObject({ actions: { disable: 0 }, held: null, outOfScope: 2 })
  })

  rule('7.3-2', 'in steps, each below the limit, never triggers the threshold', async () => {
    const ids = ['1', '2', '3', '4']
    const project = company(ids.map((id) => person(id)), ids)
    const document = documentOf([state], { guards: { deletions: { enabled: true, value: 2 } } })
    await project.cycle(document, { now: day(0) })
    for (let left = 1; left <= ids.length; left++) {
      project.write('people.csv', csvOf(ids.map((id) => person(id, { Active: Number(id) <= left ? '0' : '1' }))))
      expect((await project.cycle(document, { now: day(left) })).jobs[0]).toMatchObject({ actions: { disable: 1 }, held: null })
    }
  })
})
