import { AppError } from '../../shared/app-error'
import { higherMappings } from '../../shared/model/precedence'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { possibleTypes } from '../connectors/object-types'
import { assignedOf } from '../engine/assignment'
import { JobReferences } from '../engine/job-references'
import type { Objects } from '../engine/objects'
import type { HigherMapping, MappingInput } from '../engine/ports'
import { keepsProvisioning, linksToCome } from '../engine/precedence'
import { TargetView } from '../engine/target-view'
import { type ObjectTable, emptyTable } from '../mirror/object-table'
import { objectsTable } from '../mirror/objects-table'
import { readsTable } from '../mirror/reads-table'
import type { JobContext } from './job-context'
import { pacer } from './pacer'
import type { Rehearsal } from './rehearse-effects'
import { rehearsedAnchor } from './rehearsed-anchor'
import type { Work } from './run-import'
import type { Session } from './session'

/** What one object mapping is planned over. */
export interface MappingTables {
  readonly source: ObjectTable
  readonly target: ObjectTable
  readonly others: readonly ObjectTable[]
}

/** What one object mapping is planned over, as earlier jobs of the run left it. */
export function tablesOf(session: Session, rehearsal: Rehearsal, source: ConnectedSystem, target: ConnectedSystem, mapping: ObjectMapping): MappingTables {
  return {
    source: objectsOf(session, rehearsal, source, mapping.sourceType),
    target: objectsOf(session, rehearsal, target, mapping.targetType),
    others: [...session.tables(target.id).values()].filter((table) => table.type !== mapping.targetType).map((table) => rehearsal.effective(table)),
  }
}

/** The objects that a job's mapping reads or writes; none where the system has no such type yet. */
export function objectsOf(session: Session, rehearsal: Rehearsal, system: ConnectedSystem, type: string): ObjectTable {
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

/** A system that a job names. Throws `systemUnknown`. */
export function systemOf(document: ProjectDocument, job: Job, id: string): ConnectedSystem {
  const found = document.systems.find((system) => system.id === id)
  if (!found) throw new AppError('systemUnknown', `Job ${job.id} names the system ${id}, which the project does not have; correct source or target in rehearsal.json.`, { job: job.id, system: id })
  return found
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
} & Pick<MappingInput, 'links' | 'nowReal' | 'assigned' | 'outranking' | 'provisionedElsewhere' | 'moved' | 'sourceComplete' | 'now' | 'seed'>): MappingInput {
  const targetSystem = systemOf(document, job, job.target)
  const mappingKey = `${job.id}/${mapping.id}`
  return {
    ...rest, job, mapping, sourceSystem: systemOf(document, job, job.source), targetSystem, source: tables.source, type: 'initial', changed: undefined,
    target: new TargetView(tables.target, tables.others, targetSystem, mapping.attributeMappings.map((m) => m.target)),
    ...(references ? { elsewhere: references.elsewhere(mapping.id) } : {}),
    defaultDomain: document.defaultDomain, newAnchor: (anchor) => rehearsedAnchor(mappingKey, anchor), pacer: pacer(work.signal),
    onProgress: () => undefined,
  }
}

type OtherJobs = Pick<JobContext, 'document' | 'session' | 'rehearsal' | 'now' | 'seed' | 'work' | 'job'>

/** Object mappings that have precedence over one, and the jobs of which nobody knows what they feed. */
export interface Outranking extends Pick<MappingInput, 'outranking'> {
  /** Names of jobs whose source was never read. */
  readonly unknown: readonly string[]
}

/**
 * Object mappings of other jobs that come before one, as far as they stand for anybody; nothing where the project declares no precedence. Of a
 * job whose turn is still to come in an initial cycle, or that never linked anybody, the links that it will make count, too.
 */
export async function outrankingOf(context: OtherJobs & Pick<JobContext, 'changed' | 'earlierJobs'>, of: ObjectMapping): Promise<Outranking> {
  const outranking: HigherMapping[] = []
  const unknown = new Set<string>()
  for (const { job, mapping, attributes } of higherMappings(context.document, context.job, of)) {
    const input = inputOfOther(context, job, mapping)
    if (!input) {
      unknown.add(job.name ?? job.id)
      continue
    }
    const isToCome = !context.earlierJobs.includes(job.id) && (context.changed === undefined || input.links.size === 0)
    if (isToCome || input.links.size > 0) outranking.push({ attributes, input: isToCome ? { ...input, links: await linksToCome(input) } : input })
  }
  return { ...(outranking.length === 0 ? {} : { outranking }), unknown: [...unknown] }
}

/** Which other jobs go on provisioning the objects of a mapping's target, by their links as the run has left them so far; found out when first asked. */
export function provisionedElsewhere(context: OtherJobs, of: ObjectMapping): Pick<MappingInput, 'provisionedElsewhere'> {
  const others = writingToo(context.document, context.job, of)
  if (others.length === 0) return {}
  let asked: readonly { readonly name: string; readonly keeps: (targetAnchor: string) => boolean }[] | undefined
  const ask = (): NonNullable<typeof asked> => others.flatMap(({ job, mapping }) => {
    const input = inputOfOther(context, job, mapping)
    return input && input.links.size > 0 ? [{ name: job.name ?? job.id, keeps: keepsProvisioning(input) }] : []
  })
  return { provisionedElsewhere: (targetAnchor) => (asked ??= ask()).filter(({ keeps }) => keeps(targetAnchor)).map(({ name }) => name) }
}

/** Object mappings of other jobs that write objects of the same type into the same system. */
export function writingToo({ jobs }: Pick<ProjectDocument, 'jobs'>, job: Job, { targetType }: ObjectMapping): readonly { readonly job: Job; readonly mapping: ObjectMapping }[] {
  return jobs.filter(({ id, target }) => id !== job.id && target === job.target)
    .flatMap((other) => other.objectMappings.filter((mapping) => mapping.enabled !== false && mapping.targetType === targetType).map((mapping) => ({ job: other, mapping })))
}

/** What a mapping of another job is planned from, with its links as the run has left them so far; `undefined` where its source was never read. */
function inputOfOther({ document, session, rehearsal, now, seed, work }: OtherJobs, job: Job, mapping: ObjectMapping): MappingInput | undefined {
  if (readsTable(session.mirror.db).current(job.source) === undefined) return undefined
  const sourceSystem = systemOf(document, job, job.source)
  const tables = tablesOf(session, rehearsal, sourceSystem, systemOf(document, job, job.target), mapping)
  const groups = job.assignment && session.tables(sourceSystem.id).get(job.assignment.groupType ?? 'group')
  const assigned = assignedOf(job, groups && rehearsal.effective(groups))
  const links = rehearsal.linksNow(`${job.id}/${mapping.id}`)
  return mappingInput({
    document, job, mapping, tables, references: undefined, links, ...(assigned ? { assigned: assigned.rows(tables.source) } : {}),
    sourceComplete: true, now, seed, work,
  })
}
