import { expect, onTestFinished, test } from 'vitest'
import { impactViews, type ImpactViews } from '../../../../main/mirror/views/impact-view'
import { mirrorViews } from '../../../../main/mirror/views/mirror-views'
import type { ImpactConsequence } from '../../../../shared/ipc/impact-views'
import type { Job } from '../../../../shared/model/project'
import { temporaryFolder } from '../../../support/folders'
import { csvOf, ldifOf, rehearsedProject } from '../../../support/mirror'
import { direct, expression, job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../../support/project'

interface Person { readonly id: string; readonly left?: true; readonly manager?: string; readonly managerInHr?: string }
type Groups = Readonly<Record<string, readonly string[]>>

const dn = (name: string) => `CN=${name},DC=x`
const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Accounts of people with their managers, and groups; the accounts of those who left would be turned off. */
async function impactOf(people: readonly Person[], groups: Groups, guards: Job['guards'] = {}): Promise<{ readonly impact: ImpactViews; readonly run: number }> {
  const project = rehearsedProject(temporaryFolder())
  onTestFinished(() => { project.close() })
  project.write('people.csv', csvOf(people.map(({ id, left, managerInHr }) => ({ id, name: id, status: left ? 'left' : '', boss: managerInHr ?? '' })), ['id', 'name', 'status', 'boss']))
  project.write('directory.ldif', ldifOf([
    ...people.map(({ id, manager }, i) => ({ dn: dn(id), objectClass: ['top', 'person', 'user'], objectGUID: guid(i), cn: id, sAMAccountName: id, employeeID: id, userAccountControl: '512', manager: manager === undefined ? undefined : dn(manager) })),
    ...Object.entries(groups).map(([name, members], i) => ({ dn: dn(name), objectClass: ['top', 'group'], objectGUID: guid(100 + i), cn: name, sAMAccountName: name, member: members.map(dn) })),
  ]))
  const mapping = objectMapping([
    direct('id', 'employeeID', { matchingPriority: 1 }), direct('name', 'cn'), expression('Switch([status], "False", "left", "True")', 'accountDisabled'),
    ...(people.some(({ managerInHr }) => managerInHr !== undefined) ? [direct('boss', 'manager')] : []),
  ], { container: 'DC=x' })
  const outcome = await project.cycle(projectOf([sourceSystem({ attributes: { boss: { type: 'Reference' } } }), targetSystem()], [job([mapping], { guards })]), { now: '2026-11-21T00:00:00Z' })
  const { plans, objects } = mirrorViews(project.session.mirror)
  return { impact: impactViews(plans, objects), run: outcome.runNumber }
}

const PAGE = { offset: 0, limit: 50 }

/** `Bo through Ann`, `Editors 2 of 3, 1 left, through Ann Cy`. */
function listed({ impact, run }: Awaited<ReturnType<typeof impactOf>>, of: ImpactConsequence): readonly string[] {
  return impact.consequences({ run, of, ...PAGE }).rows.map(({ object, lost, members, left, through }) =>
    `${object.display}${members === undefined ? '' : ` ${String(lost)} of ${String(members)}, ${String(left)} left,`} through ${through.join(' ')}`)
}

test('people lose a manager who is turned off, unless they leave with them or the run gives them another', async () => {
  const seen = await impactOf([
    { id: 'Ann', left: true }, { id: 'Bo', manager: 'Ann', managerInHr: 'Ann' }, { id: 'Cy', manager: 'ANN', managerInHr: 'Dag' }, { id: 'Dag', managerInHr: '' }, { id: 'Eve', manager: 'Ann', managerInHr: 'Ann', left: true },
    { id: 'Finn', manager: 'Ann', managerInHr: 'Eve' },
  ], {})
  expect(listed(seen, 'managers')).toEqual(['Bo through Ann', 'Finn through Ann'])
  expect(seen.impact.summary({ run: seen.run }).consequences).toEqual({ managers: 2, groups: null, noticed: 1 })
})

const PEOPLE: readonly Person[] = [{ id: 'Ann', left: true }, { id: 'Bo' }, { id: 'Cy', left: true }, { id: 'Dag' }]
const GROUPS: Groups = { 'Editors': ['Ann', 'Bo', 'Cy'], 'PACS admins': ['Ann'], 'Readers': ['Ann', 'Cy'], 'Everybody': ['Bo', 'Dag'], 'Nobody': [] }

test('groups that nobody is left in come first, and each says through whom', async () => {
  const seen = await impactOf(PEOPLE, GROUPS)
  expect(listed(seen, 'losing')).toEqual(['Readers 2 of 2, 0 left, through Ann Cy', 'PACS admins 1 of 1, 0 left, through Ann', 'Editors 2 of 3, 1 left, through Ann Cy'])
  expect(listed(seen, 'emptied')).toEqual(['Readers 2 of 2, 0 left, through Ann Cy', 'PACS admins 1 of 1, 0 left, through Ann'])
  expect(seen.impact.summary({ run: seen.run }).consequences).toEqual({ managers: null, groups: { losing: 3, emptied: 2, administrators: 1 }, noticed: 2 })
})

test('each list is as long as its count, and leads to those through whom something is lost', async () => {
  const { impact, run } = await impactOf(PEOPLE, GROUPS)
  const { groups } = impact.summary({ run }).consequences
  const rows = impact.consequences({ run, of: 'losing', ...PAGE })
  expect([rows.total, impact.consequences({ run, of: 'emptied', ...PAGE }).total]).toEqual([groups?.losing, groups?.emptied])
  for (const { object, lost } of rows.rows) expect(impact.rows({ run, through: { system: 'ad', anchor: object.anchor as string }, ...PAGE }).total).toBe(lost)
  expect(impact.rows({ run, noticed: true, ...PAGE }).rows.map(({ source, loses, takeBack }) => [source?.anchor, loses, takeBack])).toEqual([
    ['Ann', { groups: 3, reports: 0, emptied: ['Readers', 'PACS admins'] }, { how: 'enable' }], ['Cy', { groups: 2, reports: 0, emptied: ['Readers'] }, { how: 'enable' }],
  ])
  expect(impact.consequences({ run, of: 'losing', search: 'pacs', ...PAGE }).rows.map(({ object }) => object.display)).toEqual(['PACS admins'])
  expect(impact.consequences({ run, of: 'losing', search: 'cy', offset: 1, limit: 1 })).toMatchObject({ total: 2, offset: 1, rows: [{ object: { display: 'Editors' } }] })
})

test('what a guard holds counts, and each part has its rows', async () => {
  const { impact, run } = await impactOf(PEOPLE, GROUPS, { protected: ['Ann'] })
  const { held, disables, consequences, protected: protectedNames } = impact.summary({ run })
  expect([held, disables, consequences.groups?.losing, protectedNames]).toEqual([1, 1, 3, { names: 1, held: 1 }])
  expect(impact.rows({ run, part: 'held', ...PAGE }).rows.map(({ source }) => source?.anchor)).toEqual(['Ann'])
  expect(impact.rows({ run, part: 'disable', ...PAGE }).rows.map(({ source }) => source?.anchor)).toEqual(['Cy'])
})
