import { AppError } from '../../shared/app-error'
import { invariant } from '../../shared/assert'
import type { CompareOutcome, ComparePart, PlanCompareGroup, PlanComparePage, PlanCompareRow, PlanCompareRun, PlanCompareView } from '../../shared/ipc/compare-views'
import type { Pacer } from '../../shared/model/pacer'
import type { Cause, PlanGroup, PlanHeader, ProvisioningAction } from '../../shared/model/plan'
import { type ActionList, mergeActions } from '../engine/compare-plans'
import { causeText, groupTitle } from '../mirror/views/group-titles'
import type { PlanRows } from '../mirror/views/plan-rows'
import { section, toActionRow } from '../mirror/views/plan-view'

/** Two plans side by side, worked out once: pages of people are slices of it. */
export interface Comparison {
  readonly view: PlanCompareView
  people(question: PeopleQuestion): PlanComparePage
}

export interface PeopleQuestion {
  /** A group of the comparison by its id; everybody where none is named. */
  readonly group?: number | undefined
  /** Everybody whose outcome is not the same where no part is named; everybody of a group. */
  readonly part?: ComparePart | undefined
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

/**
 * Compares the plans of two runs, in time and memory linear in their actions. People are paired by job, object mapping and source anchor;
 * jobs and mappings that only one of the runs has stand with that run. Throws `runUnknown`, `cancelled`.
 */
export async function compareRuns(plans: PlanRows, a: number, b: number, pacer: Pacer): Promise<Comparison> {
  const [headerA, headerB] = [headerOf(plans, a), headerOf(plans, b)]
  const pairs = await pairUp(plans, a, b, pacer)
  const groups = compareGroups(plans, a, b, pairs)
  const people: Record<CompareOutcome, number> = { onlyA: 0, onlyB: 0, same: 0, differs: 0 }
  for (let at = 0; at < pairs.length; at++) people[pairs.outcome(at)]++
  /** The people asked for last: their further pages are slices of it. */
  let shown: { readonly key: string; readonly places: readonly number[] } | undefined
  return {
    view: {
      a: runOf(a, headerA), b: runOf(b, headerB),
      sameConfiguration: headerA.configHash === headerB.configHash, sameData: headerA.dataHash === headerB.dataHash,
      people, groups: groups.map(({ group }) => group),
    },
    people({ offset, limit, ...filter }) {
      const key = JSON.stringify(filter)
      if (shown?.key !== key) shown = { key, places: admitted(plans, a, b, pairs, groups, filter) }
      const { places } = shown
      return { total: places.length, offset, rows: places.slice(offset, offset + limit).map((at) => rowOf(plans, a, b, pairs, at)) }
    },
  }
}

function headerOf(plans: PlanRows, run: number): PlanHeader {
  const { header } = plans.run(run)
  if (!header) throw new AppError('runUnknown', `There is no run ${run} with a plan in this project; choose another, or rehearse again.`, { run })
  return header
}

function runOf(run: number, { now, seed, summary }: PlanHeader): PlanCompareRun {
  return { run, now, seed, summary }
}

/** Everybody with an action in either plan, once, in plan order. */
interface Pairs {
  readonly length: number
  /** seq of the person's action in either run; -1 where there is none. */
  readonly a: Int32Array
  readonly b: Int32Array
  outcome(at: number): CompareOutcome
}

async function pairUp(plans: PlanRows, a: number, b: number, pacer: Pacer): Promise<Pairs> {
  const [ofA, ofB] = [stretchesOf(plans, a), stretchesOf(plans, b)]
  const seqsA: number[] = []
  const seqsB: number[] = []
  const same: boolean[] = []
  for (const key of new Set([...ofA.keys(), ...ofB.keys()])) {
    const [left, right] = [ofA.get(key) ?? NOBODY, ofB.get(key) ?? NOBODY]
    await mergeActions(listOf(plans, a, left), listOf(plans, b, right), pacer, (pair) => {
      seqsA.push(pair.a < 0 ? -1 : left[pair.a] as number)
      seqsB.push(pair.b < 0 ? -1 : right[pair.b] as number)
      same.push(pair.same)
    })
  }
  return {
    length: same.length, a: Int32Array.from(seqsA), b: Int32Array.from(seqsB),
    outcome: (at) => (same[at] === true ? 'same' : seqsA[at] === -1 ? 'onlyB' : seqsB[at] === -1 ? 'onlyA' : 'differs'),
  }
}

const NOBODY = new Int32Array(0)
const DOING = ['create', 'update', 'disable', 'enable', 'delete'] as const

/** seq of the actions that do something or fail, ascending, by job and object mapping in the order of the run. */
function stretchesOf(plans: PlanRows, run: number): ReadonlyMap<string, Int32Array> {
  const stretches = new Map<string, Int32Array>()
  const index = plans.index(run)
  const { jobs } = plans.document(run)
  for (const [number, id] of plans.jobIds(run)) {
    const seqs = Int32Array.from([...index.select({ job: number, kinds: DOING, statuses: ['planned'] }), ...index.select({ job: number, statuses: ['failed', 'held'] })]).sort()
    const mappings = jobs.find((job) => job.id === id)?.objectMappings.map((mapping) => mapping.id) ?? []
    // A job's mappings follow each other in the order of the configuration that ran.
    let from = 0
    for (const mapping of mappings) {
      const end = firstBeyond(plans, run, seqs, from, mappings.slice(0, mappings.indexOf(mapping) + 1))
      if (end > from) stretches.set(`${id}\u0000${mapping}`, seqs.subarray(from, end))
      from = end
    }
  }
  return stretches
}

/** Where the actions of these mappings end: looked for by halves, for all that reading an action costs. */
function firstBeyond(plans: PlanRows, run: number, seqs: Int32Array, from: number, mappings: readonly string[]): number {
  let low = from
  let high = seqs.length
  while (low < high) {
    const middle = (low + high) >> 1
    const mapping = plans.action(run, seqs[middle] as number)?.objectMapping
    if (mapping === undefined || mappings.includes(mapping)) low = middle + 1
    else high = middle
  }
  return low
}

function listOf(plans: PlanRows, run: number, seqs: Int32Array): ActionList {
  return { length: seqs.length, body: (index) => plans.body(run, seqs[index] as number) as string }
}

interface ComparedGroup {
  readonly group: PlanCompareGroup
  /** Places in the pairs, ascending. */
  readonly parts: Readonly<Record<'onlyA' | 'both' | 'onlyB', readonly number[]>>
}

/**
 * The groups of both runs, laid over each other by kind, status, cause and shape. Each run folds its rare shapes by itself, so
 * somebody who comes out the same in both stands in the groups of the first run, in both of them, whatever the second one called it.
 */
function compareGroups(plans: PlanRows, a: number, b: number, pairs: Pairs): ComparedGroup[] {
  const [ofA, ofB] = [groupsOf(plans, a, pairs.a), groupsOf(plans, b, pairs.b)]
  const inOther = new Int32Array(pairs.length)
  let stamp = 0
  const compared = [...new Set([...ofA.keys(), ...ofB.keys()])].map((key): ComparedGroup => {
    const [left, right] = [ofA.get(key), ofB.get(key)]
    stamp++
    for (const at of right?.members ?? []) inOther[at] = stamp
    const parts = { onlyA: [] as number[], both: [] as number[], onlyB: [] as number[] }
    for (const at of left?.members ?? []) parts[inOther[at] === stamp || pairs.outcome(at) === 'same' ? 'both' : 'onlyA'].push(at)
    stamp++
    for (const at of left?.members ?? []) inOther[at] = stamp
    for (const at of right?.members ?? []) if (inOther[at] !== stamp && pairs.outcome(at) !== 'same') parts.onlyB.push(at)
    const of = (left ?? right)?.group
    invariant(of, 'A key is of a group of either run.')
    const { job, kind, status, cause, shape } = of
    const group = { job, kind, status, cause, shape, title: groupTitle({ kind, status, cause, shape }), causeText: causeText(cause) }
    return { group: { id: 0, ...group, onlyA: parts.onlyA.length, both: parts.both.length, onlyB: parts.onlyB.length }, parts }
  })
  return compared
    .filter(({ group }) => group.onlyA + group.both + group.onlyB > 0)
    .sort((one, other) => inOrder(one.group, other.group))
    .map(({ group, parts }, id) => ({ group: { ...group, id }, parts }))
}

interface Members {
  readonly group: PlanGroup
  readonly members: readonly number[]
}

/** A run's groups by what tells them apart, with the places of their people in the pairs. */
function groupsOf(plans: PlanRows, run: number, seqs: Int32Array): ReadonlyMap<string, Members> {
  const places = new Map<number, number>()
  seqs.forEach((seq, at) => { if (seq >= 0) places.set(seq, at) })
  const jobs = plans.jobIds(run)
  return new Map(plans.groups(run).filter(({ group }) => group.kind !== 'skip' || group.status !== 'planned').map(({ jobNo, group }) => {
    const job = jobs.get(jobNo) ?? ''
    const members = Array.from(plans.members(run, group.id), (seq) => places.get(seq) as number)
    return [keyOf(job, group), { group: { ...group, job }, members }]
  }))
}

function keyOf(job: string, { kind, status, cause, shape }: { readonly kind: string; readonly status: string; readonly cause: Cause; readonly shape: string }): string {
  return [job, kind, status, cause.type, cause.id, shape].join('\u0000')
}

/** What differs first: by danger, then by how many differ; then what is the same, the largest first. */
function inOrder(a: PlanCompareGroup, b: PlanCompareGroup): number {
  const [differA, differB] = [a.onlyA + a.onlyB, b.onlyA + b.onlyB]
  if ((differA > 0) !== (differB > 0)) return differA > 0 ? -1 : 1
  const size = differA > 0 ? section(a) - section(b) || differB - differA : b.both - a.both
  return size || (keyOf(a.job, a) < keyOf(b.job, b) ? -1 : 1)
}

type PeopleFilter = Omit<PeopleQuestion, 'offset' | 'limit'>

function admitted(plans: PlanRows, a: number, b: number, pairs: Pairs, groups: readonly ComparedGroup[], { group, part, search }: PeopleFilter): readonly number[] {
  const places = placesOf(pairs, groups, group, part)
  if (!search) return places
  const [inA, inB] = [new Set(plans.index(a).select({ search })), new Set(plans.index(b).select({ search }))]
  return places.filter((at) => inA.has(pairs.a[at] as number) || inB.has(pairs.b[at] as number))
}

function placesOf(pairs: Pairs, groups: readonly ComparedGroup[], group: number | undefined, part: ComparePart | undefined): readonly number[] {
  const admits = (at: number): boolean => {
    const outcome = pairs.outcome(at)
    return part === undefined ? group !== undefined || outcome !== 'same' : part === 'both' ? outcome === 'same' || outcome === 'differs' : outcome === part
  }
  if (group === undefined) return Array.from({ length: pairs.length }, (_, at) => at).filter(admits)
  const found = groups[group]
  if (!found) throw new AppError('runUnknown', `The comparison has no group ${group}. Open it again.`, { group })
  const { onlyA, both, onlyB } = found.parts
  switch (part) {
    case 'onlyA': return onlyA
    case 'onlyB': return onlyB
    case 'both': return both
    case 'differs': return both.filter(admits)
    case undefined: return [...onlyA, ...both, ...onlyB].sort((one, other) => one - other)
  }
}

function rowOf(plans: PlanRows, a: number, b: number, pairs: Pairs, at: number): PlanCompareRow {
  const [seqA, seqB] = [pairs.a[at] as number, pairs.b[at] as number]
  const [left, right] = [seqA < 0 ? undefined : plans.action(a, seqA), seqB < 0 ? undefined : plans.action(b, seqB)]
  const either = (right ?? left) as ProvisioningAction
  return {
    job: either.job, ...(either.objectMapping === undefined ? {} : { objectMapping: either.objectMapping }),
    anchor: either.source?.anchor ?? '', display: either.source?.display ?? either.target?.display ?? '',
    outcome: pairs.outcome(at),
    ...(left ? { a: toActionRow(seqA, left) } : {}),
    ...(right ? { b: toActionRow(seqB, right) } : {}),
  }
}
