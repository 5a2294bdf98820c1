import { AppError } from '../../shared/app-error'
import type { JobCounts, UnevaluatedCounts, UnreadAttribute } from '../../shared/model/cycle'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ConnectedSystem, ObjectMapping } from '../../shared/model/project'
import { type Assigned, assignedOf, lackingAssigned } from '../engine/assignment'
import { isContainer } from '../engine/decisions'
import { ChangeGroups } from '../engine/group-changes'
import { GuardWatch, type TrippedGuard, type ValueOf, hasOwnGuards } from '../engine/guards'
import { ownReferences } from '../engine/job-references'
import { PlaceMoves } from '../engine/moved-places'
import type { MappingResult, PlannedObject } from '../engine/planned-object'
import type { MappingInput } from '../engine/ports'
import { runMapping } from '../engine/run-mapping'
import { TargetView } from '../engine/target-view'
import { unreadAttributes } from '../engine/unread-attributes'
import type { PageHead } from '../mirror/action-page'
import { ACTIONS_PER_PAGE, actionPages } from '../mirror/action-pages'
import type { ObjectTable } from '../mirror/object-table'
import { PagePacker } from '../mirror/page-packer'
import { readsTable } from '../mirror/reads-table'
import type { GroupRecord, JobRecord } from '../mirror/runs-table'
import { toRecord } from './action-record'
import { anchorsBySeq } from './carried-guards'
import { carriedPatterns } from './carried-patterns'
import { EffectSink } from './effect-sink'
import { FacetColumns } from './facet-columns'
import type { JobContext } from './job-context'
import { JobCounter } from './job-counter'
import { jobProgress } from './job-progress'
import { jobReferences, mappingInput, objectsOf, outrankingOf, provisionedElsewhere, systemOf, tablesOf } from './job-input'
import { layBackfill } from './lay-backfill'
import { LonePatches } from './lone-patches'
import { OutcomeLog } from './outcome-log'
import { pacer } from './pacer'
import type { JobBasis, MappingBasis } from './plan-basis'
import { sliceValues } from './slice-values'

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
  const pages = new PagePacker(context.firstPage)
  let base = context.firstSeq
  const onlyTarget: number[] = []
  let matching: MappingResult['matching'] = []
  const write = (): void => writer.post({ run, pages: pages.take(), ...rehearsal.take() })
  const endPage = (head: PageHead): void => {
    pages.endPage(head)
    if (pages.ended >= PAGES_PER_WRITE) write()
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
  layBackfill({
    document, job, mappings, targetSystem, now: context.now, pairs: context.backfill, rehearsal,
    objectsOf: (side, type) => objectsOf(session, rehearsal, side === 'source' ? sourceSystem : targetSystem, type),
  })
  const references = jobReferences(job, (type) => objectsOf(session, rehearsal, sourceSystem, type))
  const groupsOfSource = job.assignment && session.tables(sourceSystem.id).get(job.assignment.groupType ?? 'group')
  const groupTable = groupsOfSource && rehearsal.effective(groupsOfSource)
  const assigned = assignedOf(job, groupTable)
  const moved = mappings.length > 1 && mappings.some(({ targetType }) => isContainer(targetSystem, targetType)) ? new PlaceMoves() : undefined
  const late: { readonly head: PageHead; readonly followUp: () => Promise<void> }[] = []
  const followed: Waiting[] = []
  const results: MappingResult[] = []
  const progress = jobProgress({
    work, job, run,
    objects: mappings.reduce((sum, { sourceType }) => sum + objectsOf(session, rehearsal, sourceSystem, sourceType).anchors.length, 0), counter,
  })
  const facets = new FacetColumns({ session, writer, run, readNos: { source: sourceRead.readNo, target: targetRead.readNo } })
  const neverRead = new Set<string>()
  const notCompared = new Map<string, UnreadAttribute>()
  let following = false
  let arrived = 0
  for (const mapping of mappings) {
    const mappingKey = `${job.id}/${mapping.id}`
    const head: PageHead = { job: job.id, objectMapping: mapping.id, objectType: mapping.targetType, sourceSystem: sourceSystem.id, targetSystem: targetSystem.id }
    const done = again?.get(mappingKey)
    const tables = done?.basis ?? tablesOf(session, rehearsal, sourceSystem, targetSystem, mapping)
    const { source, target } = tables
    sources.push(source)
    facets.begin('source', source)
    facets.begin('target', target)
    const gone: PlannedObject[] = []
    const links = rehearsal.links(mappingKey)
    const nowReal = rehearsal.nowReal(mappingKey)
    arrived += nowReal.size
    const { unknown, ...precedence } = await outrankingOf(context, mapping)
    for (const name of unknown) neverRead.add(name)
    const input = mappingInput({
      document, job, mapping, tables, references, links, nowReal, ...(assigned ? { assigned: assigned.rows(source) } : {}),
      ...precedence, ...provisionedElsewhere(context, mapping), ...(moved ? { moved } : {}), sourceComplete: sourceRead.complete, now: context.now,
      seed: context.seed, work,
    })
    for (const one of unreadAttributes(input)) notCompared.set(`${one.objectType}/${one.attribute}`, one)
    const sink = done ? undefined : new EffectSink(rehearsal, mappingKey, target, input.target)
    const waiting: Waiting[] = []
    const valuesOf = sliceValues(source, watch.sliceAttributes, input)
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
      if (planned.match === 'gone') gone.push(planned)
      moved?.note(planned, input.target)
      counter.count(planned)
      groups.add(seq, action, planned.cause)
      outcomes?.add(seq, planned)
      context.escrow.take(mapping.id, planned, false)
      pages.add(toRecord(seq, jobNo, planned))
      const valueOf = valuesOf(action.source?.anchor ?? '')
      seen?.add(action.source?.anchor ?? '')
      const forced = action.status === 'planned' && isRemoval(action) && context.forced.get(mapping.id)?.has(action.source?.anchor ?? '') === true
      if (!forced) watch.count(action, action.target?.anchor !== undefined, valueOf)
      const waits = !forced && watch.waits(action)
      if (waits || following) (waits && isRemoval(action) ? removals : following ? followed : waiting).push({ seq, page: pages.page, planned, mapping, target, valueOf })
      else sink?.take(planned.effect)
      if (pages.actions >= ACTIONS_PER_PAGE) endPage(head)
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
      endPage(head)
      patches.count(counter)
      patches.addPages(pages, head)
    }
    const comparing = done || context.changed || input.outranking ? undefined : session.openComparing(source.bodies, target.bodies)
    const heldFrom = context.released ? undefined : job.guards?.creations?.value
    const result = done?.result ?? await runMapping({
      ...input, ...(heldFrom === undefined ? {} : { heldCreationsFrom: heldFrom }), ...(comparing ? { ahead: comparing } : {}),
      onProgress: progress.begin(source), pacer: { turn: () => writer.turn() ?? pace.turn() },
      ...(context.changed
        ? {
          type: 'incremental' as const, changed: changedRows(context.changed, mapping, source, links, assigned, groupTable),
          ...(context.since === undefined ? {} : { since: context.since, linkedSince: rehearsal.linkedAfter(mappingKey, context.sinceRun ?? 0) }),
        }
        : {}),
    }, take).finally(() => comparing?.close())
    endPage(head)
    write()
    if (context.recorded) found.set(mapping.id, {
      ...tables, trace: result.trace, sourceComplete: sourceRead.complete, firstSeq: base,
      result: { onlyTarget: result.onlyTarget, matching: result.matching, objects: result.objects },
    })
    if (!again) facets.add({ firstSeq: base, source, target, view: input.target, result, gone })
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
  await facets.finish()
  await writer.drain()
  if (mappings.length > 1) {
    const free = weigh(removalGuards(), removals)
    const written = followed.length === 0 ? [] : weigh(watch.trippedByWrites(), followed)
    if (!again) rehearseLater(context, targetSystem, [...written, ...free])
  }
  if (held.length > 0) groups.hold(new Set(held.map(({ seq }) => seq)))
  if (run > 0 && held.length > 0) session.mirror.db.transaction(() => actionPages(session.mirror.db).hold(run, held.map(({ seq, page: on, planned }) => ({ seq, page: on, body: JSON.stringify({ ...planned.action, status: 'held' }) }))))()
  write()
  await pacer(work.signal).turn()
  progress.saved(base - context.firstSeq)
  const lacking = sourceRead.complete ? lackingAssigned(job, groupTable ? [groupTable, ...sources] : sources) : []
  const { dropped } = context.escrow.finish()
  const counts: JobCounts = {
    ...counter.counts(), ...(dropped === 0 ? {} : { givenUp: dropped }), ...(lacking.length === 0 ? {} : { lackingAssigned: lacking }),
    ...(neverRead.size === 0 ? {} : { precedenceUnknown: [...neverRead] }), ...(notCompared.size === 0 ? {} : { unread: [...notCompared.values()] }),
    ...(hasOwnGuards(job.guards) ? { watched: watch.counted() } : {}), ...(arrived === 0 ? {} : { nowReal: arrived }),
    ...(context.since === undefined ? {} : { unevaluated: await unevaluated(results) }),
  }
  return {
    counts, nextSeq: base, nextPage: pages.page,
    groups: groups
      .finish()
      .map((group, i): GroupRecord => ({
        id: jobNo * 100_000 + i, jobNo, kind: group.kind, status: group.status, cause: group.cause, shape: group.shape, objects: group.objects,
        values: group.values, members: group.members,
      })),
    record: { jobNo, counts, matching, onlyTarget: onlyTarget.sort((a, b) => a - b), sourceRead: sourceRead.readNo, targetRead: targetRead.readNo },
    basis: outcomes && { mappings: found, outcomes },
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

/** Rehearses what had to wait for the whole job, on the target as the job's mappings have left it since. */
function rehearseLater({ session, rehearsal, job }: JobContext, system: ConnectedSystem, waited: readonly Waiting[]): void {
  for (const mapping of new Set(waited.map((one) => one.mapping))) {
    const target = objectsOf(session, rehearsal, system, mapping.targetType)
    const view = new TargetView(target, [], system, mapping.attributeMappings.map((m) => m.target))
    const sink = new EffectSink(rehearsal, `${job.id}/${mapping.id}`, target, view)
    const rowOf = (anchor: string): number | undefined => view.rowOfAnchor(anchor)
    for (const { planned: { effect }, target: before } of waited.filter((one) => one.mapping === mapping)) {
      const { row, ...rest } = effect
      const now = row === undefined || target === before ? row : rowOf(before.anchors[row] as string)
      sink.take(now === undefined ? rest : { ...rest, row: now })
    }
    sink.finish()
  }
}

