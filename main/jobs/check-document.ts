import type { ProjectDocument } from '../../shared/model/project'
import { checkProject } from '../../shared/schema/check-project'
import type { SchemaDiagnostic } from '../../shared/schema/diagnostic'
import type { KnownAttributes } from '../../shared/schema/project-to-schema'
import type { KnownValues, ReadValues } from '../../shared/schema/surroundings'
import { objectsTable } from '../mirror/objects-table'
import type { Mirror } from '../mirror/open-mirror'
import { mirrorViews } from '../mirror/views/mirror-views'

/** Every diagnostic of a project, against the attributes that the mirror has seen of its systems, and against `values` where they are given. */
export function checkDocument(mirror: Mirror, document: ProjectDocument, values?: KnownValues): readonly SchemaDiagnostic[] {
  return checkProject(document, knownAttributes(mirror, document), values)
}

/** What the values of all sources are like. Looks at every object of theirs once, some seconds for a million. */
export async function knownValues(mirror: Mirror, document: ProjectDocument): Promise<KnownValues> {
  const views = mirrorViews(mirror)
  const found: Record<string, Record<string, readonly ReadValues[]>> = {}
  for (const { source, objectMappings } of document.jobs) {
    for (const { sourceType } of objectMappings) {
      const type = views.objects.type(source, sourceType)
      if (type === undefined || found[source]?.[sourceType] !== undefined) continue
      ;(found[source] ??= {})[sourceType] = await views.profile(type, undefined)
    }
  }
  return found
}

/** Attributes by system and object type, for the systems that were read. */
export function knownAttributes(mirror: Mirror, document: ProjectDocument): KnownAttributes {
  const objects = objectsTable(mirror.db)
  return Object.fromEntries(document.systems
    .map((system) => [system.id, Object.fromEntries(objects.types(system.id).map((type) => [type.name, type.attributes]))] as const)
    .filter(([, types]) => Object.keys(types).length > 0))
}
