import type { ProjectDocument } from '../../shared/model/project'
import { checkProject } from '../../shared/schema/check-project'
import type { SchemaDiagnostic } from '../../shared/schema/diagnostic'
import type { KnownAttributes } from '../../shared/schema/project-to-schema'
import { objectsTable } from '../mirror/objects-table'
import type { Mirror } from '../mirror/open-mirror'

/** Every diagnostic of a project, against the attributes that the mirror has seen of its systems. */
export function checkDocument(mirror: Mirror, document: ProjectDocument): readonly SchemaDiagnostic[] {
  return checkProject(document, knownAttributes(mirror, document))
}

/** Attributes by system and object type, for the systems that were read. */
export function knownAttributes(mirror: Mirror, document: ProjectDocument): KnownAttributes {
  const objects = objectsTable(mirror.db)
  return Object.fromEntries(document.systems
    .map((system) => [system.id, Object.fromEntries(objects.types(system.id).map((type) => [type.name, type.attributes]))] as const)
    .filter(([, types]) => Object.keys(types).length > 0))
}
