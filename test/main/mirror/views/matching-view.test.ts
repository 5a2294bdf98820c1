import { expect, onTestFinished, test } from 'vitest'
import { matchingCounts, matchingRows } from '../../../../main/mirror/views/matching-view'
import { mirrorViews } from '../../../../main/mirror/views/mirror-views'
import { temporaryFolder } from '../../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../../support/project'

test('a matched person is shown with the attribute that found the account as it was before the plan, and with the link afterwards', async () => {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), expression('Join("@", ToLower([name]), "x.example")', 'mail', { matchingPriority: 2 }), direct('name', 'cn', { apply: 'ObjectAddOnly' }), direct('id', 'sAMAccountName', { apply: 'ObjectAddOnly' }),
  ])])])
  const user = (name: string, more: Readonly<Record<string, string>>) => ({ dn: `CN=${name},DC=x`, objectClass: 'user', objectGUID: name, cn: name, sAMAccountName: name, userAccountControl: '512', ...more })
  project.write('people.csv', csvOf([{ id: '1', name: 'Ann' }, { id: '2', name: 'Bea' }, { id: '3', name: 'Cat' }]))
  // Bea has no number yet: her account is found by mail, and the plan writes the number into it.
  project.write('directory.ldif', ldifOf([user('Ann', { employeeID: '1', mail: 'ann@x.example' }), user('Bea', { mail: 'BEA@x.example' })]))
  const rows = (run: number) => {
    const { plans, objects } = mirrorViews(project.session.mirror)
    const { rules } = matchingCounts(plans, objects, { run, job: 'hr-to-ad' })
    const { rows: found } = matchingRows(plans, objects, { run, job: 'hr-to-ad', tab: 'matched', offset: 0, limit: 10 })
    return { rules: rules.map(({ attribute, decided }) => [attribute, decided]), found: found.map(({ source, linked, on, value }) => [source?.anchor, linked ?? on, value]) }
  }
  const first = await project.cycle(document)
  expect(rows(first.runNumber)).toEqual({ rules: [['employeeID', 1], ['mail', 1]], found: [['1', 'employeeID', '1'], ['2', 'mail', 'bea@x.example']] })
  const second = await project.cycle(document, { type: 'initial' })
  expect(rows(second.runNumber).found).toEqual([['1', true, undefined], ['2', true, undefined], ['3', true, undefined]])
})
