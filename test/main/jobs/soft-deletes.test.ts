import { fc } from '../../support/laws'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AttributeMapping, ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { onDemand } from '../../../main/jobs/on-demand'
import { runForecast } from '../../../main/jobs/run-forecast'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Bag = Readonly<Record<string, unknown>>

const tenant: ConnectedSystem = { id: 'tenant', name: 'Tenant', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] }, display: ['displayName'] }
const application: ConnectedSystem = { id: 'app', name: 'Application', product: 'scim', settings: { kind: 'scim-json', paths: ['app.json'] }, display: ['userName'] }
const soft = expression('Not([IsSoftDeleted])', 'active')
const mapped = [direct('id', 'externalId', { matchingPriority: 1 }), direct('displayName', 'userName')]

const outbound = (mappings: readonly AttributeMapping[], more: Partial<Job> = {}, target = application): ProjectDocument =>
  projectOf([tenant, target], [job([objectMapping(mappings, { sourceType: 'user', targetType: 'User' })], { id: 'out', service: 'Application', source: 'tenant', target: 'app', ...more })])

const user = (id: string, more: Bag = {}): Bag => ({ id, displayName: `User ${id}`, accountEnabled: true, ...more })
const users = (...value: readonly Bag[]): string => JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value })
const accounts = (ids: readonly string[], more: Bag = { active: true }): string => JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: ids.length,
  Resources: ids.map((id) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id: `a${id}`, externalId: id, userName: `User ${id}`, ...more })),
})

function project(files: Readonly<Record<string, string>>): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => { made.close() })
  for (const [file, text] of Object.entries(files)) made.write(file, text)
  return made
}

async function kinds(made: RehearsedProject, document: ProjectDocument, now = NOW): Promise<readonly string[]> {
  const { actions } = await made.plan(await made.cycle(document, { now }))
  return actions.map(({ source, kind, reason, status }) => `${source?.anchor ?? ''} ${kind} ${reason.code}${status === 'planned' ? '' : ` ${status}`}`)
}

const day = (n: number): string => new Date(Date.parse(NOW) + n * 86_400_000).toISOString().replace('.000Z', 'Z')

describe('a user who is deleted in Entra ID', () => {
  rule(['7.1-1', '7.1-2', '2.2-3', '2.2-4'], 'is disabled at the application, and deleted there after 30 days, although still listed', async () => {
    const made = project({ 'users.json': users(user('1')), 'app.json': accounts(['1']) })
    const document = outbound([...mapped, soft])
    await made.cycle(document)
    made.write('users.json', users(user('1', { deletedDateTime: NOW })))
    expect(await kinds(made, document, day(1))).toEqual(['1 disable mappedToDisabled'])
    expect(await kinds(made, document, day(29))).toEqual([])
    expect(await kinds(made, document, day(30))).toEqual(['1 delete hardDeleted'])
    expect(await kinds(made, document, day(31))).toEqual([])
  })

  test('leads nobody from the cycle on that deletes the account, although still listed', async () => {
    const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager'
    const [gone, led] = [user('1', { deletedDateTime: NOW }), user('9', { manager: { id: '8' } })]
    const made = project({ 'users.json': users(gone, led), 'app.json': accounts(['1']) })
    const document = outbound([...mapped, soft, direct('manager', manager)])
    const planned = async (now: string): Promise<readonly unknown[]> => (await made.plan(await made.cycle(document, { now }))).actions.map(({ source, kind, changes }) => [source?.anchor, kind, changes.find(({ attribute }) => attribute === manager)?.after])
    await made.cycle(document, { now: day(1) })
    made.write('users.json', users(gone, led, user('2', { manager: { id: '1' } })))
    expect(await planned(day(29))).toEqual([['2', 'create', 'a1']])
    made.write('users.json', users(gone, led, user('2', { manager: { id: '1' } }), user('3', { manager: { id: '1' } })))
    expect(await planned(day(30))).toEqual([['1', 'delete', undefined], ['3', 'create', undefined]])
  })

  rule('10.3-4', 'is one whom the service would not take on demand, as is one who is disabled', async () => {
    const made = project({ 'users.json': users(user('1'), user('2', { deletedDateTime: NOW }), user('3', { accountEnabled: false })), 'app.json': accounts(['2']) })
    const document = outbound([...mapped, soft])
    const imported = async (anchor: string) => (await onDemand(made.session, document, document.jobs[0] as Job, anchor, { now: NOW, seed: 1, readAt: NOW }, quietly)).steps[0]?.status
    expect([await imported('1'), await imported('2'), await imported('3')]).toEqual(['success', 'warning', 'warning'])
  })

  rule(['7.1-2', '2.2-4'], 'is deleted at once when no page lists them any more', async () => {
    const made = project({ 'users.json': users(user('1'), user('2')), 'app.json': accounts(['1', '2']) })
    const document = outbound([...mapped, soft])
    await made.cycle(document)
    made.write('users.json', users(user('2')))
    expect(await kinds(made, document, day(1))).toEqual(['1 delete goneFromSource'])
  })

  rule('7.1-4', 'changes nothing in an application whose mappings do not use IsSoftDeleted, until the hard delete', async () => {
    const made = project({ 'users.json': users(user('1')), 'app.json': accounts(['1']) })
    const document = outbound(mapped)
    await made.cycle(document)
    made.write('users.json', users(user('1', { accountEnabled: false })))
    expect(await kinds(made, document, day(1))).toEqual(['1 skip unchanged'])
    made.write('users.json', users(user('1', { deletedDateTime: day(1) })))
    expect(await kinds(made, document, day(2))).toEqual(['1 skip unchanged'])
    expect(await kinds(made, document, day(31))).toEqual(['1 delete hardDeleted'])
  })

  rule.each([
    { event: 'disabled', change: { accountEnabled: false } }, { event: 'soft-deleted', change: { deletedDateTime: NOW } },
  ], '7.1-5')('is deleted when only $event, where the application knows no account state', async ({ change }) => {
    const plain: ConnectedSystem = { id: 'app', name: 'Application', product: 'sql', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'externalId', objectType: 'User' } }
    const made = project({ 'users.json': users(user('1'), user('2')), 'app.csv': csvOf([{ externalId: '1', userName: 'User 1' }, { externalId: '2', userName: 'User 2' }]) })
    const document = outbound(mapped, {}, plain)
    await made.cycle(document)
    made.write('users.json', users(user('1', change), user('2')))
    expect(await kinds(made, document, day(1))).toEqual(['1 delete softDeleted'])
    expect(await kinds(made, document, day(2))).toEqual([])
  })

  rule(['7.1-12', '3.1-8'], 'is left alone at first sight where the application knows no account state, and taken up once active', async () => {
    const plain: ConnectedSystem = { id: 'app', name: 'Application', product: 'sql', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'externalId', objectType: 'User' } }
    const made = project({ 'users.json': users(user('1', { accountEnabled: false }), user('2')), 'app.csv': csvOf([{ externalId: '1', userName: 'old' }, { externalId: '2', userName: 'User 2' }]) })
    const document = outbound(mapped, {}, plain)
    const initial = async (now: string): Promise<readonly string[]> => (await made.plan(await made.cycle(document, { type: 'initial', now }))).actions.map(({ source, kind, reason }) => `${source?.anchor ?? ''} ${kind} ${reason.code}`)
    expect(await initial(NOW)).toEqual(['1 skip disabledInSource', '2 skip unchanged'])
    expect(await initial(NOW)).toEqual(['1 skip disabledInSource', '2 skip unchanged'])
    made.write('users.json', users(user('1'), user('2')))
    expect(await initial(day(1))).toEqual(['1 update firstMatch', '2 skip unchanged'])
    made.write('users.json', users(user('1', { accountEnabled: false }), user('2')))
    expect(await initial(day(2))).toEqual(['1 delete softDeleted', '2 skip unchanged'])
  })
})

describe('a user who is unassigned', () => {
  rule(['7.1-7', '7.1-8'], 'is disabled and not managed any more: neither a soft delete nor the hard one that follows sends anything', async () => {
    const made = project({ 'users.json': users(user('1'), user('2')), 'app.json': accounts(['1', '2']) })
    const assigned = (ids: readonly string[]): ProjectDocument => outbound([...mapped, soft], { assignment: { sync: 'assigned', users: [...ids] } })
    await made.cycle(assigned(['1', '2']))
    expect(await kinds(made, assigned(['2']), day(1))).toEqual(['1 disable leftScope', '2 skip unchanged'])
    made.write('users.json', users(user('1', { deletedDateTime: day(1) }), user('2')))
    expect(await kinds(made, assigned(['2']), day(2))).toEqual(['1 skip outOfScope'])
    expect(await kinds(made, assigned(['2']), day(40))).toEqual(['1 skip alreadyDisabled'])
    made.write('users.json', users(user('2')))
    expect(await kinds(made, assigned(['2']), day(41))).toEqual(['1 skip alreadyDisabled'])
  })

  test('is not managed any more where the account was off already', async () => {
    const made = project({ 'users.json': users(user('1', { accountEnabled: false }), user('2')), 'app.json': accounts(['1', '2']) })
    const assigned = (ids: readonly string[]): ProjectDocument => outbound([...mapped, soft], { assignment: { sync: 'assigned', users: [...ids] } })
    expect(await kinds(made, assigned(['1', '2']), day(0))).toEqual(['1 disable mappedToDisabled', '2 skip unchanged'])
    expect(await kinds(made, assigned(['2']), day(1))).toEqual(['1 skip alreadyDisabled', '2 skip unchanged'])
    made.write('users.json', users(user('2')))
    expect(await kinds(made, assigned(['2']), day(2))).toEqual(['1 skip alreadyDisabled'])
  })

  rule('7.1-8', 'is activated when assigned again', async () => {
    const made = project({ 'users.json': users(user('1')), 'app.json': accounts(['1']) })
    const assigned = (ids: readonly string[]): ProjectDocument => outbound([...mapped, soft], { assignment: { sync: 'assigned', users: [...ids] } })
    await made.cycle(assigned(['1']))
    await made.cycle(assigned([]), { now: day(1) })
    expect(await kinds(made, assigned(['1']), day(2))).toEqual(['1 enable backInScope'])
  })

  rule(['7.2-1', '7.2-3'], 'is left as they are under SkipOutOfScopeDeletions, and deleted when deleted at the source', async () => {
    const made = project({ 'users.json': users(user('1'), user('2')), 'app.json': accounts(['1', '2']) })
    const assigned = (ids: readonly string[]): ProjectDocument => outbound([...mapped, soft], { skipOutOfScopeDeletions: true, assignment: { sync: 'assigned', users: [...ids] } })
    await made.cycle(assigned(['1', '2']))
    expect(await kinds(made, assigned(['2']), day(1))).toEqual(['1 skip skipOutOfScope', '2 skip unchanged'])
    made.write('users.json', users(user('2')))
    expect(await kinds(made, assigned(['2']), day(2))).toEqual(['1 delete goneFromSource'])
  })
})

describe('a delete at Entra ID', () => {
  const hr = sourceSystem({ missingMeansDeleted: true })
  const document = projectOf([hr, { ...tenant, settings: { kind: 'graph-json', paths: ['tenant.json'] } }], [job([objectMapping([
    direct('id', 'employeeId', { matchingPriority: 1 }), direct('upn', 'userPrincipalName'), direct('name', 'displayName'),
  ], { targetType: 'user' })], { id: 'in', service: 'ApiDriven', target: 'tenant' })])
  const held = users(user('g1', { employeeId: '1', userPrincipalName: 'ann@x.org', displayName: 'Ann', deletedDateTime: null }))
  const ann = (id: string): Readonly<Record<string, string>> => ({ id, upn: 'ann@x.org', name: 'Ann' })
  const bea = { id: '9', upn: 'bea@x.org', name: 'Bea' }

  rule(['7.1-11', '12-6'], 'can be restored for 30 days, and until then its user principal name is taken', async () => {
    const made = project({ 'people.csv': csvOf([ann('1'), bea]), 'tenant.json': held })
    await made.cycle(document)
    made.write('people.csv', csvOf([bea]))
    const gone = await made.plan(await made.cycle(document, { now: day(1) }))
    expect(gone.actions).toMatchObject([{ kind: 'delete', marks: [] }])
    made.write('people.csv', csvOf([ann('2'), bea]))
    const blocked = await made.plan(await made.cycle(document, { now: day(2) }))
    expect(blocked.actions).toMatchObject([{ kind: 'create', status: 'failed', issues: [{ code: 'EntryConflict', attribute: 'userPrincipalName' }] }])
    expect(blocked.actions[0]?.issues[0]?.message).toContain('kept for 30 days')
    const later = await made.plan(await made.cycle(document, { now: day(32), type: 'initial' }))
    expect(later.actions.find((action) => action.source?.anchor === '2')).toMatchObject({ kind: 'create', status: 'planned' })
  })

  rule('7.1-11', 'is found by nobody, though the tenant still lists it', async () => {
    const made = project({ 'people.csv': csvOf([ann('1')]), 'tenant.json': users(user('g1', { employeeId: '1', userPrincipalName: 'old@x.org', deletedDateTime: NOW })) })
    const { actions } = await made.plan(await made.cycle(document, { now: day(1) }))
    expect(actions).toMatchObject([{ kind: 'create', status: 'planned' }])
  })
})

rule('7.1-2', 'a forecast sees the day on which a soft-deleted user is deleted for good', async () => {
  const made = project({ 'users.json': users(user('1')), 'app.json': accounts(['1']) })
  const document = outbound([...mapped, soft])
  await made.cycle(document)
  made.write('users.json', users(user('1', { deletedDateTime: NOW })))
  const found = await runForecast(made.session, { document, configHash: 'sha256:test', draft: false, from: day(28), days: 3, full: false, seed: 1, startedAt: day(28) }, quietly)
  expect(found.byDay.map(({ disable, delete: deleted }) => [disable, deleted])).toEqual([[1, 0], [0, 0], [0, 1], [0, 0]])
})

test('whatever becomes of users day by day, no account is on whose user is off, and none is left whose user is gone', async () => {
  const state = fc.constantFrom('on', 'off', 'deleted', 'gone')
  const days = fc.array(fc.record({ 1: state, 2: state }), { minLength: 1, maxLength: 4 })
  await fc.assert(fc.asyncProperty(days, async (all) => {
    const made = rehearsedProject(temporaryFolder())
    try {
      const document = outbound([...mapped, soft])
      made.write('app.json', accounts(['1', '2', '3']))
      let last: Readonly<Record<string, string>> = { 1: 'on', 2: 'on' }
      for (const [n, now] of [{ 1: 'on', 2: 'on' }, ...all].entries()) {
        const listed = Object.entries(now).flatMap(([id, is]) => (is === 'gone' ? [] : [user(id, { accountEnabled: is !== 'off', ...(is === 'deleted' ? { deletedDateTime: day(n) } : {}) })]))
        made.write('users.json', users(user('3'), ...listed))
        await made.cycle(document, { now: day(n) })
        last = now
      }
      const table = made.session.tables('app').get('User')
      const left = table && made.session.effective(table).table
      for (const [id, is] of Object.entries(last)) {
        const rows = left?.anchors.flatMap((_, row) => (JSON.stringify(left.bodies.at(row)).includes(`User ${id}`) ? [left.bodies.at(row) as string] : [])) ?? []
        const on = rows.filter((body) => /true/i.test(body))
        expect([is, rows.length > 0 && is === 'gone', on.length]).toEqual([is, false, is === 'on' ? 1 : 0])
      }
    } finally {
      made.close()
    }
  }), { numRuns: Number(process.env.REHEARSAL_LAW_RUNS ?? '8') })
})
