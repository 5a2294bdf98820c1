import { describe, expect, onTestFinished, test } from 'vitest'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import { problems } from '../../../main/mirror/views/problems-view'
import type { ConnectedSystem } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem } from '../../support/project'
import { rule } from '../../support/rule'

/*
 * What a target's read did not ask for: Graph gives what $select names, null where there is no value, and an export has the columns that it has. Comparing
 * skips what is not there (source-formats §10). Directories and SCIM leave out what is empty, so that nothing there is a value that is absent.
 */

type Target = 'graph-json' | 'delimited' | 'ldif' | 'scim-json'

const systems: Readonly<Record<Target, ConnectedSystem>> = {
  'graph-json': { id: 'ad', name: 'Entra ID', product: 'entraId', settings: { kind: 'graph-json', paths: ['target.json'] } },
  delimited: { id: 'ad', name: 'Database', product: 'sql', settings: { kind: 'delimited', paths: ['target.csv'], anchor: 'id', objectType: 'user' } },
  ldif: { id: 'ad', name: 'Directory', product: 'ldap', settings: { kind: 'ldif', paths: ['target.ldif'], anchor: 'id' } },
  'scim-json': { id: 'ad', name: 'Application', product: 'scim', settings: { kind: 'scim-json', paths: ['target.json'] } },
}
const documentFor = (kind: Target) => projectOf([sourceSystem(), systems[kind]], [job([objectMapping([
  direct('number', 'employeeId', { matchingPriority: 1 }), direct('title', 'jobTitle'),
], { targetType: kind === 'scim-json' ? 'User' : 'user' })])])

type Account = Readonly<Record<string, string | null>>

function writeTarget(project: RehearsedProject, kind: Target, accounts: readonly Account[]): void {
  const filled = accounts.map((account) => Object.fromEntries(Object.entries(account).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))))
  switch (kind) {
    case 'graph-json': return project.write('target.json', JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: accounts }))
    case 'delimited': return project.write('target.csv', csvOf(accounts.map((account) => Object.fromEntries(Object.entries(account).map(([name, value]) => [name, value ?? ''])))))
    case 'ldif': return project.write('target.ldif', ldifOf(filled.map(({ id, ...rest }) => ({ dn: `CN=${id ?? ''},DC=x`, objectClass: 'user', id, ...rest }))))
    case 'scim-json': return project.write('target.json', JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], Resources: filled }))
  }
}

/** People 1 and 2, of whom 1 has an account; what the first two cycles would do, and what the list of problems says of what was not read. */
async function rehearse(kind: Target, accounts: readonly Account[]) {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([{ id: '1', number: '1', title: 'Nurse' }, { id: '2', number: '2', title: 'Clerk' }]))
  writeTarget(project, kind, accounts)
  const document = documentFor(kind)
  const first = await project.cycle(document)
  const again = await project.cycle(document, { type: 'initial' })
  const listed = problems(document, mirrorViews(project.session.mirror), { run: first.runNumber }).filter(({ code }) => code === 'AttributeUnread')
  const doing = (await project.plan(first)).actions.map(({ kind: what, changes }) => `${what} ${changes.map(({ attribute, after }) => `${attribute} ${String(after)}`).join(', ')}`.trim())
  return { doing, again: again.summary, unread: first.jobs[0]?.unread, listed: listed.map(({ severity, mapping }) => `${severity} ${mapping ?? ''}`) }
}

describe('an attribute that a mapping writes', () => {
  rule.each<{ kind: Target; account: Account; first: string; because: string }>([
    { kind: 'graph-json', account: { id: 'a', employeeId: '1' }, first: 'skip', because: 'Graph was not asked for it' },
    { kind: 'graph-json', account: { id: 'a', employeeId: '1', jobTitle: null }, first: 'update jobTitle Nurse', because: 'Graph says that there is none' },
    { kind: 'delimited', account: { id: 'a', employeeId: '1' }, first: 'skip', because: 'the export has no such column' },
    { kind: 'delimited', account: { id: 'a', employeeId: '1', jobTitle: null }, first: 'update jobTitle Nurse', because: 'the column is empty' },
    { kind: 'ldif', account: { id: 'a', employeeId: '1' }, first: 'update jobTitle Nurse', because: 'a directory leaves out what is empty' },
    { kind: 'scim-json', account: { id: 'a', employeeId: '1' }, first: 'update jobTitle Nurse', because: 'an application of SCIM leaves out what is empty' },
  ], '5.3-9')('is $first when $because, is written on creation, and leaves nothing to do', async ({ kind, account, first }) => {
    const { doing, again, unread, listed } = await rehearse(kind, [account])
    expect(doing).toEqual([first, 'create employeeId 2, jobTitle Clerk'])
    expect(again).toMatchObject({ create: 0, update: 0 })
    expect(unread).toEqual(first === 'skip' ? [{ objectType: 'user', attribute: 'jobTitle' }] : undefined)
    expect(listed).toEqual(first === 'skip' ? ['warning jobTitle'] : [])
  })
})

test('what objects are found by, and nobody asked for, is an error among the problems', async () => {
  const { doing, unread, listed } = await rehearse('graph-json', [{ id: 'a', jobTitle: 'Nurse' }])
  expect(doing).toEqual(['create employeeId 1, jobTitle Nurse', 'create employeeId 2, jobTitle Clerk'])
  expect(unread).toEqual([{ objectType: 'user', attribute: 'employeeId', isMatchedBy: true }])
  expect(listed).toEqual(['error employeeId'])
})

test('a manager whom Graph leaves out where there is none was asked for, and so was what an empty object holds', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  writeTarget(project, 'graph-json', [])
  project.write('target.json', JSON.stringify({ '@odata.context': '#$metadata#users', value: [{ id: 'a', manager: { id: 'b' }, employeeOrgData: { division: 'North' } }, { id: 'b', employeeOrgData: null }] }))
  project.write('people.csv', csvOf([{ id: '1', number: '1', title: 'Nurse' }]))
  await project.import(documentFor('graph-json'))
  expect([...project.session.tables('ad').get('user')?.told ?? []].sort()).toEqual(['employeeOrgData.division', 'id', 'manager'])
})
