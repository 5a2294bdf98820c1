import { expect, onTestFinished, test } from 'vitest'
import type { ConnectedSystem } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf } from '../../support/project'

/*
 * Roles on their way from Entra ID to an application ("Customize attribute mappings", "Provisioning a role to a SCIM app").
 */

const tenant: ConnectedSystem = { id: 'tenant', name: 'Tenant', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
const application: ConnectedSystem = { id: 'app', name: 'App', product: 'scim', settings: { kind: 'scim-json', paths: ['app.json'] } }
const ROLES = { ann: ['admin', 'user'], bea: ['user'], cid: ['user'], dan: ['user', 'byhand'] }

/** What becomes of everybody's roles: Ann has one of two, Bea hers as the application tells it, Cid no account, Dan one that somebody gave by hand. */
async function rolesBy(text: string, target = 'roles'): Promise<readonly (readonly unknown[])[]> {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const role = (value: string, more: object = {}) => ({ value, ...more })
  const held: Readonly<Record<string, readonly object[]>> = { ann: [role('user', { primary: true })], bea: [role('user', { type: 'WindowsAzureActiveDirectoryRole', display: 'User' })], dan: [role('user'), role('byhand', { type: 'other' })] }
  project.write('users.json', JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: Object.entries(ROLES).map(([id, roles]) => ({ id, userPrincipalName: id, accountEnabled: true, appRoleAssignments: id === 'dan' ? ['user'] : roles })) }))
  project.write('app.json', JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 3, Resources: Object.entries(held).map(([id, roles]) => ({ id, userName: id, active: true, roles, meta: { resourceType: 'User' } })) }))
  const mapping = objectMapping([direct('userPrincipalName', 'userName', { matchingPriority: 1 }), expression(text, target), expression('Not([IsSoftDeleted])', 'active')], { sourceType: 'user', targetType: 'User' })
  const document = projectOf([tenant, application], [job([mapping], { id: 'roles', service: 'Application', source: 'tenant', target: 'app', assignment: { sync: 'assigned', users: Object.keys(ROLES) } })])
  const { actions } = await project.plan(await project.cycle(document))
  expect((await project.cycle(document, { type: 'initial' })).summary).toMatchObject({ create: 0, update: 0 })
  return actions.map(({ source, kind, changes }) => [source?.anchor, kind, ...changes.filter(({ attribute }) => attribute.startsWith('roles')).map(({ before, after, added, removed }) => ({ before, after, added, removed }))])
}

test('AppRoleAssignmentsComplex adds roles and takes none away, whatever else the application tells of them', async () => {
  expect(await rolesBy('AppRoleAssignmentsComplex([appRoleAssignments])')).toMatchObject([
    ['ann', 'update', { after: ['user', 'admin'] }], ['bea', 'skip'], ['cid', 'create', { after: ['user'] }], ['dan', 'skip'],
  ])
})

test('AssertiveAppRoleAssignmentsComplex replaces them', async () => {
  expect(await rolesBy('AssertiveAppRoleAssignmentsComplex([appRoleAssignments])')).toMatchObject([
    ['ann', 'update', { after: ['admin', 'user'] }], ['bea', 'skip'], ['cid', 'create', { after: ['user'] }], ['dan', 'update', { before: ['user', 'byhand'], after: ['user'] }],
  ])
})

test('SingleAppRoleAssignment gives the one that is primary', async () => {
  const [ann, , cid] = await rolesBy('SingleAppRoleAssignment([appRoleAssignments])', 'roles[primary eq "True"].value')
  expect([ann, cid]).toMatchObject([['ann', 'update', { before: 'user', after: 'admin' }], ['cid', 'create', { after: 'user' }]])
})
