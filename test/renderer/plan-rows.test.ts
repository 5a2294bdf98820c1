import { expect, test } from 'vitest'
import { sectionsOf, sortedBreakdown } from '../../renderer/features/plan/breakdown-rows'
import { toPlanRows } from '../../renderer/features/plan/plan-rows'
import type { FacetKey, PlanBreakdownRow } from '../../shared/ipc/facet-views'
import { PLAN_SECTIONS, type PlanSection } from '../../shared/model/plan-section'
import { planParts } from '../../renderer/features/plan/plan-parts'
import { losesText, removalsBefore, takeBackText, toBars, unknownText } from '../../renderer/features/impact/impact-rows'
import { plannedOf, totalsOf } from '../../renderer/ui/job-totals'
import { fakeData } from '../support/fake-data'
import type { PlanGroupView } from '../../shared/ipc/views'

const PEOPLE = { held: 137, failed: 38, delete: 0, disable: 0, create: 412, enable: 9, update: 3902 }
const none = new Set<PlanSection>()
const options = { people: PEOPLE, only: none, closed: none, unfolded: none }

function group(id: number, part: Partial<PlanGroupView>): PlanGroupView {
  return { id, job: 'j', kind: 'update', status: 'planned', cause: { type: 'mapping', id: 'mail' }, shape: '', objects: 10, values: 10, title: `group ${String(id)}`, causeText: 'mail', ...part }
}
const said = (rows: ReturnType<typeof toPlanRows>): string[] => rows.map((row) => row.kind === 'group' ? `${row.rare ? 'rare ' : ''}${String(row.group.id)}` : `${row.kind} ${row.section}`)

test('held and failing groups come first, then by danger, and within a section by people', () => {
  const rows = toPlanRows([group(0, {}), group(1, { objects: 99 }), group(2, { kind: 'create' }), group(3, { kind: 'delete' }), group(4, { kind: 'disable', status: 'held' }), group(5, { kind: 'skip', status: 'failed' })], options)
  expect(said(rows)).toEqual(['section held', '4', 'section failed', '5', 'section delete', '3', 'section create', '2', 'section update', '1', '0'])
})

test('shapes seen once or twice fold into one row, and unfold in their place', () => {
  const groups = [group(0, {}), group(1, { objects: 1, values: 1 }), group(2, { objects: 2, values: 4 }), group(3, { objects: 1, values: 1 })]
  expect(said(toPlanRows(groups, options))).toEqual(['section update', '0', 'rare update'])
  expect(toPlanRows(groups, options).at(-1)).toMatchObject({ shapes: 3, values: 6 })
  expect(said(toPlanRows(groups, { ...options, unfolded: new Set(['update']) }))).toEqual(['section update', '0', 'rare update', 'rare 2', 'rare 1', 'rare 3'])
})

test('few rare shapes, or nothing but rare ones, are not folded', () => {
  expect(said(toPlanRows([group(0, {}), group(1, { objects: 1 }), group(2, { objects: 1 })], options))).toEqual(['section update', '0', '1', '2'])
  expect(said(toPlanRows([group(0, { objects: 1 }), group(1, { objects: 1 }), group(2, { objects: 1 })], options))).toEqual(['section update', '0', '1', '2'])
})

test('a closed section keeps its heading with its people', () => {
  const [row, ...rest] = toPlanRows([group(0, {})], { ...options, closed: new Set(['update']) })
  expect(row).toMatchObject({ kind: 'section', people: 3902, expanded: false })
  expect(rest).toEqual([])
})

test('a filter leaves its sections only', () => {
  expect(said(toPlanRows([group(0, {}), group(1, { kind: 'create' })], { ...options, only: new Set(['create']) }))).toEqual(['section create', '1'])
})

test('a plan by attribute is sorted by any count or by the value as it is shown, and has a column for each section that somebody is in', () => {
  const row = (key: FacetKey, counts: Partial<Record<PlanSection, number>>): PlanBreakdownRow => ({
    key, people: Object.values(counts).reduce((sum, count) => sum + count, 0), counts: { ...Object.fromEntries(PLAN_SECTIONS.map((section) => [section, 0])), ...counts } as PlanBreakdownRow['counts'],
  })
  const rows = [row('=Surgery', { update: 9 }), row('blank', { update: 5, held: 1 }), row('=Emergency', { create: 2 })]
  const by = { of: 'source', name: 'Department' } as const
  const keys = (column: string, direction: 'ascending' | 'descending'): FacetKey[] => sortedBreakdown(rows, by, { column, direction }).map(({ key }) => key)
  expect(keys('value', 'ascending')).toEqual(['blank', '=Emergency', '=Surgery'])
  expect(keys('people', 'ascending')).toEqual(['=Emergency', 'blank', '=Surgery'])
  expect(keys('held', 'descending')[0]).toBe('blank')
  expect(sortedBreakdown(rows, by, undefined)).toBe(rows)
  expect(sectionsOf(rows)).toEqual(['held', 'create', 'update'])
})

test('the parts of the summary line sum to the population, for each job and for all', () => {
  const [run] = fakeData().runs
  for (const jobs of [run?.jobs ?? [], ...(run?.jobs ?? []).map((job) => [job])]) {
    const totals = totalsOf(jobs)
    expect(planParts(totals).reduce((sum, part) => sum + part.count, 0)).toBe(totals.population)
    expect(totals.population).toBe(jobs.reduce((sum, job) => sum + job.sourceObjects + job.goneFromSource, 0))
    expect(plannedOf(totals)).toBe(totals.population - totals.noAction)
  }
})

test('bars sum to what all values sum to, and what is left stands in one bar that filters nothing', () => {
  const values = Array.from({ length: 14 }, (_, index) => ({ value: index === 3 ? '' : `D${String(index)}`, disable: index + 1, delete: index % 2 }))
  const bars = toBars(values)
  expect(bars).toHaveLength(9)
  expect(bars.reduce((sum, bar) => sum + bar.disable + bar.delete, 0)).toBe(values.reduce((sum, value) => sum + value.disable + value.delete, 0))
  expect(bars.at(-1)).toMatchObject({ others: true, label: '6 others' })
  expect(toBars(values.slice(0, 4)).find((bar) => bar.value === '')?.label).toBe('(blank)')
})

test('what goes with an account, and how it is taken back, is said in words', () => {
  expect(losesText({ loses: { groups: 5, reports: 1, emptied: ['PACS admins', 'Rota'] } })).toBe('5 groups, 1 report, nobody left in PACS admins and Rota')
  expect(losesText({ loses: { groups: 0, reports: 0, emptied: [] } })).toBe('nothing known')
  expect([takeBackText({ takeBack: { how: 'enable' } }), takeBackText({ takeBack: { how: 'never' } }), takeBackText({ takeBack: { how: 'restore', until: '2026-12-21T06:00:00.000Z' } })]).toEqual(['Re-enable', 'Final', 'Restore until 21 Dec'])
})

test.each([
  [3, { losing: 0, emptied: 0, administrators: 0 }, undefined],
  [null, { losing: 0, emptied: 0, administrators: 0 }, 'managers unknown'],
  [0, null, 'groups unknown'],
  [null, null, 'managers and groups unknown'],
])('with managers %j and groups %j it is said what is unknown', (managers, groups, text) => {
  expect(unknownText({ managers, groups, noticed: 0 })).toBe(text)
})

test('the run before is the newest one that was planned, and no later round', () => {
  const runs = fakeData().runs
  const [last] = runs
  if (last === undefined) throw new Error('There is no run.')
  const { disable, delete: deleted, held } = totalsOf(last.jobs)
  const failed = { ...last, run: last.run + 2, status: 'failed' as const }
  const round = { ...last, run: last.run + 1, round: { of: last.run, number: 2 } }
  expect(removalsBefore([failed, round, ...runs], last.run + 3)).toEqual({ run: last.run, count: disable + deleted + held })
  expect(removalsBefore(runs, 1)).toBeUndefined()
})
