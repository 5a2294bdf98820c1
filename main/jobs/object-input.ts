import { possibleTypes } from '../connectors/object-types'
import { assignedOf } from '../engine/assignment'
import { rowFinder } from '../engine/job-references'
import type { MappingInput } from '../engine/ports'
import type { ReferenceOutcome } from '../engine/reference-outcome'
import { TargetView } from '../engine/target-view'
import { emptyTable, type ObjectTable } from '../mirror/object-table'
import { runsTable } from '../mirror/runs-table'
import type { ConnectedSystem, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { pacer } from './pacer'
import { outrankingOf, provisionedElsewhere } from './job-input'
import { Rehearsal } from './rehearse-effects'
import { rehearsedAnchor } from './rehearsed-anchor'
import type { Work } from './run-import'
import type { Session } from './session'

export interface ObjectsToPlan {
  readonly session: Session
  readonly document: ProjectDocument
  readonly job: Job
  readonly mapping: ObjectMapping
  readonly now: string
  readonly seed: number
  readonly work: Work
}

/**
 * What the engine plans one object mapping from where only a few of its objects are meant: everything as the last rehearsal left it, and a
 * view of the target of its own. `undefined` where the source or the target has no such objects.
 */
export async function objectInput({ session, document, job, mapping, now, seed, work }: ObjectsToPlan): Promise<(MappingInput & { readonly source: ObjectTable }) | undefined> {
  const sourceSystem = systemOf(document, job.source)
  const targetSystem = systemOf(document, job.target)
  const sourceRead = sourceSystem && session.tables(sourceSystem.id).get(mapping.sourceType)
  if (!sourceSystem || !targetSystem || !sourceRead) return undefined
  const targetRead = session.tables(targetSystem.id).get(mapping.targetType) ?? (possibleTypes(targetSystem.settings).includes(mapping.targetType)
    ? emptyTable(targetSystem.id, mapping.targetType, 0, [])
    : undefined)
  if (!targetRead) return undefined
  const rehearsal = new Rehearsal(session, 0, { keep: false, chained: false, document })
  const source = rehearsal.effective(sourceRead)
  const others = [...session.tables(targetSystem.id).values()].filter((table) => table.type !== mapping.targetType).map((table) => rehearsal.effective(table))
  const assigned = assignedOf(job, session.tables(sourceSystem.id).get(job.assignment?.groupType ?? 'group'))
  const mappingKey = `${job.id}/${mapping.id}`
  const runs = runsTable(session.mirror.db)
  const earlierJobs = document.jobs.slice(0, document.jobs.findIndex(({ id }) => id === job.id)).map(({ id }) => id).filter((id) => runs.watermark(id) !== undefined)
  const { unknown: _, ...precedence } = await outrankingOf({ document, session, rehearsal, now, seed, work, job, earlierJobs, changed: undefined }, mapping)
  return {
    job, mapping, sourceSystem, targetSystem, source, target: new TargetView(rehearsal.effective(targetRead), others, targetSystem, mapping.attributeMappings.map((m) => m.target)),
    links: rehearsal.links(mappingKey), nowReal: rehearsal.nowReal(mappingKey), type: 'initial', changed: undefined, sourceComplete: true, now, seed,
    defaultDomain: document.defaultDomain, ...precedence,
    ...provisionedElsewhere({ document, session, rehearsal, now, seed, work, job }, mapping),
    elsewhere: linkedElsewhere(session, rehearsal, job, mapping, targetSystem), ...(assigned ? { assigned: assigned.rows(source) } : {}),
    newAnchor: (anchor) => rehearsedAnchor(mappingKey, anchor), pacer: pacer(work.signal), onProgress: () => undefined,
  }
}

function systemOf(document: ProjectDocument, id: string): ConnectedSystem | undefined {
  return document.systems.find((system) => system.id === id)
}

/** What the job's other mappings have linked before; on demand they are not processed themselves (provisioning-cycle.md §8). */
function linkedElsewhere(session: Session, rehearsal: Rehearsal, job: Job, mapping: ObjectMapping, targetSystem: ConnectedSystem): (value: string) => ReferenceOutcome {
  const others = job.objectMappings.filter((other) => other.enabled !== false && other.id !== mapping.id).flatMap((other) => {
    const source = session.tables(job.source).get(other.sourceType)
    const target = session.tables(job.target).get(other.targetType)
    if (!source || !target) return []
    return [{ source, rowOf: rowFinder(source), links: session.links(`${job.id}/${other.id}`), view: new TargetView(rehearsal.effective(target), [], targetSystem, []) }]
  })
  return (value) => {
    for (const { source, rowOf, links, view } of others) {
      const row = rowOf(value)
      const link = row === undefined ? undefined : links.get(source.anchors[row] as string)
      const held = link && view.rowOfAnchor(link.target)
      if (held !== undefined) return link?.state === 'outOfScope' ? { kind: 'outOfScope' } : { kind: 'resolved', text: view.referenceText(held) }
    }
    return { kind: 'missing' }
  }
}
