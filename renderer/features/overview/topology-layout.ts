import type { ProjectDocument } from '../../../shared/model/project'

/** What stands in a column, from top to bottom: a system, a job, or the room that a line needs on its way past others. */
export interface Cell {
  readonly kind: 'system' | 'job' | 'lane'
  /** Of the system or job; of a lane the job whose line passes. */
  readonly id: string
  readonly key: string
}

/** A job's line: from its source through its card to its target. */
export interface TopologyLine {
  readonly job: string
  /** Against the direction of the others: the job writes into a system that its own source comes from. */
  readonly back: boolean
  /** Keys of the cells on its way, source first. */
  readonly path: readonly string[]
}

export interface TopologyLayout {
  /** Systems and jobs in turn, from left to right; the first holds systems. */
  readonly columns: readonly (readonly Cell[])[]
  /** In the order of the jobs. */
  readonly lines: readonly TopologyLine[]
}

const SWEEPS = 6

/**
 * Systems and jobs in layers, in the direction of flow: a system stands right of every system that feeds it. A job whose target already
 * leads to its source goes back and moves nothing. Within a column the order is one with few crossings. The same document gives the same
 * layout.
 */
export function layoutTopology({ systems, jobs }: Pick<ProjectDocument, 'systems' | 'jobs'>): TopologyLayout {
  const back = backJobs(jobs)
  const layers = layersOf(systems.map(({ id }) => id), jobs.filter(({ id }) => !back.has(id)))
  const columns: Cell[][] = Array.from({ length: 2 * Math.max(0, ...layers.values()) + 1 }, () => [])
  const named = new Set(jobs.flatMap(({ source, target }) => [source, target]))
  for (const id of [...named, ...systems.map((system) => system.id).filter((one) => !named.has(one))]) columns[2 * (layers.get(id) ?? 0)]?.push(cellOf('system', id))
  const lines = jobs.map((job): TopologyLine => {
    const between = columnsBetween(2 * (layers.get(job.source) ?? 0), 2 * (layers.get(job.target) ?? 0))
    const path = between.map((at, place) => {
      const cell = place === 0 ? cellOf('job', job.id) : cellOf('lane', job.id, at)
      ;(columns[at] ??= []).push(cell)
      return cell.key
    })
    return { job: job.id, back: back.has(job.id), path: [systemKey(job.source), ...path, systemKey(job.target)] }
  })
  return { columns: ordered(columns, lines), lines }
}

/** The columns that a line passes, from its source's on; beside it where a job leads back to its own source. */
function columnsBetween(from: number, to: number): readonly number[] {
  if (from === to) return [from + 1]
  return Array.from({ length: Math.abs(to - from) - 1 }, (_, at) => from + (at + 1) * Math.sign(to - from))
}

function systemKey(id: string): string {
  return `system ${id}`
}

function cellOf(kind: Cell['kind'], id: string, column?: number): Cell {
  return { kind, id, key: kind === 'lane' ? `lane ${id} ${String(column)}` : `${kind} ${id}` }
}

/** Jobs whose target leads to their source through jobs before them. */
function backJobs(jobs: ProjectDocument['jobs']): ReadonlySet<string> {
  const back = new Set<string>()
  const next = new Map<string, string[]>()
  const leads = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true
    if (seen.has(from)) return false
    seen.add(from)
    return (next.get(from) ?? []).some((one) => leads(one, to, seen))
  }
  for (const { id, source, target } of jobs) {
    if (leads(target, source)) back.add(id)
    else next.set(source, [...next.get(source) ?? [], target])
  }
  return back
}

/** By system its layer from 0. What nothing feeds stands just before the first that it feeds. */
function layersOf(systems: readonly string[], jobs: ProjectDocument['jobs']): ReadonlyMap<string, number> {
  const layers = new Map(systems.map((id) => [id, 0]))
  for (let moved = true; moved;) {
    moved = false
    for (const { source, target } of jobs) {
      const wanted = (layers.get(source) ?? 0) + 1
      if ((layers.get(target) ?? 0) >= wanted) continue
      layers.set(target, wanted)
      moved = true
    }
  }
  for (const id of systems) {
    const fed = jobs.filter(({ source }) => source === id).map(({ target }) => layers.get(target) ?? 0)
    if (fed.length > 0 && jobs.every(({ target }) => target !== id)) layers.set(id, Math.min(...fed) - 1)
  }
  return layers
}

/** Each column in turn by the middle of what its cells are joined to; the order with the fewest crossings is taken, the first of equals. */
function ordered(columns: readonly (readonly Cell[])[], lines: readonly TopologyLine[]): readonly (readonly Cell[])[] {
  const joined = new Map<string, Set<string>>()
  for (const { path } of lines) {
    for (const [at, key] of path.entries()) {
      const beside = [path[at - 1], path[at + 1]].filter((other) => other !== undefined)
      joined.set(key, new Set([...joined.get(key) ?? [], ...beside]))
    }
  }
  let best = columns
  let current = columns
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    current = swept(current, joined, sweep % 2 === 0)
    if (crossings(current, joined) < crossings(best, joined)) best = current
  }
  return best
}

function swept(columns: readonly (readonly Cell[])[], joined: ReadonlyMap<string, ReadonlySet<string>>, rightwards: boolean): readonly (readonly Cell[])[] {
  const result = [...columns]
  const order = columns.map((_, at) => at)
  for (const at of rightwards ? order.slice(1) : order.slice(0, -1).reverse()) {
    const beside = middles(result[at + (rightwards ? -1 : 1)] ?? [])
    const own = middles(result[at] ?? [])
    const middle = (cell: Cell): number => {
      const places = [...joined.get(cell.key) ?? []].flatMap((key) => beside.get(key) ?? [])
      return places.length === 0 ? own.get(cell.key) ?? 0 : places.reduce((sum, place) => sum + place, 0) / places.length
    }
    result[at] = (result[at] ?? []).toSorted((a, b) => middle(a) - middle(b))
  }
  return result
}

/** By cell its place in the column, from 0 at the top to 1. */
function middles(column: readonly Cell[]): ReadonlyMap<string, number> {
  return new Map(column.map(({ key }, at) => [key, (at + 0.5) / column.length]))
}

/** How many pairs of lines cross between neighbouring columns. */
export function crossings(columns: readonly (readonly Cell[])[], joined: ReadonlyMap<string, ReadonlySet<string>>): number {
  let count = 0
  for (const [at, column] of columns.entries()) {
    const next = new Map((columns[at + 1] ?? []).map(({ key }, place) => [key, place]))
    const ends = column.flatMap(({ key }, place) => [...joined.get(key) ?? []].flatMap((other) => (next.has(other) ? [[place, next.get(other) ?? 0] as const] : [])))
    for (const [i, [fromA, toA]] of ends.entries()) for (const [fromB, toB] of ends.slice(i + 1)) if ((fromA - fromB) * (toA - toB) < 0) count++
  }
  return count
}

/** The card that an arrow key leads to: up and down in the column, left and right to the nearest column's card that a line joins, else to its first. */
export function neighbourCell({ columns, lines }: TopologyLayout, key: string, arrow: 'up' | 'down' | 'left' | 'right'): string | undefined {
  const at = columns.findIndex((column) => column.some((cell) => cell.key === key))
  const cards = (column: readonly Cell[] | undefined): readonly Cell[] => column?.filter(({ kind }) => kind !== 'lane') ?? []
  const own = cards(columns[at])
  const place = own.findIndex((cell) => cell.key === key)
  if (arrow === 'up' || arrow === 'down') return own[place + (arrow === 'up' ? -1 : 1)]?.key
  const beside = cards(columns[at + (arrow === 'left' ? -1 : 1)])
  const met = (cell: Cell): boolean => lines.some(({ path }) => path.includes(key) && path.includes(cell.key))
  return (beside.find(met) ?? beside[Math.min(place, beside.length - 1)])?.key
}
