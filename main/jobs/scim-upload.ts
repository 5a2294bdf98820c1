import { PatternStopped } from '../../shared/expression/index'
import type { AttributeBag, Cell } from '../../shared/model/attribute'
import { unpackCells } from '../../shared/model/packed'
import type { ConnectedSystem, Job, ObjectMapping } from '../../shared/model/project'
import { type CompiledScope, compileScope } from '../engine/scope'
import type { ScimPath, ScimPerson } from '../exporters/scim-bulk'
import type { ObjectTable } from '../mirror/object-table'
import { type Concept, conceptOf, rankOf } from '../project/concepts'

/** What a concept is called in a SCIM user. Source: RFC 7643 §4.1, §4.3. */
const PATHS: Partial<Readonly<Record<Concept, ScimPath>>> = {
  employeeNumber: { kind: 'enterprise', name: 'employeeNumber' },
  userName: { kind: 'core', name: 'userName' },
  givenName: { kind: 'name', part: 'givenName' },
  familyName: { kind: 'name', part: 'familyName' },
  middleName: { kind: 'name', part: 'middleName' },
  displayName: { kind: 'core', name: 'displayName' },
  mail: { kind: 'typed', name: 'emails', type: 'work' },
  title: { kind: 'core', name: 'title' },
  department: { kind: 'enterprise', name: 'department' },
  division: { kind: 'enterprise', name: 'division' },
  company: { kind: 'enterprise', name: 'organization' },
  costCenter: { kind: 'enterprise', name: 'costCenter' },
  employeeType: { kind: 'core', name: 'userType' },
  telephone: { kind: 'typed', name: 'phoneNumbers', type: 'work' },
  mobile: { kind: 'typed', name: 'phoneNumbers', type: 'mobile' },
  fax: { kind: 'typed', name: 'phoneNumbers', type: 'fax' },
  street: { kind: 'address', part: 'streetAddress' },
  city: { kind: 'address', part: 'locality' },
  state: { kind: 'address', part: 'region' },
  postalCode: { kind: 'address', part: 'postalCode' },
  countryCode: { kind: 'address', part: 'country' },
  manager: { kind: 'enterprise', name: 'manager' },
  status: { kind: 'core', name: 'active' },
  language: { kind: 'core', name: 'preferredLanguage' },
}

/**
 * Where each attribute of a source goes: of several that mean the same the surest takes the standard place, and whatever has none goes
 * into the source's own extension, so that nothing is lost. The anchor is `externalId` and may stand elsewhere, too.
 */
export function scimPaths(system: ConnectedSystem, attributes: readonly string[]): ReadonlyMap<string, ScimPath> {
  const surest = new Map<Concept, string>()
  for (const attribute of attributes) {
    const concept = conceptOf(attribute)
    if (concept === undefined) continue
    const held = surest.get(concept)
    if (held === undefined || rankOf(attribute, concept) < rankOf(held, concept)) surest.set(concept, attribute)
  }
  const schema = `urn:ietf:params:scim:schemas:extension:${system.id}:1.0:User`
  return new Map(attributes.map((attribute): [string, ScimPath] => {
    const concept = conceptOf(attribute)
    const path = concept !== undefined && surest.get(concept) === attribute ? PATHS[concept] : undefined
    return [attribute, path ?? { kind: 'extension', schema, name: attribute }]
  }))
}

/** The people of a table who are in scope of one of the mappings, in the order of anchors, each once. */
export function* peopleInScope(job: Job, table: ObjectTable): Generator<ScimPerson> {
  const slot = (name: string): number => table.attributes.indexOf(name)
  const filters = job.objectMappings.filter((mapping) => isOf(mapping, table)).map(({ scope }) => [compileScope(scope?.groups, slot), compileScope(scope?.inputFilterGroups, slot)])
  for (let row = 0; row < table.anchors.length; row++) {
    const cells = unpackCells(table.bodies.at(row) as string)
    const reader = (at: number): Cell => (at < 0 ? null : cells[at] ?? null)
    if (!filters.some((both) => both.every((scope) => admits(scope, reader)))) continue
    const attributes: Record<string, AttributeBag[string]> = {}
    table.attributes.forEach((name, at) => {
      const value = cells[at] ?? null
      if (value !== null) attributes[name] = value
    })
    yield { anchor: table.anchors[row] as string, attributes }
  }
}

/** A pattern that runs away on a value takes nobody out of scope, as in a cycle. */
function admits(scope: CompiledScope | undefined, reader: (slot: number) => Cell): boolean {
  try {
    return scope === undefined || scope.evaluate(reader).inScope
  } catch (error) {
    if (error instanceof PatternStopped) return true
    throw error
  }
}

function isOf(mapping: ObjectMapping, table: ObjectTable): boolean {
  return mapping.enabled !== false && mapping.sourceType === table.type
}
