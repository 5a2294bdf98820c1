import type { JobCounts } from '../../shared/model/cycle'
import type { OutcomeDifference } from '../../shared/ipc/replan-views'
import type { ProjectDocument } from '../../shared/model/project'
import { runsTable } from '../mirror/runs-table'
import { writeNothing } from '../mirror/run-writes'
import { type ChangedOutcome, changedOutcomes, countDifferences } from './changed-outcomes'
import { type EditedPlan, planEdited } from './plan-again'
import type { PlanBasis } from './plan-basis'
import { wholeDifference } from './replan-whole'
import { type CycleOutcome, type CycleRequest, atWork, beginRun, planAndKeep, runCycle } from './run-cycle'
import type { Work } from './run-import'
import type { Session } from './session'

/** What is planned again: the edited configuration, with the clock and the seed of the run that it is compared with. */
export type ReplanRequest = Pick<CycleRequest, 'document' | 'configHash' | 'version' | 'draft' | 'startedAt'>

export interface ReplanOutcome extends CycleOutcome {
  /** How many objects were planned anew, all others being carried over; `undefined` where the edit went too far and everybody was. */
  readonly replanned: number | undefined
}

/**
 * What the last run would have been under an edited configuration: the same objects, links and clock, planned again and saved as a run of
 * its own that rehearses nothing. The plan is the one that a whole cycle over the same would give, to the byte. Where the session holds
 * no initial run, or the edit goes beyond mappings, scope and matching, everybody is planned. Throws as `runCycle`.
 */
export async function replan(session: Session, request: ReplanRequest, work: Work): Promise<ReplanOutcome> {
  const { basis } = session
  const whole: CycleRequest = { ...request, type: 'initial', keep: false, reread: false, now: basis?.now ?? request.startedAt, seed: basis?.seed ?? request.document.seed ?? 1 }
  if (!basis || basis.run === 0) return { ...await runCycle(session, whole, work), replanned: undefined }
  return atWork(session, async (writer) => {
    const started = performance.now()
    const edited = await planEdited(basis, request.document, work, { alone: true })
    const run = beginRun(session, whole, 'initial', undefined, edited ? basis.run : undefined)
    const outcome = await planAndKeep(session, {
      request: whole, run, type: 'initial', work, writer, started, watermarks: new Map(), dataHash: () => basis.dataHash,
      over: { basis, again: edited?.again },
    })
    return { ...outcome, replanned: edited?.planned }
  })
}

export interface PlanDifference {
  /** The run that it is held against; 0 where nobody had rehearsed yet. */
  readonly run: number
  readonly before: readonly JobCounts[]
  readonly after: readonly JobCounts[]
  /** Everybody whose action is another one, in the order of the plan. */
  readonly changed: readonly ChangedOutcome[]
  readonly counts: readonly OutcomeDifference[]
  /** As `ReplanOutcome.replanned`. */
  readonly replanned: number | undefined
}

/**
 * What an edit would make of the last run, without writing anything: for the line that says so while somebody edits. Cancelled by the
 * work's signal. Where the edit goes too far for those alone whom it touches (see `planEdited`), everybody is planned twice. Where the
 * session holds no initial run, the last configuration is planned first, over what the mirror holds, which takes as long as a cycle.
 * `undefined` where there are too many people to be kept in memory. Throws as `runCycle`.
 */
export async function replanDifference(session: Session, document: ProjectDocument, work: Work): Promise<PlanDifference | undefined> {
  const release = session.beginWork()
  try {
    const basis = session.basis ?? await presentBasis(session, document, work)
    if (!basis) return undefined
    const edited = await planEdited(basis, document, work, { alone: basis.run > 0 })
    if (!edited) {
      const { before, after, changed } = await wholeDifference(session, basis, document, work)
      return {
        run: basis.run, before, after, changed,
        counts: countDifferences(changed.map((one) => ({ from: { action: one.before }, to: { action: one.after }, people: 1 }))), replanned: undefined,
      }
    }
    const request: CycleRequest = { document, configHash: '', draft: true, keep: false, type: 'initial', now: basis.now, seed: basis.seed, startedAt: basis.now }
    const plan = (over: EditedPlan | undefined, of: ProjectDocument) => planAndKeep(session, {
      request: { ...request, document: of }, run: 0, type: 'initial', work, writer: writeNothing, started: 0, watermarks: new Map(),
      dataHash: () => basis.dataHash, over: { basis, again: over?.again },
    })
    const [before, after] = [await plan(await planEdited(basis, basis.document, work), basis.document), await plan(edited, document)]
    const { changed, differences } = await changedOutcomes(edited, basis, session.mirror)
    return { run: basis.run, before: before.jobs, after: after.jobs, changed, counts: countDifferences(differences), replanned: edited.planned }
  } finally {
    release() // what the session holds is as it was: nothing was changed
  }
}

/** The last run's configuration, or the given one where there was none, over what the mirror holds now. */
async function presentBasis(session: Session, document: ProjectDocument, work: Work): Promise<PlanBasis | undefined> {
  const runs = runsTable(session.mirror.db)
  const last = runs.latest()
  const request: CycleRequest = {
    document: last ? runs.document(last.configHash) ?? document : document, configHash: '', draft: true, keep: false, type: 'initial',
    now: last?.now ?? new Date(0).toISOString(), seed: last?.seed ?? 1, startedAt: '',
  }
  await planAndKeep(session, { request, run: 0, type: 'initial', work, writer: writeNothing, started: 0, watermarks: new Map(), dataHash: () => '' })
  return session.basis
}
