import { targetConstraints } from '../constraints/target-constraints'
import type { AttributeConstraint } from '../constraints/constraint'
import { parse, walk, type Expression } from '../expression/index'
import { computedNames } from '../model/computed-attributes'
import { expressionOf, type AttributeMapping, type ConnectedSystem, type Job, type ObjectMapping, type ProjectDocument } from '../model/project'
import { sourceTree } from './source-tree'
import type { AttributeDefinition, DirectoryDefinition, ObjectDefinition, SchemaAttributeMapping, SchemaFilter, SchemaObjectMapping, SchemaSource, SynchronizationSchema } from './synchronization-schema'

/** Names of the attributes that were read, by system and object type. */
export type KnownAttributes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export interface ProjectSchemaOptions {
  readonly known?: KnownAttributes | undefined
  /** Whether what a mapping names is described even if nobody has read it: for an export, not for a check. */
  readonly describeMapped: boolean
}

/**
 * One job of a project as a synchronization schema: two directories with the mapped object types, and one rule. Object mappings and
 * attribute mappings stand at the same positions as in the project; attributes are sorted by code unit after the anchor. Keys stand
 * in the order of the published samples. Source: Graph, synchronizationSchema; the samples of its API pages.
 */
export function schemaOfJob(document: ProjectDocument, job: Job, options: ProjectSchemaOptions): SynchronizationSchema {
  const source = document.systems.find((s) => s.id === job.source)
  const target = document.systems.find((s) => s.id === job.target)
  const sourceName = directoryName(source, job.source)
  const targetName = directoryName(target, job.target) === sourceName ? `${sourceName} (${job.target})` : directoryName(target, job.target)
  return {
    directories: [
      ...(source === undefined ? [] : [directory(source, sourceName, objectsOf(source, job, 'source', options))]),
      ...(target === undefined ? [] : [directory(target, targetName, objectsOf(target, job, 'target', options))]),
    ],
    synchronizationRules: [{
      editable: true,
      id: job.id,
      metadata: [],
      name: job.name ?? job.id,
      objectMappings: job.objectMappings.map(objectMappingResource),
      priority: document.jobs.indexOf(job) + 1,
      sourceDirectoryName: sourceName,
      targetDirectoryName: targetName,
    }],
  }
}

/** An object mapping as Graph stores it. */
export function objectMappingResource(mapping: ObjectMapping): SchemaObjectMapping {
  const flowTypes = mapping.flowTypes ?? ['Add', 'Update', 'Delete']
  return {
    attributeMappings: mapping.attributeMappings.map(attributeMappingResource),
    enabled: mapping.enabled ?? true,
    flowTypes: flowTypes.length === 0 ? 'None' : flowTypes.join(', '),
    metadata: [],
    name: mapping.name ?? mapping.id,
    scope: mapping.scope === undefined ? null : scopeResource(mapping.scope),
    sourceObjectName: mapping.sourceType,
    targetObjectName: mapping.targetType,
  }
}

function attributeMappingResource(mapping: AttributeMapping): SchemaAttributeMapping {
  return {
    defaultValue: mapping.default ?? null,
    exportMissingReferences: false,
    flowBehavior: mapping.flowBehavior ?? 'FlowWhenChanged',
    flowType: mapping.apply ?? 'Always',
    matchingPriority: mapping.matchingPriority ?? 0,
    source: sourceResource(mapping),
    targetAttributeName: mapping.target,
  }
}

function scopeResource(scope: NonNullable<ObjectMapping['scope']>): SchemaFilter {
  return {
    categoryFilterGroups: groupResources(scope.categoryFilterGroups ?? []), groups: groupResources(scope.groups),
    inputFilterGroups: groupResources(scope.inputFilterGroups ?? []),
  }
}

function groupResources(groups: NonNullable<ObjectMapping['scope']>['groups']): NonNullable<SchemaFilter['groups']> {
  return groups.map((group, i) => ({
    clauses: group.clauses.map((clause) => ({
      operatorName: clause.operator,
      sourceOperandName: clause.attribute,
      targetOperand: clause.value === undefined ? null : { values: [clause.value] },
    })),
    name: group.name ?? `Group ${i + 1}`,
  }))
}

/** The anchor of a system's objects, where it is not given: what the connector would find, else what the product has. */
export function anchorOf(system: ConnectedSystem, attributes: readonly string[] | undefined): string {
  if (system.settings.anchor !== undefined) return system.settings.anchor
  const candidates = ['objectGUID', 'entryUUID', 'nsUniqueId', 'objectId', 'id']
  const found = candidates.find((name) => attributes?.some((a) => a.toLowerCase() === name.toLowerCase()))
  if (found !== undefined) return found
  return system.product === 'activeDirectory' ? 'objectGUID' : system.product === 'entraId' ? 'objectId' : system.product === 'scim' ? 'id' : 'dn'
}

function sourceResource(mapping: AttributeMapping): SchemaSource | null {
  if (mapping.type === 'Constant') return sourceTree({ kind: 'text', value: mapping.value, span: [0, 0] })
  const text = expressionOf(mapping)
  if (text === undefined) return null
  if (mapping.type === 'Direct') return sourceTree({ kind: 'attribute', name: mapping.source, span: [0, 0] })
  const { tree } = parse(text)
  return tree === undefined ? { expression: text, name: '', parameters: [], type: 'Function' } : { ...sourceTree(tree), expression: text }
}

function directoryName(system: ConnectedSystem | undefined, id: string): string {
  return system?.name ?? id
}

function directory(system: ConnectedSystem, name: string, objects: ObjectDefinition[]): DirectoryDefinition {
  return { id: system.product === 'entraId' ? ENTRA_DIRECTORY_ID : system.id, name, objects }
}

function objectsOf(system: ConnectedSystem, job: Job, side: 'source' | 'target', options: ProjectSchemaOptions): ObjectDefinition[] {
  const types = [...new Set(job.objectMappings.map((m) => (side === 'source' ? m.sourceType : m.targetType)))]
  return types.map((type) => ({ attributes: attributesOf(system, type, job, side, options), metadata: [], name: type }))
}

function attributesOf(system: ConnectedSystem, type: string, job: Job, side: 'source' | 'target', options: ProjectSchemaOptions): AttributeDefinition[] {
  const known = options.known?.[system.id]?.[type]
  const constraints = targetConstraints(system.product, type)
  const anchor = anchorOf(system, known)
  const names = new Set<string>([...(known ?? []), ...Object.keys(system.attributes ?? {}), ...(system.settings.kind === 'delimited' ? system.settings.columns ?? [] : [])])
  if (side === 'target') for (const constraint of constraints.values()) addIgnoringCase(names, constraint.name)
  if (side === 'source' && (job.service === 'Application' || job.service === 'CloudSync')) names.add('IsSoftDeleted')
  if (side === 'source') for (const name of computedNames(system.product, known ?? [])) if (job.objectMappings.some((mapping) => mapping.sourceType === type && namedBySource(mapping).includes(name))) names.add(name)
  if (options.describeMapped || known === undefined) {
    for (const mapping of job.objectMappings) {
      if ((side === 'source' ? mapping.sourceType : mapping.targetType) !== type) continue
      for (const name of side === 'source' ? namedBySource(mapping) : mapping.attributeMappings.map((m) => m.target)) {
        if (side === 'source') names.add(name)
        else addIgnoringCase(names, name)
      }
    }
  }
  names.delete(anchor)
  const sorted = [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return [anchor, ...sorted].map((name) => definition(name, { anchor: name === anchor, system, type, constraint: constraints.get(name.toLowerCase()) }))
}

function definition(
  name: string,
  of: { readonly anchor: boolean; readonly system: ConnectedSystem; readonly type: string; readonly constraint: AttributeConstraint | undefined },
): AttributeDefinition {
  const own = of.system.attributes?.[name]
  const type = own?.type ?? of.constraint?.type ?? 'String'
  const maxLength = own?.maxLength ?? of.constraint?.maxLength
  return {
    anchor: of.anchor,
    caseExact: own?.caseExact ?? of.constraint?.caseExact ?? false,
    defaultValue: null,
    flowNullValues: own?.flowNullValues ?? false,
    multivalued: own?.multiValued ?? of.constraint?.multiValued ?? false,
    mutability: of.constraint?.readOnly === true ? 'ReadOnly' : 'ReadWrite',
    name,
    required: own?.required ?? of.constraint?.requiredOnCreate ?? false,
    type,
    apiExpressions: [],
    metadata: maxLength === undefined ? [] : [{ key: 'MaximumLength', value: String(maxLength) }],
    referencedObjects: type === 'Reference' ? [{ referencedObjectName: of.type, referencedProperty: null }] : [],
  }
}

/** Every attribute of the source that a mapping's expressions or clauses name. */
function namedBySource(mapping: ObjectMapping): readonly string[] {
  const names = new Set<string>()
  for (const m of mapping.attributeMappings) {
    const text = expressionOf(m)
    if (m.type === 'Direct') names.add(m.source)
    else if (text !== undefined) for (const e of nodes(text)) if (e.kind === 'attribute') names.add(e.name)
  }
  for (const group of [...mapping.scope?.groups ?? [], ...mapping.scope?.inputFilterGroups ?? []]) for (const clause of group.clauses) names.add(clause.attribute)
  return [...names]
}

function nodes(text: string): Iterable<Expression> {
  const { tree } = parse(text)
  return tree === undefined ? [] : walk(tree)
}

/** Directories ignore the case of names, so that one spelling stands for all. */
function addIgnoringCase(names: Set<string>, name: string): void {
  const folded = name.toLowerCase()
  for (const existing of names) if (existing.toLowerCase() === folded) return
  names.add(name)
}

/** The same in samples years apart, whatever the directory is called. */
export const ENTRA_DIRECTORY_ID = '66e4a8cc-1b7b-435e-95f8-f06cea133828'
