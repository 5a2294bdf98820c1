import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PeopleDesk } from '../../../main/jobs/people-desk'
import type { ProjectContext } from '../../../main/jobs/project-context'
import { openMirror, type Mirror } from '../../../main/mirror/open-mirror'
import type { ScopeView } from '../../../shared/ipc/scope-views'
import type { ProjectDocument, ScopingFilter } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, NOW, type RehearsedProject, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

const people = Array.from({ length: 40 }, (_, i) => ({ id: `p${String(i).padStart(2, '0')}`, name: `Person ${i}`, kind: i < 10 ? 'Agency' : i < 38 ? 'Employee' : '', ward: i % 2 === 0 ? 'North' : 'South', phone: '' }))
const accounts = people.slice(0, 20).map(({ id, name }, i) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, cn: name, employeeID: id, userAccountControl: '512', telephoneNumber: '55', title: 'NORTH' }))
const filter = scope([['kind', 'NOT EQUALS', 'Agency'], ['ward', 'EQUALS', 'North']], [['name', 'REGEX MATCH', 'Person 1.*']])

function documentWith(scoping: ScopingFilter | undefined): ProjectDocument {
  return projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('phone', 'telephoneNumber'), direct('ward', 'title'), expression('Join("-", [kind], [ward])', 'department'),
  ], scoping === undefined ? {} : { scope: scoping })])])
}

let project: RehearsedProject
let mirror: Mirror
let desk: PeopleDesk
beforeEach(() => {
  project = rehearsedProject(temporaryFolder())
  project.write('people.csv', csvOf(people))
  project.write('directory.ldif', ldifOf(accounts))
})
afterEach(() => {
  mirror?.close()
  project.close()
})

function open(): void {
  mirror = openMirror(project.session.mirror.file, { readOnly: true })
  desk = new PeopleDesk(mirror)
}
const context = (document: ProjectDocument, saved?: ProjectDocument): ProjectContext => ({ folder: project.folder, mirror: project.session.mirror.file, document, configHash: 'sha256:test', draft: true, ...(saved === undefined ? {} : { saved }) })
const question = (scoping: ScopingFilter | null) => ({ job: 'hr-to-ad', mapping: 'users', scope: scoping })

async function measured(scoping: ScopingFilter | null, saved = documentWith(undefined)): Promise<ScopeView> {
  const answer = await desk.measureScope(context(documentWith(undefined), saved), question(scoping))
  if (answer.kind !== 'measured') throw new Error(JSON.stringify(answer))
  return answer.view
}

describe('a scoping filter over everybody', () => {
  beforeEach(async () => {
    await project.import(documentWith(undefined))
    open()
  })

  test('who is in is who the cycle has in scope, and everybody is counted once', async () => {
    const view = await measured(filter)
    const outcome = await project.cycle(documentWith(filter), { keep: false })
    expect(view.people).toBe(people.length)
    expect([view.in, view.out]).toEqual([outcome.jobs[0]!.sourceObjects - outcome.jobs[0]!.outOfScope, outcome.jobs[0]!.outOfScope])
    expect(view.in + view.out + view.undecided).toBe(view.people)
    expect(view.outWithAccount).toBe(people.slice(0, 20).filter(({ kind, ward, name }) => !(kind !== 'Agency' && kind !== '' && ward === 'North') && !/^Person 1/.test(name)).length)
  })

  test('a clause counts whom it lets through alone, who is out because of it alone, and who has no value', async () => {
    const [first, second] = (await measured(filter)).groups
    expect(first?.clauses[0]).toEqual({ alone: 28, only: people.filter(({ kind, ward, name }) => ward === 'North' && (kind === 'Agency' || kind === '') && !/^Person 1/.test(name)).length, blank: 2 })
    expect(second).toMatchObject({ passes: 11, clauses: [{ alone: 11, blank: 0 }] })
  })

  test('every number is the length of its list, and the list says what a cycle would do', async () => {
    const view = await measured(filter)
    for (const part of ['in', 'out', 'fallOut', 'comeIn'] as const) expect((await desk.scopePeople(context(documentWith(undefined), documentWith(undefined)), { ...question(filter), part, offset: 0, limit: 5 })).total).toBe(view[part])
    for (const which of ['alone', 'only'] as const) {
      const page = await desk.scopePeople(context(documentWith(undefined)), { ...question(filter), clause: { group: 0, clause: 0, which }, offset: 0, limit: 5 })
      expect(page.total).toBe(view.groups[0]?.clauses[0]?.[which])
    }
    const rows = (await desk.scopePeople(context(documentWith(undefined)), { ...question(filter), offset: 0, limit: 100 })).rows
    const actions = (await project.plan(await project.cycle(documentWith(filter), { keep: false }))).actions
    expect(rows.map(({ anchor, fate }) => [anchor, fate.kind, fate.text])).toEqual(actions.map(({ source, kind, reason }) => [source?.anchor, kind, reason.text]))
    expect(rows.filter(({ now, account }) => now === 'out' && account !== undefined)).toHaveLength((await measured(filter)).outWithAccount)
    expect(rows[0]?.groups).toEqual([[{ value: 'Agency', verdict: 'fails' }, { value: 'North', verdict: 'passes' }], [{ value: 'Person 0', verdict: 'fails' }]])
  })

  test('a pattern that does not read is marked at its clause, and a clause that is not permitted says so', async () => {
    expect(await desk.measureScope(context(documentWith(undefined)), question(scope([['kind', 'REGEX MATCH', 'a(']])))).toMatchObject({ kind: 'invalid', problems: [{ collection: 'groups', group: 0, clause: 0, severity: 'error' }] })
    const answer = await desk.measureScope(context(documentWith(undefined)), question(scope([['manager', 'IS NULL']])))
    expect(answer).toMatchObject({ kind: 'measured', problems: [{ group: 0, clause: 0 }, { group: 0, clause: 0 }] })
  })

  test('who is dropped when read is out, whatever the other groups say', async () => {
    const view = await measured({ groups: [], inputFilterGroups: [{ clauses: [{ attribute: 'ward', operator: 'EQUALS', value: 'North' }] }] })
    expect(view).toMatchObject({ in: 20, out: 20, dropped: 20, groups: [], inputFilterGroups: [{ passes: 20 }] })
  })
})

describe('one person', () => {
  test('is traced through scope, rules and mappings, with what was stopped at which gate', async () => {
    await project.import(documentWith(filter))
    open()
    const trace = await desk.trace({ job: 'hr-to-ad', anchor: 'p12', document: documentWith(filter), now: NOW, seed: 1 })
    expect(trace).toMatchObject({ display: 'Person 12', match: 'matched', scope: { inScope: true }, rules: [{ attribute: 'employeeID', outcome: 'hit' }], action: { kind: 'update' }, account: { display: expect.any(String) } })
    expect(trace.scope.groups[0]?.clauses[0]).toEqual({ text: 'kind NOT EQUALS Agency', value: 'Employee', verdict: 'passes' })
    expect(Object.fromEntries(trace.flows.map(({ attribute, gate }) => [attribute, gate]))).toEqual({ cn: 'equal', department: 'written', employeeID: 'equal', telephoneNumber: 'nullFlowOff', title: 'equalButCase' })
    const outside = await desk.trace({ job: 'hr-to-ad', anchor: 'p02', document: documentWith(filter), now: NOW, seed: 1 })
    expect(outside).toMatchObject({ match: 'outOfScope', scope: { inScope: false }, flows: [], rules: [{ outcome: 'notTried' }] })
    await expect(desk.trace({ job: 'hr-to-ad', anchor: 'nobody', document: documentWith(filter), now: NOW, seed: 1 })).rejects.toMatchObject({ code: 'objectUnknown' })
  })

  test('is found by the account that stands for them, and followed to it', async () => {
    await project.cycle(documentWith(undefined))
    open()
    const hops = await desk.follow({ job: 'hr-to-ad', anchor: 'p12', document: documentWith(undefined), now: NOW, seed: 1 })
    expect(hops).toMatchObject([{ source: { anchor: 'p12' }, target: { system: 'ad' }, notMapped: [], blanked: [] }])
    expect(hops[0]?.made.map(({ attribute, value }) => `${attribute} ${String(value)}`)).toEqual(['cn Person 12', 'department Employee-North', 'employeeID p12', 'telephoneNumber 55', 'title NORTH'])
    const account = hops[0]?.target?.anchor ?? ''
    expect(desk.find(documentWith(undefined), { system: 'ad', anchor: account })).toEqual([{ job: 'hr-to-ad', objectMapping: 'users', anchor: 'p12', display: 'Person 12', system: 'hr' }])
    expect(desk.find(documentWith(undefined), { system: 'hr', anchor: 'p12' })).toHaveLength(1)
    expect(desk.find(documentWith(undefined), { system: 'hr', anchor: 'nobody' })).toEqual([])
  })
})
