import type { ActionSort } from '../../../shared/ipc/facet-views'
import { foldCase } from '../../../shared/fold-case'
import type { RunActions } from '../action-pages'
import { section } from './plan-view'
import type { PlanRows } from './plan-rows'
import { slices, sortInSlices } from './slices'

/** Sorts the actions of a run; the order of each column is worked out once, a slice at a time. */
export interface PlanOrders {
  /** The same actions sorted, equal ones in plan order whichever the direction. `seqs` is ascending. */
  sorted(run: number, seqs: Int32Array, sort: { readonly by: ActionSort; readonly descending: boolean }): Promise<Int32Array>
}

/** By row of the plan, the place of its value among all different values from 0. */
interface Order {
  readonly placeOf: Int32Array
  readonly places: number
}

const KEPT_ORDERS = 8

export function planOrders(plans: PlanRows): PlanOrders {
  const kept = new Map<string, Promise<Order>>()

  function orderOf(run: number, by: ActionSort): Promise<Order> {
    const key = `${run} ${by}`
    const known = kept.get(key)
    if (known) return known
    const made = makeOrder(plans.packed(run), by)
    if (kept.size >= KEPT_ORDERS) kept.delete(kept.keys().next().value as string)
    kept.set(key, made)
    made.catch(() => kept.delete(key))
    return made
  }

  return {
    async sorted(run, seqs, { by, descending }) {
      const order = await orderOf(run, by)
      return byPlace(seqs, order, plans.packed(run), descending)
    },
  }
}

/** Counting sort: as many steps as there are actions and different values. */
function byPlace(seqs: Int32Array, { placeOf, places }: Order, actions: RunActions, descending: boolean): Int32Array {
  const placeAt = (seq: number): number => {
    const place = placeOf[actions.rowOf(seq)] as number
    return descending ? places - 1 - place : place
  }
  const starts = new Int32Array(places + 1)
  for (const seq of seqs) (starts[placeAt(seq) + 1] as number)++
  for (let i = 1; i < starts.length; i++) (starts[i] as number) += starts[i - 1] as number
  const sorted = new Int32Array(seqs.length)
  for (const seq of seqs) sorted[(starts[placeAt(seq)] as number)++] = seq
  return sorted
}

async function makeOrder(actions: RunActions, by: ActionSort): Promise<Order> {
  switch (by) {
    case 'person': return byName(actions, ({ sourceDisplay, targetDisplay }) => (sourceDisplay === '' ? targetDisplay : sourceDisplay))
    case 'target': return byName(actions, ({ targetDisplay }) => targetDisplay)
    case 'kind': return byNumber(Float64Array.from(actions.combinationOf, (number) => section(actions.combinations[number] as RunActions['combinations'][number])))
    case 'changes': return byNumber(await changeCounts(actions))
  }
}

interface Names {
  readonly sourceDisplay: string
  readonly targetDisplay: string
}

/** By name without case and accents, as people look for it; names that differ in nothing else keep apart from each other. */
async function byName(actions: RunActions, nameOf: (names: Names) => string): Promise<Order> {
  const turn = slices()
  const keyOf = new Array<string>(actions.seqs.length).fill('')
  for (const page of actions.names()) {
    for (const names of page.lines()) {
      const name = nameOf(names)
      keyOf[names.row] = `${plain(name)}\u0000${name}`
    }
    await turn()
  }
  const keys = await sortInSlices(keyOf, turn)
  const places = new Map<string, number>()
  for (let i = 0; i < keys.length; i++) {
    if (!places.has(keys[i] as string)) places.set(keys[i] as string, places.size)
    if (i % 4096 === 0) await turn()
  }
  const placeOf = new Int32Array(keyOf.length)
  for (let row = 0; row < keyOf.length; row++) {
    placeOf[row] = places.get(keyOf[row] as string) as number
    if (row % 4096 === 0) await turn()
  }
  return { placeOf, places: places.size }
}

function plain(name: string): string {
  return foldCase(name.normalize('NFD').replace(/\p{M}+/gu, ''))
}

function byNumber(numbers: Float64Array): Order {
  const places = new Map([...new Set(numbers)].sort((a, b) => a - b).map((number, place) => [number, place]))
  return { placeOf: Int32Array.from(numbers, (number) => places.get(number) as number), places: places.size }
}

/** How many attributes each action changes, read off its JSON: only a key can hold these quotes unescaped. */
async function changeCounts(actions: RunActions): Promise<Float64Array> {
  const turn = slices()
  const counts = new Float64Array(actions.seqs.length)
  for (const page of actions.bodies()) {
    for (const { row, body } of page) counts[row] = changesIn(body)
    await turn()
  }
  return counts
}

const KEY = '"attribute":'

function changesIn(body: string): number {
  const end = body.indexOf(',"reason":{')
  let count = 0
  for (let at = body.indexOf(KEY); at >= 0 && at < end; at = body.indexOf(KEY, at + KEY.length)) count++
  return count
}
