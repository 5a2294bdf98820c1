import { describe, expect, onTestFinished, test } from 'vitest'
import type { Assignment, ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf } from '../../support/project'
import { rule } from '../../support/rule'

const entra: ConnectedSystem = { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json', 'groups.json'] } }
const app: ConnectedSystem = { id: 'app', name: 'App', product: 'scim', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'id', objectType: 'User' } }
const users = objectMapping([
  direct('id', 'externalId', { matchingPriority: 1 }), direct('displayName', 'userName'), expression('Not([IsSoftDeleted])', 'active'),
], { sourceType: 'user', targetType: 'User' })

const document = (assignment: Assignment | undefined, more: Partial<Job> = {}): ProjectDocument =>
  projectOf([entra, app], [job([users], { id: 'entra-to-app', service: 'Application', source: 'entra', target: 'app', ...(assignment ? { assignment } : {}), ...more })])

interface Group { readonly id: string, readonly members: readonly string[], readonly securityEnabled?: boolean }
const usersJson = (ids: readonly string[]) => JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: ids.map((id) => ({ id, displayName: `User ${id}`, accountEnabled: true })) })
const groupsJson = (groups: readonly Group[]) => JSON.stringify({
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#groups',
  value: groups.map(({ id, members, securityEnabled = true }) => ({ id, displayName: id, securityEnabled, members: members.map((member) => ({ id: member })) })),
})

function project(groups: readonly Group[], ids: readonly string[] = ['u1', 'u2', 'u3']): RehearsedProject {
  const made = rehearsedProject(temporaryFolder())
  onTestFinished(() => made.close())
  made.write('users.json', usersJson(ids))
  made.write('groups.json', groupsJson(groups))
  made.write('app.csv', csvOf([{ id: 'a9', externalId: 'u9', userName: 'User u9', active: 'True' }]))
  return made
}

async function created(made: RehearsedProject, of: ProjectDocument): Promise<readonly string[]> {
  const { actions } = await made.plan(await made.cycle(of, { type: 'initial', keep: false }))
  return actions.filter((action) => action.kind === 'create').map((action) => action.source?.anchor ?? '')
}

describe('assignment', () => {
  const staff: Group = { id: 'staff', members: ['u1', 'inner'] }
  const inner: Group = { id: 'inner', members: ['u2'] }

  rule.each<{ assignment: Assignment | undefined; groups: Group[]; who: string[]; because: string; rule?: string }>([
    { assignment: undefined, groups: [staff], who: ['u1', 'u2', 'u3'], because: 'nothing is said of assignment' },
    { assignment: { sync: 'all' }, groups: [staff], who: ['u1', 'u2', 'u3'], because: 'everybody is synchronized', rule: '3.1-1' },
    { assignment: { sync: 'assigned', users: ['u3'] }, groups: [staff], who: ['u3'], because: 'users can be assigned themselves', rule: '3.1-1' },
    { assignment: { sync: 'assigned', groups: ['staff'] }, groups: [staff, inner], who: ['u1'], because: 'groups within an assigned group are not read', rule: '3.1-3' },
    { assignment: { sync: 'assigned', groups: ['staff', 'inner'] }, groups: [staff, inner], who: ['u1', 'u2'], because: 'the inner group is assigned itself', rule: '3.1-3' },
    { assignment: { sync: 'assigned', groups: ['staff'] }, groups: [{ ...staff, securityEnabled: false }], who: [], because: 'the group is not security-enabled', rule: '3.1-4' },
    { assignment: { sync: 'assigned', groups: ['nobody'] }, groups: [staff], who: [], because: 'there is no such group' },
  ])('takes $who, because $because', async ({ assignment, groups, who }) => {
    expect(await created(project(groups), document(assignment))).toEqual(who)
  })

  rule('3.1-3', 'of a group does not assign the groups within it as objects of their own', async () => {
    const people = document({ sync: 'assigned', groups: ['staff'] })
    const groups = objectMapping([direct('id', 'externalId', { matchingPriority: 1 }), direct('displayName', 'displayName')], { id: 'groups', sourceType: 'group', targetType: 'Group' })
    const of = { ...people, jobs: people.jobs.map((one) => ({ ...one, objectMappings: [...one.objectMappings, groups] })) }
    const made = project([staff, inner])
    made.write('app.json', JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] }))
    const scim: ConnectedSystem = { id: 'app', name: 'App', product: 'scim', settings: { kind: 'scim-json', paths: ['app.json'] } }
    expect(await created(made, { ...of, systems: [entra, scim] })).toEqual(['u1', 'staff'])
  })

  rule('3.1-2', 'does not apply to HR sources', async () => {
    expect(await created(project([staff]), document({ sync: 'assigned', users: ['u3'] }, { service: 'Workday' }))).toEqual(['u1', 'u2', 'u3'])
  })

  rule(['3.1-5', '2.2-2'], 'that ends with a membership disables in an incremental cycle, and one that begins creates', async () => {
    const of = document({ sync: 'assigned', groups: ['staff'] })
    const made = project([{ id: 'staff', members: ['u1', 'u2'] }])
    await made.cycle(of)
    made.write('groups.json', groupsJson([{ id: 'staff', members: ['u2', 'u3'] }]))
    const outcome = await made.cycle(of)
    const { actions } = await made.plan(outcome)
    expect(outcome.type).toBe('incremental')
    expect(actions.filter((action) => action.kind !== 'skip').map((action) => `${action.source?.anchor ?? ''} ${action.kind} ${action.reason.clause ?? ''}`)).toEqual(['u1 disable not assigned', 'u3 create '])
  })

  test('of whom the source does not have is told, for it is how everybody loses an application', async () => {
    const outcome = await project([staff]).cycle(document({ sync: 'assigned', groups: ['stuff', 'staff'], users: ['u3', 'u9'] }))
    expect(outcome.jobs[0]?.lackingAssigned).toEqual(['stuff', 'u9'])
  })

  rule('3.1-7', 'that is switched from all to assigned needs a restart, which the next cycle is', async () => {
    const made = project([staff])
    await made.cycle(document({ sync: 'all' }))
    const outcome = await made.cycle(document({ sync: 'assigned', groups: ['staff'] }))
    expect(outcome).toMatchObject({ type: 'initial', typeReason: expect.stringContaining('changed since') as unknown, summary: { disable: 2 } })
  })
})
