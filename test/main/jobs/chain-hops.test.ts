import { expect, onTestFinished, test } from 'vitest'
import type { ConnectedSystem, Job } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

/*
 * What one job creates is the source of the next: it has what its system would give it, and stays who it is when an export really has it.
 */

const GUID = '00000000-0000-4000-8000-00000000000'
const tenant: ConnectedSystem = { id: 'entra', name: 'Entra ID', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
const toDirectory = job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), direct('name', 'sAMAccountName', { apply: 'ObjectAddOnly' }),
], { container: 'OU=Ward,DC=x' })])
const toEntra: Job = {
  ...job([objectMapping([
    direct('objectGUID', 'onPremisesImmutableId', { matchingPriority: 1 }), expression('Join("@", [sAMAccountName], "x.example")', 'userPrincipalName'),
    direct('cn', 'displayName'), direct('cn', 'mailNickname'), expression('IIF(BitAnd("2", [userAccountControl]) = "2", "False", "True")', 'accountEnabled'),
  ], { sourceType: 'user', targetType: 'user' })], { id: 'ad-to-entra', service: 'CloudSync', source: 'ad', target: 'entra' }),
}
const document = projectOf([sourceSystem(), targetSystem(), tenant], [toDirectory, toEntra])

const unit = { dn: 'OU=Ward,DC=x', objectClass: ['top', 'organizationalUnit'], ou: 'Ward' }
const account = (name: string, number: string) => ({ dn: `CN=${name},OU=Ward,DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `${GUID}${number}`, cn: name, sAMAccountName: name, employeeID: number, userAccountControl: '512' })

function chain(): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'ann' }, { id: '2', name: 'bea' }]))
  project.write('directory.ldif', ldifOf([unit, account('ann', '1')]))
  project.write('users.json', JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: [{ id: 'admin', userPrincipalName: 'admin@x.example', displayName: 'Admin', mailNickname: 'admin', accountEnabled: true }] }))
  return project
}

test('a job matches by the anchor, and reads the account state, of what the job before it created', async () => {
  const project = chain()
  const outcome = await project.cycle(document)
  expect(outcome.jobs[1]).toMatchObject({ importSkipped: 0, failed: 0, actions: { create: 2 } })
  const { actions } = await project.plan(outcome)
  const values = actions.filter((action) => action.job === 'ad-to-entra').map(({ source, changes }) => [source?.anchor, ...['onPremisesImmutableId', 'accountEnabled'].map((name) => changes.find((change) => change.attribute === name)?.after)])
  expect(values.map(([, ...given]) => given)).toEqual(values.map(([anchor]) => [anchor, 'True']))
})

test('who was created by one job and linked by the next is nobody gone when the export really has the account', async () => {
  const project = chain()
  await project.cycle(document)
  project.write('directory.ldif', ldifOf([unit, account('ann', '1'), account('bea', '2')]))
  const outcome = await project.cycle(document)
  expect(outcome.jobs[1]).toMatchObject({ goneFromSource: 0, failed: 0, unmatched: 0, unchanged: 1, actions: { create: 0, update: 0, delete: 0 } })
  expect((await project.cycle(document, { restart: [] })).summary).toMatchObject({ create: 0, update: 0, delete: 0, failed: 0 })
})

test('so it is where the jobs run apart, and the one that finds the real account is not the one that reads it', async () => {
  const project = chain()
  await project.cycle(document)
  project.write('directory.ldif', ldifOf([unit, account('ann', '1'), account('bea', '2')]))
  await project.cycle(document, { job: 'hr-to-ad' })
  expect((await project.cycle(document, { job: 'ad-to-entra' })).jobs[0]).toMatchObject({ goneFromSource: 0, failed: 0, unmatched: 0, unchanged: 1, actions: { create: 0, update: 0, delete: 0 } })
})

test('a restart that drops links drops those that were led to real accounts, too', async () => {
  const project = chain()
  await project.cycle(document)
  project.write('directory.ldif', ldifOf([unit, account('ann', '1'), account('bea', '2')]))
  const outcome = await project.cycle(document, { restart: ['Full'] })
  // The rehearsed account of the tenant holds the anchor of the real one by then, as if it had been real from the start.
  expect(outcome.jobs[1]).toMatchObject({ goneFromSource: 0, matched: 2, unmatched: 0, failed: 0, unchanged: 2 })
  project.reopen()
  expect((await project.cycle(document, { restart: ['Full'] })).jobs[1]).toMatchObject({ matched: 2, failed: 0, unchanged: 2 })
})

rule('8-8', 'a job that maps only the manager gives people of one job a manager of another', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', name: 'ann', ward: 'a', boss: '2' }, { id: '2', name: 'bea', ward: 'b', boss: '' }]))
  project.write('directory.ldif', ldifOf([unit]))
  const number = direct('id', 'employeeID', { matchingPriority: 1 })
  const ofWard = (ward: string): Job => job([objectMapping([number, direct('name', 'cn'), direct('name', 'sAMAccountName'), direct('boss', 'manager')], { container: 'OU=Ward,DC=x', scope: scope([['ward', 'EQUALS', ward]]) })], { id: `ward-${ward}` })
  const managers = job([objectMapping([number, direct('boss', 'manager')], { flowTypes: ['Update'] })], { id: 'managers' })
  const { actions } = await project.plan(await project.cycle(projectOf([sourceSystem(), targetSystem()], [ofWard('a'), ofWard('b'), managers])), { skipped: false })
  expect(actions.map(({ job: of, kind, changes, issues }) => [of, kind, changes.find(({ attribute }) => attribute === 'manager')?.after, issues.map(({ code }) => code).join()])).toEqual([
    ['ward-a', 'create', undefined, 'ReferenceOutOfScope'], ['ward-b', 'create', undefined, ''], ['managers', 'update', 'CN=bea,OU=Ward,DC=x', ''],
  ])
})
