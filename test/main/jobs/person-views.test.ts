import { expect, onTestFinished, test } from 'vitest'
import { PeopleDesk, type PersonQuestion } from '../../../main/jobs/people-desk'
import type { PeopleThread } from '../../../main/jobs/people-thread'
import { personView } from '../../../main/jobs/person-views'
import type { ProjectContext } from '../../../main/jobs/project-context'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import type { PersonView } from '../../../shared/ipc/person-views'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), direct('id', 'sAMAccountName', { apply: 'ObjectAddOnly' }), direct('ward', 'department'), direct('title', 'title'),
], { container: 'DC=x' })])])
const people = (ward: string) => csvOf([{ id: '1', name: 'Ann', ward: 'North', title: 'Nurse' }, { id: '2', name: 'Bea', ward, title: 'Clerk' }])

test('a person of a past run is shown with what that run found and planned, and with what has moved on since', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', people('North'))
  project.write('directory.ldif', ldifOf([{ dn: 'CN=Bea,DC=x', objectClass: 'user', objectGUID: 'b', cn: 'Bea', employeeID: '2', sAMAccountName: '2', department: 'Old', userAccountControl: '512' }]))
  const view = async (run: number, anchor: string): Promise<PersonView> => {
    const desk = new PeopleDesk(project.session.mirror)
    const ask = (name: string, _project: ProjectContext, question: PersonQuestion) => (name === 'trace' ? desk.trace(question) : desk.follow(question))
    const context: ProjectContext = { folder: project.folder, mirror: project.session.mirror.file, document, configHash: 'sha256:test', draft: false }
    return personView(context, mirrorViews(project.session.mirror), { ask } as unknown as PeopleThread, { run, job: 'hr-to-ad', anchor })
  }
  const flow = ({ trace }: PersonView, name: string) => { const found = trace.flows.find(({ attribute }) => attribute === name); return [found?.gate, found?.current, found?.wanted] }

  const { runNumber: first } = await project.cycle(document)
  const ann = await view(first, '1')
  expect([ann.planned?.kind, ann.trace.match, ann.trace.account, ann.trace.rules, flow(ann, 'department'), ann.movedOn]).toEqual(
    ['create', 'unmatched', undefined, [{ attribute: 'employeeID', priority: 1, outcome: 'none' }], ['written', null, 'North'], undefined],
  )
  const bea = await view(first, '2')
  expect([bea.planned?.kind, bea.trace.match, bea.trace.rules, flow(bea, 'department'), bea.movedOn]).toEqual(
    ['update', 'matched', [{ attribute: 'employeeID', priority: 1, outcome: 'hit', value: '2' }], ['written', 'Old', 'North'], undefined],
  )

  project.write('people.csv', people('South'))
  const { runNumber: second } = await project.cycle(document)
  const before = await view(first, '2')
  expect([before.planned?.kind, before.trace.match, flow(before, 'department'), before.movedOn]).toEqual(['update', 'matched', ['written', 'Old', 'North'], { source: true, target: false, runs: [second] }])
  const now = await view(second, '2')
  expect([now.planned?.kind, now.trace.match, flow(now, 'department'), now.movedOn]).toEqual(['update', 'linked', ['written', 'North', 'South'], undefined])
  // An incremental cycle did not look at Ann.
  expect((await view(second, '1')).planned).toBeUndefined()
})
