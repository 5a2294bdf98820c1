import { hasOwnGuards } from '../engine/guards'
import { affectedRows } from '../engine/affected-rows'
import { type JobReferences, ownReferences } from '../engine/job-references'
import type { Objects } from '../engine/objects'
import type { ReferenceOutcome } from '../engine/reference-outcome'
import { type PlannedObject, runMapping } from '../engine/run-mapping'
import type { Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import type { JobBasis, PlanBasis } from './plan-basis'
import { type PlannedAgain, jobReferences, mappingInput } from './plan-job'
import type { Work } from './run-import'

/** Rounds of people who are reached through others; beyond that everybody is planned. */
const MOST_ROUNDS = 4

/** What an edit makes of a run, as far as it differs. */
export interface EditedPlan {
  readonly again: ReadonlyMap<string, PlannedAgain>
  /** How many objects were planned anew; all others were carried over. */
  readonly planned: number
  /** Per object mapping (`job/mapping`), the actions that the run had for those who were planned anew, by seq within the mapping. */
  readonly before: (mappingKey: string) => Promise<ReadonlyMap<number, PlannedObject>>
}

/**
 * An earlier run's plan under an edited configuration, over what that run was planned over: everything that the edit does not touch is
 * carried over, the rest is what planning everybody would give, to the byte. `undefined` where an edit goes too far for that: other
 * systems, jobs or types, a mapping that a later one builds upon, a clock or a draw. Throws `projectInvalid`, `cancelled`.
 */
export async function planEdited(basis: PlanBasis, document: ProjectDocument, work: Work): Promise<EditedPlan | undefined> {
  if (frameOf(basis.document) !== frameOf(document)) return undefined
  // Shares, slices and counts of writes are over everybody, and what is carried over is not looked at one by one.
  if ([...basis.document.jobs, ...document.jobs].some((job) => hasOwnGuards(job.guards))) return undefined
  // What a job leaves to another depends on everybody's links to both.
  if (document.systems.some((system) => system.precedence !== undefined)) return undefined
  const again = new Map<string, PlannedAgain>()
  const undo = new Map<string, () => Promise<ReadonlyMap<number, PlannedObject>>>()
  const touched = new Set<string>()
  let planned = 0
  for (const [jobNo, job] of document.jobs.entries()) {
    const earlier = basis.jobs.get(job.id)
    const oldJob = basis.document.jobs[jobNo]
    if (!earlier || !oldJob) return undefined
    if (job.assignment ?? oldJob.assignment) return undefined // whom groups assign is found out with the whole job
    const references = jobReferences(job, (type) => [...earlier.mappings.values()].find(({ source }) => source.type === type)?.source as Objects)
    for (const mapping of job.objectMappings) {
      if (mapping.enabled === false) continue
      // What an earlier mapping made otherwise, this one would see.
      if (touched.has(job.source) || touched.has(job.target)) return undefined
      const key = `${job.id}/${mapping.id}`
      const edited = await planMapping({ basis, earlier, job, oldJob, mapping, document, key, references, work })
      // Who waits for a later mapping is planned with the whole job.
      if (!edited || edited.done.result.followUp) return undefined
      references?.add(mapping.id, edited.known)
      again.set(key, edited.done)
      undo.set(key, edited.before)
      planned += edited.planned
      if (edited.planned > 0) touched.add(job.target)
    }
  }
  return { again, planned, before: (key) => undo.get(key)?.() ?? Promise.resolve(new Map()) }
}

interface MappingToPlan {
  readonly basis: PlanBasis
  readonly earlier: JobBasis
  readonly job: Job
  readonly oldJob: Job
  readonly mapping: ObjectMapping
  readonly document: ProjectDocument
  readonly key: string
  readonly references: JobReferences | undefined
  readonly work: Work
}

async function planMapping({ basis, earlier, job, oldJob, mapping, document, key, references, work }: MappingToPlan): Promise<{
  readonly done: PlannedAgain; readonly known: (value: string) => ReferenceOutcome; readonly planned: number; readonly before: () => Promise<ReadonlyMap<number, PlannedObject>>
} | undefined> {
  const held = earlier.mappings.get(mapping.id)
  const oldMapping = oldJob.objectMappings.find((one) => one.id === mapping.id)
  const links = basis.state.links.get(key)
  if (!held || !oldMapping || !links) return undefined
  const inputs = { tables: held, references, links, nowReal: basis.state.nowReal.get(key) ?? new Set<string>(), sourceComplete: held.sourceComplete, now: basis.now, seed: basis.seed, work }
  // A view of the target for each plan: a plan leaves what it takes there.
  const before = () => mappingInput({ ...inputs, document: basis.document, job: oldJob, mapping: oldMapping })
  const after = () => mappingInput({ ...inputs, document, job, mapping })
  const kindOf = (row: number) => earlier.outcomes.kind(held.firstSeq + (held.trace.seqs[row] as number))?.action
  const affected = await affectedRows(before(), after(), held.trace, {
    failed: (row) => kindOf(row)?.status === 'failed',
    turned: (row) => kindOf(row)?.kind === 'disable' || kindOf(row)?.kind === 'enable',
  })
  if (!affected) return undefined
  const { rows, outcomes } = affected
  const holds = (row: number): boolean => rows[row] === 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const steps: (PlannedObject | number)[] = []
    const result = await runMapping({ ...after(), carried: { trace: held.trace, outcomes, holds, carry: (seq) => void steps.push(seq) } }, (one) => void steps.push(one))
    if (affected.spread(result.trace) > 0) continue
    return { done: { steps, result, basis: held }, known: ownReferences(after(), result.trace), planned: rows.reduce((sum, row) => sum + row, 0), before: replayed }
  }
  return undefined

  async function replayed(): Promise<ReadonlyMap<number, PlannedObject>> {
    const planned = new Map<number, PlannedObject>()
    await runMapping({ ...before(), carried: { trace: held!.trace, outcomes: held!.trace.outcomes, holds, carry: () => undefined } }, (one) => void planned.set(one.seq, one))
    return planned
  }
}

/** Everything that is the same in a configuration before and after an edit of mappings, scope or matching. */
function frameOf({ systems, jobs, defaultDomain }: ProjectDocument): string {
  return JSON.stringify([systems, defaultDomain, jobs.map((job) => [job.id, job.source, job.target, job.objectMappings.filter((m) => m.enabled !== false).map((m) => m.id)])])
}
