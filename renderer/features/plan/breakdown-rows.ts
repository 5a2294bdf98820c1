import type { FacetAttribute, PlanBreakdownRow } from '../../../shared/ipc/facet-views'
import { PLAN_SECTIONS, type PlanSection } from '../../../shared/model/plan-section'
import type { Sort } from '../../ui/table-columns'
import { valueTitle } from './facet-choices'

/** Rows as a column sorts them: by a count, by all people, or by the value as it is shown; equal ones stay as they came. */
export function sortedBreakdown(rows: readonly PlanBreakdownRow[], by: FacetAttribute, sort: Sort | undefined): readonly PlanBreakdownRow[] {
  if (sort === undefined) return rows
  const turn = sort.direction === 'ascending' ? 1 : -1
  if (sort.column === 'value') return rows.toSorted((a, b) => turn * compare(valueTitle(by, a.key), valueTitle(by, b.key)))
  const section = PLAN_SECTIONS.find((one) => one === sort.column)
  const of = (row: PlanBreakdownRow): number => (section === undefined ? row.people : row.counts[section])
  return rows.toSorted((a, b) => turn * (of(a) - of(b)))
}

/** Sections that somebody is in, in their order. */
export function sectionsOf(rows: readonly PlanBreakdownRow[]): readonly PlanSection[] {
  return PLAN_SECTIONS.filter((section) => rows.some(({ counts }) => counts[section] > 0))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
