import { createHash } from 'node:crypto'
import { AppError } from '../../shared/app-error'
import type { CycleResult, CycleType, JobCounts } from '../../shared/model/cycle'
import { PLAN_FORMAT_VERSION, type PlanHeader, type PlanSummary, type ProvisioningAction } from '../../shared/model/plan'
import type { Cell } from '../../shared/model/attribute'
import { cellAt } from '../../shared/model/packed'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { ChangeGroups } from '../engine/group-changes'
import type { Objects } from '../engine/objects'
import { type PlannedObject, dueDatePositions, runMapping } from '../engine/run-mapping'
import { TargetView } from '../engine/target-view'
import { checkThresholds } from '../engine/thresholds'
import { type ObjectTable, emptyTable } from '../mirror/object-table'
import { objectsTable } from '../mirror/objects-table'
import { readsTable } from '../mirror/reads-table'
import type { RunWriter } from '../mirror/run-writes'
import { ACTIONS_PER_PAGE, type ActionRecord, type PackedPage, type PageHead, actionPages, packPage } from '../mirror/action-pages'
import { type GroupRecord, type RunsTable, type Watermark, runsTable } from '../mirror/runs-table'
import { toMirrorError } from '../mirror/open-mirror'
import { possibleTypes } from '../connectors/object-types'
import { JobCounter } from './job-counter'
import { pacer } from './pacer'
import { Rehearsal, rehearsedAnchor } from './rehearse-effects'
import { type Work, importSystems } from './run-import'
import type { Session } from './session'

export interface CycleRequest {
  readonly document: ProjectDocument
  readonly configHash: string
  readonly version?: number
  readonly draft: boolean
  /** Absent: initial where there is no watermark, else incremental. */
  readonly type?: CycleType
  /** One job instead of all of them in their order. */
  readonly job?: string
  /** The cycle's clock, ISO 8601 UTC. */
  readonly now: string
  readonly seed: number
  /** Whether the rehearsed state is kept for the cycle that follows. */
  readonly keep: boolean
  /** False to plan over what the mirror holds without looking at the systems again: after an edit. Default true. */
  readonly reread?: boolean
  /** The machine's clock when the run began; stands in the history alone, never in the plan. */
  readonly startedAt: string
}

export interface CycleOutcome extends CycleResult {
  readonly runNumber: number
  readonly summary: PlanSummary
}

/**
 * One provisioning cycle: imports what changed, plans every job in order, weighs the plan, keeps it, and rehearses it on the mirror.
 * A later job sees what the one before it made. Killed or cancelled at any instant, the mirror is as before.
 * Throws `jobUnknown`, `nothingRead`, `projectInvalid`, `mirrorBusy`, `cancelled`, and whatever a connector throws.
 */
export async function runCycle(session: Session, request: CycleRequest, work: Work): Promise<CycleOutcome> {
  const release = session.beginWork()
  const writer = session.openWriter()
  try {
    return await cycle(session, request, work, writer)
  } catch (cause) {
    session.forget()
    throw cause instanceof AppError ? cause : toMirrorError(cause, session.mirror.file)
  } finally {
    writer.close()
    release()
  }
}

async function cycle(session: Session, request: CycleRequest, work: Work, writer: RunWriter): Promise<CycleOutcome> {
  const started = performance.now()
  const { document } = request
  const jobs = request.job === undefined ? document.jobs : document.jobs.filter((job) => job.id === request.job)
  if (jobs.length === 0) throw new AppError('jobUnknown', `The project has no job ${request.job ?? ''}; it has ${document.jobs.map((job) => job.id).join(', ') || 'none'}.`, { job: request.job ?? '' })
  const systems = document.systems.filter((system) => jobs.some((job) => job.source === system.id || job.target === system.id))
  if (request.reread !== false) await importSystems(session, systems, request.startedAt, work)

  const runs = runsTable(session.mirror.db)
  const watermarks = new Map(jobs.map((job) => [job.id, runs.watermark(job.id)]))
  const { type, typeReason } = decideType(request, jobs, watermarks)
  const run = runs.begin({
    type, ...(typeReason === undefined ? {} : { typeReason }), now: request.now, seed: request.seed, startedAt: request.startedAt, kept: request.keep,
    ...(request.version === undefined ? {} : { version: request.version }), draft: request.draft, configHash: request.configHash, document: JSON.stringify(document),
  })
  const mappings = jobs.flatMap((job) => job.objectMappings.filter((mapping) => mapping.enabled !== false))
  const rehearsal = new Rehearsal(session, run, { keep: request.keep, chained: mappings.length > 1 })
  const dataHash = hashStaged(session, document.systems.filter((system) => systems.includes(system)))
  const counts: JobCounts[] = []
  let seq = 0
  let page = 0
  for (const [jobNo, job] of jobs.entries()) {
    const planned = await planJob({ session, request, work, runs, run, rehearsal, writer, job, jobNo, type, watermark: watermarks.get(job.id), firstSeq: seq, firstPage: page })
    seq = planned.nextSeq
    page = planned.nextPage
    counts.push(planned.counts)
  }
  const summary = summarize(counts)
  const header: PlanHeader = {
    formatVersion: PLAN_FORMAT_VERSION, product: 'Rehearsal', project: document.name, configHash: request.configHash, dataHash, now: request.now, seed: request.seed, summary,
  }
  const durationMs = Math.round(performance.now() - started)
  writer.post({ run, pages: [], ...rehearsal.take() })
  await writer.drain()
  rehearsal.writeAttributes()
  runs.commit(run, { header, durationMs, kept: request.keep })
  rehearsal.committed()
  return {
    run: String(run), runNumber: run, type, ...(typeReason === undefined ? {} : { typeReason }), now: request.now, seed: request.seed, durationMs, kept: request.keep, jobs: counts, summary,
  }
}

/** `incremental` without a watermark, or after mappings or scope changed, runs as an initial cycle and says why (§2.4). */
function decideType(request: CycleRequest, jobs: readonly Job[], watermarks: ReadonlyMap<string, Watermark | undefined>): { readonly type: CycleType; readonly typeReason?: string } {
  if (request.type === 'initial') return { type: 'initial' }
  const without = jobs.find((job) => watermarks.get(job.id) === undefined)
  const changed = jobs.find((job) => watermarks.get(job.id) !== undefined && watermarks.get(job.id)?.mappingHash !== hashJob(request.document, job))
  const reason = without ? `job ${without.id} has no watermark yet` : changed ? `mappings, scope or systems of job ${changed.id} changed since its last cycle` : undefined
  if (reason === undefined) return { type: 'incremental' }
  return request.type === 'incremental' || !without ? { type: 'initial', typeReason: reason } : { type: 'initial' }
}

/** Pages in one transaction: a slice of some 20 ms. */
const PAGES_PER_WRITE = 16

interface JobContext {
  readonly session: Session
  readonly request: CycleRequest
  readonly work: Work
  readonly runs: RunsTable
  readonly run: number
  readonly rehearsal: Rehearsal
  readonly writer: RunWriter
  readonly job: Job
  readonly jobNo: number
  readonly type: CycleType
  readonly watermark: Watermark | undefined
  readonly firstSeq: number
  readonly firstPage: number
}

async function planJob(context: JobContext): Promise<{ readonly counts: JobCounts; readonly nextSeq: number; readonly nextPage: number }> {
  const { session, request, work, runs, run, rehearsal, writer, job, jobNo, type, watermark } = context
  const system = (id: string): ConnectedSystem => {
    const found = request.document.systems.find((s) => s.id === id)
    if (!found) throw new AppError('systemUnknown', `Job ${job.id} names the system ${id}, which the project does not have; correct source or target in rehearsal.json.`, { job: job.id, system: id })
    return found
  }
  const sourceSystem = system(job.source)
  const targetSystem = system(job.target)
  const reads = readsTable(session.mirror.db)
  const sourceRead = reads.current(job.source)
  const targetRead = reads.current(job.target)
  if (!sourceRead || !targetRead) throw new AppError('nothingRead', `The system ${sourceRead ? job.target : job.source} was never read; import it first.`, { job: job.id })

  const pace = pacer(work.signal)
  const counter = new JobCounter(job.id)
  const groups = new ChangeGroups()
  const removals: Removal[] = []
  let batch: ActionRecord[] = []
  let page = context.firstPage
  let base = context.firstSeq
  const onlyTarget: number[] = []
  let matching: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[] = []
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

  const escrow = type === 'incremental' && watermark ? escrowOf(session, watermark, job) : new Set<string>()
  const mappings = job.objectMappings.filter((m) => m.enabled !== false)
  for (const mapping of mappings) {
    const mappingKey = `${job.id}/${mapping.id}`
    const head: PageHead = { job: job.id, objectMapping: mapping.id, objectType: mapping.targetType, sourceSystem: sourceSystem.id, targetSystem: targetSystem.id }
    const source = objectsOf(session, rehearsal, sourceSystem, mapping.sourceType)
    const target = objectsOf(session, rehearsal, targetSystem, mapping.targetType)
    const others = othersOf(session, rehearsal, targetSystem, mapping)
    const view = new TargetView(target, others, targetSystem, mapping.attributeMappings.map((m) => m.target))
    const sink = rehearsal.sinkFor(mappingKey, target, view)
    const links = session.links(mappingKey)
    const changed = type === 'initial' ? undefined : changedSince(source, watermark as Watermark, { now: request.now, dates: dueDatePositions({ job, source }), escrow })
    let highest = base - 1
    const result = await runMapping({
      job, mapping, sourceSystem, targetSystem, source, target: view, links, type, changed,
      sourceComplete: sourceRead.complete, now: request.now, seed: request.seed, defaultDomain: request.document.defaultDomain,
      newAnchor: (anchor) => rehearsedAnchor(mappingKey, anchor), pacer: { turn: () => writer.turn() ?? pace.turn() },
      onProgress: (done, total) => work.onProgress({ step: 'plan', done, total, unit: 'people', label: job.name ?? job.id }),
    }, (planned) => {
      const seq = base + planned.seq
      highest = Math.max(highest, seq)
      const { action } = planned
      counter.count(planned)
      groups.add(seq, action, planned.cause)
      batch.push(toRecord(seq, jobNo, planned))
      if (action.status === 'planned' && (action.kind === 'disable' || action.kind === 'delete')) removals.push({ seq, page, planned, mapping, target })
      else sink.take(planned.effect)
      if (batch.length >= ACTIONS_PER_PAGE) endPage(head)
    })
    endPage(head)
    write()
    base = highest + 1
    matching = [...matching, ...result.matching]
    for (const row of result.onlyTarget) onlyTarget.push(target.ids[row] as number)

    // Of a job's only mapping everything is known by now, and it need not be gone over again.
    if (mappings.length === 1 && !checkThresholds(job.guards, removals.length)) for (const { planned } of removals) sink.take(planned.effect)
    sink.finish()
    await pacer(work.signal).turn()
  }
  await writer.drain()
  // Users and groups count together: the threshold is the job's.
  const hold = checkThresholds(job.guards, removals.length)
  if (hold) {
    counter.hold(hold, removals.map((r) => r.planned))
    for (const group of groups.all()) if ((group.kind === 'disable' || group.kind === 'delete') && group.status === 'planned') group.status = 'held'
    session.mirror.db.transaction(() => actionPages(session.mirror.db).hold(run, removals.map(({ seq, page: on, planned }) => ({ seq, page: on, body: JSON.stringify({ ...planned.action, status: 'held' }) }))))()
  } else if (mappings.length > 1) {
    rehearseRemovals(context, targetSystem, removals)
  }
  write()
  await pacer(work.signal).turn()
  work.onProgress({ step: 'save', done: base - context.firstSeq, unit: 'people', label: job.name ?? job.id })
  runs.addGroups(run, groups.finish().map((group, i): GroupRecord => ({ id: jobNo * 100_000 + i, jobNo, kind: group.kind, status: group.status, cause: group.cause, shape: group.shape, objects: group.objects, values: group.values, members: group.members })))
  const counts = counter.counts()
  runs.addJob(run, { jobNo, counts, matching, onlyTarget: onlyTarget.sort((a, b) => a - b), sourceRead: sourceRead.readNo, targetRead: targetRead.readNo, mappingHash: hashJob(request.document, job) })
  return { counts, nextSeq: base, nextPage: page }
}

/** A planned disable or delete, which waits for the guard's word. */
interface Removal {
  readonly seq: number
  readonly page: number
  readonly planned: PlannedObject
  readonly mapping: ObjectMapping
  /** The target's objects that the action's rows count in. */
  readonly target: ObjectTable
}

/** Rehearses what the guard let through, on the target as the job's mappings have left it since. */
function rehearseRemovals({ session, rehearsal, job }: JobContext, system: ConnectedSystem, removals: readonly Removal[]): void {
  for (const mapping of new Set(removals.map((removal) => removal.mapping))) {
    const target = objectsOf(session, rehearsal, system, mapping.targetType)
    const view = new TargetView(target, [], system, mapping.attributeMappings.map((m) => m.target))
    const sink = rehearsal.sinkFor(`${job.id}/${mapping.id}`, target, view)
    const rowOf = (anchor: string): number | undefined => view.rowOfAnchor(anchor)
    for (const { planned: { effect }, target: before } of removals.filter((removal) => removal.mapping === mapping)) {
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

function othersOf(session: Session, rehearsal: Rehearsal, system: ConnectedSystem, mapping: ObjectMapping): Objects[] {
  return [...session.tables(system.id).values()].filter((table) => table.type !== mapping.targetType).map((table) => rehearsal.effective(table))
}

/**
 * Changed since the watermark: staged anew, or a date that Workday and SuccessFactors look up again has come due. What failed or was
 * held stays in escrow until the next cycle, which tries it again (§2.4, §11).
 */
function changedSince(source: ObjectTable, watermark: Watermark, { now, dates, escrow }: { readonly now: string; readonly dates: readonly number[]; readonly escrow: ReadonlySet<string> }): (row: number) => boolean {
  const from = Date.parse(watermark.now)
  const to = Date.parse(now)
  return (row) => {
    if ((source.fromReads[row] as number) > watermark.sourceRead || escrow.has(source.anchors[row] as string)) return true
    return dates.some((position) => {
      const value: Cell = cellAt(source.bodies[row] as string, position)
      const at = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(`${value.slice(0, 10)}T00:00:00Z`) : NaN
      return at > from && at <= to
    })
  }
}

/** Source anchors of what failed or was held in the job's last cycle. */
function escrowOf(session: Session, watermark: Watermark, job: Job): ReadonlySet<string> {
  const counts = runsTable(session.mirror.db).get(watermark.run)?.jobs.findIndex((counted) => counted.id === job.id && (counted.failed > 0 || counted.held !== null)) ?? -1
  if (counts < 0) return new Set()
  const actions = actionPages(session.mirror.db).open(watermark.run)
  const seqs = actions.facts.filter((facts) => facts.job === counts && (facts.status === 'failed' || facts.status === 'held')).map((facts) => facts.seq)
  return new Set(seqs.map((seq) => (JSON.parse(actions.body(seq) ?? '{}') as Partial<ProvisioningAction>).source?.anchor ?? ''))
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

/** What an incremental cycle rests on: the job and its systems, without what only guards it. */
function hashJob(document: ProjectDocument, job: Job): string {
  const { guards: _, name: __, ...rest } = job
  const systems = document.systems.filter((system) => system.id === job.source || system.id === job.target)
  return createHash('sha256').update(JSON.stringify([rest, systems])).digest('hex')
}

/** SHA-256 over the staged objects in anchor order, system by system: says whether two runs saw the same data. */
function hashStaged(session: Session, systems: readonly ConnectedSystem[]): string {
  const hash = createHash('sha256')
  for (const system of systems) {
    for (const [type, table] of [...session.tables(system.id)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (table.anchors.length === 0) continue // a type that nobody has is no data, and one mirror may have seen it before
      hash.update(`${system.id}\u0000${type}\n`)
      for (let from = 0; from < table.anchors.length; from += 2000) {
        let text = ''
        for (let row = from; row < Math.min(from + 2000, table.anchors.length); row++) text += `${table.anchors[row] as string}\u0000${table.hashes[row] as string}\n`
        hash.update(text)
      }
    }
  }
  return `sha256:${hash.digest('hex')}`
}

function summarize(jobs: readonly JobCounts[]): PlanSummary {
  const sum = (of: (job: JobCounts) => number): number => jobs.reduce((total, job) => total + of(job), 0)
  return {
    create: sum((j) => j.actions.create), update: sum((j) => j.actions.update), disable: sum((j) => j.actions.disable), enable: sum((j) => j.actions.enable),
    delete: sum((j) => j.actions.delete), failed: sum((j) => j.failed), held: sum((j) => j.held?.actions ?? 0),
  }
}
