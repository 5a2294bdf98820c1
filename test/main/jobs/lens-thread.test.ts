import path from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import { lensThread, type LensThread } from '../../../main/jobs/lens-thread'
import type { ProjectContext } from '../../../main/jobs/project-context'
import type { LensAnswer, LensView } from '../../../shared/ipc/lens-views'
import type { AttributeMapping, ProjectDocument } from '../../../shared/model/project'
import { bundle, type Bundle } from '../../support/bundle'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject, type RehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

const document: ProjectDocument = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('title', 'title'),
], { scope: scope([['scope', 'EQUALS', 'in']]) })])])

/** 3,000 people in scope and one out of it; every second has an account, with another title. */
const PEOPLE = 3000
const people = Array.from({ length: PEOPLE }, (_, i) => ({ id: `p${String(i).padStart(5, '0')}`, name: `Person ${i}`, title: i === 7 ? 'Нянька' : `Nurse ${i % 40}`, scope: 'in' }))
const accounts = people.filter((_, i) => i % 2 === 0).map(({ id, name, title }, i) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, cn: name, employeeID: id, title: i === 0 ? title : 'Clerk' }))

let built: Bundle
let project: RehearsedProject
let lens: LensThread

beforeAll(async () => { built = await bundle({ 'lens-worker': 'main/jobs/lens-worker.ts' }) }, 60_000)
afterAll(() => built.remove())
beforeEach(() => {
  project = rehearsedProject(temporaryFolder())
  project.write('people.csv', csvOf([...people, { id: 'q', name: 'Out', title: 'None', scope: 'out' }]))
  project.write('directory.ldif', ldifOf(accounts))
  lens = lensThread(path.join(built.folder, 'lens-worker.cjs'), undefined)
})
afterEach(() => {
  lens.close()
  project.close()
})

function context(more: Partial<ProjectContext> = {}): ProjectContext {
  return { folder: project.folder, mirror: project.session.mirror.file, document, configHash: 'sha256:test', draft: false, ...more }
}

function ask(attribute: AttributeMapping, more: Partial<ProjectContext> = {}, against: 'target' | 'saved' = 'target'): Promise<LensAnswer> {
  return lens.measure(context(more), { job: 'hr-to-ad', mapping: 'users', attribute, against })
}

async function measured(attribute: AttributeMapping, more: Partial<ProjectContext> = {}, against: 'target' | 'saved' = 'target'): Promise<LensView> {
  const answer = await ask(attribute, more, against)
  if (answer.kind !== 'measured') throw new Error(JSON.stringify(answer))
  return answer.lens
}

const upper = expression('ToUpper([title])', 'title')

describe('over a mirror that was read', () => {
  beforeEach(() => project.import(document))

  test('the whole answer counts everybody in scope, and its numbers list them in the order of anchors', async () => {
    const view = await measured(direct('title', 'title'))
    expect(view).toMatchObject({ against: 'target', people: PEOPLE, evaluated: PEOPLE, happens: { changes: PEOPLE / 2 - 1, same: 1, newAccount: PEOPLE / 2, unknown: 0 } })
    expect(view.oddest[0]).toMatchObject({ anchor: 'p00007', display: 'Person 7', value: 'Нянька', why: 'only one in Cyrillic' })
    const question = { job: 'hr-to-ad', mapping: 'users', attribute: direct('title', 'title'), against: 'target', part: 'changes' } as const
    const page = await lens.people(context(), { ...question, offset: 10, limit: 2 })
    expect(page).toEqual({ total: PEOPLE / 2 - 1, offset: 10, rows: [
      { anchor: 'p00022', display: 'Person 22', before: 'Clerk', after: 'Nurse 22', outcome: 'changes', wrong: [] },
      { anchor: 'p00024', display: 'Person 24', before: 'Clerk', after: 'Nurse 24', outcome: 'changes', wrong: [] },
    ] })
    const searched = await lens.people(context(), { ...question, search: 'PERSON 2998', offset: 0, limit: 5 })
    expect(searched.rows.map(({ anchor }) => anchor)).toEqual(['p02998'])
    const { part: _, ...everybody } = question
    const named = await lens.people(context(), { ...everybody, anchors: ['p00024', 'p00007', 'nobody'], offset: 0, limit: 5 })
    expect(named.rows.map(({ anchor, outcome }) => [anchor, outcome])).toEqual([['p00007', 'newAccount'], ['p00024', 'changes']])
    expect((await lens.people(context(), { ...everybody, offset: 0, limit: 1 })).total).toBe(PEOPLE)
  })

  test('a bar of the histogram lists its people', async () => {
    const { histogram: { of, bins } } = await measured(direct('title', 'title'))
    expect(of).toBe('length')
    const at = bins.findIndex(({ label }) => label === '7')
    const page = await lens.people(context(), { job: 'hr-to-ad', mapping: 'users', attribute: direct('title', 'title'), against: 'target', bin: at, offset: 0, limit: 3 })
    expect(page.total).toBe(bins[at]?.count)
    expect(page.rows.map(({ after }) => after)).toEqual(['Nurse 0', 'Nurse 1', 'Nurse 2'])
  })

  test('the order of rows in the files changes nothing', async () => {
    const unique = expression('SelectUniqueValue([title], Join(" ", [title], "II"), Join(" ", [title], [id]))', 'sAMAccountName')
    const { durationMs: _, ...before } = await measured(unique)
    for (const shuffled of [(rows: readonly object[]) => [...rows].reverse(), (rows: readonly object[]) => rows.map((_row, i) => rows[(i * 7) % rows.length] as object)]) {
      project.write('people.csv', csvOf(shuffled([...people, { id: 'q', name: 'Out', title: 'None', scope: 'out' }]) as never))
      project.write('directory.ldif', ldifOf(shuffled(accounts) as never))
      await project.import(document)
      expect(await measured(unique)).toEqual({ ...before, durationMs: expect.any(Number) as number })
    }
  }, 30_000)

  test('numbers are those of the plan that the same configuration gives', async () => {
    const edited = { ...document, jobs: [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), upper], { scope: scope([['scope', 'EQUALS', 'in']]) })])] }
    const view = await measured(upper)
    const { actions } = await project.plan(await project.cycle(edited, { keep: false }))
    const changed = actions.filter(({ kind, changes }) => kind === 'update' && changes.some(({ attribute }) => attribute === 'title'))
    expect(view.happens.changes).toBe(changed.length)
    expect(view.happens.newAccount).toBe(actions.filter(({ kind }) => kind === 'create').length)
  })

  test('a newer question ends an older one at once, and has the last word', async () => {
    const asked = ['"a"', '"ab"', '"abc"'].map((text) => ask(expression(`Append([title], ${text})`, 'title')))
    const answers = await Promise.all(asked)
    expect(answers.map(({ kind }) => kind)).toEqual(['superseded', 'superseded', 'measured'])
  })

  test('the saved version is what a draft is compared with', async () => {
    const draft = { document: { ...document, jobs: [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), upper], { scope: scope([['scope', 'EQUALS', 'in']]) })])] }, draft: true, saved: document }
    expect(await measured(direct('title', 'title'), draft, 'saved')).toMatchObject({ against: 'saved', happens: { changes: 0, same: PEOPLE, newAccount: 0, unknown: 0 } })
    expect(await measured(upper, draft, 'saved')).toMatchObject({ happens: { changes: 0, same: PEOPLE } }) // case is not a difference in a directory
    expect(await measured(expression('Append([title], "!")', 'title'), draft, 'saved')).toMatchObject({ happens: { changes: PEOPLE, same: 0 } })
    expect(await measured(direct('name', 'displayName'), draft, 'saved')).toMatchObject({ happens: { changes: PEOPLE } })
  })

  test('a text that does not compile is invalid, not everybody\'s failure', async () => {
    expect(await ask(expression('ToUpper([title]', 'title'))).toMatchObject({ kind: 'invalid', message: '“ToUpper(” is not closed.' })
    expect(await ask(expression('ToUpper([id]', 'employeeID', { matchingPriority: 1 }))).toMatchObject({ kind: 'invalid' })
    expect(await ask(expression('ToUper([title])', 'title'))).toMatchObject({ kind: 'invalid', message: expect.stringContaining('ToUper') as string })
  })

  test('a pattern that runs away is stopped and named with its person', async () => {
    project.write('people.csv', csvOf(people.map((person, i) => (i === 1234 ? { ...person, title: `${'a'.repeat(60)}!` } : person))))
    await project.import(document)
    const started = performance.now()
    const answer = await ask(expression('Replace([title], , "^(a|a|aa)+(?=.)\\\\1$", , "", , )', 'title'))
    expect(answer).toMatchObject({ kind: 'stopped', anchor: 'p01234', display: 'Person 1234', pattern: '^(a|a|aa)+(?=.)\\1$' })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(await measured(upper)).toMatchObject({ people: PEOPLE })
  })

  test('what was rehearsed and what is read anew is seen by the next question', async () => {
    expect((await measured(direct('title', 'title'))).happens.newAccount).toBe(PEOPLE / 2)
    await project.cycle(document)
    expect((await measured(direct('title', 'title'))).happens).toEqual({ changes: 0, same: PEOPLE, newAccount: 0, unknown: 0 })
    project.write('people.csv', csvOf([...people, { id: 'z', name: 'New', title: 'Nurse', scope: 'in' }]))
    await project.import(document)
    expect((await measured(direct('title', 'title'))).happens).toEqual({ changes: 0, same: PEOPLE, newAccount: 1, unknown: 0 })
  })

  test('an edited matching attribute matches anew', async () => {
    expect((await measured(expression('Append([id], "x")', 'employeeID', { matchingPriority: 1 }))).happens).toMatchObject({ newAccount: PEOPLE })
    expect((await measured(direct('id', 'employeeID', { matchingPriority: 1 }))).happens).toMatchObject({ same: PEOPLE / 2, newAccount: PEOPLE / 2 })
  })

  test('a thread that ended is started again', async () => {
    await measured(upper)
    lens.close()
    expect(await measured(upper)).toMatchObject({ people: PEOPLE })
  })
})

test('a thread that one step holds is ended, and the next question has a new one', async () => {
  const file = path.join(project.folder, 'held.cjs')
  project.write('held.cjs', `
    const { parentPort, workerData: { steps } } = require('node:worker_threads')
    parentPort.on('message', ({ id, name }) => {
      Atomics.store(steps, 0, 0)
      if (name === 'lens.people') { parentPort.postMessage({ id, value: 'answered' }); return }
      Atomics.add(steps, 0, 1)
      for (;;);
    })
  `)
  const held = lensThread(file, undefined, { holdMs: 200 })
  const question = { job: 'hr-to-ad', mapping: 'users', attribute: upper, against: 'target' } as const
  await expect(held.measure(context(), question)).rejects.toThrow('takes more than 0.2 seconds for some people')
  expect(await held.people(context(), { ...question, offset: 0, limit: 1 })).toBe('answered')
  held.close()
})

test('a thread without memory for everybody is ended with the reason', async () => {
  project.write('full.cjs', `
    const { parentPort } = require('node:worker_threads')
    parentPort.on('message', () => { for (const kept = []; ;) kept.push(Array.from({ length: 100_000 }, Math.random)) })
  `)
  const full = lensThread(path.join(project.folder, 'full.cjs'), undefined, { heapMB: 32 })
  await expect(full.measure(context(), { job: 'hr-to-ad', mapping: 'users', attribute: upper, against: 'target' })).rejects.toMatchObject({ code: 'engineStopped', message: expect.stringContaining('ran out of memory') as string })
  full.close()
})

test('what was never read is named: the source, and the target where the comparison is with it', async () => {
  expect(await ask(upper, { mirror: path.join(project.folder, 'nowhere.sqlite') })).toEqual({ kind: 'unread', system: 'hr', name: 'HR' })
  expect(await ask(upper)).toEqual({ kind: 'unread', system: 'hr', name: 'HR' })
  await project.import({ ...document, systems: document.systems.filter(({ id }) => id === 'hr') })
  expect(await ask(upper)).toEqual({ kind: 'unread', system: 'ad', name: 'Directory' })
  expect(await ask(upper, {}, 'saved')).toMatchObject({ kind: 'measured', lens: { people: PEOPLE } })
  await expect(lens.people(context(), { job: 'hr-to-ad', mapping: 'users', attribute: upper, against: 'target', part: 'same', offset: 0, limit: 5 })).rejects.toMatchObject({ code: 'nothingRead' })
  await expect(lens.measure(context(), { job: 'nobody', mapping: 'users', attribute: upper, against: 'target' })).rejects.toMatchObject({ code: 'jobUnknown' })
})
