import { expect, onTestFinished, test } from 'vitest'
import { impactViews } from '../../../../main/mirror/views/impact-view'
import { mirrorViews } from '../../../../main/mirror/views/mirror-views'
import type { Guards } from '../../../../shared/model/project'
import { temporaryFolder } from '../../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../../support/project'

const IDS = ['1', '2', '3', '4']

/** Four accounts, of which those of three people in two wards would be turned off. */
async function guardsOf(guards: Guards, released = false) {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(IDS.map((id) => ({ id, name: `Ann ${id}`, status: id === '4' ? '' : 'left', ward: id === '3' ? 'Ward' : 'Lab' }))))
  project.write('directory.ldif', ldifOf(IDS.map((id) => ({ dn: `CN=Ann ${id},DC=x`, objectClass: ['top', 'person', 'user'], objectGUID: `00000000-0000-4000-8000-00000000000${id}`, cn: `Ann ${id}`, sAMAccountName: `ann${id}`, employeeID: id, userAccountControl: '512' }))))
  const mapping = objectMapping([direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), expression('Switch([status], "False", "left", "True")', 'accountDisabled')], { container: 'DC=x' })
  const outcome = await project.cycle(projectOf([sourceSystem(), targetSystem()], [job([mapping], { guards })]), { now: '2026-11-21T00:00:00Z', released })
  const { plans, objects } = mirrorViews(project.session.mirror)
  return impactViews(plans, objects).summary({ run: outcome.runNumber }).guards.map(({ guard, count, limit, enabled, slice }) => `${guard}${slice ? ` ${slice.value}` : ''} ${String(count)} of ${String(limit)}${enabled ? '' : ' off'}`)
}

test('without guards of its own a job has the threshold of the service', async () => {
  expect(await guardsOf({})).toEqual(['deletions 3 of 500'])
})

test('all guards of a job are listed, tripped ones first, then the nearest to their limit', async () => {
  expect(await guardsOf({ share: { percent: 100 }, slices: [{ attribute: 'ward', value: 2 }], creations: { value: 9 }, blanks: { value: 5 }, protected: ['ann4'] }))
    .toEqual(['slice Lab 2 of 2', 'share 3 of 4', 'deletions 3 of 500', 'creations 0 of 9', 'blanks 0 of 5', 'protected 0 of 1'])
})

test('what is released counts as it would have been held, and a guard that is off stands last', async () => {
  expect(await guardsOf({ deletions: { enabled: true, value: 2 } }, true)).toEqual(['deletions 3 of 2'])
  expect(await guardsOf({ deletions: { enabled: false, value: 2 }, protected: ['ann1'] })).toEqual(['protected 1 of 1', 'deletions 2 of 2 off'])
})
