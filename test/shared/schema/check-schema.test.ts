import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkSynchronizationSchema } from '../../../shared/schema/check-schema'
import type { SchemaDiagnostic } from '../../../shared/schema/diagnostic'
import { parseSynchronizationSchema, type SchemaAttributeMapping, type SchemaObjectMapping, type SynchronizationRule, type SynchronizationSchema } from '../../../shared/schema/synchronization-schema'
import { skipBecause } from '../../support/skip'

interface Attribute { readonly name: string; readonly [property: string]: unknown }

const direct = (target: string, source: string, rest: SchemaAttributeMapping = {}): SchemaAttributeMapping => ({
  targetAttributeName: target, flowType: 'Always', matchingPriority: 0, defaultValue: null,
  source: { type: 'Attribute', name: source, expression: `[${source}]`, parameters: [] }, ...rest,
})
const expression = (target: string, text: string, rest: SchemaAttributeMapping = {}): SchemaAttributeMapping => ({ targetAttributeName: target, source: { type: 'Function', expression: text }, ...rest })

const ACTIVE = direct('active', 'accountEnabled')
const MATCH = direct('userName', 'mail', { matchingPriority: 1 })

function schema(options: {
  readonly mappings?: readonly SchemaAttributeMapping[]
  readonly target?: readonly Attribute[]
  readonly source?: readonly Attribute[]
  readonly object?: SchemaObjectMapping
  readonly rule?: SynchronizationRule
} = {}): SynchronizationSchema {
  return {
    id: 'x', version: '1',
    directories: [
      { id: 'a', name: 'Source', objects: [{ name: 'User', attributes: [
        { name: 'objectId', anchor: true }, { name: 'mail', multivalued: false }, { name: 'surname' }, { name: 'accountEnabled', type: 'Boolean' }, { name: 'manager', type: 'Reference' },
        { name: 'phones', multivalued: true }, { name: 'hired', type: 'DateTime' }, { name: 'level', type: 'Integer' }, ...(options.source ?? []),
      ] }] },
      { id: 'b', name: 'Target', objects: [{ name: 'User', attributes: [
        { name: 'id', anchor: true }, { name: 'userName', multivalued: false }, { name: 'active', type: 'Boolean' }, { name: 'title', multivalued: false }, { name: 'boss', type: 'Reference' },
        { name: 'tags', multivalued: true }, ...(options.target ?? []),
      ] }] },
    ],
    synchronizationRules: [{
      id: 'r1', name: 'USERS', editable: true, priority: 1, sourceDirectoryName: 'Source', targetDirectoryName: 'Target',
      objectMappings: [{ name: 'Users', enabled: true, flowTypes: 'Add,Update, Delete', sourceObjectName: 'User', targetObjectName: 'User', scope: null, attributeMappings: [...(options.mappings ?? [MATCH, ACTIVE])], ...options.object }],
      ...options.rule,
    }],
  }
}

const clause = (sourceOperandName: string, operatorName: string, value?: string): SchemaObjectMapping => ({
  scope: { groups: [{ clauses: [{ sourceOperandName, operatorName, targetOperand: value === undefined ? null : { values: [value] } }] }] },
})

const findings = (list: readonly SchemaDiagnostic[]): string[] => list.map((d) => `${d.code} ${d.severity} ${d.path}`)
const MAPPINGS = 'synchronizationRules[0].objectMappings[0].attributeMappings'
const CLAUSE = 'synchronizationRules[0].objectMappings[0].scope.groups[0].clauses[0]'

test('a schema in order gives nothing', () => {
  expect(checkSynchronizationSchema(schema())).toEqual([])
})

describe('rule', () => {
  const cases: readonly [because: string, schema: SynchronizationSchema, expected: readonly string[]][] = [
    ['S01: no rules at all', { directories: schema().directories ?? [] }, ['S01 error synchronizationRules']],
    ['S02: no directories', { ...schema(), directories: [] }, ['S02 warning directories']],
    ['S02: a directory that describes nothing', { ...schema(), directories: [schema().directories?.[0] ?? {}, { id: 'b', name: 'Target', objects: [] }] }, ['S02 warning directories[1].objects']],
    ['S03: two directories of one name, one without id', { ...schema(), directories: [...(schema().directories ?? []), { name: 'Target', objects: [{ name: 'X' }] }] }, ['S03 error directories[2].id', 'S03 error directories[2].name']],
    ['S04: a directory that is not there', schema({ rule: { targetDirectoryName: 'target' } }), ['S04 error synchronizationRules[0].targetDirectoryName']],
    ['S05: no id', schema({ rule: { id: null } }), ['S05 error synchronizationRules[0].id']],
    ['S07: an attribute twice', schema({ target: [{ name: 'title' }] }), ['S07 error directories[1].objects[0].attributes[6].name']],
    ['S08: two anchors', schema({ source: [{ name: 'second', anchor: true }] }), ['S08 error synchronizationRules[0].objectMappings[0].sourceObjectName']],
    ['S09: an object that is not there', schema({ object: { sourceObjectName: 'user' } }), ['S09 error synchronizationRules[0].objectMappings[0].sourceObjectName']],
    ['S09: no name although enabled', schema({ object: { sourceObjectName: '' } }), ['S09 error synchronizationRules[0].objectMappings[0].sourceObjectName']],
    ['S09: no name while disabled is allowed', schema({ object: { sourceObjectName: '', enabled: false } }), []],
    ['S10: an unknown target attribute', schema({ mappings: [MATCH, ACTIVE, direct('Title', 'surname')] }), [`S10 error ${MAPPINGS}[2].targetAttributeName`]],
    ['S11: the same target twice', schema({ mappings: [MATCH, ACTIVE, direct('active', 'accountEnabled')] }), [`S11 error ${MAPPINGS}[2].targetAttributeName`]],
    ['S12: read-only', schema({ target: [{ name: 'made', mutability: 'ReadOnly' }], mappings: [MATCH, ACTIVE, direct('made', 'surname')] }), [`S12 error ${MAPPINGS}[2].targetAttributeName`]],
    ['S12: immutable and always', schema({ target: [{ name: 'once', mutability: 'Immutable' }], mappings: [MATCH, ACTIVE, direct('once', 'surname')] }), [`S12 error ${MAPPINGS}[2].flowType`]],
    ['S12: immutable and only on creation is allowed', schema({ target: [{ name: 'once', mutability: 'Immutable' }], mappings: [MATCH, ACTIVE, direct('once', 'surname', { flowType: 'ObjectAddOnly' })] }), []],
    ['S13: an attribute that is not there, and one in the wrong case', schema({ mappings: [MATCH, ACTIVE, expression('title', 'Join(" ", [Surname], [nick])')] }), [`S13 error ${MAPPINGS}[2].source`, `S13 error ${MAPPINGS}[2].source`]],
    ['S14: text that is no expression', schema({ mappings: [MATCH, ACTIVE, expression('title', 'Join(" ", [surname]')] }), [`S14 error ${MAPPINGS}[2].source`]],
    ['S14: an unknown function', schema({ mappings: [MATCH, ACTIVE, expression('title', 'join(" ", [surname])')] }), [`S14 error ${MAPPINGS}[2].source`]],
    ['S14: too few arguments', schema({ mappings: [MATCH, ACTIVE, expression('title', 'Mid([surname], 1)')] }), [`S14 error ${MAPPINGS}[2].source`]],
    ['S14: more than 10,000 characters', schema({ mappings: [MATCH, ACTIVE, expression('title', `Append([surname], "${'x'.repeat(10_000)}")`)] }), [`S14 error ${MAPPINGS}[2].source`]],
    ['S14: an empty source', schema({ mappings: [MATCH, ACTIVE, { targetAttributeName: 'title', source: {} }] }), [`S14 error ${MAPPINGS}[2].source`]],
    ['the language\'s own advice keeps its code', schema({ mappings: [MATCH, ACTIVE, expression('title', 'IIF(IsPresent([surname]), [surname], "none")')] }), [`NullTestedCondition warning ${MAPPINGS}[2].source`]],
    ['S15: tree and text disagree', schema({ mappings: [MATCH, ACTIVE, direct('title', 'surname', { source: { type: 'Attribute', name: 'mail', expression: '[surname]' } })] }), [`S15 warning ${MAPPINGS}[2].source`]],
    ['S16: enumerations', schema({ mappings: [MATCH, ACTIVE, direct('title', 'surname', { flowType: 'Sometimes', flowBehavior: 'Never' })], object: { flowTypes: 'Add, Remove' }, target: [{ name: 'x', type: 'string' }, { name: 'y', type: 'Text' }] }),
      ['S16 error directories[1].objects[0].attributes[7].type', 'S16 error synchronizationRules[0].objectMappings[0].flowTypes', `S16 error ${MAPPINGS}[2].flowType`, `S16 error ${MAPPINGS}[2].flowBehavior`]],
    ['S17: nothing matches', schema({ mappings: [ACTIVE] }), [`S17 warning ${MAPPINGS}`]],
    ['S17: unless metadata supplies the join', schema({ mappings: [ACTIVE], object: { metadata: [{ key: 'OriginalJoiningProperty', value: 'mail' }] } }), []],
    ['S18: one priority twice', schema({ mappings: [MATCH, ACTIVE, direct('title', 'surname', { matchingPriority: 1 })] }), [`S18 error ${MAPPINGS}[2].matchingPriority`]],
    ['S19 and S20: SelectUniqueValue on a matching attribute, always', schema({ mappings: [ACTIVE, expression('userName', 'SelectUniqueValue(NormalizeDiacritics([mail]), NormalizeDiacritics([surname]))', { matchingPriority: 1 })] }), [`S19 error ${MAPPINGS}[1].source`, `S20 warning ${MAPPINGS}[1].source`]],
    ['S19: SelectUniqueValue within another function', schema({ mappings: [MATCH, ACTIVE, expression('title', 'ToLower(SelectUniqueValue(NormalizeDiacritics([mail]), NormalizeDiacritics([surname])))')] }), [`S19 error ${MAPPINGS}[2].source`]],
    ['S21: matching on several values', schema({ mappings: [ACTIVE, direct('tags', 'phones', { matchingPriority: 1 })] }), [`S21 warning ${MAPPINGS}[1].matchingPriority`]],
    ['S22: an attribute that is not there', schema({ object: clause('Mail', 'IS NULL') }), [`S22 error ${CLAUSE}.sourceOperandName`]],
    ['S22: an unknown operator', schema({ object: clause('mail', 'LIKE', 'x') }), [`S22 error ${CLAUSE}.operatorName`]],
    ['S22: no operand', schema({ object: clause('mail', 'EQUALS') }), [`S22 error ${CLAUSE}.targetOperand`]],
    ['S22: an operand too many', schema({ object: clause('mail', 'IS NULL', 'x') }), [`S22 error ${CLAUSE}.targetOperand`]],
    ['S22: a pattern that does not compile', schema({ object: clause('mail', 'REGEX MATCH', '([a-z') }), [`S22 error ${CLAUSE}.targetOperand`]],
    ['a pattern that a search would take otherwise', schema({ object: clause('mail', 'REGEX MATCH', '[1-9][0-9]') }), [`RegexUnanchored info ${CLAUSE}.targetOperand`]],
    ['S22: no whole number', schema({ object: clause('level', 'GREATER_THAN', 'ten') }), [`S22 error ${CLAUSE}.targetOperand`]],
    ['S23: several values', schema({ object: clause('phones', 'IS NOT NULL') }), [`S23 error ${CLAUSE}.sourceOperandName`]],
    ['S23: a reference', schema({ object: clause('manager', 'IS NOT NULL') }), [`S23 error ${CLAUSE}.sourceOperandName`]],
    ['S23: a date', schema({ object: clause('hired', 'IS NOT NULL') }), [`S23 error ${CLAUSE}.sourceOperandName`]],
    ['S24: a required attribute without a value', schema({ target: [{ name: 'plan', required: true }] }), [`S24 warning ${MAPPINGS}`]],
    ['S24: not where the attribute has a default', schema({ target: [{ name: 'plan', required: true, defaultValue: 'x' }] }), []],
    ['S25: a reference from Switch', schema({ mappings: [MATCH, ACTIVE, expression('boss', 'Switch([surname], , "a", "b")')] }), [`S25 warning ${MAPPINGS}[2].source`]],
    ['S26: a list for one value', schema({ mappings: [MATCH, ACTIVE, expression('title', 'Split([surname], ",")')] }), [`S26 warning ${MAPPINGS}[2].source`]],
    ['S26: a list for what holds one value where nothing else is said', schema({ target: [{ name: 'nick', type: 'String', multivalued: undefined }], mappings: [MATCH, ACTIVE, expression('nick', 'Split([surname], ",")')] }), [`S26 warning ${MAPPINGS}[2].source`]],
    ['S26: one value for a list', schema({ mappings: [MATCH, ACTIVE, direct('tags', 'mail')] }), [`S26 warning ${MAPPINGS}[2].source`]],
    ['S27: nobody is ever disabled', schema({ mappings: [MATCH] }), [`S27 warning ${MAPPINGS}`]],
    ['S28: the target\'s own key', schema({ mappings: [MATCH, ACTIVE, direct('id', 'objectId')] }), [`S28 warning ${MAPPINGS}[2].targetAttributeName`]],
    ['S29: a default', schema({ mappings: [MATCH, ACTIVE, direct('title', 'surname', { defaultValue: '' })] }), [`S29 info ${MAPPINGS}[2].defaultValue`]],
    ['S30: a constant without a source', schema({ mappings: [MATCH, ACTIVE, { targetAttributeName: 'title', source: null, defaultValue: 'x' }] }), [`S30 warning ${MAPPINGS}[2].source`]],
    ['S31: what nobody documented, once', { '@odata.context': 'x', ...schema({ mappings: [{ ...MATCH, nullFlow: true }, { ...ACTIVE, nullFlow: true }] }) }, [`S31 info ${MAPPINGS}[0].nullFlow`]],
  ]
  for (const [because, document, expected] of cases) {
    test(because, () => {
      const found = checkSynchronizationSchema(document)
      expect(findings(found)).toEqual(expected)
      for (const d of found) {
        expect(d.message).toMatch(/^.+[.]$/)
        expect(d.source).not.toBe('')
      }
    })
  }

  test('S05: an id that the imported document does not have, and a rule that went', () => {
    const found = checkSynchronizationSchema(schema({ rule: { id: 'new' } }), schema())
    expect(findings(found)).toEqual(['S05 error synchronizationRules[0].id', 'S05 error synchronizationRules'])
  })

  test('S06: a rule that is not editable was changed, while another order of keys is no change', () => {
    const original = schema({ rule: { editable: false } })
    expect(findings(checkSynchronizationSchema(schema({ rule: { editable: false, priority: 2 } }), original))).toEqual(['S06 error synchronizationRules[0]'])
    const reordered: SynchronizationSchema = { ...original, synchronizationRules: original.synchronizationRules?.map((rule) => Object.fromEntries(Object.entries(rule).reverse())) }
    expect(checkSynchronizationSchema(reordered, original)).toEqual([])
  })

  test('S13 points at the attribute and offers the right case', () => {
    const [found] = checkSynchronizationSchema(schema({ mappings: [MATCH, ACTIVE, expression('title', 'Append([Surname], "x")')] }))
    expect(found).toMatchObject({ code: 'S13', span: [7, 16], fix: { edits: [{ span: [7, 16], text: '[surname]' }] } })
  })

  test('S13 offers the name that was probably meant', () => {
    const [found] = checkSynchronizationSchema(schema({ mappings: [MATCH, ACTIVE, expression('title', 'Append([surnmae], "x")')] }))
    expect(found).toMatchObject({ code: 'S13', message: 'The source object has no attribute surnmae; did you mean surname?', fix: { edits: [{ span: [7, 16], text: '[surname]' }] } })
  })
})

test('one object mapping alone is checked for what it says of itself', () => {
  const { schema: mapping } = parseSynchronizationSchema(JSON.stringify({ sourceObjectName: 'User', targetObjectName: 'User', attributeMappings: [expression('userName', 'Lower([mail])', { matchingPriority: 1 }), ACTIVE] }))
  expect(findings(checkSynchronizationSchema(mapping ?? {}))).toEqual(['S01 error ', 'S02 warning directories', 'S14 error attributeMappings[0].source'])
})

describe('a text that is no schema is S01', () => {
  const cases: readonly [because: string, text: string, path: string, says: RegExp][] = [
    ['broken JSON', '{ "synchronizationRules": [\n  }', '', /line 2, column 3/],
    ['a list', '[]', '', /JSON object/],
    ['rules that are no list', '{"synchronizationRules": {}}', 'synchronizationRules', /wrong shape/],
    ['a name that is a number', '{"synchronizationRules": [{"name": 4}]}', 'synchronizationRules[0].name', /wrong shape/],
  ]
  for (const [because, text, path, says] of cases) {
    test(because, () => {
      const { schema: parsed, diagnostics } = parseSynchronizationSchema(text)
      expect(parsed).toBeUndefined()
      expect(diagnostics).toEqual([expect.objectContaining({ code: 'S01', severity: 'error', path })])
      expect(diagnostics[0]?.message).toMatch(says)
    })
  }
})

const samples = join(import.meta.dirname, '../../../../shared/reference/conformance/schemas')
const published = skipBecause(existsSync(samples) ? undefined : 'the published sample schemas are not beside this checkout')

published.describe('of the published documents', () => {
  const read = (file: string): SynchronizationSchema => {
    const { schema: parsed, diagnostics } = parseSynchronizationSchema(readFileSync(join(samples, file), 'utf8'))
    expect(diagnostics).toEqual([])
    if (parsed === undefined) throw new Error(`${file} was not read`)
    return parsed
  }
  const codes = (list: readonly SchemaDiagnostic[]): string[] => [...new Set(list.map((d) => `${d.code} ${d.severity}`))].sort()

  test('the whole job schema has no error, and keeps what it says', () => {
    const found = checkSynchronizationSchema(read('salesforce-job-schema.json'))
    expect(found.filter((d) => d.severity === 'error')).toEqual([])
    expect(codes(found)).toContain('S30 warning')
    expect(codes(found)).not.toContain('S15 warning')
    expect(JSON.stringify(read('salesforce-job-schema.json'))).toBe(JSON.stringify(JSON.parse(readFileSync(join(samples, 'salesforce-job-schema.json'), 'utf8'))))
  })

  test('a partial target gives S02 and no guess about what it lacks', () => {
    const found = codes(checkSynchronizationSchema(read('salesforce-custom-target-attribute.json')))
    expect(found).toContain('S02 warning')
    expect(found).not.toContain('S09 error')
    expect(found).not.toContain('S10 error')
  })

  test('a directory alone is no schema', () => {
    expect(codes(checkSynchronizationSchema(read('scim-custom-attribute-directory.json')))).toContain('S01 error')
  })

  test('an object mapping alone is a fragment and no schema', () => {
    const found = codes(checkSynchronizationSchema(read('salesforce-user-object-mapping.fragment.json')))
    expect(found).toEqual(['RoleFunction info', 'S01 error', 'S02 warning', 'S29 info', 'S30 warning'])
  })
})
