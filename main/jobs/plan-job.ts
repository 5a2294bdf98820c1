import { AppError } from '../../shared/app-error'
import type { JobCounts, UnevaluatedCounts } from '../../shared/model/cycle'
import type { ProvisioningAction } from '../../shared/model/plan'
import { cellAt } from '../../shared/model/packed'
import { higherMappings } from '../../shared/model/precedence'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { type Assigned, assignedOf, lackingAssigned } from '../engine/assignment'
import { ChangeGroups } from '../engine/group-changes'
import { JobReferences, ownReferences } from '../engine/job-references'
import type { Objects } from '../engine/objects'
import type { HigherMapping, MappingInput } from '../engine/ports'
import { linksToCome } from '../engine/precedence'
import type { MappingResult, PlannedObject } from '../engine/planned-object'
import { runMapping } from '../engine/run-mapping'
import { TargetView } from '../engine/target-view'
import { GuardWatch, type TrippedGuard, type ValueOf, hasOwnGuards } from '../engine/guards'
import { possibleTypes } from '../connectors/object-types'
import { ACTIONS_PER_PAGE, type ActionRecord, type PackedPage, type PageHead, actionPages, packPage } from '../mirror/action-pages'
import { type ObjectTable, emptyTable } from '../mirror/object-table'
import { objectsTable } from '../mirror/objects-table'
import { readsTable } from '../mirror/reads-table'
import type { RunWriter } from '../mirror/run-writes'
import type { GroupRecord, JobRecord } from '../mirror/runs-table'
import { anchorsBySeq } from './carried-guards'
import { carriedPatterns } from './carried-patterns'
import type { Escrow } from './escrow'
import { type AcceptedPair, layBackfill } from './lay-backfill'
import { JobCounter } from './job-counter'
import { type LonePatch, LonePatches } from './lone-patches'
import { OutcomeLog } from './outcome-log'
import { pacer } from './pacer'
import type { JobBasis, MappingBasis } from './plan-basis'
import { type Rehearsal, rehearsedAnchor } from './rehearse-effects'
import type { Work } from './run-import'
import type { Session } from './session'

/** What planning one job needs to know of the run that it belongs to. */
export interface JobContext {
  readonly session: Session
  readonly document: ProjectDocument
  readonly now: string
  readonly seed: number
  readonly work: Work
  readonly run: number
  readonly rehearsal: Rehearsal
  readonly writer: RunWriter
  readonly job: Job
  readonly jobNo: number
  /** For an incremental cycle, which objects of a source it looks at, by row; an initial cycle looks at all. */
  readonly changed: ((source: ObjectTable, objectMapping: string) => (row: number) => boolean) | undefined
  /** The clock of the last cycle that looked at everybody, for an incremental one. */
  readonly since: string | undefined
  readonly firstSeq: number
  readonly firstPage: number
  /** What failed or was held in the job's last cycle, and takes what does in this one. */
  readonly escrow: Escrow
  /** By object mapping, source anchors whose disable or delete goes ahead whatever the guards say: a restart forces what they held. */
  readonly forced: ReadonlyMap<string, ReadonlySet<string>>
  /** Accounts that are taken as filled in before anything is planned. */
  readonly backfill: readonly AcceptedPair[]
  /** Whether guards only say what they would hold. */
  readonly released: boolean
  /** Whether what it found out about everybody is wanted afterwards. */
  readonly recorded: boolean
  /** What was planned already, by object mapping, where an earlier run is planned again. */
  readonly again: ReadonlyMap<string, PlannedAgain> | undefined
  readonly earlier: JobBasis | undefined
}

/** One object mapping of an earlier run, planned again: in the order of its actions, those planned anew and seq of those carried over. */
export interface PlannedAgain {
  readonly steps: readonly (PlannedObject | number)[]
  readonly result: Pick<MappingResult, 'onlyTarget' | 'matching' | 'objects' | 'trace' | 'followUp'>
  readonly basis: MappingBasis
  /** Of those carried over, the ones whose action differs by a change of one attribute. */
  readonly lone?: LonePatch
}

export interface PlannedJob {
  readonly counts: JobCounts
  readonly record: Omit<JobRecord, 'mappingHash'>
  readonly groups: readonly GroupRecord[]
  readonly basis: JobBasis | undefined
  readonly nextSeq: number
  readonly nextPage: number
}

/** Pages in one transaction: a slice of some 20 ms. */
const PAGES_PER_WRITE = 16

const TELL_EVERY_MS = 100

/** Plans one job and hands its pages, and what rehearsing it changes, to the run's writer. Throws `systemUnknown`, `nothingRead`, `projectInvalid`. */
export async function planJob(context: JobContext): Promise<PlannedJob> {
  const { session, document, work, run, rehearsal, writer, job, jobNo, again, earlier } = context
  rehearsal.beginJob(jobNo)
  const [sourceSystem, targetSystem] = [systemOf(document, job, job.source), systemOf(document, job, job.target)]
  const reads = readsTable(session.mirror.db)
  const sourceRead = reads.current(job.source)
  const targetRead = reads.current(job.target)
  if (!sourceRead || !targetRead) throw new AppError('nothingRead', `The system ${sourceRead ? job.target : job.source} was never read; import it first.`, { job: job.id })

  const pace = pacer(work.signal)
  const counter = new JobCounter(job.id)
  const outcomes = context.recorded ? new OutcomeLog() : undefined
  const groups = new ChangeGroups(outcomes?.entries, again && run > 0 ? carriedPatterns(session.mirror, run) : undefined)
  const watch = new GuardWatch(job.guards)
  const removals: Waiting[] = []
  const unseen: (() => void)[] = []
  const sources: ObjectTable[] = []
  const found = new Map<string, MappingBasis>()
  const carriedSeqs: number[] = []
  let batch: ActionRecord[] = []
  let page = context.firstPage
  let base = context.firstSeq
  const onlyTarget: number[] = []
  let matching: MappingResult['matching'] = []
  let full: PackedPage[] = []
  const write = (): void => {
    writer.post({ run, pages: full, ...rehearsal.take() })
    full = []
  }
  const endPage = (head: PageHead): void => {
    if (batch.length > 0) full.push(packPage(page++, head, batch))
    batch = []
    if (full.length >= PAGES_PER_WRITE) write()
  }

  const held: Waiting[] = []
  const removalGuards = (): readonly TrippedGuard[] => {
    for (const count of unseen.splice(0)) count()
    return watch.trippedByRemovals()
  }
  /** What guards let through of what waited for their word. */
  const weigh = (tripped: readonly TrippedGuard[], waiting: readonly Waiting[]): readonly Waiting[] => {
    const caught = tripped.length === 0 ? [] : waiting.filter(({ planned: { action }, valueOf }) => tripped.some((guard) => guard.holds(action, valueOf)))
    const holds = tripped.map((guard) => ({ ...guard.hold, actions: caught.filter(({ planned: { action }, valueOf }) => guard.holds(action, valueOf)).length }))
    if (context.released) {
      counter.release(holds)
      return waiting
    }
    counter.hold(holds, caught.map(({ planned }) => planned))
    held.push(...caught)
    for (const { mapping, planned } of caught) context.escrow.take(mapping.id, planned, true)
    const caughtSeqs = new Set(caught.map(({ seq }) => seq))
    return caught.length === 0 ? waiting : waiting.filter(({ seq }) => !caughtSeqs.has(seq))
  }

  const mappings = job.objectMappings.filter((m) => m.enabled !== false)
  layBackfill({ document, job, mappings, targetSystem, now: context.now, pairs: context.backfill, rehearsal, objectsOf: (side, type) => objectsOf(session, rehearsal, side === 'source' ? sourceSystem : targetSystem, type) })
  const references = jobReferences(job, (type) => objectsOf(session, rehearsal, sourceSystem, type))
  const groupsOfSource = job.assignment && session.tables(sourceSystem.id).get(job.assignment.groupType ?? 'group')
  const groupTable = groupsOfSource && rehearsal.effective(groupsOfSource)
  const assigned = assignedOf(job, groupTable)
  const late: { readonly head: PageHead; readonly followUp: () => Promise<void> }[] = []
  const followed: Waiting[] = []
  const results: MappingResult[] = []
  let following = false
  let arrived = 0
  for (const mapping of mappings) {
    const mappingKey = `${job.id}/${mapping.id}`
    const head: PageHead = { job: job.id, objectMapping: mapping.id, objectType: mapping.targetType, sourceSystem: sourceSystem.id, targetSystem: targetSystem.id }
    const done = again?.get(mappingKey)
    const tables = done?.basis ?? tablesOf(session, rehearsal, sourceSystem, targetSystem, mapping)
    const { source, target } = tables
    sources.push(source)
    const links = rehearsal.links(mappingKey)
    const nowReal = rehearsal.nowReal(mappingKey)
    arrived += nowReal.size
    const input = mappingInput({ document, job, mapping, tables, references, links, nowReal, ...(assigned ? { assigned: assigned.rows(source) } : {}), ...await outrankingOf(context, mapping), sourceComplete: sourceRead.complete, now: context.now, seed: context.seed, work: tellingCounts(work, counter) })
    const sink = done ? undefined : rehearsal.sinkFor(mappingKey, target, input.target)
    const waiting: Waiting[] = []
    const valuesOf = sliceValues(source, watch.sliceAttributes)
    const seen = watch.countsAccounts && (context.changed || !sourceRead.complete) ? new Set<string>() : undefined
    if (seen) {
      unseen.push(() => {
        for (const [anchor, link] of links) if (!seen.has(anchor) && input.target.rowOfAnchor(link.target) !== undefined) watch.countAccount(valuesOf(anchor))
      })
    }
    const start = base
    const take = (planned: PlannedObject): void => {
      const seq = start + planned.seq
      const { action } = planned
      counter.count(planned)
      groups.add(seq, action, planned.cause)
      outcomes?.add(seq, planned)
      context.escrow.take(mapping.id, planned, false)
      batch.push(toRecord(seq, jobNo, planned))
      const valueOf = valuesOf(action.source?.anchor ?? '')
      seen?.add(action.source?.anchor ?? '')
      const forced = action.status === 'planned' && isRemoval(action) && context.forced.get(mapping.id)?.has(action.source?.anchor ?? '') === true
      if (!forced) watch.count(action, action.target?.anchor !== undefined, valueOf)
      const waits = !forced && watch.waits(action)
      if (waits || following) (waits && isRemoval(action) ? removals : following ? followed : waiting).push({ seq, page, planned, mapping, target, valueOf })
      else sink?.take(planned.effect)
      if (batch.length >= ACTIONS_PER_PAGE) endPage(head)
    }
    const patches = done?.lone && earlier ? new LonePatches(done.lone, earlier.outcomes, jobNo) : undefined
    const anchorAt = done && hasOwnGuards(job.guards) ? anchorsBySeq(done.basis) : undefined
    const carry = (at: number): void => {
      const seq = start + at
      const removal = earlier?.outcomes.removals.get(seq)
      if (removal) return take(removal) // written again, for another guard may decide about it otherwise
      if (anchorAt && earlier) {
        const { action } = earlier.outcomes.kind(seq)
        watch.count(action, action.target?.anchor !== undefined, valuesOf(anchorAt(at)))
        seen?.add(anchorAt(at))
      }
      if (patches?.take(at, seq, groups) === true) return
      groups.carry(seq, earlier?.outcomes.entries.get(seq) ?? [])
      carriedSeqs.push(seq)
    }
    if (done) {
      for (const [i, step] of done.steps.entries()) {
        if ((i & 255) === 0) await (writer.turn() ?? pace.turn())
        if (typeof step === 'number') carry(step)
        else take(step)
      }
    }
    if (patches) {
      patches.count(counter)
      page = patches.addPages(full, head, page)
    }
    const result = done?.result ?? await runMapping({ ...input, pacer: { turn: () => writer.turn() ?? pace.turn() }, ...(context.changed ? { type: 'incremental' as const, changed: changedRows(context.changed, mapping, source, links, assigned, groupTable), ...(context.since === undefined ? {} : { since: context.since }) } : {}) }, take)
    endPage(head)
    write()
    if (context.recorded) found.set(mapping.id, { ...tables, trace: result.trace, sourceComplete: sourceRead.complete, firstSeq: base, result: { onlyTarget: result.onlyTarget, matching: result.matching, objects: result.objects } })
    base += result.objects
    references?.add(mapping.id, ownReferences(input, result.trace))
    results.push(result)
    if (result.followUp) late.push({ head, followUp: result.followUp })
    matching = [...matching, ...result.matching]
    for (const row of result.onlyTarget) onlyTarget.push(target.ids[row] as number)

    for (const { planned } of weigh(watch.trippedByWrites(), waiting)) sink?.take(planned.effect)
    // Of a job's only mapping everything is known by now, and it need not be gone over again.
    if (mappings.length === 1) for (const { planned } of weigh(removalGuards(), removals)) sink?.take(planned.effect)
    sink?.finish()
    await pacer(work.signal).turn()
  }
  following = true
  for (const { head, followUp } of late) {
    await followUp()
    endPage(head)
  }
  earlier?.outcomes.count(carriedSeqs, counter)
  for (const { seq, planned } of removals) outcomes?.removals.set(seq, planned)
  await writer.drain()
  if (mappings.length > 1) {
    const free = weigh(removalGuards(), removals)
    const written = followed.length === 0 ? [] : weigh(watch.trippedByWrites(), followed)
    if (!again) rehearseLater(context, targetSystem, [...written, ...free])
  }
  groups.hold(new Set(held.map(({ seq }) => seq)))
  if (run > 0 && held.length > 0) session.mirror.db.transaction(() => actionPages(session.mirror.db).hold(run, held.map(({ seq, page: on, planned }) => ({ seq, page: on, body: JSON.stringify({ ...planned.action, status: 'held' }) }))))()
  write()
  await pacer(work.signal).turn()
  work.onProgress({ step: 'save', done: base - context.firstSeq, unit: 'people', label: job.name ?? job.id, job: job.id, planned: counter.planned() })
  const lacking = sourceRead.complete ? lackingAssigned(job, groupTable ? [groupTable, ...sources] : sources) : []
  const counts: JobCounts = { ...counter.counts(), ...(lacking.length === 0 ? {} : { lackingAssigned: lacking }), ...(hasOwnGuards(job.guards) ? { watched: watch.counted() } : {}), ...(arrived === 0 ? {} : { nowReal: arrived }), ...(context.since === undefined ? {} : { unevaluated: await unevaluated(results) }) }
  return {
    counts, nextSeq: base, nextPage: page,
    groups: groups.finish().map((group, i): GroupRecord => ({ id: jobNo * 100_000 + i, jobNo, kind: group.kind, status: group.status, cause: group.cause, shape: group.shape, objects: group.objects, values: group.values, members: group.members })),
    record: { jobNo, counts, matching, onlyTarget: onlyTarget.sort((a, b) => a - b), sourceRead: sourceRead.readNo, targetRead: targetRead.readNo },
    basis: outcomes && { mappings: found, outcomes },
  }
}

/** Says with the progress what is planned so far: ten times a second, and when an object mapping is done. */
function tellingCounts({ signal, onProgress }: Work, counter: JobCounter): Work {
  let toldAt = -Infinity
  return {
    signal,
    onProgress: (progress) => {
      const at = performance.now()
      if (at - toldAt < TELL_EVERY_MS && progress.done !== progress.total) return
      toldAt = at
      onProgress({ ...progress, planned: counter.planned() })
    },
  }
}

/** Which objects an incremental cycle looks at: those that changed, and those whose assignment did. */
function changedRows(
  changed: NonNullable<JobContext['changed']>, mapping: ObjectMapping, source: ObjectTable, links: MappingInput['links'], assigned: Assigned | undefined, groups: ObjectTable | undefined,
): (row: number) => boolean {
  const ofItself = changed(source, mapping.id)
  if (!assigned) return ofItself
  const byAssignment = assigned.changedRows(source, links, groups ? changed(groups, mapping.id) : () => false)
  return (row) => ofItself(row) || byAssignment(row)
}

/** What an incremental cycle leaves as it is, over all object mappings of the job. */
async function unevaluated(results: readonly MappingResult[]): Promise<UnevaluatedCounts> {
  const newcomers = results.flatMap(({ isNewcomer }) => isNewcomer ?? [])
  const isNewcomer = newcomers.length === 0 ? undefined : (value: string): boolean => newcomers.some((is) => is(value))
  const counts = { clock: 0, references: 0 }
  for (const result of results) {
    const left = await result.unevaluated?.(isNewcomer)
    counts.clock += left?.clock ?? 0
    counts.references += left?.references ?? 0
  }
  return counts
}

function systemOf(document: ProjectDocument, job: Job, id: string): ConnectedSystem {
  const found = document.systems.find((system) => system.id === id)
  if (!found) throw new AppError('systemUnknown', `Job ${job.id} names the system ${id}, which the project does not have; correct source or target in rehearsal.json.`, { job: job.id, system: id })
  return found
}

/** What one object mapping is planned over. */
export interface MappingTables {
  readonly source: ObjectTable
  readonly target: ObjectTable
  readonly others: readonly ObjectTable[]
}

/** What the object mappings of a job know of each other; `undefined` for a job with one, which has nobody to ask. */
export function jobReferences(job: Job, sourceOf: (type: string) => Objects): JobReferences | undefined {
  const mappings = job.objectMappings.filter((mapping) => mapping.enabled !== false)
  return mappings.length < 2 ? undefined : new JobReferences(new Map(mappings.map((mapping) => [mapping.id, sourceOf(mapping.sourceType)])))
}

/** What the engine plans one object mapping of an initial cycle from. Each has its own view of the target: a plan leaves its mark there. */
export function mappingInput({ document, job, mapping, tables, references, work, ...rest }: {
  readonly document: ProjectDocument; readonly job: Job; readonly mapping: ObjectMapping; readonly tables: MappingTables
  /** Those of the job, where it has several mappings. */
  readonly references: JobReferences | undefined; readonly work: Work
} & Pick<MappingInput, 'links' | 'nowReal' | 'assigned' | 'outranking' | 'sourceComplete' | 'now' | 'seed'>): MappingInput {
  const targetSystem = systemOf(document, job, job.target)
  const mappingKey = `${job.id}/${mapping.id}`
  return {
    ...rest, job, mapping, sourceSystem: systemOf(document, job, job.source), targetSystem, source: tables.source, type: 'initial', changed: undefined,
    target: new TargetView(tables.target, tables.others, targetSystem, mapping.attributeMappings.map((m) => m.target)),
    ...(references ? { elsewhere: references.elsewhere(mapping.id) } : {}),
    defaultDomain: document.defaultDomain, newAnchor: (anchor) => rehearsedAnchor(mappingKey, anchor), pacer: pacer(work.signal),
    onProgress: (done, total) => work.onProgress({ step: 'plan', done, total, unit: 'people', label: job.name ?? job.id, job: job.id }),
  }
}

/**
 * Object mappings of other jobs that come before one, as far as they stand for anybody; nothing where the project declares no precedence.
 * Of a job whose turn is still to come in an initial cycle, the links that it will make count, too.
 */
export async function outrankingOf(context: Pick<JobContext, 'document' | 'session' | 'rehearsal' | 'now' | 'seed' | 'work' | 'job' | 'changed'>, of: ObjectMapping): Promise<Pick<MappingInput, 'outranking'>> {
  const { document, session, rehearsal, now, seed, work } = context
  const outranking: HigherMapping[] = []
  for (const { job, mapping, attributes } of higherMappings(document, context.job, of)) {
    const links = rehearsal.linksNow(`${job.id}/${mapping.id}`)
    const isToCome = context.changed === undefined && document.jobs.indexOf(job) > document.jobs.findIndex(({ id }) => id === context.job.id)
    if (readsTable(session.mirror.db).current(job.source) === undefined || (links.size === 0 && !isToCome)) continue
    const sourceSystem = systemOf(document, job, job.source)
    const tables = tablesOf(session, rehearsal, sourceSystem, systemOf(document, job, job.target), mapping)
    const groups = job.assignment && session.tables(sourceSystem.id).get(job.assignment.groupType ?? 'group')
    const assigned = assignedOf(job, groups && rehearsal.effective(groups))
    const input = mappingInput({ document, job, mapping, tables, references: undefined, links, ...(assigned ? { assigned: assigned.rows(tables.source) } : {}), sourceComplete: true, now, seed, work })
    outranking.push({ attributes, input: isToCome ? { ...input, links: await linksToCome(input) } : input })
  }
  return outranking.length === 0 ? {} : { outranking }
}

/** A planned action that waits for the guards' word. */
interface Waiting {
  readonly seq: number
  readonly page: number
  readonly planned: PlannedObject
  readonly mapping: ObjectMapping
  /** The target's objects that the action's rows count in. */
  readonly target: ObjectTable
  readonly valueOf: ValueOf
}

function isRemoval({ kind }: ProvisioningAction): boolean {
  return kind === 'disable' || kind === 'delete'
}

const NO_VALUE: ValueOf = () => ''

/** By source anchor, the values by which slices count a person: of the source object, none where the source no longer has it. */
function sliceValues(source: ObjectTable, attributes: readonly string[]): (anchor: string) => ValueOf {
  if (attributes.length === 0) return () => NO_VALUE
  const rowOf = new Map(source.anchors.map((anchor, row) => [anchor, row]))
  const positions = new Map(attributes.map((name) => [name, source.attributes.indexOf(name)]))
  return (anchor) => {
    const row = rowOf.get(anchor)
    const body = row === undefined ? undefined : source.bodies.at(row)
    return (name) => {
      const position = positions.get(name) ?? -1
      const cell = body === undefined || position < 0 ? null : cellAt(body, position)
      return cell === null ? '' : typeof cell === 'string' ? cell : cell.join(', ')
    }
  }
}

/** Rehearses what had to wait for the whole job, on the target as the job's mappings have left it since. */
function rehearseLater({ session, rehearsal, job }: JobContext, system: ConnectedSystem, waited: readonly Waiting[]): void {
  for (const mapping of new Set(waited.map((one) => one.mapping))) {
    const target = objectsOf(session, rehearsal, system, mapping.targetType)
    const view = new TargetView(target, [], system, mapping.attributeMappings.map((m) => m.target))
    const sink = rehearsal.sinkFor(`${job.id}/${mapping.id}`, target, view)
    const rowOf = (anchor: string): number | undefined => view.rowOfAnchor(anchor)
    for (const { planned: { effect }, target: before } of waited.filter((one) => one.mapping === mapping)) {
      const { row, ...rest } = effect
      const now = row === undefined || target === before ? row : rowOf(before.anchors[row] as string)
      sink.take(now === undefined ? rest : { ...rest, row: now })
    }
    sink.finish()
  }
}

/** The objects that a job's mapping reads or writes; none where the system has no such type yet. */
function objectsOf(session: Session, rehearsal: Rehearsal, system: ConnectedSystem, type: string): ObjectTable {
  const tables = session.tables(system.id)
  const table = tables.get(type)
  if (!table) {
    const held = [...tables.keys()].join(', ')
    if (held !== '' && !possibleTypes(system.settings).includes(type)) throw new AppError('projectInvalid', `${system.name} has no objects of type ${type} (it has ${held}); correct sourceType or targetType of the object mapping.`, { system: system.id, type })
    const row = objectsTable(session.mirror.db).addType(system.id, type)
    const empty = emptyTable(system.id, type, row.typeId, [])
    session.setTables(system.id, new Map([...tables, [type, empty]]))
    return rehearsal.effective(empty)
  }
  return rehearsal.effective(table)
}

function tablesOf(session: Session, rehearsal: Rehearsal, source: ConnectedSystem, target: ConnectedSystem, mapping: ObjectMapping): MappingTables {
  return {
    source: objectsOf(session, rehearsal, source, mapping.sourceType),
    target: objectsOf(session, rehearsal, target, mapping.targetType),
    others: [...session.tables(target.id).values()].filter((table) => table.type !== mapping.targetType).map((table) => rehearsal.effective(table)),
  }
}

function toRecord(seq: number, job: number, { action, match }: PlannedObject): ActionRecord {
  return {
    seq, job, kind: action.kind, status: action.status, match, reason: action.reason.code, sourceAnchor: action.source?.anchor ?? '',
    sourceDisplay: action.source?.display ?? '', targetDisplay: action.target?.display ?? '', targetAnchor: action.target?.anchor ?? '',
    body: isPlainlyUnchanged(action) ? '' : JSON.stringify(action),
  }
}

/** Whether everything that the action says is known from its names: nothing changes, and there is nothing to remark. */
function isPlainlyUnchanged(action: ProvisioningAction): boolean {
  return action.reason.code === 'unchanged' && action.kind === 'skip' && action.status === 'planned' && action.issues.length === 0 && action.marks.length === 0
    && action.source !== undefined && action.target?.anchor !== undefined && isOneLine(action.source.anchor ?? '') && isOneLine(action.source.display) && isOneLine(action.target.anchor) && isOneLine(action.target.display)
}

function isOneLine(name: string): boolean {
  return !name.includes('\n') && !name.includes('\u001f')
}

