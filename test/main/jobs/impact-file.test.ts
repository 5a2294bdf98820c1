import { expect, test } from 'vitest'
import { impactFile } from '../../../main/jobs/impact-file'
import type { ProjectContext } from '../../../main/jobs/project-context'
import type { ImpactRow, ImpactView } from '../../../shared/ipc/views'
import { job, objectMapping, projectOf, sourceSystem, targetSystem } from '../../support/project'

const rows: readonly ImpactRow[] = Array.from({ length: 501 }, (_, i) => ({
  seq: i, kind: i === 0 ? 'delete' : 'disable', status: i === 1 ? 'held' : 'planned', by: 'Surgery', cause: 'Leaves scope: kind NOT EQUALS <Agency>',
  source: { system: 'hr', type: 'worker', anchor: `p${String(i)}`, display: i === 2 ? '=SUM(A1)' : `Person ${String(i)}` }, target: { system: 'ad', type: 'user', anchor: `a${String(i)}`, display: `CN=Person ${String(i)}` },
  loses: i === 0 ? { groups: 2, reports: 1, emptied: ['PACS admins'] } : { groups: 0, reports: 0, emptied: [] },
  takeBack: i === 0 ? { how: 'restore', until: '2026-12-21T06:00:00Z' } : { how: 'enable' },
}))
const impact: ImpactView = {
  disables: 499, deletes: 1, held: 1, failed: 0, hold: null, types: ['worker'], by: 'Department', attributes: ['Department'], values: [],
  causes: [{ key: 'k', job: 'hr-to-ad', text: 'Leaves scope', kind: 'disable', count: 501 }],
  guards: [{ id: 'deletions', job: 'hr-to-ad', enabled: true, guard: 'deletions', count: 501, limit: 500 }],
  protected: { names: 0, held: 0 }, consequences: { managers: 1, groups: null, noticed: 1 },
}
const answers: Readonly<Record<string, (input: { readonly offset?: number; readonly limit?: number }) => unknown>> = {
  'impact.summary': () => impact, 'runs.list': () => [{ run: 3, now: '2026-11-21T06:00:00Z' }],
  'impact.rows': ({ offset = 0, limit = 0 }) => ({ total: rows.length, offset, rows: rows.slice(offset, offset + limit) }),
}
const views = { ask: (name: string, question: unknown) => ({ answer: Promise.resolve(answers[name]?.((question as { readonly input: object }).input)), cancel: () => undefined }) }
const document = projectOf([sourceSystem(), targetSystem()], [job([objectMapping([])])])
const project: ProjectContext = { folder: '/p', mirror: '/p/m', document, configHash: 'sha256:x', draft: false }

test('the table has everybody once, with what they lose and how it is taken back, and no cell that a spreadsheet would run', async () => {
  const lines = (await impactFile(views, project, { run: 3, by: 'Department', format: 'csv' })).trimEnd().split('\r\n')
  expect(lines).toHaveLength(rows.length + 1)
  expect(lines[0]).toBe('Person,ID,Action,System,Account,Department,Cause,Loses,To take back,Status')
  expect(lines[1]).toBe('Person 0,p0,delete,Directory,CN=Person 0,Surgery,Leaves scope: kind NOT EQUALS <Agency>,2 groups; 1 report; nobody left in PACS admins,restore until 21 Dec 2026,')
  expect(lines[2]).toContain(',re-enable,held')
  expect(lines[3]).toMatch(/^'=SUM/u)
})

test('the page says how many, why, which guard trips, what is unknown, and names everybody', async () => {
  const page = await impactFile(views, project, { run: 3, by: undefined, format: 'html' })
  expect(page).toContain('<p class="facts">Impact of run 3 as of 21 Nov 2026, 06:00 UTC.</p>')
  expect(page).toContain('501 disables and deletes reach the limit of 500 in one job.')
  expect(page).toContain('Which groups would lose members is unknown')
  expect(page).toContain('kind NOT EQUALS &lt;Agency&gt;')
  expect(page.match(/<tr><td>Person \d+<\/td><td>p\d+<\/td>/gu)).toHaveLength(500)
  expect(page.endsWith('</html>\n')).toBe(true)
})
