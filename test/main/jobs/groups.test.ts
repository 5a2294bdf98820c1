import { describe, expect, onTestFinished } from 'vitest'
import { onDemand } from '../../../main/jobs/on-demand'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { AttributeMapping, ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Entry = Readonly<Record<string, string | readonly string[] | undefined>>

const corp: ConnectedSystem = { id: 'corp', name: 'Corp', product: 'ldap', settings: { kind: 'ldif', paths: ['corp.ldif'], anchor: 'objectGUID' } }
const inCorp = (id: string, more: Entry = {}): Entry => ({ dn: `CN=${id},OU=Corp,DC=c`, objectClass: 'user', objectGUID: `u${id}`, cn: id, employeeID: id, ...more })
const groupInCorp = (name: string, members: readonly string[], more: Entry = {}): Entry => ({ dn: `CN=${name},OU=Corp,DC=c`, objectClass: 'group', objectGUID: `g${name}`, cn: name, number: name, member: members.map((id) => `CN=${id},OU=Corp,DC=c`), ...more })
const units = ['Ward', 'Lab', 'Groups'].map((ou): Entry => ({ dn: `OU=${ou},DC=x`, objectClass: 'organizationalUnit', ou }))
const inAd = (id: string, ward = 'Ward', more: Entry = {}): Entry => ({ dn: `CN=${id},OU=${ward},DC=x`, objectClass: 'user', objectGUID: `a${id}`, cn: id, employeeID: id, sAMAccountName: id, userAccountControl: '512', ...more })
const groupInAd = (name: string, members: readonly string[], more: Entry = {}): Entry => ({ dn: `CN=${name},OU=Groups,DC=x`, objectClass: 'group', objectGUID: `ag${name}`, cn: name, sAMAccountName: name, member: members, ...more })

const users = (more: readonly AttributeMapping[] = []) => objectMapping([
  direct('employeeID', 'employeeID', { matchingPriority: 1 }), direct('cn', 'cn'), direct('employeeID', 'sAMAccountName'), ...more,
], { id: 'users', sourceType: 'user', targetType: 'user', container: 'OU=Ward,DC=x', scope: scope([['info', 'IS NULL']]) })
const groups = objectMapping([
  direct('cn', 'cn', { matchingPriority: 1 }), direct('number', 'sAMAccountName'), direct('member', 'member'),
], { id: 'groups', sourceType: 'group', targetType: 'group', container: 'OU=Groups,DC=x' })
const place = expression('Join("", "OU=", [department], ",DC=x")', 'parentDistinguishedName')

function document(mappings: Job['objectMappings'] = [users(), groups], more: Partial<Job> = {}): ProjectDocument {
  return projectOf([corp, targetSystem()], [job(mappings, { id: 'corp-to-ad', service: 'CloudSync', source: 'corp', ...more })])
}

function project(source: readonly Entry[], target: readonly Entry[]): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => made.close())
  made.write('corp.ldif', ldifOf(source))
  made.write('directory.ldif', ldifOf([...units, ...target]))
  return made
}

async function plan(made: RehearsedProject, options: Parameters<RehearsedProject['cycle']>[1] = {}, of = document()): Promise<ReadonlyMap<string, ProvisioningAction>> {
  const { actions } = await made.plan(await made.cycle(of, options))
  return new Map(actions.map((action) => [action.source?.anchor ?? '', action]))
}
const members = (action: ProvisioningAction | undefined) => action?.changes.find((change) => change.attribute === 'member')
const doing = (actions: ReadonlyMap<string, ProvisioningAction>) => [...actions.values()].filter((action) => action.kind !== 'skip')

describe('a group', () => {
  rule(['2.1-6', '8-15', '8-14'], 'is created with the accounts of its members, those created in the same cycle included, in the follow-up pass', async () => {
    const made = project([inCorp('1'), inCorp('2'), groupInCorp('staff', ['1', '2'])], [inAd('1')])
    const actions = await plan(made)
    expect(actions.get('gstaff')).toMatchObject({ kind: 'create', status: 'planned', marks: ['deferred'] })
    expect(members(actions.get('gstaff'))).toEqual({ attribute: 'member', after: ['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'], mapping: 'member', deferred: true })
    made.reopen()
    expect(doing(await plan(made, { type: 'initial' }))).toEqual([])
  })

  rule('8-6', 'leaves out members who are out of scope, and names them', async () => {
    const made = project([inCorp('1'), inCorp('2', { info: 'external' }), groupInCorp('staff', ['1', '2'])], [inAd('1'), inAd('2')])
    const action = (await plan(made)).get('gstaff')
    expect(members(action)?.after).toBe('CN=1,OU=Ward,DC=x')
    expect(action?.issues).toMatchObject([{ code: 'ReferenceOutOfScope', severity: 'warning', value: 'CN=2,OU=Corp,DC=c' }])
  })

  rule(['8-6', '2.4-20'], 'does not notice in an incremental cycle that a member came into scope; a restart does', async () => {
    const made = project([inCorp('1'), inCorp('2', { info: 'external' }), groupInCorp('staff', ['1', '2'])], [inAd('1'), inAd('2')])
    await plan(made)
    made.write('corp.ldif', ldifOf([inCorp('1'), inCorp('2'), groupInCorp('staff', ['1', '2'])]))
    const incremental = await made.cycle(document(), { type: 'incremental', keep: false })
    expect((await made.plan(incremental)).actions.map((action) => action.source?.anchor)).toEqual(['u2'])
    expect(incremental.jobs[0]?.unevaluated).toEqual({ clock: 0, references: 1 })
    expect(members((await plan(made, { type: 'initial' })).get('gstaff'))?.after).toEqual(['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'])
  })

  rule(['7.1-5', '2.4-12'], 'that leaves scope is deleted, for a group has no account state to turn off', async () => {
    const scoped = document([users(), { ...groups, scope: scope([['info', 'IS NULL']]) }])
    const made = project([inCorp('1'), groupInCorp('staff', ['1'])], [inAd('1'), groupInAd('staff', [])])
    await plan(made, {}, scoped)
    made.write('corp.ldif', ldifOf([inCorp('1'), groupInCorp('staff', ['1'], { info: 'closed' })]))
    const left = doing(await plan(made, {}, scoped))
    expect(left).toMatchObject([{ kind: 'delete', status: 'planned', reason: { code: 'leftScope', clause: 'info IS NULL' }, marks: ['final'], changes: [] }])
    expect(doing(await plan(made, { type: 'initial' }, scoped))).toEqual([])
  })

  rule(['8-16', '8-2'], 'names members who move by their new name, without a change of its own', async () => {
    const moving = document([users([place]), groups])
    const made = project([inCorp('1', { department: 'Lab' }), groupInCorp('staff', ['1'])], [inAd('1'), groupInAd('staff', ['CN=1,OU=Ward,DC=x'])])
    const actions = await plan(made, {}, moving)
    expect(actions.get('u1')).toMatchObject({ kind: 'update', marks: expect.arrayContaining(['moved']) as unknown })
    expect(actions.get('gstaff')).toMatchObject({ kind: 'skip', reason: { code: 'unchanged' } })
    made.reopen()
    expect(doing(await plan(made, { type: 'initial' }, moving))).toEqual([])
  })

  rule(['8-16', '7.3-7'], 'loses members who are deleted, which is no removal of its own', async () => {
    const of = document([users(), groups], { guards: { deletions: { enabled: true, value: 2 } } })
    const made = project([inCorp('1'), inCorp('2'), groupInCorp('staff', ['1', '2'])], [inAd('1'), inAd('2'), groupInAd('staff', ['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'])])
    await plan(made, {}, of)
    made.write('corp.ldif', ldifOf([inCorp('1'), groupInCorp('staff', ['1'])]))
    const outcome = await made.cycle(of)
    expect(outcome.summary).toMatchObject({ delete: 1, update: 1, held: 0 })
    made.reopen()
    expect(doing(await plan(made, { type: 'initial' }, of))).toEqual([])
  })

  rule('8-20', 'loses a member whose delete is held, for the source took the membership away, and nothing else is left to do', async () => {
    const of = document([users(), groups], { guards: { deletions: { enabled: true, value: 1 } } })
    const made = project([inCorp('1'), inCorp('2'), groupInCorp('staff', ['1', '2'])], [inAd('1'), inAd('2'), groupInAd('staff', ['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'])])
    await plan(made, {}, of)
    made.write('corp.ldif', ldifOf([inCorp('1'), groupInCorp('staff', ['1'])]))
    for (const type of ['incremental', 'initial'] as const) {
      const actions = await plan(made, { type, keep: false }, of)
      expect(doing(actions).map(({ kind, status }) => `${kind} ${status}`)).toEqual(['delete held', 'update planned'])
      expect(members(actions.get('gstaff'))).toEqual({ attribute: 'member', before: ['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'], after: 'CN=1,OU=Ward,DC=x', mapping: 'member', deferred: true })
    }
    await plan(made, { type: 'initial' }, of)
    made.reopen()
    expect(doing(await plan(made, { type: 'initial' }, of)).map(({ kind, status }) => `${kind} ${status}`)).toEqual(['delete held'])
    expect(doing(await plan(made, { type: 'initial', restart: ['ForceDeletes'] }, of)).map(({ kind, status }) => `${kind} ${status}`)).toEqual(['delete planned'])
    expect(doing(await plan(made, { type: 'initial' }, of))).toEqual([])
  })

  rule('8-12', 'without its matching property is skipped, and its members with it', async () => {
    const byNumber = { ...groups, attributeMappings: [direct('number', 'sAMAccountName', { matchingPriority: 1 }), direct('cn', 'cn'), direct('member', 'member')] }
    const made = project([inCorp('1'), groupInCorp('staff', ['1'], { number: undefined })], [inAd('1')])
    expect((await plan(made, {}, document([users(), byNumber]))).get('gstaff')).toMatchObject({ kind: 'skip', reason: { code: 'importSkipped' } })
  })

  rule('8-17', 'that lost its last member loses it at the target, unless the read lists no members at all', async () => {
    const people = [inCorp('1'), inCorp('2')]
    const made = project([...people, groupInCorp('staff', ['1']), groupInCorp('night', ['2'])], [inAd('1'), inAd('2')])
    await made.cycle(document())
    made.write('corp.ldif', ldifOf([...people, groupInCorp('staff', []), groupInCorp('night', ['2'])]))
    expect(members((await plan(made)).get('gstaff'))).toEqual({ attribute: 'member', before: 'CN=1,OU=Ward,DC=x', mapping: 'member', deferred: true })
    expect(doing(await plan(made, { type: 'initial' }))).toEqual([])
    made.write('corp.ldif', ldifOf([...people, groupInCorp('staff', []), groupInCorp('night', [])]))
    expect(doing(await plan(made))).toEqual([])
  })

  rule('8-17', 'of Entra ID that lost its last member loses it although no group has one any more, because the answer says so', async () => {
    const cloud: ConnectedSystem = { id: 'corp', name: 'Cloud', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json', 'groups.json'] } }
    const of = { ...document([objectMapping([direct('employeeId', 'employeeID', { matchingPriority: 1 }), direct('employeeId', 'cn'), direct('employeeId', 'sAMAccountName')], { id: 'users', sourceType: 'user', targetType: 'user', container: 'OU=Ward,DC=x' }),
      { ...groups, attributeMappings: [direct('displayName', 'cn', { matchingPriority: 1 }), direct('displayName', 'sAMAccountName'), direct('members', 'member')] }]), systems: [cloud, targetSystem()] }
    const made = project([], [inAd('1')])
    const answer = (list: string, value: readonly unknown[]) => JSON.stringify({ '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${list}`, value })
    made.write('users.json', answer('users', [{ id: 'u1', employeeId: '1' }]))
    const staff = (more: object) => { made.write('groups.json', answer('groups', [{ id: 'g', displayName: 'staff', ...more }])) }
    staff({ members: [{ id: 'u1' }] })
    await made.cycle(of)
    staff({})
    expect(doing(await plan(made, { type: 'incremental' }, of))).toEqual([])
    staff({ members: [] })
    await made.import(of)
    made.reopen()
    expect(members((await plan(made, { type: 'incremental' }, of)).get('g'))).toEqual({ attribute: 'member', before: 'CN=1,OU=Ward,DC=x', mapping: 'member', deferred: true })
    expect(doing(await plan(made, { type: 'initial' }, of))).toEqual([])
  })

  rule('8-17', 'whose last member in scope is taken out loses that one, though others are listed who are left out, unless the job knows none of them', async () => {
    const people = [inCorp('1'), inCorp('2', { info: 'external' })]
    const made = project([...people, groupInCorp('staff', ['1', '2'])], [inAd('1'), inAd('2')])
    await made.cycle(document())
    made.write('corp.ldif', ldifOf([...people, groupInCorp('staff', ['7'])]))
    expect(doing(await plan(made, { keep: false }))).toEqual([])
    made.write('corp.ldif', ldifOf([...people, groupInCorp('staff', ['2'])]))
    expect(members((await plan(made)).get('gstaff'))).toEqual({ attribute: 'member', before: 'CN=1,OU=Ward,DC=x', mapping: 'member', deferred: true })
    expect(doing(await plan(made, { type: 'initial' }))).toEqual([])
  })

  rule('8-13', 'within a group is a member where it is in scope itself, and its own members are not read into the outer one', async () => {
    const made = project([inCorp('1'), groupInCorp('inner', ['1']), groupInCorp('outer', ['inner'])], [inAd('1')])
    const actions = await plan(made)
    expect(members(actions.get('gouter'))?.after).toBe('CN=inner,OU=Groups,DC=x')
    expect(members(actions.get('ginner'))?.after).toBe('CN=1,OU=Ward,DC=x')
  })

  rule('6-5', 'is left alone where the mapping of groups is off', async () => {
    const made = project([inCorp('1'), groupInCorp('staff', ['1'])], [inAd('1')])
    expect([...(await plan(made, {}, document([users(), { ...groups, enabled: false }]))).keys()]).toEqual(['u1'])
  })
})

describe('one object on demand', () => {
  const [only] = document().jobs as [Job]
  const demand = async (made: RehearsedProject, anchor: string) => (await onDemand(made.session, document(), only, anchor, { now: NOW, seed: 1, readAt: NOW }, quietly)).action

  rule(['10.3-1', '10.3-2'], 'is imported, decided on, matched and acted on, whether it is named by its anchor or its distinguished name', async () => {
    const made = project([inCorp('1')], [inAd('2')])
    const named = async (by: string) => onDemand(made.session, document(), only, by, { now: NOW, seed: 1, readAt: NOW }, quietly)
    const { source, steps, action } = await named('u1')
    expect(steps.map(({ type, status }) => `${type} ${status}`)).toEqual(['import success', 'scoping success', 'matching success', 'processing success', 'export success'])
    expect([source.anchor, action?.kind]).toEqual(['u1', 'create'])
    expect(await named('cn=1, ou=corp, dc=c')).toEqual({ source, steps, action })
    await expect(named('CN=9,OU=Corp,DC=c')).rejects.toMatchObject({ code: 'objectUnknown' })
  })

  rule('10.3-2', 'is named by the value that it is matched by, where nobody else has it', async () => {
    const made = project([inCorp('1'), inCorp('2'), inCorp('3', { employeeID: '2' })], [inAd('9')])
    const named = async (by: string) => (await onDemand(made.session, document(), only, by, { now: NOW, seed: 1, readAt: NOW }, quietly)).source.anchor
    expect(await named('1')).toBe('u1')
    await expect(named('2')).rejects.toMatchObject({ code: 'objectUnknown' })
  })

  rule('10.3-1', 'says of scope what the service says: active, assigned, and what each clause came to', async () => {
    const made = project([inCorp('1', { info: 'external' })], [inAd('2')])
    const scoping = async (mapping: ReturnType<typeof users>, more: Partial<Job> = {}) => {
      const changed: Job = { ...only, ...more, objectMappings: [mapping] }
      return (await onDemand(made.session, { ...document(), jobs: [changed] }, changed, 'u1', { now: NOW, seed: 1, readAt: NOW }, quietly)).steps.find(({ type }) => type === 'scoping')?.details
    }
    const filter = scope([['info', 'EQUALS', 'internal']])
    const refused = { 'Active in the source system': 'True', 'Scoping filter evaluation passed': 'False', ScopeEvaluationResult: [{ name: null, clauses: [{ clause: 'info EQUALS internal', value: 'external', result: false }] }] }
    expect(await scoping({ ...users(), scope: filter })).toEqual(refused)
    expect(await scoping({ ...users(), scope: { groups: [], inputFilterGroups: filter.groups } })).toEqual(refused)
    expect(await scoping({ ...users(), scope: { groups: [] } }, { service: 'Application', assignment: { sync: 'assigned', users: ['u9'] } })).toEqual({ 'Active in the source system': 'True', 'Assigned to the application': 'False', ScopeEvaluationResult: [] })
  })

  rule('10.3-3', 'that is a group of more than five is one that only a cycle takes', async () => {
    const ids = ['1', '2', '3', '4', '5', '6']
    const made = project([...ids.map((id) => inCorp(id)), groupInCorp('five', ids.slice(1)), groupInCorp('six', ids)], [inAd('1')])
    const imported = async (by: string) => (await onDemand(made.session, document(), only, by, { now: NOW, seed: 1, readAt: NOW }, quietly)).steps[0]
    expect(await imported('gfive')).toMatchObject({ type: 'import', status: 'success' })
    expect(await imported('gsix')).toMatchObject({ type: 'import', status: 'warning', text: expect.stringContaining('up to 5 members, and this one has 6') as unknown })
  })

  rule('8-9', 'names nobody who was not processed before', async () => {
    const made = project([inCorp('1'), groupInCorp('staff', ['1'])], [inAd('1')])
    expect((await demand(made, 'gstaff'))?.issues).toMatchObject([{ code: 'ReferenceNotFound', value: 'CN=1,OU=Corp,DC=c' }])
    await made.cycle(document([users(), { ...groups, enabled: false }]))
    expect(members((await demand(made, 'gstaff')) ?? undefined)?.after).toBe('CN=1,OU=Ward,DC=x')
  })
})

describe('two mappings of one job', () => {
  const staff = (more: Partial<ReturnType<typeof users>>) => ({ ...users([direct('manager', 'manager')]), ...more })
  const both = document([
    staff({ id: 'inner', scope: scope([['info', 'IS NULL']]) }),
    staff({ id: 'outer', scope: scope([['info', 'IS NOT NULL']]) }),
  ])
  const led = (id: string, by: string, more: Entry = {}): Entry => inCorp(id, { manager: `CN=${by},OU=Corp,DC=c`, ...more })

  rule(['8-15', '8-14'], 'know each other\'s people, whichever is planned first', async () => {
    const made = project([led('1', '2'), led('2', '1', { info: 'external' })], [inAd('9')])
    const { actions } = await made.plan(await made.cycle(both))
    const managers = actions.flatMap((action) => action.changes.filter((change) => change.attribute === 'manager').map((change) => `${action.objectMapping} ${action.source?.anchor} ${String(change.after)}`))
    expect(managers).toEqual(['inner u1 CN=2,OU=Ward,DC=x', 'outer u2 CN=1,OU=Ward,DC=x'])
    expect(actions.flatMap((action) => action.issues)).toEqual([])
    made.reopen()
    expect((await made.cycle(both, { type: 'initial' })).summary).toMatchObject({ create: 0, update: 0, failed: 0 })
  })
})
