import { type AffectedRows, affectedRows } from '../engine/affected-rows'
import { isContainer } from '../engine/decisions'
import type { GroupEntry } from '../engine/group-changes'
import { type JobReferences, ownReferences } from '../engine/job-references'
import type { Objects } from '../engine/objects'
import type { ReferenceOutcome } from '../engine/reference-outcome'
import type { PlannedObject } from '../engine/planned-object'
import { runMapping } from '../engine/run-mapping'
import type { ActionMark, ProvisioningAction } from '../../shared/model/plan'
import type { Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { tripsOnWrites } from './carried-guards'
import type { JobBasis, MappingBasis, PlanBasis } from './plan-basis'
import type { PlannedAgain } from './job-context'
import { jobReferences, mappingInput, writingToo } from './job-input'
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
 * systems, jobs or types, a mapping that a later one builds upon, a clock or a draw. With `alone` those whose action differs by one change
 * are not planned: their change stands by itself, to be laid over what the run wrote of them. Throws `projectInvalid`, `cancelled`.
 */
export async function planEdited(basis: PlanBasis, document: ProjectDocument, work: Work, { alone = false }: { readonly alone?: boolean } = {}): Promise<EditedPlan | undefined> {
  if (frameOf(basis.document) !== frameOf(document)) return undefined
  // What a job leaves to another, and takes away from it, depends on everybody's links to both.
  if (document.jobs.some((job) => job.objectMappings.some((mapping) => writingToo(document, job, mapping).length > 0))) return undefined
  const again = new Map<string, PlannedAgain>()
  const undo = new Map<string, () => Promise<ReadonlyMap<number, PlannedObject>>>()
  const touched = new Set<string>()
  let planned = 0
  for (const [jobNo, job] of document.jobs.entries()) {
    const earlier = basis.jobs.get(job.id)
    const oldJob = basis.document.jobs[jobNo]
    if (!earlier || !oldJob) return undefined
    if (job.assignment ?? oldJob.assignment) return undefined // whom groups assign is found out with the whole job
    // Of whom Entra ID still lists but has given up, nothing tells the slice any more.
    if (job.guards?.slices && document.systems.find(({ id }) => id === job.source)?.product === 'entraId') return undefined
    // Whether a container can be deleted is said when all mappings of its job are planned.
    if (job.objectMappings.length > 1 && job.objectMappings.some(({ targetType }) => writesContainers(document, job, targetType))) return undefined
    const references = jobReferences(job, (type) => [...earlier.mappings.values()].find(({ source }) => source.type === type)?.source as Objects)
    for (const mapping of job.objectMappings) {
      if (mapping.enabled === false) continue
      // What an earlier mapping made otherwise, this one would see.
      if (touched.has(job.source) || touched.has(job.target)) return undefined
      const key = `${job.id}/${mapping.id}`
      const edited = await planMapping({ basis, earlier, job, oldJob, mapping, document, key, references, work, alone })
      // Who waits for a later mapping is planned with the whole job.
      if (!edited || edited.done.result.followUp) return undefined
      if (tripsOnWrites(oldJob.guards, earlier.outcomes, edited.done).before || tripsOnWrites(job.guards, earlier.outcomes, edited.done).after) return undefined
      references?.add(mapping.id, edited.known)
      again.set(key, edited.done)
      undo.set(key, edited.before)
      planned += edited.planned
      if (edited.planned > 0) touched.add(job.target)
    }
  }
  return { again, planned, before: (key) => undo.get(key)?.() ?? Promise.resolve(new Map()) }
}

function writesContainers({ systems }: ProjectDocument, { target }: Job, targetType: string): boolean {
  return systems.some((system) => system.id === target && isContainer(system, targetType))
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
  readonly alone: boolean
}

async function planMapping({ basis, earlier, job, oldJob, mapping, document, key, references, work, alone }: MappingToPlan): Promise<{
  readonly done: PlannedAgain; readonly known: (value: string) => ReferenceOutcome; readonly planned: number; readonly before: () => Promise<ReadonlyMap<number, PlannedObject>>
} | undefined> {
  const held = earlier.mappings.get(mapping.id)
  const oldMapping = oldJob.objectMappings.find((one) => one.id === mapping.id)
  const links = basis.state.links.get(key)
  if (!held || !oldMapping || !links) return undefined
  const inputs = {
    tables: held, references, links, nowReal: basis.state.nowReal.get(key) ?? new Set<string>(), sourceComplete: held.sourceComplete, now: basis.now,
    seed: basis.seed, work,
  }
  // A view of the target for each plan: a plan leaves what it takes there.
  const before = () => mappingInput({ ...inputs, document: basis.document, job: oldJob, mapping: oldMapping })
  const after = () => mappingInput({ ...inputs, document, job, mapping })
  const seqOf = (row: number): number => held.firstSeq + (held.trace.seqs[row] as number)
  const kindOf = (row: number) => earlier.outcomes.kind(seqOf(row))?.action
  const affected = await affectedRows(before(), after(), held.trace, {
    failed: (row) => kindOf(row)?.status === 'failed',
    turned: (row) => kindOf(row)?.kind === 'disable' || kindOf(row)?.kind === 'enable',
    ...(alone
      ? { plain: (row: number) => plainKind(kindOf(row)), changes: (row: number, attribute: string) => changesOf(earlier.outcomes.entries.get(seqOf(row)), attribute) }
      : {}),
  })
  if (!affected) return undefined
  const { rows, outcomes } = affected
  const holds = (row: number): boolean => rows[row] === 0
  const planned = (): number => rows.reduce((sum, row) => sum + row, 0)
  if (outcomes === held.trace.outcomes && planned() === 0) {
    const lone = loneOf(affected, held)
    return {
      done: { steps: stepsOf(held), result: { ...held.result, trace: held.trace }, basis: held, ...lone?.part },
      known: ownReferences(after(), held.trace), planned: lone?.people ?? 0, before: replayed,
    }
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const steps: (PlannedObject | number)[] = []
    const result = await runMapping({ ...after(), carried: { trace: held.trace, outcomes, holds, carry: (seq) => void steps.push(seq) } }, (one) => void steps.push(one))
    if (affected.spread(result.trace) > 0) continue
    const lone = loneOf(affected, held)
    return { done: { steps, result, basis: held, ...lone?.part }, known: ownReferences(after(), result.trace), planned: planned() + (lone?.people ?? 0), before: replayed }
  }
  return undefined

  async function replayed(): Promise<ReadonlyMap<number, PlannedObject>> {
    const planned = new Map<number, PlannedObject>()
    await runMapping({ ...before(), carried: { trace: held!.trace, outcomes: held!.trace.outcomes, holds, carry: () => undefined } }, (one) => void planned.set(one.seq, one))
    return planned
  }
}

/** The kind of an outcome of which nothing is to be said but its changes. */
function plainKind(action: ProvisioningAction | undefined): 'create' | 'update' | 'unchanged' | undefined {
  if (action?.status !== 'planned' || action.issues.length > 0 || action.marks.some((mark) => OF_VALUES.has(mark))) return undefined
  if (action.kind === 'create' || action.kind === 'update') return action.kind
  return action.kind === 'skip' && action.reason.code === 'unchanged' && action.marks.length === 0 ? 'unchanged' : undefined
}

/** Marks that a single value can be the cause of. */
const OF_VALUES: ReadonlySet<ActionMark> = new Set(['blanks', 'noEffect', 'outranked'])

function changesOf(entries: readonly GroupEntry[] = [], attribute: string): { readonly all: number; readonly own: boolean } {
  return { all: entries.length, own: entries.some(({ cause }) => cause.type === 'mapping' && cause.id === attribute) }
}

/** Single changes by seq within the mapping, of people who are not planned again for another reason. */
function loneOf({ rows, lone }: AffectedRows, { trace, result }: MappingBasis): { readonly part: Pick<PlannedAgain, 'lone'>; readonly people: number } | undefined {
  if (!lone) return undefined
  const changeOf = new Int32Array(result.objects).fill(-1)
  let people = 0
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 1 || (lone.changeOf[row] as number) < 0) continue
    changeOf[trace.seqs[row] as number] = lone.changeOf[row] as number
    people++
  }
  return { part: { lone: { attribute: lone.attribute, changes: lone.changes, changeOf } }, people }
}

/** Every seq of a mapping in the order in which it was planned: those who waited for others came last. */
function stepsOf({ trace, result }: MappingBasis): readonly number[] {
  const waited = [...trace.waited].sort((a, b) => a - b).map((row) => trace.seqs[row] as number)
  const late = new Set(waited)
  const steps: number[] = []
  for (let seq = 0; seq < result.objects; seq++) if (!late.has(seq)) steps.push(seq)
  return [...steps, ...waited]
}

/** Everything that is the same in a configuration before and after an edit of mappings, scope or matching. */
function frameOf({ systems, jobs, defaultDomain }: ProjectDocument): string {
  return JSON.stringify([systems, defaultDomain, jobs.map((job) => [job.id, job.source, job.target, job.objectMappings.filter((m) => m.enabled !== false).map((m) => m.id)])])
}
