import { describe, expect, onTestFinished, test } from 'vitest'
import type { CycleType } from '../../../shared/model/cycle'
import type { AttributeMapping, ConnectedSystem, Job } from '../../../shared/model/project'
import { type PrecedenceConflict, precedenceConflicts } from '../../../main/jobs/precedence-conflicts'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import { problemRows, problems } from '../../../main/mirror/views/problems-view'
import type { ProblemRow, ProblemView } from '../../../shared/ipc/views'
import type { ProvisioningAction } from '../../../shared/model/plan'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Row = Readonly<Record<string, string>>

const hr = (id: string): ConnectedSystem => ({ id, name: id.toUpperCase(), settings: { kind: 'delimited', paths: [`${id}.csv`], anchor: 'id', objectType: 'worker' } })
const by = (id: string, mappings: readonly AttributeMapping[] = [direct('title', 'title'), direct('mobile', 'mobile')], where?: ReturnType<typeof scope>): Job =>
  job([objectMapping([direct('number', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), ...mappings], { container: 'DC=x', ...(where ? { scope: where } : {}) })], { id, name: `From ${id.toUpperCase()}`, source: id })

/** Of the first cycle. */
let conflicts: readonly PrecedenceConflict[]
let listed: { readonly problem: ProblemView; readonly rows: readonly ProblemRow[] }[]

/** One person in two HR systems and in the directory; what the two cycles would do about them, job by job. */
async function rehearse(given: {
  readonly one: Row; readonly two: Row; readonly held?: Row; readonly precedence?: ConnectedSystem['precedence']; readonly jobs?: readonly Job[]; readonly again?: { readonly one?: Row; readonly two?: Row }
}): Promise<readonly ProvisioningAction[]> {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const write = ({ one, two }: { readonly one?: Row; readonly two?: Row }): void => {
    if (one) project.write('one.csv', csvOf([{ id: 'A1', number: '7', name: 'Ann', title: '', mobile: '', status: 'in', ...one }]))
    if (two) project.write('two.csv', csvOf([{ id: 'B1', number: '7', name: 'Ann', title: '', mobile: '', status: 'in', ...two }]))
  }
  write(given)
  project.write('directory.ldif', ldifOf([{ dn: 'CN=Ann,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: '00000000-0000-4000-8000-000000000001', cn: 'Ann', employeeID: '7', ...given.held }]))
  const document = projectOf([hr('one'), hr('two'), targetSystem(given.precedence ? { precedence: given.precedence } : {})], given.jobs ?? [by('one'), by('two')])
  const first = await project.cycle(document)
  conflicts = precedenceConflicts(project.session.mirror, first.runNumber)
  const [views, run] = [mirrorViews(project.session.mirror), first.runNumber]
  listed = problems(document, views, { run }).filter(({ section }) => section === 'precedence').map((problem) => ({ problem, rows: problemRows(document, views, { run, id: problem.id, offset: 0, limit: 10 }).rows }))
  if (given.again === undefined) return (await project.plan(first)).actions
  write(given.again)
  return (await project.plan(await project.cycle(document, { type: 'initial' }))).actions
}

const FIRST_WINS = { user: { '*': ['one', 'two'] } }
const said = (actions: readonly ProvisioningAction[]): readonly string[] => actions.flatMap((action) => action.changes.map((change) => `${action.job} ${change.attribute} ${String(change.after)}`))

test('the conflicts of a run are listed with both values and the winner', async () => {
  await rehearse({ one: { title: 'Nurse', mobile: '+46 1' }, two: { title: 'Clerk', mobile: '+46 1' }, precedence: FIRST_WINS })
  expect(conflicts).toMatchObject([{ job: 'two', objectType: 'user', source: { anchor: 'B1' }, target: { display: 'CN=Ann,DC=x' }, attribute: 'title', value: 'Clerk', winner: { job: 'one', value: 'Nurse' } }])
  await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' } })
  expect(conflicts).toEqual([])
})

test('they stand among the problems, one for each attribute, although nothing is done about the person', async () => {
  await rehearse({ one: { title: 'Nurse', mobile: '+46 1' }, two: { title: 'Clerk', mobile: '+46 2' }, precedence: FIRST_WINS })
  expect(listed.map(({ problem }) => problem)).toMatchObject(['mobile', 'title'].map((mapping) => ({ code: 'PrecedenceConflict', severity: 'warning', job: 'two', mapping, system: 'ad', count: 1 })))
  expect(listed[1]?.rows).toMatchObject([{ origin: 'B1', conflict: { attribute: 'title', value: 'Clerk', winner: { job: 'one', value: 'Nurse' } } }])
  await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' } })
  expect(listed).toEqual([])
})

rule('14-1', 'without a precedence the last job wins', async () => {
  expect(said(await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' } }))).toEqual(['one title Nurse', 'two title Clerk'])
})

test('a job leaves alone what one of higher precedence feeds, and both values are told', async () => {
  const actions = await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: FIRST_WINS })
  expect(said(actions)).toEqual(['one title Nurse'])
  expect(actions[1]).toMatchObject({
    job: 'two', kind: 'skip', status: 'planned', reason: { code: 'outranked' }, marks: ['outranked'],
    issues: [{ code: 'PrecedenceConflict', severity: 'warning', attribute: 'title', value: 'Clerk', winner: { job: 'one', value: 'Nurse' } }],
  })
  expect(actions[1]?.issues[0]?.message).toBe('title would be “Clerk”; From ONE has precedence and gives “Nurse”, which stays. Correct the value at one of the two sources, or change the precedence.')
})

test.each([
  { name: 'what the first has no value for, the second writes', one: { title: 'Nurse' }, two: { mobile: '+46 1' }, precedence: FIRST_WINS, expected: ['one title Nurse', 'two mobile +46 1'] },
  { name: 'two that agree are no conflict', one: { title: 'Nurse' }, two: { title: 'nurse' }, precedence: FIRST_WINS, expected: ['one title Nurse'], told: 0 },
  { name: 'an attribute has an order of its own', one: { title: 'Nurse', mobile: '+46 1' }, two: { title: 'Clerk', mobile: '+46 2' }, precedence: { user: { '*': ['one', 'two'], mobile: ['two', 'one'] } }, expected: ['one title Nurse', 'two mobile +46 2'], told: 2 },
  { name: 'names of attributes ignore case', one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: { user: { TITLE: ['one', 'two'] } }, expected: ['one title Nurse'], told: 1 },
  { name: 'an order for another object type says nothing', one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: { contact: { '*': ['one', 'two'] } }, expected: ['one title Nurse', 'two title Clerk'], told: 0 },
  { name: 'who is out of the first job\'s scope is fed by the second', one: { title: 'Nurse', status: 'out' }, two: { title: 'Clerk' }, precedence: FIRST_WINS, jobs: [by('one', undefined, scope([['status', 'EQUALS', 'in']])), by('two')], expected: ['two title Clerk'], told: 0 },
  { name: 'what fails in the first job is fed by the second', one: { title: 'x' }, two: { title: 'Clerk' }, precedence: FIRST_WINS, jobs: [by('one', [expression('CDate([title])', 'title')]), by('two')], expected: ['two title Clerk'], told: 0 },
])('$name', async ({ expected, told, name: _, ...given }) => {
  const actions = await rehearse(given)
  expect(said(actions)).toEqual(expected)
  if (told !== undefined) expect(conflicts).toHaveLength(told)
})

test('what a job wrote when it created an account stays its own', async () => {
  const jobs = [by('one', [direct('title', 'title', { apply: 'ObjectAddOnly' })]), by('two', [direct('title', 'title')])]
  expect(said(await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' }, held: { title: 'Nurse' }, precedence: FIRST_WINS, jobs }))).toEqual([])
  expect(said(await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: FIRST_WINS, jobs }))).toEqual(['two title Clerk'])
})

test('a job that runs later may have precedence', async () => {
  const jobs = [by('two'), by('one')]
  const given = { one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: FIRST_WINS, jobs }
  expect(said(await rehearse(given))).toEqual(['one title Nurse'])
  expect(said(await rehearse({ ...given, again: { two: { title: 'Porter' } } }))).toEqual([])
  expect(said(await rehearse({ ...given, again: { one: { title: '' } } }))).toEqual(['two title Clerk'])
})

test('a value that must not be seen stays unseen in a conflict', async () => {
  const jobs = [by('one', [expression('Redact([title])', 'title')]), by('two')]
  const [, action] = await rehearse({ one: { title: 'Nurse' }, two: { title: 'Clerk' }, precedence: FIRST_WINS, jobs })
  expect(JSON.stringify(action)).not.toContain('Nurse')
  expect(action?.issues).toMatchObject([{ code: 'PrecedenceConflict', winner: { job: 'one', value: '[Redact]' } }])
})

describe('a cycle of one job, before the one that has precedence ever ran', () => {
  async function first({ imported, type }: { readonly imported: boolean; readonly type?: CycleType }) {
    const project = rehearsedProject(temporaryFolder())
    onTestFinished(() => { project.close() })
    const write = (id: string, row: Row): void => { project.write(`${id}.csv`, csvOf([{ id: `${id}1`, number: '7', name: 'Ann', title: '', ...row }])) }
    write('one', { title: 'Nurse' })
    write('two', { title: 'Clerk' })
    project.write('directory.ldif', ldifOf([{ dn: 'CN=Ann,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: 'g7', cn: 'Ann', employeeID: '7' }]))
    const title = [direct('title', 'title')]
    const document = projectOf([hr('one'), hr('two'), targetSystem({ precedence: FIRST_WINS })], [by('one', title), by('two', title)])
    if (imported) await project.import(document)
    const outcomes = [await project.cycle(document, { job: 'two' })]
    write('two', { title: 'Porter' })
    outcomes.push(await project.cycle(document, { job: 'two', ...(type ? { type } : {}) }))
    const views = mirrorViews(project.session.mirror)
    const listed = outcomes.map(({ runNumber: run }) => problems(document, views, { run }).filter(({ code }) => code === 'PrecedenceUnknown').map(({ sentence }) => sentence))
    return { said: (await Promise.all(outcomes.map(async (outcome) => said((await project.plan(outcome)).actions)))), unknown: outcomes.map(({ jobs }) => jobs[0]?.precedenceUnknown), listed }
  }

  test.each<CycleType>(['initial', 'incremental'])('leaves alone what that one will feed, where its source was read; then an %s one', async (type) => {
    expect(await first({ imported: true, type })).toEqual({ said: [[], []], unknown: [undefined, undefined], listed: [[], []] })
  })

  test('says that this is not known where its source was never read', async () => {
    const sentence = 'From ONE has precedence, but its source was never read, so this job writes values that From ONE may hold otherwise.'
    expect(await first({ imported: false })).toEqual({ said: [['two title Clerk'], ['two title Porter']], unknown: [['From ONE'], ['From ONE']], listed: [[sentence], [sentence]] })
  })
})
