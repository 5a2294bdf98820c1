import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect } from 'vitest'
import { clauseTest, compileScope } from '../../../main/engine/scope'
import type { Cell } from '../../../shared/model/attribute'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'
import { scope } from '../../support/project'
import { rule } from '../../support/rule'

interface Vector {
  readonly operator: FilterClause['operator']
  readonly operand?: string
  readonly value: Cell
  readonly in: boolean
  readonly because: string
}

const vectors = JSON.parse(readFileSync(path.join(__dirname, '../../vectors/scoping.json'), 'utf8')) as readonly Vector[]

/** The rule that says what each operator means. */
const RULES: Readonly<Record<FilterClause['operator'], string>> = {
  EQUALS: '3.2-4', 'NOT EQUALS': '3.2-5', 'IS NULL': '3.2-6', 'IS NOT NULL': '3.2-7', 'IS TRUE': '3.2-8', 'IS FALSE': '3.2-8', 'REGEX MATCH': '3.2-9', 'NOT REGEX MATCH': '3.2-10',
  GREATER_THAN: '3.2-11', GREATER_THAN_OR_EQUALS: '3.2-11', INCLUDES: '3.2-12', ENDS_WITH: '3.2-13', '&': '3.2-14', '!&': '3.2-14',
}

/** What holds for every operator where the value is null or empty. */
function nullRule({ operator, value }: Vector): readonly string[] {
  if (value !== null && value !== '') return []
  return [operator === 'IS NULL' ? '3.2-16' : '3.2-15']
}

describe('a clause', () => {
  rule.each(vectors.map((v) => ({ ...v, rule: [RULES[v.operator], ...nullRule(v)], title: `${v.operator} ${v.operand ?? ''} of ${JSON.stringify(v.value).slice(0, 40)} is ${v.in}, because ${v.because}` })))('$title', (vector) => {
    const clause = { attribute: 'a', operator: vector.operator, ...(vector.operand === undefined ? {} : { value: vector.operand }) }
    expect(clauseTest(clause)(vector.value)).toBe(vector.in)
  })
})

describe('a pattern', () => {
  const doubt = (operator: FilterClause['operator'], pattern: string, value: Cell): string | undefined =>
    compileScope(scope([['a', operator, pattern]]).groups, () => 0)?.doubt?.(() => value)?.clause

  rule.each([
    { pattern: '([1-9][0-9])', value: '42', doubtful: false, because: 'the whole value matches' },
    { pattern: '([1-9][0-9])', value: '142', doubtful: true, because: 'it stands within the value' },
    { pattern: '.*\\@domain.com', value: 'a@domain.com', doubtful: false, because: 'the usual filter of domains says what is before' },
    { pattern: '([1-9][0-9])', value: 'x', doubtful: false, because: 'neither way finds it' },
    { pattern: '^[1-9][0-9]$', value: '142', doubtful: false, because: 'it is anchored' },
    { pattern: '[0-9]', value: '', doubtful: false, because: 'an empty value is false either way' },
    { pattern: '(', value: '(', doubtful: false, because: 'what is no pattern is reported by check' },
  ], '3.2-17')('leaves a doubt: $doubtful, because $because', ({ pattern, value, doubtful }) => {
    expect(doubt('REGEX MATCH', pattern, value) !== undefined).toBe(doubtful)
    expect(doubt('NOT REGEX MATCH', pattern, value) !== undefined).toBe(doubtful)
  })

  rule('3.2-17', 'is asked of only where there is one', () => {
    expect(compileScope(scope([['a', 'EQUALS', '1']]).groups, () => 0)?.doubt).toBeUndefined()
  })
})

/** Scope of an object with the attributes `a`, `b` and `c`. */
function evaluate(filter: ScopingFilter | undefined, values: Readonly<Record<string, Cell>>): string {
  const names = ['a', 'b', 'c']
  const compiled = compileScope(filter?.groups, (name) => names.indexOf(name))
  const outcome = compiled?.evaluate((slot) => (slot < 0 ? null : values[names[slot] as string] ?? null)) ?? { inScope: true }
  return outcome.inScope ? 'in' : `${outcome.clauseId}: ${outcome.clause}`
}

describe('a scoping filter', () => {
  rule.each([
    { filter: undefined, values: {}, outcome: 'in', rule: '3.2-3', because: 'without a filter everybody is in scope' },
    { filter: { groups: [] }, values: {}, outcome: 'in', because: 'a filter without groups is none' },
    { filter: scope([['a', 'EQUALS', '1'], ['b', 'EQUALS', '1']]), values: { a: '1', b: '1' }, outcome: 'in', rule: '3.2-1', because: 'all clauses of the group hold' },
    { filter: scope([['a', 'EQUALS', '1'], ['b', 'EQUALS', '1']]), values: { a: '1', b: '2' }, outcome: 'clause 2: b EQUALS 1', rule: '3.2-1', because: 'one clause of the group fails' },
    { filter: scope([['a', 'EQUALS', '1']], [['b', 'EQUALS', '1']]), values: { b: '1' }, outcome: 'in', rule: '3.2-2', because: 'any group suffices' },
    { filter: scope([['a', 'EQUALS', '1']], [['b', 'EQUALS', '1'], ['c', 'IS NOT NULL']]), values: { b: '1' }, outcome: 'clause 3: c IS NOT NULL', rule: '3.2-24', because: 'the group that came closest decides' },
    { filter: scope([['a', 'EQUALS', '1']], [['b', 'EQUALS', '1']]), values: {}, outcome: 'clause 1: a EQUALS 1', rule: '3.2-24', because: 'the first of equal groups decides' },
    { filter: scope([['nowhere', 'IS NULL']]), values: {}, outcome: 'in', rule: '3.2-16', because: 'an attribute that the source lacks is null' },
    { filter: scope([['nowhere', 'NOT EQUALS', '1']]), values: {}, outcome: 'clause 1: nowhere NOT EQUALS 1', rule: '3.2-15', because: 'null is false for NOT EQUALS, too' },
  ])('says $outcome, because $because', ({ filter, values, outcome }) => {
    expect(evaluate(filter, values)).toBe(outcome)
  })
})
