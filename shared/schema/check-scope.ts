import { RegexRefusal } from '../expression/regex/refusal'
import { parsePattern } from '../expression/regex/syntax'
import { filters } from '../expression/documents'
import type { Reporter } from './diagnostic'
import { attributeType, sameIgnoringCase, type ObjectIndex } from './schema-index'
import type { SchemaClause, SchemaFilter } from './synchronization-schema'

/** S22, S23: every clause of a scoping filter. `source` is absent where the source object is not described. */
export function checkScope(filter: SchemaFilter | null | undefined, source: ObjectIndex | undefined, path: string, report: Reporter): void {
  for (const collection of ['groups', 'inputFilterGroups', 'categoryFilterGroups'] as const) {
    filter?.[collection]?.forEach((group, g) => {
      group.clauses?.forEach((clause, c) => { checkClause(clause, source, `${path}.${collection}[${g}].clauses[${c}]`, report) })
    })
  }
  if ((filter?.categoryFilterGroups ?? []).length > 0) report.warning('S22', `${path}.categoryFilterGroups`, 'categoryFilterGroups are experimental, and no page says what they do; they are kept and not rehearsed.')
}

function checkClause(clause: SchemaClause, source: ObjectIndex | undefined, path: string, report: Reporter): void {
  const name = clause.sourceOperandName ?? ''
  if (name === '') report.error('S22', `${path}.sourceOperandName`, 'The clause names no attribute.')
  else checkOperand(name, source, path, report)

  const operator = clause.operatorName ?? ''
  const kind = OPERATORS.get(operator)
  if (kind === undefined) {
    report.error('S22', `${path}.operatorName`, `${operator === '' ? 'The clause has no operator' : `${operator} is no operator of a scoping filter`}; ${[...OPERATORS.keys()].join(', ')} are.`)
    return
  }
  checkType(operator, source?.attributes.get(name), path, report)
  const value = clause.targetOperand?.values?.[0]
  if (kind === 'unary') {
    if (value !== undefined) report.error('S22', `${path}.targetOperand`, `${operator} compares with nothing, and the clause gives ${JSON.stringify(value)}.`)
    return
  }
  if (value === undefined) {
    report.error('S22', `${path}.targetOperand`, `${operator} needs a value to compare with.`)
    return
  }
  if (kind === 'integer' && !/^[+-]?\d+$/.test(value.trim())) report.error('S22', `${path}.targetOperand`, `${operator} compares whole numbers, and ${JSON.stringify(value)} is none.`)
  if (kind === 'pattern') {
    const refusal = patternRefusal(value)
    if (refusal !== undefined) report.error('S22', `${path}.targetOperand`, `${JSON.stringify(value)} is no regular expression: ${refusal}`)
    else if (!coversWhole(value)) report.info('RegexUnanchored', `${path}.targetOperand`, `${JSON.stringify(value)} is held against the whole value here, as the published examples do; write ^ and $ around it, or .* where more may stand, so that it means the same everywhere.`, { source: filters })
  }
}

/** Operators that do not fit the attribute's type. Files say nothing of types, so that text is taken for anything. */
function checkType(operator: string, attribute: Parameters<typeof attributeType>[0], path: string, report: Reporter): void {
  const type = attributeType(attribute)
  const needs = TYPES.get(operator)
  if (attribute === undefined || needs === undefined || type === 'String' || needs.includes(type) || type === 'Reference' || type === 'DateTime') return
  report.warning('S22', `${path}.operatorName`, `${operator} is for ${needs.join(' and ')} attributes, and ${attribute.name ?? 'this one'} is ${type}.`)
}

function checkOperand(name: string, source: ObjectIndex | undefined, path: string, report: Reporter): void {
  const at = `${path}.sourceOperandName`
  const attribute = source?.attributes.get(name)
  if (source !== undefined && !source.partial && attribute === undefined) {
    const other = sameIgnoringCase(source.attributes.keys(), name)
    report.error('S22', at, `The source object has no attribute ${name}${other === undefined ? '' : `; it has ${other}, and names are case-sensitive`}.`)
  }
  if (NEVER_IN_FILTERS.has(name.toLowerCase())) report.error('S23', at, `${name} cannot be used in a scoping filter.`)
  else if (attribute?.multivalued === true) report.error('S23', at, `${name} holds several values, and scoping filters take attributes with one.`)
  else if (['Reference', 'DateTime'].includes(attributeType(attribute))) {
    report.error('S23', at, `${name} is a ${attributeType(attribute) === 'Reference' ? 'reference to another object' : 'date'}, which scoping filters cannot compare.`)
  }
}

/** Whether a search would find nothing else than a match of the whole value. */
function coversWhole(pattern: string): boolean {
  return /^(?:\(\?i\))?(?:\^|\\A|\.\*)/.test(pattern) && /(?:[^\\]|^)(?:\$|\.\*)$|\\[zZ]$/.test(pattern)
}

function patternRefusal(pattern: string): string | undefined {
  try {
    parsePattern(pattern)
    return undefined
  } catch (error) {
    if (error instanceof RegexRefusal) return error.message
    throw error
  }
}

/** Entra, define conditional rules for provisioning; Graph, filterOperatorSchema. */
const OPERATORS: ReadonlyMap<string, 'unary' | 'text' | 'pattern' | 'integer'> = new Map([
  ['EQUALS', 'text'], ['NOT EQUALS', 'text'], ['IS NULL', 'unary'], ['IS NOT NULL', 'unary'], ['IS TRUE', 'unary'], ['IS FALSE', 'unary'],
  ['REGEX MATCH', 'pattern'], ['NOT REGEX MATCH', 'pattern'], ['GREATER_THAN', 'integer'], ['GREATER_THAN_OR_EQUALS', 'integer'],
  ['INCLUDES', 'text'], ['ENDS_WITH', 'text'], ['&', 'integer'], ['!&', 'integer'],
])
/** Graph, list of filter operators: what each takes. */
const TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['EQUALS', ['Integer', 'String']], ['NOT EQUALS', ['Integer', 'String']], ['REGEX MATCH', ['Integer', 'String']], ['NOT REGEX MATCH', ['Integer', 'String']],
  ['IS TRUE', ['Boolean']], ['IS FALSE', ['Boolean']],
])
/** Entra, known issues: scoping filters; in lower case. */
const NEVER_IN_FILTERS: ReadonlySet<string> = new Set([
  'approleassignments', 'usertype', 'manager', 'members', 'ismemberof', 'statushiredate', 'startdate', 'enddate', 'statusterminationdate', 'accountexpires',
])
