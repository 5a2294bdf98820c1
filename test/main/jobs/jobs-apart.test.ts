import { expect, onTestFinished, test } from 'vitest'
import type { ConnectedSystem, Job } from '../../../shared/model/project'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const application: ConnectedSystem = { id: 'app', name: 'Application', product: 'other', settings: { kind: 'delimited', paths: ['app.csv'], anchor: 'key', objectType: 'user' } }
const first = job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), direct('title', 'title')], { container: 'DC=x' })])
const second: Job = { ...job([objectMapping([direct('employeeID', 'key', { matchingPriority: 1 }), direct('title', 'role')], { sourceType: 'user' })], { id: 'ad-to-app', source: 'ad', target: 'app' }) }
const document = projectOf([sourceSystem(), targetSystem(), application], [first, second])

test('a job that runs apart from the one before it sees what that one has rehearsed since', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const people = (title: string) => csvOf([{ id: '1', name: 'Ann', title }, { id: '2', name: 'Bea', title: 'Nurse' }])
  project.write('people.csv', people('Nurse'))
  project.write('directory.ldif', ldifOf(['Ann', 'Bea'].map((cn, i) => ({ dn: `CN=${cn},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `00000000-0000-4000-8000-00000000000${i}`, cn, employeeID: String(i + 1), title: 'Nurse' }))))
  project.write('app.csv', csvOf([{ key: '1', role: 'Nurse' }, { key: '2', role: 'Nurse' }]))
  await project.cycle(document)

  project.write('people.csv', people('Clerk'))
  const one = await project.cycle(document, { job: 'hr-to-ad' })
  expect(one.jobs[0]).toMatchObject({ id: 'hr-to-ad', sourceObjects: 1, actions: { update: 1 } })
  const two = await project.cycle(document, { job: 'ad-to-app' })
  expect(two).toMatchObject({ type: 'incremental', jobs: [{ id: 'ad-to-app', sourceObjects: 1, actions: { update: 1 } }] })
  expect((await project.plan(two)).actions[0]?.changes).toEqual([{ attribute: 'role', before: 'Nurse', after: 'Clerk', mapping: 'role' }])
  // What was looked at once is not looked at again.
  expect((await project.cycle(document, { job: 'ad-to-app' })).jobs[0]?.sourceObjects).toBe(0)
})
