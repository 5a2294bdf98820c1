import type { MappingInput } from '../engine/ports'
import { possibleTypes } from '../connectors/object-types'
import { type ObjectTable, emptyTable } from '../mirror/object-table'
import { objectsTable } from '../mirror/objects-table'
import { oneObject } from '../mirror/one-object'
import type { ConnectedSystem, ProjectDocument } from '../../shared/model/project'
import { mappingInput, systemOf } from './job-input'
import { madeOver } from './now-real'
import type { ObjectsToPlan } from './object-input'
import type { Session } from './session'

/**
 * What one object mapping holds of one source object and the object that it is linked to, read for them alone: enough to follow a person, not
 * to plan one. `undefined` where the source or the target has no such objects. Right where `standAlone`.
 */
export function oneObjectInput({
  anchor, session, document, job, mapping, now, seed, work,
}: ObjectsToPlan & { readonly anchor: string }): (MappingInput & { readonly source: ObjectTable }) | undefined {
  const one = oneObject(session.mirror.db)
  const objects = objectsTable(session.mirror.db)
  const target = systemOf(document, job, job.target)
  const sourceType = objects.types(job.source).find(({ name }) => name === mapping.sourceType)
  const targetType = objects.types(job.target).find(({ name }) => name === mapping.targetType)
  if (!sourceType || (!targetType && !possibleTypes(target.settings).includes(mapping.targetType))) return undefined
  const source = one.table(sourceType, anchor)
  const link = one.link(`${job.id}/${mapping.id}`, anchor)
  const tables = { source, target: targetType ? one.table(targetType, link?.target) : emptyTable(target.id, mapping.targetType, 0, []), others: [] }
  const input = mappingInput({ document, job, mapping, tables, references: undefined, links: new Map(link ? [[anchor, link]] : []), sourceComplete: true, now, seed, work })
  return { ...input, source }
}

/** Whether each object of a system can be read by itself: nothing that a rehearsal created may meanwhile have been read as a real one, which takes looking at all. */
export function standAlone(session: Session, system: ConnectedSystem | undefined, { jobs }: Pick<ProjectDocument, 'jobs'>): boolean {
  if (!system) return false
  const isOver = madeOver(session, system.id, jobs)
  const one = oneObject(session.mirror.db)
  return objectsTable(session.mirror.db).types(system.id).every(({ typeId }) => one.createdAt(typeId).every((stamp) => isOver({ stamp })))
}
