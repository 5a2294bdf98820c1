import { describe, expect, onTestFinished, test } from 'vitest'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const mappings = [direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('login', 'sAMAccountName'), direct('title', 'title'), direct('boss', 'manager')]
const document: ProjectDocument = projectOf([sourceSystem(), targetSystem()], [job([objectMapping(mappings, { container: 'OU=Ward,DC=x' })])])
const unit = { dn: 'OU=Ward,DC=x', objectClass: 'organizationalUnit', ou: 'Ward' }
const account = (guid: string, more: Readonly<Record<string, string | undefined>>) => ({ dn: `CN=${more.cn ?? ''},OU=Ward,DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: guid, userAccountControl: '512', ...more })
const REAL = '00000000-0000-4000-8000-00000000000a'

/** Ann and Bea, whom a rehearsal has created; Ann leads Bea. */
async function rehearsed(): Promise<RehearsedProject> {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann', login: 'ann', title: 'Doctor', boss: '' }, { id: '2', name: 'Bea', login: 'bea', title: 'Nurse', boss: '1' }]))
  project.write('directory.ldif', ldifOf([unit]))
  expect((await project.cycle(document)).summary).toMatchObject({ create: 2 })
  return project
}

const links = (project: RehearsedProject): Readonly<Record<string, string>> => Object.fromEntries([...project.session.links('hr-to-ad/users')].map(([source, { target }]) => [source, target]))

describe('an account that a rehearsal created, and that the next export has', () => {
  test.each([
    { by: 'what the job matches by', real: { cn: 'Anna', sAMAccountName: 'annab', employeeID: '1', title: 'Doctor' } },
    { by: 'its distinguished name', real: { cn: 'Ann', sAMAccountName: 'other', title: 'Doctor' } },
    { by: 'its account name', real: { cn: 'Anna', sAMAccountName: 'ANN', title: 'Doctor' } },
  ])('is told by $by: the real one takes its place and its link, and nothing is planned twice', async ({ real }) => {
    const project = await rehearsed()
    project.write('directory.ldif', ldifOf([unit, account(REAL, real)]))
    const outcome = await project.cycle(document, { type: 'initial' })
    expect(outcome.summary).toMatchObject({ create: 0, failed: 0 })
    expect(outcome.jobs[0]).toMatchObject({ nowReal: 1, matched: 2 })
    const { actions } = await project.plan(outcome)
    expect(actions.find((action) => action.source?.anchor === '1')).toMatchObject({ status: 'planned', target: { anchor: REAL }, marks: expect.arrayContaining(['nowReal']) as unknown })
    expect(links(project)['1']).toBe(REAL)
    project.reopen()
    expect(links(project)['1']).toBe(REAL)
    const again = await project.cycle(document, { type: 'initial' })
    expect(again.summary).toMatchObject({ create: 0, update: 0, failed: 0 })
    expect(again.jobs[0]).not.toHaveProperty('nowReal')
    const users = project.session.tables('ad').get('user')
    expect(users && [...project.session.rehearsed(users.typeId).values()].filter(({ kind }) => kind === 'created')).toHaveLength(1)
  })

  test('is none that was there before it was created, whatever they share', async () => {
    const project = rehearsedProject(temporaryFolder())
    onTestFinished(() => { project.close() })
    const loose = projectOf([sourceSystem(), targetSystem({ product: 'other' })], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('login', 'uid')], { container: 'OU=Ward,DC=x' })])])
    project.write('people.csv', csvOf([{ id: '1', name: 'Ann', login: 'ann' }]))
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Old', uid: 'ann' })]))
    expect((await project.cycle(loose)).summary).toMatchObject({ create: 1 })
    const made = links(project)['1']
    project.reopen()
    expect((await project.cycle(loose, { type: 'initial' })).jobs[0]).not.toHaveProperty('nowReal')
    expect(links(project)['1']).toBe(made)
    expect(made).not.toBe(REAL)
  })

  test('is named by its real name by those whom the rehearsal made name it', async () => {
    const project = await rehearsed()
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann of Ward', sAMAccountName: 'ann', employeeID: '1', title: 'Doctor' })]))
    project.write('people.csv', csvOf([{ id: '1', name: 'Ann of Ward', login: 'ann', title: 'Doctor', boss: '' }, { id: '2', name: 'Bea', login: 'bea', title: 'Nurse', boss: '1' }]))
    const { actions } = await project.plan(await project.cycle(document, { type: 'initial' }))
    expect(actions.map(({ kind, reason }) => `${kind} ${reason.code}`)).toEqual(['skip unchanged', 'skip unchanged'])
  })

  test('gets what the export has differently, as an update of the real one', async () => {
    const project = await rehearsed()
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann', sAMAccountName: 'ann', employeeID: '1', title: 'Clerk' })]))
    const { actions } = await project.plan(await project.cycle(document, { type: 'initial' }))
    expect(actions[0]).toMatchObject({ kind: 'update', target: { anchor: REAL }, changes: [{ attribute: 'title', before: 'Clerk', after: 'Doctor' }] })
  })

  test('is counted in an incremental cycle, which looks at nobody because of it', async () => {
    const project = await rehearsed()
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann', sAMAccountName: 'ann', employeeID: '1', title: 'Clerk' })]))
    const outcome = await project.cycle(document)
    expect(outcome).toMatchObject({ type: 'incremental', jobs: [{ sourceObjects: 0, nowReal: 1 }] })
    expect(links(project)['1']).toBe(REAL)
  })

  test('keeps its link where the cycle is thrown away', async () => {
    const project = await rehearsed()
    const before = links(project)
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann', sAMAccountName: 'ann', employeeID: '1', title: 'Doctor' })]))
    expect((await project.cycle(document, { type: 'initial', keep: false })).jobs[0]).toMatchObject({ nowReal: 1 })
    expect(links(project)).toEqual(before)
    expect((await project.cycle(document, { type: 'initial' })).jobs[0]).toMatchObject({ nowReal: 1 })
  })

  test('stays beside what is there where several real ones could be it', async () => {
    const project = await rehearsed()
    project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'X', sAMAccountName: 'x', employeeID: '1' }), account('00000000-0000-4000-8000-00000000000b', { cn: 'Y', sAMAccountName: 'y', employeeID: '1' })]))
    const outcome = await project.cycle(document, { type: 'initial' })
    expect(outcome.jobs[0]).not.toHaveProperty('nowReal')
  })
})

test('a person who changes in the same cycle as the account becomes real has one link afterwards', async () => {
  const project = await rehearsed()
  const inScope = projectOf([sourceSystem(), targetSystem()], [job([objectMapping(mappings, { container: 'OU=Ward,DC=x', scope: { groups: [{ clauses: [{ attribute: 'title', operator: 'EQUALS', value: 'Nurse' }] }] } })])])
  project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann', sAMAccountName: 'ann', employeeID: '1', title: 'Doctor' })]))
  const { actions } = await project.plan(await project.cycle(inScope))
  expect(actions.find((action) => action.source?.anchor === '1')).toMatchObject({ kind: 'disable', target: { anchor: REAL } })
  const { db } = project.session.mirror
  expect(db.prepare(`SELECT target_anchor, state FROM link WHERE source_anchor = '1' AND to_run IS NULL`).all()).toEqual([{ target_anchor: REAL, state: 'outOfScope' }])
})

test('an account that a rehearsal deleted, and whose person came back, is not taken for the new one as long as the export is as it was', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const ann = csvOf([{ id: '1', name: 'Ann', login: 'ann', title: 'Doctor', boss: '' }, { id: '2', name: 'Bea', login: 'bea', title: 'Nurse', boss: '' }])
  project.write('people.csv', ann)
  project.write('directory.ldif', ldifOf([unit, account(REAL, { cn: 'Ann', sAMAccountName: 'ann', employeeID: '1', title: 'Doctor' })]))
  await project.cycle(document)
  project.write('people.csv', csvOf([{ id: '2', name: 'Bea', login: 'bea', title: 'Nurse', boss: '' }]))
  expect((await project.cycle(document)).summary).toMatchObject({ delete: 1 })
  project.write('people.csv', ann)
  expect((await project.cycle(document)).summary).toMatchObject({ create: 1 })
  const after = await project.cycle(document, { type: 'initial' })
  expect(after.summary).toMatchObject({ create: 0, failed: 0 })
  expect(after.jobs[0]).not.toHaveProperty('nowReal')
})
