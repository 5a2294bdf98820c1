import type { AttributeConstraint } from '../../../shared/constraints/constraint'
import { targetConstraints } from '../../../shared/constraints/target-constraints'
import { check, type CheckOptions, type Diagnostic, type SchemaAttribute } from '../../../shared/expression/index'
import type { AttributeProfileView, SystemView } from '../../../shared/ipc/views'
import { expressionOf, type AttributeMapping, type ConnectedSystem, type Job, type ObjectMapping, type ProjectDocument } from '../../../shared/model/project'
import { placeIn, type Place } from '../../draft/mapping-draft'

/** An attribute of one side, from what was read, what the project says of it, and what is known of the product. */
export interface ContextAttribute extends SchemaAttribute {
  readonly type: string
  readonly multiValued: boolean
  readonly required: boolean
  readonly readOnly: boolean
  /** Whether an object that was read has it. */
  readonly read: boolean
}

/** The two sides of an object mapping. */
export interface MappingContext {
  readonly job: Job
  readonly objectMapping: ObjectMapping
  readonly source: { readonly name: string; readonly type: string; readonly attributes: readonly ContextAttribute[]; readonly wasRead: boolean; readonly product?: string }
  readonly target: { readonly name: string; readonly type: string; readonly attributes: readonly ContextAttribute[]; readonly wasRead: boolean; readonly product?: string }
}

/** `profile` is of the source's object type; without it nothing is known of how long its values are. */
export function contextOf(
  document: ProjectDocument, place: Place, systems: readonly SystemView[], profile: readonly AttributeProfileView[] = [],
): MappingContext | undefined {
  const found = placeIn(document, place)
  if (found === undefined) return undefined
  const { job, objectMapping } = found
  const source = document.systems.find((system) => system.id === job.source)
  const target = document.systems.find((system) => system.id === job.target)
  return {
    job, objectMapping,
    source: {
      name: source?.name ?? job.source, type: objectMapping.sourceType, product: source?.product,
      ...attributesOf(source, objectMapping.sourceType, systems, false, profile),
    },
    target: {
      name: target?.name ?? job.target, type: objectMapping.targetType, product: target?.product,
      ...attributesOf(target, objectMapping.targetType, systems, true, []),
    },
  }
}

function attributesOf(
  system: ConnectedSystem | undefined, type: string, systems: readonly SystemView[], isTarget: boolean, profile: readonly AttributeProfileView[],
): { readonly attributes: readonly ContextAttribute[]; readonly wasRead: boolean } {
  const constraints = targetConstraints(system?.product, type)
  const read = systems.find((one) => one.id === system?.id)?.types.find((one) => one.name === type)?.attributes
  const known = isTarget ? [...constraints.values()].map((constraint) => constraint.name) : []
  const all = [...(read ?? []), ...Object.keys(system?.attributes ?? {}), ...known]
  const names = new Map(all.reverse().map((name) => [isTarget ? name.toLowerCase() : name, name]))
  const has = new Set(read?.map((name) => name.toLowerCase()))
  const attributes = [...names.values()].reverse().map((name) => {
    const folded = name.toLowerCase()
    return describe(name, system, constraints.get(folded), has.has(folded), profile.find((one) => one.name === name))
  })
  return { attributes, wasRead: read !== undefined }
}

function describe(
  name: string, system: ConnectedSystem | undefined, known: AttributeConstraint | undefined, read: boolean, values: AttributeProfileView | undefined,
): ContextAttribute {
  const own = system?.attributes?.[name]
  return {
    name, read, type: own?.type ?? known?.type ?? 'String', multiValued: own?.multiValued ?? known?.multiValued ?? values?.multiValued ?? false,
    ...(values !== undefined && { longest: values.maxLength }),
    maxLength: own?.maxLength ?? known?.maxLength, caseExact: own?.caseExact ?? known?.caseExact,
    required: own?.required ?? known?.requiredOnCreate ?? false, readOnly: known?.readOnly ?? false,
  }
}

/** What the target says of an attribute; names are compared without case, as the targets do. */
export function targetAttribute({ target }: MappingContext, name: string): ContextAttribute | undefined {
  return target.attributes.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase())
}

/** What the language is told about a mapping's surroundings when it checks and completes. */
export function checkOptionsOf(context: MappingContext, mapping: AttributeMapping): CheckOptions {
  const { job, source, target } = context
  const known = targetAttribute(context, mapping.target)
  const constraint = targetConstraints(target.product, target.type).get(mapping.target.toLowerCase())
  return {
    ...(source.wasRead && { source: source.attributes }),
    target: {
      name: mapping.target, ...(target.product !== undefined && { kind: target.product }),
      ...(known !== undefined && { type: known.type, multiValued: known.multiValued, maxLength: known.maxLength, caseExact: known.caseExact }),
      ...(constraint !== undefined && { forbidden: constraint.forbidden, allowed: constraint.allowed, source: constraint.source }),
    },
    dialect: job.service === 'CloudSync' ? 'cloudSync' : 'app',
    sourceIsEntra: source.product === 'entraId',
    matching: mapping.matchingPriority !== undefined,
    applied: mapping.apply === 'ObjectAddOnly' ? 'ObjectAddOnly' : 'Always',
  }
}

/** What is wrong with a mapping's expression; nothing for a mapping without one. */
export function diagnosticsOf(context: MappingContext, mapping: AttributeMapping): readonly Diagnostic[] {
  const text = expressionOf(mapping)
  return text === undefined ? [] : check(text, checkOptionsOf(context, mapping))
}
