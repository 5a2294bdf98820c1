import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { AttributeMapping, ConnectedSystem, Job } from '../../../shared/model/project'
import { constant, direct, expression } from '../../support/project'
import { rule } from '../../support/rule'
import { actionOf, issueCodes, written } from './plan-mapping'

/** Attributes that take one value and several, where case counts and where it does not. */
const plain: Partial<ConnectedSystem> = {
  product: 'other', attributes: { many: { multiValued: true }, exact: { caseExact: true }, folded: { caseExact: false }, one: { multiValued: false, caseExact: false } },
}
const nullable: Partial<ConnectedSystem> = { attributes: { x: { flowNullValues: true } } }
const match = direct('id', 'number', { matchingPriority: 1 })

interface Flow {
  readonly mapping: AttributeMapping
  readonly source?: AttributeValue
  /** What the target holds; the account is new when it is `create`. */
  readonly target?: AttributeValue
  readonly outcome: AttributeValue | 'left alone' | 'cleared'
  readonly because: string
  readonly nullFlow?: boolean
  readonly rule?: string | readonly string[]
}

async function flowOf({ mapping, source, target, nullFlow }: Flow, on: 'create' | 'update'): Promise<Flow['outcome']> {
  const action = await actionOf({
    source: { 1: { id: '1', ...(source === undefined ? {} : { x: source }) } },
    target: on === 'create' ? {} : { a: { number: '1', ...(target === undefined ? {} : { [mapping.target]: target }) } },
    links: on === 'create' ? {} : { 1: 'a' },
    mappings: [match, mapping], targetSystem: nullFlow ? { ...plain, product: 'activeDirectory' } : plain, ...(nullFlow ? { sourceSystem: nullable } : {}),
  })
  const change = action.changes.find(({ attribute }) => attribute === mapping.target)
  if (!change) return 'left alone'
  return change.after ?? 'cleared'
}

describe('a value on create', () => {
  rule.each<Flow>([
    { mapping: direct('x', 'one'), source: 'A', outcome: 'A', rule: ['5.1-1', '5.2-2'], because: 'the source has it' },
    { mapping: direct('x', 'one'), outcome: 'left alone', rule: '5.4-1', because: 'the source has none' },
    { mapping: direct('nowhere', 'one', { default: 'D' }), outcome: 'D', rule: '5.3-8', because: 'the source has no such attribute, and there is a default' },
    { mapping: direct('x', 'one', { default: 'D' }), outcome: 'D', rule: '5.2-1', because: 'the default stands in for null' },
    { mapping: direct('x', 'one', { default: 'D' }), source: '', outcome: '', rule: '5.4-2', because: 'an empty text is a value, not null' },
    { mapping: direct('x', 'one', { default: 'D', flowNullValues: true }), source: '', nullFlow: true, outcome: 'D', rule: '5.4-4', because: 'with null flow empty counts as null, and on create the default fills it' },
    { mapping: direct('x', 'one', { flowNullValues: true }), source: '', nullFlow: true, outcome: 'left alone', rule: '5.4-4', because: 'with null flow empty counts as null, and there is no default' },
    { mapping: constant('C', 'one'), outcome: 'C', rule: '5.1-2', because: 'it is constant' },
    { mapping: direct('x', 'one', { apply: 'ObjectAddOnly' }), source: 'A', outcome: 'A', rule: '5.2-3', because: 'it flows on create only' },
    { mapping: direct('x', 'one', { apply: 'AttributeAddOnly' }), source: 'A', outcome: 'A', rule: '5.2-6', because: 'the target has no value yet' },
    { mapping: direct('x', 'many', { apply: 'MultiValueAddOnly' }), source: ['A', 'B'], outcome: ['A', 'B'], because: 'values are added to a multi-valued attribute' },
    { mapping: direct('x', 'one', { apply: 'MultiValueAddOnly', default: 'D' }), source: 'A', outcome: 'left alone', because: 'the attribute takes one value, and nothing is added to it' },
    { mapping: { type: 'None', target: 'one', default: 'D' }, outcome: 'D', rule: '5.1-4', because: 'a mapping of nothing fills its default in' },
    { mapping: { type: 'None', target: 'one' }, source: 'A', outcome: 'left alone', because: 'a mapping of nothing flows nothing' },
    { mapping: expression('IgnoreFlowIfNullOrEmpty([x])', 'one', { default: 'D' }), outcome: 'left alone', rule: '5.3-1', because: 'IgnoreAttributeFlow drops the attribute, its default with it' },
    { mapping: direct('x', 'many'), source: ['A', 'B'], outcome: ['A', 'B'], because: 'the attribute takes several' },
  ])('is $outcome when $because', async (flow) => {
    expect(await flowOf(flow, 'create')).toEqual(flow.outcome)
  })
})

describe('a value on update', () => {
  rule.each<Flow>([
    { mapping: direct('x', 'one'), source: 'B', target: 'A', outcome: 'B', rule: ['5.2-2', '5.2-7'], because: 'it differs' },
    { mapping: direct('x', 'one'), source: 'A', target: 'A', outcome: 'left alone', rule: '5.2-7', because: 'the target holds it already' },
    { mapping: direct('x', 'one'), source: 'B', outcome: 'B', because: 'the target has none' },
    { mapping: direct('x', 'one'), target: 'A', outcome: 'left alone', rule: ['5.4-1', '5.3-3'], because: 'null is not flowed' },
    { mapping: direct('x', 'one'), source: '', target: 'A', outcome: '', because: 'an empty text flows as it is' },
    { mapping: direct('x', 'one', { default: 'D' }), target: 'A', outcome: 'left alone', rule: '5.2-1', because: 'the default is for creates' },
    { mapping: direct('x', 'one', { default: 'D' }), outcome: 'left alone', rule: '5.2-1', because: 'the default is for creates, even where the target has none' },
    { mapping: direct('x', 'one', { flowNullValues: true }), target: 'A', nullFlow: true, outcome: 'cleared', rule: '5.4-3', because: 'both gates of null flow are open' },
    { mapping: direct('x', 'one', { flowNullValues: true }), source: '', target: 'A', nullFlow: true, outcome: 'cleared', rule: '5.4-3', because: 'null flow takes empty for null' },
    { mapping: direct('x', 'one', { flowNullValues: true, default: 'D' }), target: 'A', nullFlow: true, outcome: 'cleared', rule: '5.4-3', because: 'null flow does not use the default' },
    { mapping: direct('x', 'one', { flowNullValues: true }), nullFlow: true, outcome: 'left alone', because: 'there is nothing to clear' },
    { mapping: direct('x', 'one', { flowNullValues: true }), target: 'A', outcome: 'left alone', rule: '5.4-3', because: 'the source attribute has its own switch, and it is off' },
    { mapping: direct('x', 'one'), target: 'A', nullFlow: true, outcome: 'left alone', rule: '5.4-3', because: 'the mapping has its own switch, and it is off' },
    { mapping: direct('x', 'one', { flowNullValues: true, apply: 'AttributeAddOnly' }), target: 'A', nullFlow: true, outcome: 'left alone', because: 'what only adds never takes away' },
    { mapping: direct('x', 'one', { apply: 'ObjectAddOnly' }), source: 'B', target: 'A', outcome: 'left alone', rule: '5.2-3', because: 'it flows on create only' },
    { mapping: direct('x', 'one', { apply: 'AttributeAddOnly' }), source: 'B', target: 'A', outcome: 'left alone', rule: '5.2-6', because: 'the target has a value' },
    { mapping: direct('x', 'one', { apply: 'AttributeAddOnly' }), source: 'B', outcome: 'B', rule: '5.2-6', because: 'the target has no value at all' },
    { mapping: direct('x', 'many', { apply: 'ValueAddOnly' }), source: ['B', 'C'], target: ['A', 'B'], outcome: ['A', 'B', 'C'], rule: '5.2-5', because: 'adds flow and removes do not' },
    { mapping: direct('x', 'many', { apply: 'ValueAddOnly' }), source: ['B'], target: ['A', 'B'], outcome: 'left alone', rule: '5.2-5', because: 'there is nothing to add' },
    { mapping: direct('x', 'many', { apply: 'MultiValueAddOnly' }), source: ['C'], target: ['A'], outcome: ['A', 'C'], rule: '5.2-4', because: 'a value is added to a multi-valued attribute' },
    { mapping: direct('x', 'one', { apply: 'MultiValueAddOnly' }), source: 'B', target: 'A', outcome: 'left alone', rule: '5.2-4', because: 'the attribute takes one value, and nothing is added to it' },
    { mapping: direct('x', 'many'), source: ['B', 'A'], target: ['A', 'B'], outcome: 'left alone', rule: '5.3-5', because: 'lists compare as sets' },
    { mapping: direct('x', 'many'), source: 'A', target: ['A'], outcome: 'left alone', because: 'one value is a set of one' },
    { mapping: direct('x', 'many'), source: ['B'], target: ['A', 'B'], outcome: ['B'], rule: '5.3-5', because: 'the sets differ' },
    { mapping: direct('x', 'folded'), source: 'ann', target: 'ANN', outcome: 'left alone', rule: '5.2-9', because: 'case alone is no change' },
    { mapping: direct('x', 'folded'), source: 'STRASSE', target: 'straße', outcome: 'left alone', because: 'folding knows letters that grow' },
    { mapping: direct('x', 'folded'), source: 'straße', target: 'STRASSE', outcome: 'left alone', because: 'folding is the same in both directions' },
    { mapping: direct('x', 'exact'), source: 'ann', target: 'ANN', outcome: 'ann', rule: '5.2-9', because: 'case counts here' },
    { mapping: { type: 'None', target: 'one', default: 'D' }, target: 'A', outcome: 'left alone', rule: '5.1-4', because: 'a mapping of nothing leaves what is there' },
    { mapping: { type: 'None', target: 'one', default: 'D' }, outcome: 'D', rule: '5.1-4', because: 'a mapping of nothing fills only what is empty' },
    { mapping: expression('IgnoreFlowIfNullOrEmpty([x])', 'one', { flowNullValues: true }), target: 'A', nullFlow: true, outcome: 'left alone', rule: '5.3-1', because: 'IgnoreAttributeFlow drops the attribute' },
    { mapping: expression('Switch([x], , "B", IgnoreObjectFlow)', 'one'), source: 'B', target: 'A', outcome: 'left alone', rule: '5.3-2', because: 'IgnoreObjectFlow stops creates alone' },
    { mapping: expression('Split([x], ",")', 'many'), target: ['A'], outcome: 'left alone', because: 'a list of nothing is no value' },
  ])('is $outcome when $because', async (flow) => {
    expect(await flowOf(flow, 'update')).toEqual(flow.outcome)
  })

  rule.each<{ outcome: Flow['outcome']; service: Job['service']; told: readonly string[]; because: string }>([
    { outcome: 'cleared', service: 'Workday', told: ['id', 'x'], because: 'the file has the column, and nobody has a value' },
    { outcome: 'left alone', service: 'Workday', told: ['id'], because: 'the file has no such column, so that nobody knows who has a value' },
    { outcome: 'cleared', service: 'ApiDriven', told: ['id'], because: 'what an upload leaves out is said to be empty' },
  ], '5.4-7')('with null flow is $outcome when $because', async ({ outcome, service, told }) => {
    const action = await actionOf({
      source: { 1: { id: '1' } }, told, target: { a: { number: '1', one: 'A' } }, links: { 1: 'a' }, mappings: [match, direct('x', 'one', { flowNullValues: true })], job: { service },
      targetSystem: { ...plain, product: 'activeDirectory' }, sourceSystem: nullable,
    })
    expect(action.changes.length === 0 ? 'left alone' : written(action)['one'] ?? 'cleared').toBe(outcome)
  })

  rule(['5.2-8', '5.3-7', '5.3-6'], 'that is always sent goes with every write and makes none by itself', async () => {
    const mappings = [match, direct('x', 'one'), direct('id', 'userId', { flowBehavior: 'FlowAlways' })]
    const target = { a: { number: '1', one: 'A', userId: '1' } }
    const changed = await actionOf({ source: { 1: { id: '1', x: 'B' } }, target, mappings, targetSystem: plain, links: { 1: 'a' } })
    expect(changed.changes).toEqual([{ attribute: 'one', before: 'A', after: 'B', mapping: 'one' }, { attribute: 'userId', before: '1', after: '1', mapping: 'userId', resent: true }])
    const same = await actionOf({ source: { 1: { id: '1', x: 'A' } }, target, mappings, targetSystem: plain, links: { 1: 'a' } })
    expect(same).toMatchObject({ kind: 'skip', reason: { code: 'unchanged' }, changes: [] })
  })

  test('that is always sent goes with a reference that follows, too', async () => {
    const action = await actionOf({
      source: { 1: { id: '1', boss: '2' }, 2: { id: '2' } }, links: { 1: 'a', 2: 'b' }, target: { a: { dn: 'CN=a,DC=x', employeeID: '1', info: '1' }, b: { dn: 'CN=b,DC=x', employeeID: '2', info: '2' } },
      mappings: [direct('id', 'employeeID', { matchingPriority: 1 }), direct('id', 'info', { flowBehavior: 'FlowAlways' }), direct('boss', 'manager')],
    })
    expect(written(action)).toEqual({ info: '1', manager: 'CN=b,DC=x' })
  })

  test('of an account state differs by its meaning, not by its spelling', async () => {
    const action = await actionOf({
      source: { 1: { id: '1' } }, target: { a: { externalId: '1', active: 'true' } }, links: { 1: 'a' }, targetSystem: { product: 'scim' },
      mappings: [direct('id', 'externalId', { matchingPriority: 1 }), constant('True', 'active')],
    })
    expect(action).toMatchObject({ kind: 'skip', reason: { code: 'unchanged' } })
  })
})

describe('a create', () => {
  const create = (mappings: readonly AttributeMapping[], person: Readonly<Record<string, string>> = {}) => actionOf({ source: { 1: { id: '1', ...person } }, mappings: [direct('id', 'employeeID', { matchingPriority: 1 }), ...mappings] })

  rule('5.3-2', 'is ignored when an expression gives IgnoreObjectFlow', async () => {
    const action = await create([direct('id', 'cn'), expression('Switch([kind], , "guest", IgnoreObjectFlow)', 'objectFilter')], { kind: 'guest' })
    expect(action).toMatchObject({ kind: 'skip', status: 'planned', reason: { code: 'ignoredObject' } })
  })

  rule('5.3-4', 'fails when a required attribute is ignored, absent or not mapped', async () => {
    const required = [constant('x', 'sAMAccountName')]
    expect(issueCodes(await create([...required, expression('IgnoreFlowIfNullOrEmpty([name])', 'cn')]))).toEqual(['MandatoryFieldsMissing'])
    expect(issueCodes(await create([...required, direct('name', 'cn')]))).toEqual(['MandatoryFieldsMissing'])
    expect(issueCodes(await create(required))).toEqual(['MandatoryFieldsMissing'])
    const entry = (mappings: readonly AttributeMapping[], attributes = {}) => actionOf({ source: { 1: { id: '1' } }, mappings: [direct('id', 'uid', { matchingPriority: 1 }), ...mappings], targetSystem: { product: 'openLdap', attributes } })
    expect(issueCodes(await entry([]))).toEqual(['MandatoryFieldsMissing', 'MandatoryFieldsMissing'])
    expect(issueCodes(await entry([constant('x', 'cn')], { sn: { required: false } }))).toEqual([])
    expect(await create([...required, direct('name', 'cn', { default: 'Unknown' })])).toMatchObject({ kind: 'create', status: 'planned' })
  })
})

rule('14-3', 'the order in which mappings are listed changes nothing', async () => {
  const mappings = [match, direct('name', 'cn'), constant('x', 'info'), expression('Append([name], "!")', 'title')]
  const situation = { source: { 1: { id: '1', name: 'Ann' } }, target: { a: { number: '1', cn: 'Anna', info: 'y' } }, targetSystem: plain }
  expect(await actionOf({ ...situation, mappings: mappings.toReversed() })).toEqual(await actionOf({ ...situation, mappings }))
})

rule.each([
  { product: 'scim' as const, attribute: 'displayName', changes: false, because: 'RFC 7643 says so of all that it does not say otherwise of' },
  { product: 'scim' as const, attribute: 'externalId', changes: true, because: 'RFC 7643 says otherwise of it' },
  { product: 'activeDirectory' as const, attribute: 'displayName', changes: false, because: 'directories ignore it' },
  { product: 'other' as const, attribute: 'displayName', changes: true, because: 'nobody knows that the application ignores it' },
], '5.2-9')('letter case alone is a change of $attribute in $product: $changes, because $because', async ({ product, attribute, changes }) => {
  const action = await actionOf({ source: { 1: { id: '1', x: 'ANN' } }, target: { a: { number: '1', [attribute]: 'Ann' } }, links: { 1: 'a' }, mappings: [match, direct('x', attribute)], targetSystem: { product } })
  expect(action.changes.length > 0).toBe(changes)
})
