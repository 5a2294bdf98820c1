import type { ActionSort, FacetAttribute, FacetChoice, FacetKey, FacetView } from '../../../shared/ipc/facet-views'
import type { ActionRow, Page } from '../../../shared/ipc/views'
import type { PlanColumn } from './plan-column'
import type { PlanColumns } from './plan-columns'
import type { PlanOrders } from './plan-orders'
import type { PlanRows } from './plan-rows'
import { actionsPage, selectActions, type ActionsAsked } from './plan-view'

interface Views {
  readonly plans: PlanRows
  readonly columns: PlanColumns
  readonly orders: PlanOrders
}

interface Narrowed extends ActionsAsked {
  readonly where?: readonly FacetChoice[] | undefined
}

/** One page of a run's actions, narrowed by facets too, and in the order asked for. */
export async function sortedActions(views: Views, input: Narrowed & { readonly sort?: { readonly by: ActionSort; readonly descending: boolean } | undefined; readonly offset: number; readonly limit: number }): Promise<Page<ActionRow>> {
  const { plans, orders } = views
  const seqs = await narrowed(views, input)
  return actionsPage(plans, input.sort === undefined ? seqs : await orders.sorted(input.run, seqs, input.sort), input)
}

/**
 * The values of each attribute with how many of the actions have them, most frequent first, the chosen ones whatever their count.
 * What is chosen of an attribute does not narrow its own counts, so that another value can be added to it.
 */
export async function planFacets(views: Views, input: Narrowed & { readonly attributes: readonly FacetAttribute[]; readonly limit: number }): Promise<readonly FacetView[]> {
  const { plans, columns } = views
  const choices = chosen(input.where)
  const all = await columns.columns(input.run, [...input.attributes, ...choices])
  const tests = choices.map((choice, i) => ({ choice, admits: admitting(all[input.attributes.length + i] as PlanColumn, choice.values) }))
  const seqs = selectActions(plans, input)
  const actions = plans.packed(input.run)
  return input.attributes.map((attribute, i) => {
    const others = tests.filter(({ choice }) => !isSame(choice, attribute)).map(({ admits }) => admits)
    const column = all[i] as PlanColumn
    const perList = new Uint32Array(column.values.length)
    let total = 0
    for (const seq of seqs) {
      const row = actions.rowOf(seq)
      if (!others.every((admits) => admits(row))) continue
      total++
      ;(perList[column.numberOf[row] as number] as number)++
    }
    const counts = countValues(column, perList)
    const kept = new Set(choices.find((choice) => isSame(choice, attribute))?.values)
    const values = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).filter(([key], at) => at < input.limit || kept.has(key)).map(([key, count]) => ({ key, count }))
    const missing = [...kept].filter((key) => !counts.has(key)).map((key) => ({ key, count: 0 }))
    return { ...attribute, values: [...values, ...missing], different: counts.size, total }
  })
}

async function narrowed({ plans, columns }: Views, input: Narrowed): Promise<Int32Array> {
  const choices = chosen(input.where)
  const made = await columns.columns(input.run, choices)
  const seqs = selectActions(plans, input)
  if (choices.length === 0) return seqs
  const actions = plans.packed(input.run)
  const tests = choices.map(({ values }, i) => admitting(made[i] as PlanColumn, values))
  return seqs.filter((seq) => {
    const row = actions.rowOf(seq)
    return tests.every((admits) => admits(row))
  })
}

function chosen(where: readonly FacetChoice[] | undefined): readonly FacetChoice[] {
  return (where ?? []).filter(({ values }) => values.length > 0)
}

/** Whether the action of a row has one of the values. */
function admitting({ values, numberOf }: PlanColumn, wanted: readonly FacetKey[]): (row: number) => boolean {
  const keys = new Set(wanted)
  const admitted = values.map((list) => list.some((key) => keys.has(key)))
  return (row) => admitted[numberOf[row] as number] as boolean
}

function countValues({ values }: PlanColumn, perList: Uint32Array): ReadonlyMap<FacetKey, number> {
  const counts = new Map<FacetKey, number>()
  values.forEach((list, number) => {
    const count = perList[number] as number
    if (count > 0) for (const key of list) counts.set(key, (counts.get(key) ?? 0) + count)
  })
  return counts
}

function isSame(a: FacetAttribute, b: FacetAttribute): boolean {
  return a.of === b.of && a.name === b.name
}
