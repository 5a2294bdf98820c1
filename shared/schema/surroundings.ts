import type { AttributeConstraint } from '../constraints/constraint'
import { targetConstraints } from '../constraints/target-constraints'
import type { CheckOptions, SchemaTarget } from '../expression/index'
import type { Job, ProjectDocument } from '../model/project'
import { ENTRA_DIRECTORY_ID } from './project-to-schema'
import { attributeType, type ObjectIndex } from './schema-index'
import type { SchemaAttributeMapping, SchemaObjectMapping, SynchronizationRule, SynchronizationSchema } from './synchronization-schema'

/** What was found in the values of one attribute. */
export interface ReadValues {
  readonly name: string
  readonly multiValued: boolean
  /** UTF-16 code units of the longest value. */
  readonly maxLength: number
}

/** Profiles of source attributes by system and object type, of those that were looked through. */
export type KnownValues = Readonly<Record<string, Readonly<Record<string, readonly ReadValues[]>>>>

/** What is known around an object mapping besides its document. */
export interface Surroundings {
  readonly sourceProduct: string | undefined
  readonly targetProduct: string | undefined
  /** By lower-case name. */
  readonly constraints: ReadonlyMap<string, AttributeConstraint>
  readonly values: ReadonlyMap<string, ReadValues>
  readonly dialect: 'app' | 'cloudSync'
}

/** The surroundings of each object mapping, as its rule stands. */
export type SurroundingsOf = (rule: SynchronizationRule, mapping: SchemaObjectMapping) => Surroundings

/** Of a document by itself: products are told by what their directories are called. */
export function surroundingsIn(schema: SynchronizationSchema): SurroundingsOf {
  const productOf = (name: string | null | undefined): string | undefined => {
    const directory = schema.directories?.find((d) => d.name === name)
    if (directory?.id === ENTRA_DIRECTORY_ID || /^(?:azure active directory|microsoft entra id)$/i.test(name ?? '')) return 'entraId'
    return /^(?:on-premises )?active directory(?: domain services)?$/i.test(name ?? '') ? 'activeDirectory' : undefined
  }
  return (rule, mapping) => {
    const targetProduct = productOf(rule.targetDirectoryName)
    return {
      sourceProduct: productOf(rule.sourceDirectoryName), targetProduct, dialect: rule.name === 'AD2AADProvisioning' ? 'cloudSync' : 'app',
      constraints: targetConstraints(targetProduct, mapping.targetObjectName ?? ''), values: new Map(),
    }
  }
}

/** What the mappings of a project's job are checked against: its systems' products, and the values that attributes are known to hold. */
export function surroundingsOfJob(document: ProjectDocument, job: Job, values: KnownValues | undefined): SurroundingsOf {
  const product = (id: string): string | undefined => document.systems.find((s) => s.id === id)?.product
  return (_, mapping) => ({
    sourceProduct: product(job.source), targetProduct: product(job.target), dialect: job.service === 'CloudSync' ? 'cloudSync' : 'app',
    constraints: targetConstraints(product(job.target), mapping.targetObjectName ?? ''),
    values: new Map((values?.[job.source]?.[mapping.sourceObjectName ?? ''] ?? []).map((v) => [v.name, v])),
  })
}

/** What the language is told about one mapping when it is checked. Nothing is said of attributes where the source is not described. */
export function checkOptions(
  m: SchemaAttributeMapping, sides: { readonly source: ObjectIndex | undefined; readonly target: ObjectIndex | undefined }, around: Surroundings,
): CheckOptions {
  const { source } = sides
  return {
    ...(source !== undefined && !source.partial && { source: [...source.attributes.values()].map((a) => {
      const read = around.values.get(a.name ?? '')
      return {
        name: a.name ?? '', type: attributeType(a), multiValued: a.multivalued === true || read?.multiValued === true,
        ...(read !== undefined && { longest: read.maxLength }),
      }
    }) }),
    target: targetOf(m.targetAttributeName ?? '', sides.target, around),
    dialect: around.dialect,
    sourceIsEntra: around.sourceProduct === 'entraId',
  }
}

function targetOf(name: string, target: ObjectIndex | undefined, around: Surroundings): SchemaTarget {
  const described = target?.attributes.get(name)
  const known = around.constraints.get(name.toLowerCase())
  const length = Number(described?.metadata?.find((m) => m.key === 'MaximumLength')?.value ?? NaN)
  const maxLength = Number.isInteger(length) ? length : known?.maxLength
  return {
    name, ...(around.targetProduct !== undefined && { kind: around.targetProduct }),
    ...(described?.type != null ? { type: attributeType(described) } : known !== undefined && { type: known.type }),
    ...(described !== undefined && { multiValued: described.multivalued === true }),
    ...(maxLength !== undefined && { maxLength }),
    ...(described?.caseExact != null && { caseExact: described.caseExact }),
    ...(known?.forbidden !== undefined && { forbidden: known.forbidden }),
    ...(known?.allowed !== undefined && { allowed: known.allowed }),
    ...(known !== undefined && { source: known.source }),
  }
}
