import type { FacetAttribute } from '../../shared/ipc/facet-views'
import type { Mirror } from '../mirror/open-mirror'
import { mirrorViews } from '../mirror/views/mirror-views'
import { planFacets } from '../mirror/views/plan-facets'

export interface FacetFigures {
  /** Median of attributes that nobody asked for before. */
  readonly ms: number
  /** The very first one, which also finds out whose action each object has. */
  readonly firstMs: number
  /** Median of a facet that is known, narrowed by the value of another. */
  readonly narrowedMs: number
  /** The longest that another request would have waited meanwhile. */
  readonly longestSliceMs: number
}

/** Attributes that divide people into groups, as the benchmark's export has them. */
const DIVIDING = ['Department', 'Country', 'City', 'Cost_Center', 'Division', 'Company']

/** Facets over a run's whole plan as the window asks for them, from views that know nothing yet. */
export async function benchFacets(mirror: Mirror, run: number): Promise<FacetFigures> {
  const views = mirrorViews(mirror)
  const known = views.columns.attributes(run).filter(({ of }) => of === 'source').map(({ name }) => name)
  const names = [...DIVIDING.filter((name) => known.includes(name)), ...known.filter((name) => /type|status|site|building|office/i.test(name))].slice(0, 6)
  const attributes = names.map((name): FacetAttribute => ({ of: 'source', name }))
  const [first = { of: 'source', name: '' }, ...others] = attributes
  const blocked = watchLoop()
  const firstMs = await timed(() => planFacets(views, { run, attributes: [first], limit: 100 }))
  const each: number[] = []
  for (const attribute of others) each.push(await timed(() => planFacets(views, { run, attributes: [attribute], limit: 100 })))
  const [values] = await planFacets(views, { run, attributes: [first], limit: 1 })
  const where = [{ ...first, values: values?.values.map(({ key }) => key) ?? [] }]
  const narrowed: number[] = []
  for (const attribute of others) narrowed.push(await timed(() => planFacets(views, { run, attributes: [attribute], limit: 100, where })))
  return { ms: middle(each), firstMs: round(firstMs), narrowedMs: middle(narrowed), longestSliceMs: round(blocked()) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Looks at the clock in every turn of the event loop; answers with the longest time between two. */
function watchLoop(): () => number {
  let longest = 0
  let last = performance.now()
  let watching = true
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(look)
  }
  setImmediate(look)
  return () => {
    watching = false
    return longest
  }
}

function middle(values: readonly number[]): number {
  return round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
