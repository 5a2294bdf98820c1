import { describe, expect, onTestFinished } from 'vitest'
import type { AttributeMapping, ConnectedSystem, ProjectDocument } from '../../../shared/model/project'
import { checkProject } from '../../../shared/schema/check-project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, targetSystem } from '../../support/project'
import { rule } from '../../support/rule'

type Bag = Readonly<Record<string, unknown>>

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const CUSTOM = 'urn:ietf:params:scim:schemas:extension:contoso:1.0:User'
const upload: ConnectedSystem = { id: 'hr', name: 'Upload', settings: { kind: 'scim-json', paths: ['bulk.json'] }, display: ['displayName'], attributes: { title: { flowNullValues: true } } }
const base = [direct('externalId', 'employeeID', { matchingPriority: 1 }), direct('displayName', 'cn'), direct('externalId', 'sAMAccountName')]
const state = expression('Switch([active], , "False", "True", "True", "False")', 'accountDisabled')

const documentOf = (mappings: readonly AttributeMapping[], target: ConnectedSystem = targetSystem()): ProjectDocument =>
  projectOf([upload, target], [job([objectMapping([...base, ...mappings], { sourceType: 'User', container: 'DC=x' })], { service: 'ApiDriven' })])

/** An upload as it is posted: every operation is a POST, whatever becomes of it. */
const bulk = (people: readonly Bag[], method = 'POST'): string => JSON.stringify({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], failOnErrors: null,
  Operations: people.map((data, i) => ({ method, bulkId: String(i), path: '/Users', data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE, CUSTOM], ...data } })),
})
const person = (externalId: string, more: Bag = {}): Bag => ({ externalId, displayName: `Ann ${externalId}`, active: true, ...more })

function company(people: readonly Bag[], accounts: readonly string[] = []): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('bulk.json', bulk(people))
  project.write('directory.ldif', ldifOf([{ dn: 'DC=x', objectClass: 'domain', dc: 'x' }, ...accounts.map((id) => ({
    dn: `CN=Ann ${id},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `g${id}`, cn: `Ann ${id}`, sAMAccountName: id, employeeID: id, title: 'Nurse', userAccountControl: '512',
  }))]))
  return project
}

async function actions(project: RehearsedProject, document: ProjectDocument) {
  return (await project.plan(await project.cycle(document, { now: NOW }))).actions
}
const kindsOf = async (project: RehearsedProject, document: ProjectDocument): Promise<readonly string[]> => (await actions(project, document)).map(({ source, kind, reason }) => `${source?.anchor ?? ''} ${kind} ${reason.code}`)

describe('an upload', () => {
  rule(['12-1', '12-2'], 'creates, updates, disables and enables by what differs, matched by externalId', async () => {
    const project = company([person('1'), person('2', { displayName: 'Bea' })], ['1'])
    const document = documentOf([state])
    expect(await kindsOf(project, document)).toEqual(['1 skip unchanged', '2 create noMatch'])
    project.write('bulk.json', bulk([person('1', { active: false }), person('2', { displayName: 'Bea B' })]))
    expect(await kindsOf(project, document)).toEqual(['1 disable mappedToDisabled', '2 update valuesDiffer'])
    project.write('bulk.json', bulk([person('1'), person('2', { displayName: 'Bea B' })]))
    expect(await kindsOf(project, document)).toEqual(['1 enable mappedToEnabled'])
  })

  rule('12-1', 'takes POST alone: other operations are issues and nobody is gone because of them', async () => {
    const project = company([person('1')], ['1'])
    const document = documentOf([state])
    await project.cycle(document, { now: NOW })
    project.write('bulk.json', bulk([person('1')], 'DELETE'))
    expect((await project.import(document))[0]).toMatchObject({ complete: false, missing: 0, issues: expect.arrayContaining([expect.objectContaining({ code: 'entryUnreadable' })]) as unknown })
  })

  rule('12-2', 'names a manager by the externalId of the manager', async () => {
    const project = company([person('1', { [ENTERPRISE]: { manager: { value: '2' } } }), person('2')])
    const found = await actions(project, documentOf([direct(`${ENTERPRISE}:manager`, 'manager')]))
    expect(found[0]?.changes.find((change) => change.attribute === 'manager')).toMatchObject({ after: 'CN=Ann 2,DC=x', deferred: true })
  })

  rule('12-3', 'may bring a namespace of its own, whose attributes flow where they are mapped; check tells of one that nobody sends', async () => {
    const project = company([person('1', { [CUSTOM]: { badge: 'B7', locker: '12' } })])
    const document = documentOf([direct(`${CUSTOM}:badge`, 'info')])
    const [create] = await actions(project, document)
    expect(create?.changes.map(({ attribute, after }) => `${attribute} ${String(after)}`)).toContain('info B7')
    expect(JSON.stringify(create)).not.toContain('locker')
    const known = { hr: { User: project.session.tables('hr').get('User')?.attributes ?? [] } }
    const told = (doc: ProjectDocument): readonly string[] => checkProject(doc, known).filter((d) => d.code === 'S13').map((d) => d.path)
    expect(told(document)).toEqual([])
    expect(told(documentOf([direct(`${CUSTOM}:parking`, 'info')]))).toEqual(['jobs[0].objectMappings[0].attributeMappings[3].source'])
  })

  rule(['12-4', '2.4-2'], 'that leaves somebody out deprovisions nobody', async () => {
    const project = company([person('1'), person('2')], ['1', '2'])
    const document = documentOf([state])
    await project.cycle(document, { now: NOW })
    project.write('bulk.json', bulk([person('2')]))
    expect(await kindsOf(project, document)).toEqual(['1 skip notADeletion'])
  })

  rule('12-5', 'terminates by active, to AD and to Entra ID, and not by being on leave', async () => {
    const project = company([person('1', { active: false }), person('2', { [CUSTOM]: { onLeave: 'True' } })], ['1', '2'])
    expect(await kindsOf(project, documentOf([state]))).toEqual(['1 disable mappedToDisabled', '2 skip unchanged'])
    const tenant: ConnectedSystem = { id: 'tenant', name: 'Tenant', product: 'entraId', settings: { kind: 'graph-json', paths: ['users.json'] } }
    project.write('users.json', JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users', value: [{ id: 'u1', employeeId: '1', accountEnabled: true }] }))
    const cloud = projectOf([upload, tenant], [job([objectMapping([direct('externalId', 'employeeId', { matchingPriority: 1 }), direct('active', 'accountEnabled')], { sourceType: 'User', flowTypes: ['Update'] })], { id: 'cloud', service: 'ApiDriven', target: 'tenant' })])
    expect((await kindsOf(project, cloud))[0]).toBe('1 disable mappedToDisabled')
  })

  rule(['16-10'], 'that leaves an attribute out clears it where null flow is on, with a warning, and leaves it alone where it is off', async () => {
    const project = company([person('1')], ['1'])
    const [cleared] = await actions(project, documentOf([direct('title', 'title', { flowNullValues: true })]))
    expect(cleared).toMatchObject({ kind: 'update', marks: ['blanks', 'overwrites'], changes: [{ attribute: 'title', before: 'Nurse' }], issues: [{ code: 'OmittedClears', severity: 'warning', attribute: 'title' }] })
    expect(await kindsOf(company([person('1')], ['1']), documentOf([direct('title', 'title')]))).toEqual(['1 skip unchanged'])
  })
})
