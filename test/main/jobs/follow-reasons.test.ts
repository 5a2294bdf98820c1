import { expect, onTestFinished, test } from 'vitest'
import { followPerson } from '../../../main/jobs/follow-person'
import type { PersonHop } from '../../../shared/ipc/person-views'
import type { ConnectedSystem, Job, ProjectDocument } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { NOW, type RehearsedProject, csvOf, ldifOf, quietly, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, scope, sourceSystem, targetSystem } from '../../support/project'

/** Ann is in two HR systems, Bea's name is too long for a badge, Cid needs none. */
const PEOPLE = [{ id: '1', name: 'Ann', title: 'Nurse', mobile: '1', badge: 'yes' }, { id: '2', name: 'Bea', title: 'Doctor', mobile: '2', badge: 'yes' }, { id: '3', name: 'Cid', title: 'Clerk', mobile: '3', badge: 'no' }]
const CONTRACTORS = [{ id: 'x', number: '1', name: 'Anna', title: 'Temp', mobile: '9' }]

const contractors: ConnectedSystem = sourceSystem({ id: 'agency', settings: { kind: 'delimited', paths: ['agency.csv'], anchor: 'id', objectType: 'worker' } })
const badges: ConnectedSystem = { id: 'badges', name: 'Badges', product: 'sql', settings: { kind: 'delimited', paths: ['badges.csv'], anchor: 'id', objectType: 'row' }, attributes: { role: { maxLength: 5 } } }
const toDirectory = (key: string, more: Partial<Job> = {}): Job => job([objectMapping([
  direct(key, 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), direct('name', 'displayName'), direct('title', 'title'), direct('mobile', 'mobile'), direct('badge', 'extensionAttribute1'),
], { container: 'DC=x' })], more)
const toBadges: Job = job([objectMapping([direct('employeeID', 'id', { matchingPriority: 1 }), direct('displayName', 'name'), direct('title', 'role')], { sourceType: 'user', targetType: 'row', scope: scope([['extensionAttribute1', 'EQUALS', 'yes']]) })],
  { id: 'ad-to-badges', service: 'Application', source: 'ad', target: 'badges' })

const document: ProjectDocument = projectOf(
  [sourceSystem(), contractors, targetSystem({ precedence: { user: { '*': ['hr-to-ad', 'agency-to-ad'], mobile: ['agency-to-ad', 'hr-to-ad'] } } }), badges],
  [toDirectory('id'), toDirectory('number', { id: 'agency-to-ad', source: 'agency', service: 'ApiDriven' }), toBadges],
)

function company(): RehearsedProject {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(PEOPLE))
  project.write('agency.csv', csvOf(CONTRACTORS))
  project.write('directory.ldif', ldifOf([]))
  project.write('badges.csv', 'id,name,role\n')
  return project
}

const follow = (project: RehearsedProject, anchor: string, of = document, from = 'hr-to-ad'): Promise<readonly PersonHop[]> =>
  followPerson({ session: project.session, document: of, job: from, anchor, now: NOW, seed: 1, work: quietly })
const keptOf = (hop: PersonHop | undefined): unknown => Object.fromEntries((hop?.made ?? []).flatMap(({ attribute, value, kept }) => (kept ? [[attribute, [value, kept]]] : [])))

test('where nothing stands for an object the newest run that looked at it says why, hop by hop', async () => {
  const project = company()
  await project.cycle(document)
  await project.cycle(document, { now: '2026-11-21T00:01:00Z' }) // in which nobody is looked at
  const said = async (anchor: string): Promise<unknown> => (await follow(project, anchor)).map(({ job: id, missing, said: word }) => [id, missing, word && [word.run, word.status, word.text]])
  expect(await said('1')).toEqual([['hr-to-ad', undefined, undefined], ['ad-to-badges', undefined, undefined]])
  expect(await said('2')).toEqual([['hr-to-ad', undefined, undefined], ['ad-to-badges', 'noLink', [1, 'failed', expect.stringContaining('role')]]])
  expect(await said('3')).toEqual([['hr-to-ad', undefined, undefined], ['ad-to-badges', 'noLink', [1, 'planned', expect.stringContaining('extensionAttribute1 EQUALS yes')]]])
})

test('a value that another job made is not called the mapping\'s, in either of two systems', async () => {
  const project = company()
  await project.cycle(document)
  expect(keptOf((await follow(project, '1'))[0])).toEqual({ mobile: ['9', { gate: 'outranked', gives: '1', job: 'agency-to-ad' }] })
  const both = { displayName: ['Ann', { gate: 'outranked', gives: 'Anna', job: 'hr-to-ad' }], title: ['Nurse', { gate: 'outranked', gives: 'Temp', job: 'hr-to-ad' }], cn: ['Ann', { gate: 'onlyOnCreation', gives: 'Anna' }], extensionAttribute1: ['yes', { gate: 'nullFlowOff', gives: null }] }
  expect(keptOf((await follow(project, 'x', document, 'agency-to-ad'))[0])).toEqual(both)
  project.reopen()
  expect(keptOf((await follow(project, 'x', document, 'agency-to-ad'))[0])).toEqual(both)
})

test('an update that a target refuses is told with what the account keeps', async () => {
  const project = company()
  await project.cycle(document)
  const longer = { ...document, jobs: document.jobs.map((one) => (one.id === 'ad-to-badges' ? { ...one, objectMappings: one.objectMappings.map((mapping) => ({ ...mapping, attributeMappings: mapping.attributeMappings.map((flow) => (flow.target === 'role' ? expression('Join(" ", [title], "of the ward")', 'role') : flow)) })) } : one)) }
  await project.cycle(longer)
  const [, badge] = await follow(project, '1', longer)
  expect(badge?.said).toMatchObject({ run: 2, status: 'failed', kind: 'update' })
  expect(keptOf(badge)).toEqual({ role: ['Nurse', { gate: 'written', gives: 'Nurse of the ward' }] })
})
