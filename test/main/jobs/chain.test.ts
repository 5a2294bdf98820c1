import { expect, onTestFinished, test } from 'vitest'
import { type ChainOutcome, runChain } from '../../../main/jobs/run-chain'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import type { Oscillation } from '../../../shared/model/chain'
import type { WorkProgress } from '../../../shared/model/cycle'
import type { AttributeMapping, ConnectedSystem, Job } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const hr: ConnectedSystem = sourceSystem({ product: 'other' })
const toDirectory = (mappings: readonly AttributeMapping[]): Job => job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), ...mappings,
], { container: 'DC=x' })], { id: 'hr-to-ad' })
const backToHr = (mappings: readonly AttributeMapping[]): Job => ({
  ...job([objectMapping([direct('employeeID', 'id', { matchingPriority: 1 }), ...mappings], { sourceType: 'user', targetType: 'worker', flowTypes: ['Update'] })], { id: 'ad-to-hr', service: 'Application', source: 'ad', target: 'hr' }),
})

function company(): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann', mail: '', login: 'old' }, { id: '2', name: 'Bea', mail: 'bea@x.example', login: 'bea' }], ['id', 'name', 'mail', 'login']))
  project.write('directory.ldif', ldifOf([{ dn: 'CN=Bea,DC=x', objectClass: ['top', 'person', 'user'], objectGUID: '00000000-0000-4000-8000-000000000002', cn: 'Bea', employeeID: '2', mail: 'bea@x.example', displayName: 'bea' }]))
  return project
}

async function chain(project: RehearsedProject, jobs: readonly Job[], { keep = true, onProgress = quietly.onProgress }: { readonly keep?: boolean; readonly onProgress?: (progress: WorkProgress) => void } = {}): Promise<ChainOutcome> {
  return runChain(project.session, { document: projectOf([hr, targetSystem()], jobs), configHash: 'sha256:test', draft: false, now: NOW, seed: 1, keep, startedAt: NOW }, { ...quietly, onProgress })
}

const mail = expression('Join("", ToLower([name]), "@x.example")', 'mail')

test('without a job that writes back there is one round', async () => {
  const { runs, chain: result } = await chain(company(), [toDirectory([mail])])
  expect(runs).toHaveLength(1)
  expect(result).toBeUndefined()
})

test('what is written back is seen in the next round, and the chain says when it settled', async () => {
  // The directory makes the mail address, HR takes it over, and the display name is made of what HR then says.
  const jobs = [toDirectory([mail, expression('Coalesce([mail], "unknown")', 'displayName')]), backToHr([direct('mail', 'mail')])]
  const { runs, chain: result } = await chain(company(), jobs)
  expect(runs.map((run) => run.jobs.map((one) => one.actions.create + one.actions.update))).toEqual([[2, 1], [1, 0], [0, 0]])
  expect(result).toMatchObject({ rounds: 3, settledAfter: 2 })
  expect(result?.settled[1]).toBe(1)
})

test('a later round names the first, which keeps what all came to and stays the newest plan', async () => {
  const project = company()
  const { chain: result } = await chain(project, [toDirectory([mail, expression('Coalesce([mail], "unknown")', 'displayName')]), backToHr([direct('mail', 'mail')])])
  await chain(project, [toDirectory([mail])])
  const rounds = mirrorViews(project.session.mirror).plans.runs().map(({ run, round, chain: kept }) => ({ run, round, kept }))
  expect(rounds).toEqual([
    { run: 4, round: undefined, kept: undefined }, { run: 3, round: { of: 1, number: 3 }, kept: undefined }, { run: 2, round: { of: 1, number: 2 }, kept: undefined }, { run: 1, round: undefined, kept: result },
  ])
})

test('progress says of which round and which job it is', async () => {
  const told: WorkProgress[] = []
  await chain(company(), [toDirectory([mail]), backToHr([direct('mail', 'mail')])], { onProgress: (progress) => { told.push(progress) } })
  expect([...new Set(told.filter(({ step }) => step === 'save').map(({ round, job: of }) => `${round} ${of}`))]).toEqual(['1 hr-to-ad', '1 ad-to-hr', '2 hr-to-ad', '2 ad-to-hr'])
})

test('values that two jobs set against each other are found and named', async () => {
  const jobs = [toDirectory([expression('IIF([login] = "a", "b", "a")', 'displayName')]), backToHr([direct('displayName', 'login')])]
  const { chain: result } = await chain(company(), jobs)
  expect(result?.settledAfter).toBeUndefined()
  expect(result?.oscillation?.examples.map((value) => `${value.system} ${value.attribute}`)).toEqual(['ad displayName', 'ad displayName', 'hr login', 'hr login'])
  const [first] = result?.oscillation?.examples ?? []
  expect(new Set(first?.changes.map((change) => change.value))).toEqual(new Set(['a', 'b']))
  expect(new Set(first?.changes.map((change) => change.job))).toEqual(new Set(['hr-to-ad']))
})

test('a chain that only grows is said not to settle', async () => {
  const { runs, chain: result } = await chain(company(), [toDirectory([expression('Join("", [login], "x")', 'displayName')]), backToHr([direct('displayName', 'login')])])
  expect(runs).toHaveLength(10)
  expect(result).toMatchObject({ rounds: 10 })
  expect(result).not.toHaveProperty('settledAfter')
  expect(result).not.toHaveProperty('oscillation')
  expect(result?.growing).toMatchObject({ from: 8, to: 10, values: 4 })
})

test('values that go back and forth are named beside one that grows', async () => {
  const jobs = [toDirectory([expression('Switch([login], Join("", [login], "x"), "old", "new", "new", "old")', 'displayName')]), backToHr([direct('displayName', 'login')])]
  const { chain: result } = await chain(company(), jobs)
  const told = (found: Oscillation | undefined): readonly string[] | undefined => found?.examples.map(({ system, attribute, changes }) => `${system} ${attribute} ${changes.filter(({ round }) => round >= found.from).map(({ value }) => value).join()}`)
  expect(told(result?.oscillation)).toEqual(['ad displayName', 'hr login'].map((name) => `${name} old,new,old`))
  expect(told(result?.growing)).toEqual(['ad displayName', 'hr login'].map((name) => `${name} ${[8, 9, 10].map((n) => `bea${'x'.repeat(n)}`).join()}`))
})

test('a rehearsal that is thrown away has one round', async () => {
  const { runs } = await chain(company(), [toDirectory([mail]), backToHr([direct('mail', 'mail')])], { keep: false })
  expect(runs).toHaveLength(1)
})
