import type { Expression } from '../expression/index'
import { flags } from './check-directories'
import { checkSource } from './check-source'
import type { Reporter } from './diagnostic'
import { attributeType, sameIgnoringCase, type ObjectIndex } from './schema-index'
import { checkOptions, type Surroundings } from './surroundings'
import type { SchemaAttributeMapping, SchemaObjectMapping } from './synchronization-schema'

/** What is described of the two objects of an object mapping; absent where nothing is. */
export interface Sides {
  readonly source: ObjectIndex | undefined
  readonly target: ObjectIndex | undefined
}

/** S10 to S21 and S24 to S30: the attribute mappings of one enabled object mapping. */
export function checkAttributeMappings(mapping: SchemaObjectMapping, sides: Sides, around: Surroundings, path: string, report: Reporter): void {
  const mappings = mapping.attributeMappings ?? []
  const targets = new Map<string, number>()
  const priorities = new Map<number, string>()
  mappings.forEach((m, i) => {
    const at = `${path}.attributeMappings[${i}]`
    const name = m.targetAttributeName ?? ''
    if (name === '') { report.error('S10', `${at}.targetAttributeName`, 'The mapping names no target attribute.'); return }
    const earlier = targets.get(name.toLowerCase())
    if (earlier === undefined) targets.set(name.toLowerCase(), i)
    else report.error('S11', `${at}.targetAttributeName`, `${name} is already the target of attributeMappings[${earlier}]; each attribute can be written by one mapping.`)

    const priority = m.matchingPriority ?? 0
    const rival = priorities.get(priority)
    if (priority > 0 && rival !== undefined) report.error('S18', `${at}.matchingPriority`, `${name} and ${rival} both have matching priority ${priority}; the order in which they are tried would be open.`)
    if (priority > 0) priorities.set(priority, name)
    checkMapping(m, sides, around, at, report)
  })
  if (priorities.size === 0 && !mapping.metadata?.some((m) => m.key === 'OriginalJoiningProperty')) {
    report.warning('S17', `${path}.attributeMappings`, 'No mapping has a matching priority, so no account that exists can be found.')
  }
  if (creates(mapping)) checkRequired(mappings, sides.target, path, report)
}

/** Whether the mapping makes objects; one that only finds or enriches those of others leaves their making to them. */
export function creates({ flowTypes }: SchemaObjectMapping): boolean {
  return flowTypes == null || flags(flowTypes).includes('Add')
}

function checkMapping(m: SchemaAttributeMapping, sides: Sides, around: Surroundings, path: string, report: Reporter): void {
  const name = m.targetAttributeName ?? ''
  const target = sides.target?.attributes.get(name)
  if (sides.target !== undefined && !sides.target.partial && target === undefined) {
    const other = sameIgnoringCase(sides.target.attributes.keys(), name)
    report.error('S10', `${path}.targetAttributeName`, `The target object has no attribute ${name}${other === undefined ? '' : `; it has ${other}`}.`)
  }
  const flowType = m.flowType ?? 'Always'
  if (!FLOW_TYPES.includes(flowType)) report.error('S16', `${path}.flowType`, `${flowType} is no flow type; ${FLOW_TYPES.join(', ')} are.`)
  const flowBehavior = m.flowBehavior ?? 'FlowWhenChanged'
  if (!FLOW_BEHAVIORS.includes(flowBehavior)) report.error('S16', `${path}.flowBehavior`, `${flowBehavior} is no flow behavior; ${FLOW_BEHAVIORS.join(', ')} are.`)
  if (target?.mutability === 'ReadOnly') report.error('S12', `${path}.targetAttributeName`, `${name} can only be read at the target.`)
  if (target?.mutability === 'Immutable' && flowType === 'Always') report.error('S12', `${path}.flowType`, `${name} can only be written when the object is created: apply the mapping only during object creation.`)
  if (target?.anchor === true) report.warning('S28', `${path}.targetAttributeName`, `${name} is the target's own key, which it gives itself.`)

  const matching = (m.matchingPriority ?? 0) > 0
  const type = attributeType(target)
  if (matching && (target?.multivalued === true || type === 'Reference' || type === 'Binary')) {
    report.warning('S21', `${path}.matchingPriority`, `${name} ${target?.multivalued === true ? 'holds several values' : type === 'Reference' ? 'is a reference' : 'is binary'}; a target can seldom be searched by it.`)
  }
  if (m.source == null) {
    if (m.defaultValue != null) report.warning('S30', `${path}.source`, `${name} has no source and the default ${JSON.stringify(m.defaultValue)}: it is shown as a constant.`)
    if (m.defaultValue != null && type === 'Reference') report.warning('S25', path, `${name} refers to another object, and a constant names none.`)
    return
  }
  if (m.defaultValue != null) report.info('S29', `${path}.defaultValue`, `${name} gets ${JSON.stringify(m.defaultValue)} where the source has no value, only when an object is created.`)
  const tree = checkSource(m.source, sides.source, checkOptions(m, sides, around), `${path}.source`, report)
  if (tree !== undefined) checkResult(tree, { name, flowType, matching, multivalued: target?.multivalued, type, single: isSingle(sides) }, `${path}.source`, report)
}

interface ResultTarget {
  readonly name: string
  readonly flowType: string
  readonly matching: boolean
  readonly multivalued: boolean | null | undefined
  readonly type: string
  readonly single: (attribute: string) => boolean | undefined
}

function checkResult(tree: Expression, target: ResultTarget, path: string, report: Reporter): void {
  const unique = tree.kind === 'call' && tree.callee === 'SelectUniqueValue'
  if (unique && target.matching) report.error('S19', path, `${target.name} is a matching attribute, and SelectUniqueValue would give it a value that nobody has yet.`, { span: tree.span })
  if (unique && target.flowType !== 'ObjectAddOnly') report.warning('S20', path, `SelectUniqueValue should apply only during object creation; otherwise ${target.name} gets a new value in every cycle.`, { span: tree.span })
  // The published placement is a Switch over names of containers, which the service takes as they stand.
  const placement = target.name.toLowerCase() === 'parentdistinguishedname'
  if (!placement && target.type === 'Reference' && ((tree.kind === 'call' && tree.callee === 'Switch') || tree.kind === 'text' || tree.kind === 'number')) {
    report.warning('S25', path, `${target.name} refers to another object, and ${tree.kind === 'call' ? 'Switch does not work with references' : 'a constant names none'}.`, { span: tree.span })
  }
  if (target.multivalued === true && tree.kind === 'attribute' && target.single(tree.name) === true) report.warning('S26', path, `[${tree.name}] has one value, and it replaces all values of ${target.name}.`, { span: tree.span })
}

function isSingle(sides: Sides): (attribute: string) => boolean | undefined {
  return (name) => {
    const attribute = sides.source?.attributes.get(name)
    return attribute && attribute.multivalued !== true
  }
}

function checkRequired(mappings: readonly SchemaAttributeMapping[], target: ObjectIndex | undefined, path: string, report: Reporter): void {
  const mapped = new Set(mappings.map((m) => m.targetAttributeName?.toLowerCase()))
  for (const [name, attribute] of target?.attributes ?? []) {
    if (attribute.required !== true || attribute.anchor === true || attribute.mutability === 'ReadOnly') continue
    if (attribute.defaultValue != null || mapped.has(name.toLowerCase())) continue
    report.warning('S24', `${path}.attributeMappings`, `The target requires ${name}, and no mapping gives it a value: creates may fail.`)
  }
}

const FLOW_TYPES = ['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly']
const FLOW_BEHAVIORS = ['FlowWhenChanged', 'FlowAlways']
