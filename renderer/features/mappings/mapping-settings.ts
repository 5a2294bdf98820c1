import { parse, print } from '../../../shared/expression/index'
import type { AttributeMapping } from '../../../shared/model/project'

export type MappingType = AttributeMapping['type']
type Settings = Pick<AttributeMapping, 'apply' | 'default' | 'matchingPriority' | 'flowBehavior' | 'flowNullValues' | 'note'>

export const MAPPING_TYPES = ['Direct', 'Constant', 'Expression', 'None'] as const satisfies readonly MappingType[]
export const APPLIES = ['Always', 'ObjectAddOnly', 'MultiValueAddOnly', 'ValueAddOnly', 'AttributeAddOnly'] as const

/** The mapping with some settings changed. A setting at its default is an absent key, as the project file has it. */
export function withSettings(mapping: AttributeMapping, change: Partial<Settings>): AttributeMapping {
  const next: Record<string, unknown> = { ...mapping, ...change }
  if (next['apply'] === 'Always') delete next['apply']
  if (next['default'] === '') delete next['default']
  if (next['note'] === '') delete next['note']
  if (next['flowNullValues'] === false) delete next['flowNullValues']
  if (next['flowBehavior'] === 'FlowWhenChanged') delete next['flowBehavior']
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key]
  return next as AttributeMapping
}

/** The mapping for another attribute of the target. */
export function withTarget(mapping: AttributeMapping, target: string): AttributeMapping {
  return { ...mapping, target }
}

/** What the mapping computes its value from, as one text: the source attribute, the constant, the expression. */
export function contentOf(mapping: AttributeMapping): string {
  switch (mapping.type) {
    case 'Direct': return mapping.source
    case 'Constant': return mapping.value
    case 'Expression': return mapping.expression
    case 'None': return ''
  }
}

/** The mapping with another source attribute, constant or expression, as its type has it. */
export function withContent(mapping: AttributeMapping, content: string): AttributeMapping {
  switch (mapping.type) {
    case 'Direct': return { ...mapping, source: content }
    case 'Constant': return { ...mapping, value: content }
    case 'Expression': return { ...mapping, expression: content }
    case 'None': return mapping
  }
}

/** The mapping as another type, keeping what carries over: `[mail]` is the direct mapping of mail, and the other way round. */
export function withType(mapping: AttributeMapping, type: MappingType): AttributeMapping {
  if (mapping.type === type) return mapping
  const { target, apply, default: given, matchingPriority, flowBehavior, flowNullValues, note } = mapping
  const flow = withSettings({ type: 'None', target }, { apply, default: given, matchingPriority, flowBehavior, flowNullValues, note })
  switch (type) {
    case 'Direct': return { ...flow, type, source: attributeIn(mapping) }
    case 'Constant': return { ...flow, type, value: literalIn(mapping) }
    case 'Expression': return { ...flow, type, expression: expressionFrom(mapping) }
    case 'None': return { ...flow, type }
  }
}

function attributeIn(mapping: AttributeMapping): string {
  const tree = mapping.type === 'Expression' ? parse(mapping.expression).tree : undefined
  return tree?.kind === 'attribute' ? tree.name : ''
}

function literalIn(mapping: AttributeMapping): string {
  const tree = mapping.type === 'Expression' ? parse(mapping.expression).tree : undefined
  return tree?.kind === 'text' ? tree.value : ''
}

function expressionFrom(mapping: AttributeMapping): string {
  if (mapping.type === 'Direct' && mapping.source !== '') return `[${mapping.source}]`
  return mapping.type === 'Constant' ? print({ kind: 'text', value: mapping.value, span: [0, 0] }) : ''
}
