import { expect, onTestFinished, test } from 'vitest'
import { matchingRows } from '../../../main/mirror/views/matching-view'
import { mirrorViews } from '../../../main/mirror/views/mirror-views'
import { temporaryFolder } from '../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
  expression('ToUpper([id])', 'employeeID', { matchingPriority: 1 }), direct('id', 'cn', { apply: 'ObjectAddOnly' }), direct('id', 'sAMAccountName', { apply: 'ObjectAddOnly' }), direct('ward', 'department'),
], { container: 'DC=x' })])])

test('accepted pairs are rehearsed as if their accounts had been filled in: who would be created is matched, and nothing of it stays', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const user = (name: string) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: name, cn: name, sAMAccountName: `old-${name}`, department: 'Old', userAccountControl: '512' })
  project.write('people.csv', csvOf([{ id: 'a1', name: 'Ann', ward: 'North' }, { id: 'b2', name: 'Bea', ward: 'North' }]))
  project.write('directory.ldif', ldifOf([{ dn: 'DC=x', objectClass: 'domain', dc: 'x' }, user('Ann'), user('Bea')]))
  const pair = (source: string, target: string, of = 'hr-to-ad') => ({ job: of, source, target })

  const plain = await project.cycle(document, { keep: false })
  expect(plain.summary).toMatchObject({ create: 2, update: 0 })
  const filled = await project.cycle(document, { type: 'initial', keep: false, backfill: [pair('a1', 'Ann'), pair('b2', 'Bea', 'another-job'), pair('gone', 'Bea'), pair('b2', 'gone')] })
  expect(filled.summary).toMatchObject({ create: 1, update: 1 })
  const { plans, objects } = mirrorViews(project.session.mirror)
  const matched = matchingRows(plans, objects, { run: filled.runNumber, job: 'hr-to-ad', tab: 'matched', offset: 0, limit: 10 })
  expect(matched.rows.map(({ source, target }) => [source?.anchor, target?.anchor])).toEqual([['a1', 'Ann']])
  expect(plans.runs().map(({ backfilled, kept }) => [backfilled, kept])).toEqual([[true, false], [undefined, false]])
  // The number is not in the plan: it is what the back-fill list writes.
  const { actions } = await project.plan(filled)
  expect(actions.find(({ kind }) => kind === 'update')?.changes.map(({ attribute }) => attribute)).toEqual(['department'])

  expect((await project.cycle(document, { type: 'initial', keep: false })).summary).toEqual(plain.summary)

  // What was rehearsed and kept meanwhile has accounts for both; the list is still about what was read.
  await project.cycle(document)
  expect((await project.cycle(document, { type: 'initial', keep: false })).summary).toMatchObject({ create: 0, update: 0 })
  expect((await project.cycle(document, { keep: false, backfill: [pair('a1', 'Ann')] })).summary).toEqual(filled.summary)
  expect((await project.cycle(document, { type: 'initial', keep: false })).summary).toMatchObject({ create: 0, update: 0 })
})
