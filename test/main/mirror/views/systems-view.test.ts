import { expect, onTestFinished, test } from 'vitest'
import { mirrorViews } from '../../../../main/mirror/views/mirror-views'
import { listSystems } from '../../../../main/mirror/views/systems-view'
import { temporaryFolder } from '../../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../../support/project'

test('a system says what the reads since its last run found, and nothing before the first run', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), direct('id', 'sAMAccountName')], { container: 'DC=x' })])])
  const write = (people: readonly (readonly [id: string, name: string])[]): void => { project.write('people.csv', csvOf(people.map(([id, name]) => ({ id, name })))) }
  const since = () => listSystems(document, mirrorViews(project.session.mirror)).map(({ lastRead }) => lastRead?.sinceRun)
  write([['1', 'Ann'], ['2', 'Bea']])
  project.write('directory.ldif', ldifOf([{ dn: 'DC=x', objectClass: 'domain', dc: 'x' }]))
  await project.import(document)
  expect(since()).toEqual([undefined, undefined])
  await project.cycle(document)
  const nothing = { run: 1, reads: 0, new: 0, changed: 0, missing: 0 }
  expect(since()).toEqual([nothing, nothing])
  write([['1', 'Anna'], ['3', 'Cat']])
  await project.import(document)
  expect(since()).toEqual([{ run: 1, reads: 1, new: 1, changed: 1, missing: 1 }, nothing])
  await project.cycle(document)
  expect(since()).toEqual([{ ...nothing, run: 2 }, { ...nothing, run: 2 }])
})
