import { afterEach, beforeEach, expect, test } from 'vitest'
import { ReplanDesk } from '../../../main/jobs/replan-desk'
import type { ProjectContext } from '../../../main/jobs/project-context'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, type RehearsedProject, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

const people = Array.from({ length: 40 }, (_, i) => ({ id: `p${String(i).padStart(2, '0')}`, name: `Person ${i}`, kind: i < 10 ? 'Agency' : 'Employee' }))
const accounts = people.map(({ id, name }, i) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, cn: name, employeeID: id, userAccountControl: '512' }))

function documentWith(operand: string | undefined, more: { readonly chain?: boolean } = {}): ProjectDocument {
  const mapping = objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn')], operand === undefined ? {} : { scope: scope([['kind', 'NOT EQUALS', operand]]) })
  const second = { id: 'second', service: 'CloudSync' as const, source: 'ad', target: 'copy', objectMappings: [objectMapping([direct('employeeID', 'employeeID', { matchingPriority: 1 }), direct('cn', 'displayName')], { sourceType: 'user', targetType: 'user' })] }
  const copy = { ...targetSystem(), id: 'copy', name: 'Copy', settings: { kind: 'ldif' as const, paths: ['copy.ldif'] } }
  return projectOf(more.chain ? [sourceSystem(), targetSystem(), copy] : [sourceSystem(), targetSystem()], [job([mapping], { guards: { deletions: { enabled: true, value: 5 } } }), ...(more.chain ? [second] : [])])
}

let project: RehearsedProject
let desk: ReplanDesk
beforeEach(() => {
  project = rehearsedProject(temporaryFolder())
  project.write('people.csv', csvOf(people))
  project.write('directory.ldif', ldifOf(accounts))
  project.write('copy.ldif', ldifOf([{ dn: 'DC=copy', objectClass: 'domain' }]))
  desk = new ReplanDesk()
})
afterEach(() => project.close())

const context = (document: ProjectDocument, configHash = 'sha256:draft'): ProjectContext => ({ folder: project.folder, mirror: project.session.mirror.file, document, configHash, draft: true })
const ask = (document: ProjectDocument, hash?: string) => desk.difference(() => project.session, context(document, hash))

test.each([{ chain: false }, { chain: true }])('counts who comes out otherwise, names them with what came before and after, and says which guard trips (later jobs: $chain)', async (more) => {
  await project.cycle(documentWith(undefined, more))
  await project.cycle(documentWith(undefined, more), { type: 'initial' })
  const answer = await ask(documentWith('Agency', more))
  if (answer.kind !== 'difference') throw new Error(answer.kind)
  const { view } = answer
  expect(view.run).toBe(2)
  expect(view.after[0]?.held).toMatchObject({ guard: 'deletions', count: 10, limit: 5 })
  expect(view.trips.map(({ job: id, guard, count }) => [id, guard, count])).toEqual([['hr-to-ad', 'deletions', 10]])
  const page = desk.people(context(documentWith('Agency', more)), { hash: view.hash, offset: 0, limit: 3 })
  expect(page.total).toBe(view.people)
  expect(page.rows[0]?.before).toMatchObject({ kind: 'skip', reason: { code: 'unchanged' } })
  expect(page.rows[0]?.after).toMatchObject({ kind: 'disable', reason: { code: 'leftScope', clause: 'kind NOT EQUALS Agency' } })
  expect(desk.people(context(documentWith('Agency', more)), { hash: view.hash, search: 'person 7', offset: 0, limit: 3 }).total).toBeGreaterThan(0)
  const sums = view.counts.reduce((sum, count) => ({ before: sum.before + count.before, after: sum.after + count.after }), { before: 0, after: 0 })
  expect(sums).toEqual({ before: view.people, after: view.people })
})

test('an edit waits for what was begun before it, which real work ends', async () => {
  await project.cycle(documentWith(undefined))
  project.reopen()
  const prepared = desk.prepare(() => project.session, context(documentWith(undefined), 'sha256:saved'))
  const [first, second] = [ask(documentWith('Agency'), 'sha256:a'), ask(documentWith('Employee'), 'sha256:b')]
  expect((await first).kind).toBe('superseded')
  expect(await second).toMatchObject({ kind: 'difference', view: { run: 0, people: 30 } })
  await prepared
  expect([project.session.basis !== undefined, desk.isAsked]).toEqual([true, true])
  project.reopen()
  desk = new ReplanDesk()
  const again = desk.prepare(() => project.session, context(documentWith(undefined)))
  await desk.giveUp()
  await again
  expect([project.session.basis, desk.isAsked]).toEqual([undefined, false])
  project.session.beginWork()()
})

test('a newer question ends the one before, and giving up ends them all and frees the session', async () => {
  await project.cycle(documentWith(undefined))
  const [first, second] = [ask(documentWith('Agency'), 'sha256:a'), ask(documentWith('Employee'), 'sha256:b')]
  expect((await first).kind).toBe('superseded')
  expect((await second).kind).toBe('difference')
  const third = ask(documentWith('Agency'))
  await desk.giveUp()
  expect((await third).kind).toBe('superseded')
  project.session.beginWork()()
  expect(desk.people(context(documentWith('Agency')), { hash: 'sha256:draft', offset: 0, limit: 3 }).total).toBe(0)
})

test('the same question is answered again without planning, until something was read or rehearsed', async () => {
  await project.cycle(documentWith(undefined))
  const [first, second] = [await ask(documentWith('Agency')), await ask(documentWith('Agency'))]
  if (first.kind !== 'difference' || second.kind !== 'difference') throw new Error(`${first.kind}, ${second.kind}`)
  expect(second.view.before).toBe(first.view.before)
  project.write('people.csv', csvOf(people.slice(5)))
  await project.cycle(documentWith(undefined))
  const third = await ask(documentWith('Agency'))
  expect(third).toMatchObject({ kind: 'difference', view: { people: first.view.people - 5 } })
})

test('what cannot be planned is said instead', async () => {
  expect((await ask(documentWith('Agency'))).kind).toBe('unread')
  await project.cycle(documentWith(undefined))
  const document = documentWith(undefined)
  const mapping = document.jobs[0]!.objectMappings[0]!
  mapping.attributeMappings.push({ type: 'Expression', target: 'title', expression: 'Nonsense(' })
  expect(await ask(document)).toMatchObject({ kind: 'invalid', message: expect.stringContaining('title') })
})
