import { attributeReferences, renameReferences } from '../expression/references'
import { expressionOf, type AttributeMapping, type FilterClause, type GoldenRecord, type Job, type ObjectMapping, type ProjectDocument } from './project'

/** An attribute of one type of a connected system's objects. Names in expressions are case-sensitive. */
export interface SystemAttribute {
  readonly system: string
  readonly type: string
  readonly name: string
}

interface Where {
  readonly job: string
  readonly objectMapping: string
}

/** One place where the configuration names an attribute. */
export type AttributeUsage = Where & (
  /** A mapping whose value is made from it; `matching` is its priority where people are matched on it. */
  | { readonly kind: 'mapping'; readonly target: string; readonly text: string; readonly matching?: number }
  | { readonly kind: 'scope'; readonly group: number; readonly clause: number; readonly text: string }
  /** A golden record that has a value for it; `target` is the first mapping that it tests. */
  | { readonly kind: 'test'; readonly test: string; readonly text: string; readonly target: string | undefined }
  /** A mapping of another job that writes it. */
  | { readonly kind: 'feeds'; readonly target: string; readonly text: string }
)

/** A usage that a new name changes, as it was and as it would be. */
export interface UsageChange {
  readonly usage: AttributeUsage
  readonly before: string
  readonly after: string
}

export interface AttributeRename {
  readonly document: ProjectDocument
  /** In the order of the document, golden records last. */
  readonly changes: readonly UsageChange[]
}

/** The attribute that a mapping of a place reads by a name: one of the job's source. */
export function sourceAttribute(job: Job, objectMapping: ObjectMapping, name: string): SystemAttribute {
  return { system: job.source, type: objectMapping.sourceType, name }
}

/** Mappings that write an attribute, in the order of the jobs. Targets compare names without regard to case. */
export function feedersOf(document: ProjectDocument, { system, type, name }: SystemAttribute): readonly AttributeUsage[] {
  const wanted = name.toLowerCase()
  return document.jobs.filter((job) => job.target === system).flatMap((job) => job.objectMappings.filter((one) => one.targetType === type).flatMap((objectMapping) => objectMapping.attributeMappings
    .filter((mapping) => mapping.target.toLowerCase() === wanted && mapping.type !== 'None')
    .map((mapping): AttributeUsage => ({ kind: 'feeds', job: job.id, objectMapping: objectMapping.id, target: mapping.target, text: textOf(mapping) }))))
}

/** Everything that names an attribute: what feeds it, then what reads it, in the order of the jobs, golden records last. */
export function usagesOf(document: ProjectDocument, attribute: SystemAttribute): readonly AttributeUsage[] {
  const readers = readersOf(document, attribute)
  return [
    ...feedersOf(document, attribute),
    ...readers.flatMap(({ job, objectMapping }) => [...mappingUsages(job, objectMapping, attribute.name), ...scopeUsages(job, objectMapping, attribute.name)]),
    ...(document.tests ?? [])
      .filter((test) => belongsTo(test, readers) && Object.hasOwn(test.record, attribute.name))
      .map((test): AttributeUsage => ({
        kind: 'test', job: test.job, objectMapping: test.objectMapping, test: test.id, text: test.name ?? test.anchor,
        target: Object.keys(test.expect)[0],
      })),
  ]
}

/**
 * The document with another attribute wherever this one is read: in mappings, scope clauses and golden records of every object
 * mapping with this source and type. What feeds the attribute stays. A golden record that has both names stays as it is.
 */
export function renameAttribute(document: ProjectDocument, attribute: SystemAttribute, to: string): AttributeRename {
  const readers = readersOf(document, attribute)
  const renamed: ProjectDocument = {
    ...document,
    jobs: document.jobs.map((job) => ({ ...job, objectMappings: job.objectMappings.map((one) => (isReader(job, one, attribute) ? renameIn(one, attribute.name, to) : one)) })),
    ...(document.tests !== undefined && { tests: document.tests.map((test) => (belongsTo(test, readers) ? renameInTest(test, attribute.name, to) : test)) }),
  }
  const after = new Map(usagesOf(renamed, { ...attribute, name: to }).map((usage) => [keyOf(usage), usage.text]))
  const changes = usagesOf(document, attribute).filter(({ kind }) => kind !== 'feeds').flatMap((usage): readonly UsageChange[] => {
    if (usage.kind === 'test') return hasBoth(document, usage.test, attribute.name, to) ? [] : [{ usage, before: attribute.name, after: to }]
    return [{ usage, before: usage.text, after: after.get(keyOf(usage)) ?? usage.text }]
  })
  return { document: renamed, changes }
}

/** A mapping with another attribute in the place of one. */
export function renameInMapping(mapping: AttributeMapping, from: string, to: string): AttributeMapping {
  if (mapping.type === 'Direct') return mapping.source === from ? { ...mapping, source: to } : mapping
  return mapping.type === 'Expression' ? { ...mapping, expression: renameReferences(mapping.expression, from, to) } : mapping
}

type Reader = Readonly<{ job: Job; objectMapping: ObjectMapping }>

function readersOf(document: ProjectDocument, attribute: SystemAttribute): readonly Reader[] {
  return document.jobs.flatMap((job) => job.objectMappings.filter((one) => isReader(job, one, attribute)).map((objectMapping) => ({ job, objectMapping })))
}

function isReader(job: Job, objectMapping: ObjectMapping, { system, type }: SystemAttribute): boolean {
  return job.source === system && objectMapping.sourceType === type
}

function belongsTo(test: GoldenRecord, readers: readonly Reader[]): boolean {
  return readers.some(({ job, objectMapping }) => job.id === test.job && objectMapping.id === test.objectMapping)
}

function mappingUsages(job: Job, objectMapping: ObjectMapping, name: string): readonly AttributeUsage[] {
  return objectMapping.attributeMappings
    .filter((mapping) => (mapping.type === 'Direct' ? mapping.source === name : attributeReferences(expressionOf(mapping) ?? '').some((one) => one.name === name)))
    .map((mapping) => ({
      kind: 'mapping', job: job.id, objectMapping: objectMapping.id, target: mapping.target, text: textOf(mapping),
      ...(mapping.matchingPriority !== undefined && { matching: mapping.matchingPriority }),
    }))
}

function scopeUsages(job: Job, objectMapping: ObjectMapping, name: string): readonly AttributeUsage[] {
  return (objectMapping.scope?.groups ?? []).flatMap(({ clauses }, group) => clauses.flatMap((one, clause): readonly AttributeUsage[] => (
    one.attribute === name ? [{ kind: 'scope', job: job.id, objectMapping: objectMapping.id, group, clause, text: clauseText(one) }] : []
  )))
}

function renameIn(objectMapping: ObjectMapping, from: string, to: string): ObjectMapping {
  const { scope } = objectMapping
  return {
    ...objectMapping, attributeMappings: objectMapping.attributeMappings.map((mapping) => renameInMapping(mapping, from, to)),
    ...(scope !== undefined && {
      scope: {
        ...scope,
        groups: scope.groups.map((group) => ({ ...group, clauses: group.clauses.map((clause) => (clause.attribute === from ? { ...clause, attribute: to } : clause)) })),
      },
    }),
  }
}

function renameInTest(test: GoldenRecord, from: string, to: string): GoldenRecord {
  if (!Object.hasOwn(test.record, from) || Object.hasOwn(test.record, to)) return test
  return { ...test, record: Object.fromEntries(Object.entries(test.record).map(([name, value]) => [name === from ? to : name, value])) }
}

function hasBoth(document: ProjectDocument, id: string, from: string, to: string): boolean {
  const record = document.tests?.find((test) => test.id === id)?.record ?? {}
  return Object.hasOwn(record, from) && Object.hasOwn(record, to)
}

function textOf(mapping: AttributeMapping): string {
  return mapping.type === 'Constant' ? mapping.value : expressionOf(mapping) ?? ''
}

function clauseText({ attribute, operator, value }: FilterClause): string {
  return value === undefined ? `${attribute} ${operator}` : `${attribute} ${operator} ${value}`
}

/** Where a usage stands, whatever the attribute is called. */
function keyOf(usage: AttributeUsage): string {
  const { text: _, ...where } = usage
  return JSON.stringify(where)
}
