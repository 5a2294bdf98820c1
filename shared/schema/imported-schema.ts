import { accountStateAttribute } from '../constraints/target-constraints'
import { projectDocument, type AttributeMapping, type ConnectedSystem, type FilterClause, type Job, type ObjectMapping, type ProjectDocument, type ScopingFilter } from '../model/project'
import { parse } from '../expression/index'
import { sameJson } from './check-rules'
import { flags } from './check-directories'
import { ENTRA_DIRECTORY_ID, objectMappingResource } from './project-to-schema'
import { attributeType, indexSchema, type ObjectIndex } from './schema-index'
import { sourceText } from './source-tree'
import type { AttributeDefinition, DirectoryDefinition, SchemaAttributeMapping, SchemaFilter, SchemaObjectMapping, SynchronizationRule, SynchronizationSchema } from './synchronization-schema'

/** What `imported-schema.json` keeps beside a project: the document as it came, and where its parts went. */
export interface ImportedSchema {
  readonly formatVersion: '1.0'
  /** Job id → rule id, and object mapping id → its position in the rule. */
  readonly jobs: Readonly<Record<string, { readonly rule: string; readonly objectMappings: Readonly<Record<string, number>> }>>
  readonly schema: SynchronizationSchema
}

export interface SchemaImport {
  readonly document: ProjectDocument
  readonly imported: ImportedSchema
  /** What was left out of the project and stays only in the imported document, and what has to be filled in; a sentence each. */
  readonly notes: readonly string[]
}

/**
 * A project from a customer's synchronization schema: a job for each rule with an enabled object mapping, a system for each directory
 * that such a rule names. The systems read files that have still to be named. Nothing of the document is lost: `imported` keeps it.
 */
export function fromSynchronizationSchema(schema: SynchronizationSchema, options: { readonly name: string }): SchemaImport {
  const notes: string[] = []
  const index = indexSchema(schema)
  const systems = new Map<string, ConnectedSystem>()
  const jobs: Job[] = []
  const places: Record<string, ImportedSchema['jobs'][string]> = {}
  const systemId = (name: string | null | undefined): string => {
    const key = name ?? 'unnamed'
    const existing = systems.get(key)
    if (existing !== undefined) return existing.id
    const id = unique(slug(key, 'system'), [...systems.values()].map((s) => s.id))
    systems.set(key, systemOf(id, key, index.directory(name), schema))
    return id
  }
  const rules = [...(schema.synchronizationRules ?? [])].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
  for (const rule of rules) {
    const enabled = (rule.objectMappings ?? [])
      .map((mapping, position) => ({ mapping, position }))
      .filter(({ mapping }) => mapping.enabled !== false && Boolean(mapping.sourceObjectName) && Boolean(mapping.targetObjectName))
    if (enabled.length === 0 || rule.id == null) {
      notes.push(`The rule ${rule.name ?? rule.id ?? ''} has ${rule.id == null ? 'no id' : 'no enabled object mapping'} and stays only in the imported document.`)
      continue
    }
    const id = unique(slug(rule.name ?? rule.id, 'job'), jobs.map((j) => j.id))
    const positions: Record<string, number> = {}
    const objectMappings = enabled.map(({ mapping, position }) => {
      const mappingId = unique(slug(`${mapping.sourceObjectName ?? ''}-${mapping.targetObjectName ?? ''}`, 'mapping'), Object.keys(positions))
      positions[mappingId] = position
      return importObjectMapping(mappingId, mapping, notes)
    })
    places[id] = { rule: rule.id, objectMappings: positions }
    jobs.push({
      id, ...(rule.name != null && rule.name !== '' && { name: rule.name.slice(0, 200) }), service: serviceOf(rule),
      source: systemId(rule.sourceDirectoryName), target: systemId(rule.targetDirectoryName), objectMappings,
    })
  }
  if (systems.size > 0) notes.push(`Name the files or servers of ${[...systems.values()].map((s) => s.id).join(' and ')} in rehearsal.json: a schema does not say where its systems are.`)
  const document: ProjectDocument = { formatVersion: '1.0', name: options.name, systems: [...systems.values()], jobs }
  return { document: projectDocument.parse(document), imported: { formatVersion: '1.0', jobs: places, schema }, notes }
}

/**
 * The imported document with the project's changes in it: object mappings that still say what was imported stand verbatim; in one that
 * changed, each attribute mapping that did not change does, and the others keep the properties that nobody documented. Rules, ids, version and
 * order stay.
 */
export function exportIntoImported(document: ProjectDocument, imported: ImportedSchema): SynchronizationSchema {
  const rules = (imported.schema.synchronizationRules ?? []).map((rule): SynchronizationRule => {
    const entry = Object.entries(imported.jobs).find(([, place]) => place.rule === rule.id)
    const job = document.jobs.find((j) => j.id === entry?.[0])
    if (entry === undefined || job === undefined || rule.objectMappings == null) return rule
    const original = rule.objectMappings
    const byPosition = new Map(job.objectMappings.map((m) => [entry[1].objectMappings[m.id], m] as const))
    const kept = original.map((resource, position) => {
      const mapping = byPosition.get(position)
      return mapping === undefined ? resource : mergeObjectMapping(resource, mapping)
    })
    const added = job.objectMappings.filter((m) => entry[1].objectMappings[m.id] === undefined).map(objectMappingResource)
    return { ...rule, objectMappings: [...kept, ...added] }
  })
  return withMappedAttributes({ ...imported.schema, synchronizationRules: rules })
}

function mergeObjectMapping(original: SchemaObjectMapping, mapping: ObjectMapping): SchemaObjectMapping {
  const before = importObjectMapping(mapping.id, original, [])
  if (sameJson(before, mapping)) return original
  const now = objectMappingResource(mapping)
  const attributeMappings = mapping.attributeMappings.map((m, i) => {
    const at = (original.attributeMappings ?? []).findIndex((o) => o.targetAttributeName === m.target)
    const resource = original.attributeMappings?.[at]
    if (resource === undefined) return now.attributeMappings?.[i] ?? {}
    return sameJson(importAttributeMapping(resource), m)
      ? resource
      : { ...resource, ...now.attributeMappings?.[i], exportMissingReferences: resource.exportMissingReferences ?? false }
  })
  return {
    ...original,
    attributeMappings,
    ...(!sameJson(before.enabled, mapping.enabled) && { enabled: mapping.enabled ?? true }),
    ...(!sameJson(before.flowTypes, mapping.flowTypes) && { flowTypes: now.flowTypes }),
    ...(!sameJson(before.scope, mapping.scope) && { scope: { ...original.scope, ...(now.scope ?? { groups: [], inputFilterGroups: [], categoryFilterGroups: [] }) } }),
  }
}

/** Target attributes that a mapping now writes must be described, else the service refuses the document. */
function withMappedAttributes(schema: SynchronizationSchema): SynchronizationSchema {
  const index = indexSchema(schema)
  const missing = new Map<ObjectIndex['definition'], Set<string>>()
  for (const rule of schema.synchronizationRules ?? []) {
    for (const mapping of rule.objectMappings ?? []) {
      const target = index.object(rule.targetDirectoryName, mapping.targetObjectName)
      if (mapping.enabled === false || target === undefined || target.partial) continue
      for (const m of mapping.attributeMappings ?? []) {
        if (m.targetAttributeName == null || target.attributes.has(m.targetAttributeName)) continue
        missing.set(target.definition, (missing.get(target.definition) ?? new Set()).add(m.targetAttributeName))
      }
    }
  }
  if (missing.size === 0) return schema
  return {
    ...schema,
    directories: schema.directories?.map((directory) => ({
      ...directory,
      objects: directory.objects?.map((object) => {
        const names = [...(missing.get(object) ?? [])].sort()
        return names.length === 0 ? object : { ...object, attributes: [...(object.attributes ?? []), ...names.map(newAttribute)] }
      }),
    })),
  }
}

function newAttribute(name: string): AttributeDefinition {
  return {
    anchor: false, caseExact: false, defaultValue: null, flowNullValues: false, multivalued: false, mutability: 'ReadWrite', name, required: false,
    type: 'String', apiExpressions: [], metadata: [], referencedObjects: [],
  }
}

function importObjectMapping(id: string, mapping: SchemaObjectMapping, notes: string[]): ObjectMapping {
  const scope = importScope(mapping.scope, id, notes)
  const types = flags(mapping.flowTypes)
  const flowTypes = (['Add', 'Update', 'Delete'] as const).filter((t) => types.includes(t))
  return {
    id,
    ...(mapping.name != null && mapping.name !== '' && { name: mapping.name.slice(0, 200) }),
    sourceType: slug(lastSegment(mapping.sourceObjectName ?? ''), 'object'),
    targetType: slug(lastSegment(mapping.targetObjectName ?? ''), 'object'),
    ...(mapping.flowTypes != null && flowTypes.length < 3 && { flowTypes }),
    ...(scope !== undefined && { scope }),
    attributeMappings: (mapping.attributeMappings ?? []).filter((m) => (m.targetAttributeName ?? '') !== '').map(importAttributeMapping),
  }
}

function importAttributeMapping(m: SchemaAttributeMapping): AttributeMapping {
  const flow = {
    target: m.targetAttributeName ?? '',
    ...(isOneOf(m.flowType, ['ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly'] as const) && { apply: m.flowType }),
    ...(m.matchingPriority != null && m.matchingPriority >= 1 && m.matchingPriority <= 99 && { matchingPriority: Math.floor(m.matchingPriority) }),
    ...(m.flowBehavior === 'FlowAlways' && { flowBehavior: 'FlowAlways' as const }),
  }
  const text = m.source == null ? undefined : sourceText(m.source)
  if (text === undefined) return m.defaultValue != null ? { type: 'Constant', value: m.defaultValue, ...flow } : { type: 'None', ...flow }
  const withDefault = { ...flow, ...(m.defaultValue != null && { default: m.defaultValue }) }
  const { tree } = parse(text)
  if (tree?.kind === 'attribute') return { type: 'Direct', source: tree.name, ...withDefault }
  if (tree?.kind === 'text') return { type: 'Constant', value: tree.value, ...withDefault }
  return { type: 'Expression', expression: text, ...withDefault }
}

function importScope(scope: SchemaFilter | null | undefined, id: string, notes: string[]): ObjectMapping['scope'] {
  if ((scope?.categoryFilterGroups ?? []).length > 0) notes.push(`${id} has categoryFilterGroups, whose effect is documented nowhere; they are kept and not rehearsed.`)
  const groups = importGroups(scope?.groups, id, notes)
  const inputFilterGroups = importGroups(scope?.inputFilterGroups, id, notes)
  const categoryFilterGroups = importGroups(scope?.categoryFilterGroups, id, notes)
  if (groups.length + inputFilterGroups.length + categoryFilterGroups.length === 0) return undefined
  return { groups, ...(inputFilterGroups.length > 0 && { inputFilterGroups }), ...(categoryFilterGroups.length > 0 && { categoryFilterGroups }) }
}

function importGroups(given: SchemaFilter['groups'], id: string, notes: string[]): ScopingFilter['groups'] {
  return (given ?? []).flatMap((group) => {
    const clauses = (group.clauses ?? []).map((clause): unknown => ({
      attribute: clause.sourceOperandName ?? '', operator: clause.operatorName ?? '',
      ...(clause.targetOperand?.values?.[0] !== undefined && { value: clause.targetOperand.values[0] }),
    }))
    if (clauses.length === 0) return []
    if (!clauses.every(isClause)) {
      notes.push(`The scoping filter ${group.name ?? ''} of ${id} has a clause that cannot be rehearsed; the filter stays only in the imported document.`)
      return []
    }
    return [{ ...(group.name != null && { name: group.name }), clauses }]
  })
}

function isClause(value: unknown): value is FilterClause {
  const clauses = projectDocument.shape.jobs.element.shape.objectMappings.element.shape.scope.unwrap().shape.groups.element.shape.clauses.element
  return clauses.safeParse(value).success
}

function systemOf(id: string, name: string, directory: DirectoryDefinition | undefined, schema: SynchronizationSchema): ConnectedSystem {
  const used = new Set((schema.synchronizationRules ?? []).flatMap((rule) => (rule.objectMappings ?? []).filter((m) => m.enabled !== false).flatMap((m) => [
    ...(rule.sourceDirectoryName === name ? [m.sourceObjectName] : []), ...(rule.targetDirectoryName === name ? [m.targetObjectName] : []),
  ])))
  const objects = (directory?.objects ?? []).filter((o) => used.has(o.name ?? ''))
  const attributes: NonNullable<ConnectedSystem['attributes']> = {}
  for (const a of objects.flatMap((o) => o.attributes ?? [])) {
    const type = attributeType(a)
    const maxLength = Number(a.metadata?.find((m) => m.key === 'MaximumLength')?.value)
    const own = {
      ...(type !== 'String' && { type: type as 'Integer' }), // attributeType gives one of the six names.
      ...(a.multivalued === true && { multiValued: true }),
      ...(a.required === true && { required: true }),
      ...(a.caseExact === true && { caseExact: true }),
      ...(a.flowNullValues === true && { flowNullValues: true }),
      ...(Number.isInteger(maxLength) && maxLength > 0 && { maxLength }),
    }
    if (a.name != null && Object.keys(own).length > 0 && a.name !== '__proto__') attributes[a.name] = own
  }
  const anchor = objects.flatMap((o) => o.attributes ?? []).find((a) => a.anchor === true)?.name ?? 'id'
  const objectType = objects[0]?.name
  const product = productOf(name, directory)
  const state = objects[0]?.metadata?.find((m) => m.key === 'PropertyNameAccountEnabled')?.value
  return {
    id,
    name: name.slice(0, 200),
    settings: { kind: 'delimited', paths: [`${id}.csv`], anchor, ...(objectType != null && { objectType: slug(lastSegment(objectType), 'object') }) },
    product,
    ...(typeof state === 'string' && state !== '' && accountStateAttribute(product) === undefined && { accountState: { attribute: state } }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}

function productOf(name: string, directory: DirectoryDefinition | undefined): NonNullable<ConnectedSystem['product']> {
  if (directory?.id === ENTRA_DIRECTORY_ID || /azure active directory|entra id/i.test(name)) return 'entraId'
  if (/workday/i.test(name)) return 'workday'
  if (/success ?factors/i.test(name)) return 'successFactors'
  if (/active directory/i.test(name)) return 'activeDirectory'
  return directory?.objects?.some((o) => (o.name ?? '').startsWith('urn:ietf:params:scim')) === true ? 'scim' : 'other'
}

function serviceOf(rule: SynchronizationRule): Job['service'] {
  const source = rule.sourceDirectoryName ?? ''
  if (/workday/i.test(source)) return 'Workday'
  if (/success ?factors/i.test(source)) return 'SuccessFactors'
  if (/^(AD2AAD|AAD2AD)/i.test(rule.name ?? '') || (/active directory/i.test(source) && !/azure/i.test(source))) return 'CloudSync'
  return /api/i.test(source) ? 'ApiDriven' : 'Application'
}

function isOneOf<const T extends string>(value: string | null | undefined, values: readonly T[]): value is T {
  return values.some((v) => v === value)
}

/** `urn:ietf:params:scim:schemas:core:2.0:User` is User. */
function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}

function slug(text: string, otherwise: string): string {
  const plain = text.normalize('NFD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, 60)
  return plain === '' ? otherwise : plain
}

function unique(id: string, taken: readonly string[]): string {
  let candidate = id
  for (let n = 2; taken.includes(candidate); n++) candidate = `${id}-${n}`
  return candidate
}
