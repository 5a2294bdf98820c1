import { describe, expect, onTestFinished } from 'vitest'
import type { ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

/*
 * Members across cycles: what becomes of a group's members when persons move, leave and come back (provisioning-cycle.md §7.1, §8).
 */

const people = sourceSystem()
const place = expression('Join("", "OU=", [ward], ",DC=x")', 'parentDistinguishedName')
const document: ProjectDocument = projectOf([people, targetSystem()], [job([
  objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName'), place], { scope: scope([['kind', 'EQUALS', 'in']]) }),
])])
const unit = (ou: string) => ({ dn: `OU=${ou},DC=x`, objectClass: 'organizationalUnit', ou })
const account = (id: string) => ({ dn: `CN=${id},OU=Ward,DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `g${id}`, cn: id, employeeID: id, sAMAccountName: id, userAccountControl: '512' })
const group = { dn: 'CN=Staff,DC=x', objectClass: ['top', 'group'], objectGUID: 'staff', cn: 'Staff', member: ['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'] }
const person = (id: string, more: Readonly<Record<string, string>> = {}) => ({ id, name: id, ward: 'Ward', kind: 'in', ...more })

function company(): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf([person('1'), person('2')]))
  project.write('directory.ldif', ldifOf([unit('Ward'), unit('Lab'), account('1'), account('2'), group]))
  return project
}

/** The group's members as the last rehearsal left them. */
function members({ session }: RehearsedProject): string {
  const table = session.tables('ad').get('group')
  const left = table && session.effective(table).table
  return left?.bodies.at(0) ?? ''
}

describe('the members of a group that no mapping writes', () => {
  rule('8-16', 'follow whoever moves or is renamed, cycle after cycle', async () => {
    const project = company()
    await project.cycle(document, { now: NOW })
    project.write('people.csv', csvOf([person('1', { ward: 'Lab' }), person('2')]))
    await project.cycle(document, { now: NOW })
    expect(members(project)).toContain('CN=1,OU=Lab,DC=x')
    project.reopen()
    project.write('people.csv', csvOf([person('1', { ward: 'Lab', name: 'One' }), person('2')]))
    await project.cycle(document, { now: NOW })
    expect(members(project)).toContain('CN=One,OU=Lab,DC=x')
    expect(members(project)).not.toContain('CN=1,OU=Lab,DC=x')
    expect(members(project)).toContain('CN=2,OU=Ward,DC=x')
  })

  rule('8-16', 'lose whoever is deleted', async () => {
    const project = company()
    await project.cycle(document, { now: NOW })
    project.write('people.csv', csvOf([person('2')]))
    expect((await project.cycle(document, { now: NOW })).summary).toMatchObject({ delete: 1 })
    expect(members(project)).not.toContain('CN=1,')
    expect(members(project)).toContain('CN=2,OU=Ward,DC=x')
  })

  rule('7.1-8', 'keep whoever is disabled and enabled again, for a disabled account stays a member', async () => {
    const project = company()
    await project.cycle(document, { now: NOW })
    project.write('people.csv', csvOf([person('1', { kind: 'out' }), person('2')]))
    expect((await project.cycle(document, { now: NOW })).summary).toMatchObject({ disable: 1 })
    expect(members(project)).toContain('CN=1,OU=Ward,DC=x')
    project.write('people.csv', csvOf([person('1'), person('2')]))
    expect((await project.cycle(document, { now: NOW })).summary).toMatchObject({ enable: 1 })
    expect(members(project)).toContain('CN=1,OU=Ward,DC=x')
  })
})

describe('the members of a group that a job provisions', () => {
  const teams = { id: 'teams', name: 'Teams', settings: { kind: 'ldif' as const, paths: ['source.ldif'] } }
  const chain: ProjectDocument = projectOf([teams, targetSystem()], [job([
    objectMapping([direct('employeeID', 'employeeID', { matchingPriority: 1 }), direct('cn', 'cn'), direct('cn', 'sAMAccountName')], { id: 'users', sourceType: 'user', targetType: 'user', container: 'OU=Ward,DC=x', scope: scope([['title', 'EQUALS', 'in']]) }),
    objectMapping([direct('cn', 'cn', { matchingPriority: 1 }), direct('cn', 'sAMAccountName'), direct('member', 'member')], { id: 'groups', sourceType: 'group', targetType: 'group', container: 'DC=x' }),
  ], { source: 'teams', service: 'Application' })])
  const source = (states: Readonly<Record<string, string>>, description = '') => ldifOf([
    ...Object.entries(states).map(([id, title]) => ({ dn: `CN=${id},DC=src`, objectClass: ['top', 'person', 'user'], objectGUID: `s${id}`, cn: id, employeeID: id, title })),
    { dn: 'CN=Team,DC=src', objectClass: ['top', 'group'], objectGUID: 'team', cn: 'Team', description, member: Object.keys(states).map((id) => `CN=${id},DC=src`) },
  ])
  const memberChange = async (project: RehearsedProject, type?: 'initial'): Promise<unknown> => {
    const { actions } = await project.plan(await project.cycle(chain, { now: NOW, ...(type ? { type } : {}) }))
    return actions.find((action) => action.objectMapping === 'groups')?.changes.find((change) => change.attribute === 'member')?.after
  }

  rule(['7.1-8', '8-6'], 'are restored for somebody who is back in scope by a restart alone', async () => {
    const project = company()
    project.write('source.ldif', source({ 1: 'in', 2: 'in' }))
    expect(await memberChange(project)).toEqual(['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'])
    project.write('source.ldif', source({ 1: 'out', 2: 'in' }, 'looked at'))
    expect(await memberChange(project)).toBe('CN=2,OU=Ward,DC=x')
    project.write('source.ldif', source({ 1: 'in', 2: 'in' }, 'looked at'))
    expect(await memberChange(project)).toBeUndefined()
    expect(await memberChange(project, 'initial')).toEqual(['CN=1,OU=Ward,DC=x', 'CN=2,OU=Ward,DC=x'])
  })
})
