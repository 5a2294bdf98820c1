import type { AttributeMapping, FilterClause, ScopingFilter } from '../../../shared/model/project'

/*
 * Attribute mappings and scopes as the templates write them down.
 */

type More = Partial<Pick<AttributeMapping, 'apply' | 'default' | 'matchingPriority' | 'flowBehavior' | 'note'>>

export function direct(source: string, target: string, more: More = {}): AttributeMapping {
  return { type: 'Direct', source, target, ...more }
}

export function expression(text: string, target: string, more: More = {}): AttributeMapping {
  return { type: 'Expression', expression: text, target, ...more }
}

export function constant(value: string, target: string, more: More = {}): AttributeMapping {
  return { type: 'Constant', value, target, ...more }
}

/** One group whose clauses must all hold. */
export function scopeOf(name: string, ...clauses: readonly (readonly [attribute: string, operator: FilterClause['operator'], value?: string])[]): ScopingFilter {
  return { groups: [{ name, clauses: clauses.map(([attribute, operator, value]) => ({ attribute, operator, ...(value === undefined ? {} : { value }) })) }] }
}
