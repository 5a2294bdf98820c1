import type { FacetAttribute, FacetKey, PlanBreakdown, PlanBreakdownRow } from '../../../shared/ipc/facet-views'
import { PLAN_SECTIONS, planSection } from '../../../shared/model/plan-section'
import type { PlanColumns } from './plan-columns'
import type { PlanRows } from './plan-rows'
import { selectActions, type ActionsAsked } from './plan-view'

interface Views {
  readonly plans: PlanRows
  readonly columns: PlanColumns
}

/**
 * What a plan would do to the people with each value of an attribute, by section, most people first, then by value. Who has no action counts nowhere;
 * who has several values counts with each. Throws `runUnknown`, and `refused` for an attribute that tells people apart instead of grouping them.
 */
export async function planBreakdown({ plans, columns }: Views, { by, limit, ...asked }: ActionsAsked & { readonly by: FacetAttribute; readonly limit: number }): Promise<PlanBreakdown> {
  const [column] = await columns.columns(asked.run, [by])
  if (!column) return { ...by, rows: [], different: 0, people: 0 }
  const { combinationOf, combinations } = plans.outcomes(asked.run)
  const sectionOf = combinations.map((facts) => {
    const section = planSection(facts)
    return section === undefined ? -1 : PLAN_SECTIONS.indexOf(section)
  })
  const actions = plans.packed(asked.run)
  const width = PLAN_SECTIONS.length
  const perList = new Uint32Array(column.values.length * width)
  let people = 0
  for (const seq of selectActions(plans, asked)) {
    const row = actions.rowOf(seq)
    const section = sectionOf[combinationOf[row] as number] as number
    if (section < 0) continue
    people++
    ;(perList[(column.numberOf[row] as number) * width + section] as number)++
  }
  const sums = new Map<FacetKey, number[]>()
  column.values.forEach((list, number) => {
    const counts = perList.subarray(number * width, (number + 1) * width)
    if (counts.every((count) => count === 0)) return
    for (const key of list) {
      const sum = sums.get(key) ?? new Array<number>(width).fill(0)
      sums.set(key, sum.map((count, i) => count + (counts[i] as number)))
    }
  })
  const rows = [...sums].map(([key, counts]) => toRow(key, counts)).sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1))
  return { ...by, rows: rows.slice(0, limit), different: rows.length, people }
}

function toRow(key: FacetKey, counts: readonly number[]): PlanBreakdownRow {
  return { key, people: counts.reduce((sum, count) => sum + count, 0), counts: Object.fromEntries(PLAN_SECTIONS.map((section, i) => [section, counts[i] as number])) as PlanBreakdownRow['counts'] }
}
