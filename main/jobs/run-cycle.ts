import { createHash } from 'node:crypto'
import { AppError } from '../../shared/app-error'
import type { CycleResult, CycleType, JobCounts, ReadNotes } from '../../shared/model/cycle'
import type { ReadIssueCode } from '../../shared/model/issue'
import { PLAN_FORMAT_VERSION, type PlanHeader, type PlanSummary } from '../../shared/model/plan'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { comesDue } from '../engine/due-dates'
import { type Restart, type RestartScope, restartOf } from '../../shared/model/restart'
import { type EscrowRow, escrowTable } from '../mirror/escrow-table'
import type { ObjectTable } from '../mirror/object-table'
import { toMirrorError } from '../mirror/open-mirror'
import { type ReadRow, readsTable } from '../mirror/reads-table'
import { stampOf } from '../mirror/rehearsal-tables'
import type { RunWriter } from '../mirror/run-writes'
import { type Watermark, runsTable } from '../mirror/runs-table'
import { Escrow } from './escrow'
import type { AcceptedPair } from './lay-backfill'
import type { JobBasis, PlanBasis } from './plan-basis'
import type { PlannedAgain } from './job-context'
import { planJob } from './plan-job'
import { Rehearsal } from './rehearse-effects'
import { type ImportResult, type Work, holdsAt, startImports } from './run-import'
import type { Session } from './session'
import { systemsAsRead } from './systems-as-read'

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
  /** Restarts the jobs first: what is reset, as the service calls it; an empty list is what Restart does in the admin centre. */
  readonly restart?: readonly RestartScope[]
  /** Rehearses what the guards would hold, in a run that says so. Default false. */
  readonly released?: boolean
  /** People and accounts that are taken as filled in at the target: a first cycle over what was read, in a run that says so and is not kept. */
  readonly backfill?: readonly AcceptedPair[]
  /** False to leave uncounted whom an incremental cycle does not look at although time has changed their outcome. Default true. */
  readonly unevaluated?: boolean
  /** False to plan over what the mirror holds without looking at the systems again: after an edit. Default true. */
  readonly reread?: boolean
  /** Of a later round of a repeated cycle: the run of the first. */
  readonly firstRound?: number
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
  return atWork(session, async (writer) => {
    const started = performance.now()
    const { document } = request
    const jobs = jobsOf(request)
    const systems = systemsAsRead(document).filter((system) => jobs.some((job) => job.source === system.id || job.target === system.id))
    // Where nothing is read again, effective-dated rows still are when other ones hold by now.
    const toRead = request.reread !== false ? systems : systems.filter((system) => !holdsAt(session, system, request.now))
    let begin = (): void => undefined
    const begun = new Promise<void>((resolve) => { begin = resolve })
    const imports = startImports(writer, session, inOrderOfNeed(document, jobs, toRead), { readAt: request.startedAt, now: request.now }, work, begun)
    try {
      await imports.until(neededBy(document, jobs[0] as Job))
      await writer.drain() // of systems that later jobs need
      const runs = runsTable(session.mirror.db)
      const watermarks = new Map(jobs.map((job) => [job.id, runs.watermark(job.id)]))
      const { type, typeReason } = decideType(request, jobs, watermarks)
      const run = beginRun(session, request, type, typeReason)
      begin()
      const outcome = await planAndKeep(session, {
        request, run, type, work: { ...work, signal: imports.signal }, writer, started, watermarks, ready: (job) => imports.until(neededBy(document, job)), dataHash: () => hashStaged(session, systems),
      })
      const notes = notesOf(systems, await imports.all())
      return { ...outcome, ...(typeReason === undefined ? {} : { typeReason }), ...(notes.length === 0 ? {} : { reads: notes }) }
    } catch (cause) {
      // Planning ends as cancelled when a system cannot be read; that is what is to be told.
      if (imports.signal.aborted && !work.signal.aborted) await imports.all()
      throw cause
    } finally {
      await imports.stop()
    }
  })
}

/** The systems that must be staged before a job is planned: its own, and the sources of whatever else writes into its target, which may outrank it. */
function neededBy(document: ProjectDocument, job: Job): readonly string[] {
  return [job.source, job.target, ...document.jobs.filter(({ target }) => target === job.target).map(({ source }) => source)]
}

/** Those that earlier jobs need first. */
function inOrderOfNeed(document: ProjectDocument, jobs: readonly Job[], systems: readonly ConnectedSystem[]): readonly ConnectedSystem[] {
  const ids = [...new Set(jobs.flatMap((job) => neededBy(document, job)))]
  return [...systems].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** What is to be told of the systems that were read, in the order of the project. */
function notesOf(systems: readonly ConnectedSystem[], reads: readonly ImportResult[]): readonly ReadNotes[] {
  return systems.flatMap(({ id }) => reads.find((read) => read.id === id) ?? []).filter(({ complete, issues }) => !complete || issues.length > 0).map(({ id, complete, issues }) => {
    const counts: Partial<Record<ReadIssueCode, number>> = {}
    for (const { code } of [...issues].sort((a, b) => (a.code < b.code ? -1 : 1))) counts[code] = (counts[code] ?? 0) + 1
    return { system: id, complete, issues: counts }
  })
}

/** Does a piece of work with the right to write and the run's writer; if it fails, the run says so, and what the session holds in memory is dropped. */
export async function atWork<T>(session: Session, work: (writer: RunWriter) => Promise<T>): Promise<T> {
  const release = session.beginWork()
  const writer = session.openWriter()
  let stopped: 'cancelled' | 'failed' | undefined
  try {
    return await work(writer)
  } catch (cause) {
    session.forget()
    stopped = cause instanceof AppError && cause.code === 'cancelled' ? 'cancelled' : 'failed'
    throw cause instanceof AppError ? cause : toMirrorError(cause, session.mirror.file)
  } finally {
    await writer.close()
    if (stopped) stopRun(session, stopped)
    release()
  }
}

function stopRun({ mirror }: Session, status: 'cancelled' | 'failed'): void {
  try {
    runsTable(mirror.db).stop(status)
  } catch {
    // A mirror that cannot be written has failed the work already; the next work finds the run as one that was broken off.
  }
}

/** The jobs that a request is about. Throws `jobUnknown`, and `projectInvalid` where jobs, or object mappings of one job, share an id. */
export function jobsOf({ document, job }: Pick<CycleRequest, 'document' | 'job'>): readonly Job[] {
  const jobs = namedJobs(document, job)
  refuseRepeated(document.jobs.map(({ id }) => id), 'jobs of the project')
  for (const { id, objectMappings } of jobs) refuseRepeated(objectMappings.map((mapping) => mapping.id), `object mappings of job ${id}`)
  return jobs
}

/** All jobs of a project, or the one that is named. Throws `jobUnknown`. */
export function namedJobs({ jobs }: Pick<ProjectDocument, 'jobs'>, id: string | undefined): readonly Job[] {
  if (jobs.length === 0) throw new AppError('jobUnknown', 'The project has no jobs, so there is nothing to rehearse; add one to rehearsal.json, or make a project with init.', {})
  const named = id === undefined ? jobs : jobs.filter((one) => one.id === id)
  if (named.length === 0) throw new AppError('jobUnknown', `The project has no job ${id}; it has ${jobs.map((one) => one.id).join(', ')}.`, { job: id ?? '' })
  return named
}

/** What was rehearsed is kept by these ids: two of one name would go on with each other's links. */
function refuseRepeated(ids: readonly string[], what: string): void {
  const repeated = ids.find((id, i) => ids.indexOf(id) < i)
  if (repeated !== undefined) throw new AppError('projectInvalid', `Two ${what} have the id ${repeated}; give one of them another id in rehearsal.json.`, { id: repeated })
}

export function beginRun(session: Session, request: CycleRequest, type: CycleType, typeReason?: string, base?: number): number {
  return runsTable(session.mirror.db).begin({
    type, ...(typeReason === undefined ? {} : { typeReason }), now: request.now, seed: request.seed, startedAt: request.startedAt, kept: request.keep,
    ...(request.version === undefined ? {} : { version: request.version }), draft: request.draft, configHash: request.configHash, document: JSON.stringify(request.document), released: request.released === true, backfilled: request.backfill !== undefined,
    ...(base === undefined ? {} : { base }), ...(request.firstRound === undefined ? {} : { firstRound: request.firstRound }),
  })
}

export interface RunToPlan {
  readonly request: CycleRequest
  /** 0 for one that nobody writes down. */
  readonly run: number
  readonly type: CycleType
  readonly work: Work
  readonly writer: RunWriter
  /** `performance.now()` when the work began. */
  readonly started: number
  readonly watermarks: ReadonlyMap<string, Watermark | undefined>
  /** Resolves when what a job needs is read, where it is not yet. */
  readonly ready?: (job: Job) => Promise<void>
  /** Asked when everything is planned. */
  readonly dataHash: () => string
  /** The earlier run that this one is planned over, from its starting state; what was planned of it again already. */
  readonly over?: { readonly basis: PlanBasis; readonly again: ReadonlyMap<string, PlannedAgain> | undefined }
}

/** Plans a run's jobs in order and commits it; the session keeps what an edit is planned over. */
export async function planAndKeep(session: Session, toPlan: RunToPlan): Promise<CycleOutcome> {
  const { request, run, type, work, writer, over } = toPlan
  const jobs = jobsOf(request)
  const restart = restartOf(request.restart)
  const runs = runsTable(session.mirror.db)
  const escrows = escrowTable(session.mirror.db)
  const reads = readsTable(session.mirror.db)
  const mappings = jobs.flatMap((job) => job.objectMappings.filter((mapping) => mapping.enabled !== false))
  const rehearsal = new Rehearsal(session, run, { document: request.document, keep: request.keep, chained: mappings.length > 1 || request.backfill !== undefined, asRead: request.backfill !== undefined, dropLinks: restart?.links === true, ...(over ? { from: over.basis.state } : {}) })
  const isKept = (): boolean => session.isKept(request.document.systems.map((system) => system.id))
  const recorded = session.stays && over === undefined && request.backfill === undefined && type === 'initial' && request.job === undefined && isKept()
  const bases = new Map<string, JobBasis>()
  const counts: JobCounts[] = []
  let seq = 0
  let page = over?.again ? over.basis.nextPage : 0
  for (const [jobNo, job] of jobs.entries()) {
    await toPlan.ready?.(job)
    const watermark = toPlan.watermarks.get(job.id)
    // Whom an edit does not touch failed in the run that it is planned over.
    const lastRun = over?.basis.run ?? watermark?.run
    const failedBefore = lastRun === undefined ? [] : escrows.of(lastRun, job.id)
    const escrow = new Escrow(restart?.escrows ? [] : failedBefore, request.now)
    const forced = forcedBy(restart, failedBefore)
    const planned = await planJob({
      backfill: request.backfill ?? [], session, document: request.document, now: request.now, seed: request.seed, work, run, rehearsal, writer, job, jobNo, earlierJobs: jobs.slice(0, jobNo).map(({ id }) => id), firstSeq: seq, firstPage: page, recorded, released: request.released === true,
      escrow, forced,
      since: type === 'initial' || request.unevaluated === false ? undefined : watermark?.evaluatedAt, sinceRun: watermark?.evaluatedRun,
      changed: type === 'initial' || !watermark ? undefined : (source, objectMapping) => changedSince(source, watermark, {
        isToldMore: isToldMore(source, reads.told(job.source, watermark.sourceRead), job.objectMappings.find(({ id }) => id === objectMapping)),
        due: comesDue({ job, source, sourceSystem: sourceOf(request.document, job) }, watermark.now, request.now),
        escrow: new Set([...escrow.retried(objectMapping), ...forced.get(objectMapping) ?? []]),
      }),
      again: over?.again, earlier: over?.basis.jobs.get(job.id),
    })
    seq = planned.nextSeq
    page = planned.nextPage
    counts.push(planned.counts)
    if (planned.basis) bases.set(job.id, planned.basis)
    if (run === 0) continue
    runs.addGroups(run, planned.groups)
    runs.addJob(run, { ...planned.record, mappingHash: hashJob(request.document, job) })
    if (request.keep) escrows.add(run, job.id, escrow.finish().rows)
  }
  const summary = summarize(counts)
  const durationMs = Math.round(performance.now() - toPlan.started)
  rehearsal.settle()
  writer.post({ run, pages: [], ...rehearsal.take() })
  const dataHash = toPlan.dataHash() // while the rest is written
  await writer.drain()
  const header: PlanHeader = {
    formatVersion: PLAN_FORMAT_VERSION, product: 'Rehearsal', project: request.document.name, configHash: request.configHash, dataHash, now: request.now, seed: request.seed, summary,
  }
  if (run > 0) {
    rehearsal.writeAttributes()
    runs.commit(run, { header, durationMs, kept: request.keep })
    if (request.keep) for (const job of jobs) escrows.purge(run, job.id)
  }
  if (!over && request.backfill === undefined) session.basis = recorded && isKept() ? { run, document: request.document, now: request.now, seed: request.seed, dataHash, state: rehearsal.start(), jobs: bases, nextPage: page } : undefined
  rehearsal.committed()
  return { run: String(run), runNumber: run, type, now: request.now, seed: request.seed, durationMs, kept: request.keep, ...(request.released === true ? { released: true as const } : {}), jobs: counts, summary }
}

/** `incremental` without a watermark, or after mappings or scope changed, runs as an initial cycle and says why (§2.4). */
function decideType(request: CycleRequest, jobs: readonly Job[], watermarks: ReadonlyMap<string, Watermark | undefined>): { readonly type: CycleType; readonly typeReason?: string } {
  if (request.type === 'initial' || request.backfill !== undefined) return { type: 'initial' }
  if (restartOf(request.restart)?.watermark) return { type: 'initial', typeReason: 'it was restarted, which evaluates everything anew' }
  const without = jobs.find((job) => watermarks.get(job.id) === undefined)
  const changed = jobs.find((job) => watermarks.get(job.id) !== undefined && watermarks.get(job.id)?.mappingHash !== hashJob(request.document, job))
  const reason = without ? `job ${without.id} has no watermark yet` : changed ? `mappings, scope or systems of job ${changed.id} changed since its last cycle` : undefined
  if (reason === undefined) return { type: 'incremental' }
  return request.type === 'incremental' || !without ? { type: 'initial', typeReason: reason } : { type: 'initial' }
}

/**
 * Changed since the watermark: staged anew, rehearsed since by another job, or a date that Workday and SuccessFactors look up again has come due. What failed or was
 * held stays in escrow until the next cycle, which tries it again (§2.4, §11).
 */
function changedSince(source: ObjectTable, watermark: Watermark, { isToldMore, due, escrow }: {
  readonly isToldMore: boolean; readonly due: (row: number) => boolean; readonly escrow: ReadonlySet<string>
}): (row: number) => boolean {
  if (isToldMore) return () => true
  const seen = stampOf(watermark.run, watermark.jobNo)
  return (row) => (source.fromReads[row] as number) > watermark.sourceRead || (source.stamps?.[row] ?? 0) > seen || escrow.has(source.anchors[row] as string) || due(row)
}

/**
 * Whether a read told what the one before the watermark did not, and a mapping takes it as it is: an object without a value is known to have none by now, though
 * it is staged as before.
 */
function isToldMore({ told, type }: ObjectTable, before: ReadRow['told'], mapping: ObjectMapping | undefined): boolean {
  const earlier = before?.[type]
  if (!told || !earlier || !mapping) return false
  return mapping.attributeMappings.some((one) => one.type === 'Direct' && told.includes(one.source) && !earlier.includes(one.source))
}

/** The system that a job reads; planning has found that it is there. */
function sourceOf(document: ProjectDocument, job: Job): ConnectedSystem {
  return document.systems.find((system) => system.id === job.source) as ConnectedSystem
}

/** By object mapping, source anchors whose disable or delete a guard held in the last cycle, where a restart forces them. */
function forcedBy(restart: Restart | undefined, escrow: readonly EscrowRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const forced = new Map<string, Set<string>>()
  if (!restart?.forceDeletes) return forced
  for (const { objectMapping, sourceAnchor, held } of escrow) {
    if (held) forced.set(objectMapping, (forced.get(objectMapping) ?? new Set()).add(sourceAnchor))
  }
  return forced
}

/** What an incremental cycle rests on: the job, its systems and the default domain, without what only guards it. */
function hashJob(document: ProjectDocument, job: Job): string {
  const { guards: _, name: __, ...rest } = job
  const systems = document.systems.filter((system) => system.id === job.source || system.id === job.target)
  return createHash('sha256').update(JSON.stringify([rest, systems, document.defaultDomain])).digest('hex')
}

/** SHA-256 over the staged objects in anchor order, system by system: says whether two runs saw the same data. */
function hashStaged(session: Session, systems: readonly ConnectedSystem[]): string {
  const hash = createHash('sha256')
  for (const system of systems) {
    for (const [type, table] of [...session.tables(system.id)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (table.anchors.length === 0) continue // a type that nobody has is no data, and one mirror may have seen it before
      hash.update(`${system.id}\u0000${type}\n${hashOfTable(table)}\n`)
    }
  }
  return `sha256:${hash.digest('hex')}`
}

/** Of each table that is still held, for most stay as they are from one cycle to the next. */
const tableHashes = new WeakMap<readonly string[], string>()

function hashOfTable({ anchors, hashes }: ObjectTable): string {
  let digest = tableHashes.get(hashes)
  if (digest === undefined) {
    const hash = createHash('sha256')
    for (let from = 0; from < anchors.length; from += 2000) {
      let text = ''
      for (let row = from; row < Math.min(from + 2000, anchors.length); row++) text += `${anchors[row] as string}\u0000${hashes[row] as string}\n`
      hash.update(text)
    }
    tableHashes.set(hashes, digest = hash.digest('hex'))
  }
  return digest
}

function summarize(jobs: readonly JobCounts[]): PlanSummary {
  const sum = (of: (job: JobCounts) => number): number => jobs.reduce((total, job) => total + of(job), 0)
  return {
    create: sum((j) => j.actions.create), update: sum((j) => j.actions.update), disable: sum((j) => j.actions.disable), enable: sum((j) => j.actions.enable),
    delete: sum((j) => j.actions.delete), failed: sum((j) => j.failed), held: sum((j) => j.held?.actions ?? 0),
  }
}
