import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { comparer } from '../../../main/engine/comparer'
import type { CompareAhead } from '../../../main/engine/comparison'
import type { MappingInput } from '../../../main/engine/ports'
import { runMapping } from '../../../main/engine/run-mapping'
import type { AttributeBag, AttributeValue } from '../../../shared/model/attribute'
import type { AttributeMapping, ConnectedSystem } from '../../../shared/model/project'
import { constant, direct, expression } from '../../support/project'
import { type Situation, mappingInput } from './plan-mapping'
import { cellsOf } from '../../support/texts'

/** Generated situations; more in a night. */
const RUNS = 10 * Number(process.env.REHEARSAL_LAW_RUNS ?? '8')

/** Each way in which a mapping can give a value, and in which a value can meet what the target holds. */
const MAPPINGS: readonly AttributeMapping[] = [
  direct('x', 'title'), direct('x', 'department', { apply: 'ObjectAddOnly' }), direct('x', 'company', { flowBehavior: 'FlowAlways' }),
  direct('x', 'description', { apply: 'AttributeAddOnly' }), direct('x', 'otherTelephone', { apply: 'ValueAddOnly' }), direct('x', 'proxyAddresses', { apply: 'MultiValueAddOnly' }),
  direct('x', 'division', { default: 'D' }), direct('y', 'info', { flowNullValues: true }), direct('nowhere', 'l'), direct('boss', 'manager'), direct('IsSoftDeleted', 'st'),
  constant('True', 'accountDisabled'), constant('C', 'co'), { type: 'None', target: 'c', default: 'D' },
  expression('Switch([y], "False", "A", "True")', 'accountDisabled'), expression('Join("", "OU=", [y], ",DC=x")', 'parentDistinguishedName'),
  expression('ToUpper([x])', 'cn'), expression('FormatDateTime([x], , "yyyy", "MM")', 'employeeType'), expression('CDate([x])', 'personalTitle'),
  expression('SelectUniqueValue(Join("", [y], "1"), Join("", [y], "2"))', 'sAMAccountName'), expression('RandomString(4, 0, 0, 1, 0)', 'extensionAttribute1'),
  expression('IgnoreFlowIfNullOrEmpty([x])', 'extensionAttribute2'), expression('IIF([x]="A", IgnoreObjectFlow, "B")', 'objectFilter'), expression('Now()', 'extensionAttribute3'),
  expression('Split([y], "|")', 'url'), direct('y', 'mail'), expression('IIF(IsNullOrEmpty([x]), [y], [x])', 'displayName'),
]

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const value = one<AttributeValue | undefined>(undefined, '', 'A', 'a', 'B', 'A|B', 'Ä', 'ä', 'x'.repeat(300), '2026-01-05', '\u0010\u001fA', ['A', 'B'], ['b', 'a'], 'False', '512', '514')
const bag = (names: readonly string[]): fc.Arbitrary<AttributeBag> => fc.tuple(...names.map(() => value)).map((values) => Object.fromEntries(names.flatMap((name, i): [string, AttributeValue][] => (values[i] === undefined ? [] : [[name, values[i]]]))))

const ANCHORS = ['1', '2', '3', '4', '5']

const situation: fc.Arbitrary<Situation> = fc.uniqueArray(one(...MAPPINGS), { minLength: 1, maxLength: 8, selector: ({ target }) => target }).chain((mappings) => {
  const targets = mappings.map(({ target }) => target).filter((name) => name !== 'objectFilter' && name !== 'parentDistinguishedName' && name !== 'manager' && name !== 'accountDisabled')
  return fc.record({
    source: fc.record(Object.fromEntries(ANCHORS.map((anchor) => [anchor, fc.record({ own: bag(['x', 'y']), boss: one(undefined, ...ANCHORS) }).map(({ own, boss }) => ({ ...own, id: anchor, ...(boss ? { boss } : {}) }))]))),
    target: fc.record(Object.fromEntries(ANCHORS.slice(1).map((anchor) => [`t${anchor}`, fc.record({ own: bag([...targets, 'userAccountControl']), unit: one('A', 'B'), manager: one(undefined, ...ANCHORS, 'CN=2,OU=A,DC=x') })
      .map(({ own, unit, manager }): AttributeBag => ({ ...own, ...(manager ? { manager } : {}), employeeID: anchor, dn: `CN=${anchor},OU=${unit},DC=x` }))]))),
    mappings: fc.constant([direct('id', 'employeeID', { matchingPriority: 1 }), ...mappings]),
    linked: fc.boolean(), system: one<Partial<ConnectedSystem>>({}, { product: 'other' }, { product: 'entraId' }),
  }).map(({ linked, system, ...rest }) => ({ ...rest, sourceSystem: { attributes: { y: { flowNullValues: true } } }, targetSystem: system, ...(linked ? { links: { 2: 't2', 3: 't3' } } : {}) }))
})

/** Compares in this thread, over what another thread would be sent, and is in time for some rows only. */
function ahead({ source, target }: MappingInput, inTime: (row: number) => boolean, skipped: () => void): CompareAhead {
  return {
    begin: (comparison, targets) => {
      const compare = comparer(structuredClone(comparison))
      return (row) => {
        if (!inTime(row)) return undefined
        const bits = compare(cellsOf(source.bodies.at(row) as string), cellsOf(target.objects.bodies.at(targets[row] as number) as string))
        if (bits === 0) skipped()
        return bits
      }
    },
  }
}

async function planOf(situation: Situation, with_: (input: MappingInput) => Partial<MappingInput>): Promise<string> {
  const input = mappingInput(situation)
  const planned: unknown[] = []
  const { followUp, trace, ...result } = await runMapping({ ...input, ...with_(input) }, (one) => planned.push({ ...one, effect: { ...one.effect } }))
  await followUp?.()
  return JSON.stringify({ planned, result, reserved: [...trace.reserved], created: [...trace.created], seqs: [...trace.seqs] })
}

describe('comparing ahead of the walk', () => {
  test('gives the same plan, whomever it is in time for', async () => {
    let skipped = 0
    await fc.assert(fc.asyncProperty(situation, fc.subarray(ANCHORS.map((_, row) => row)), async (generated, inTime) => {
      const alone = await planOf(generated, () => ({}))
      expect(await planOf(generated, (input) => ({ ahead: ahead(input, (row) => inTime.includes(row), () => { skipped++ }) }))).toBe(alone)
      expect(await planOf(generated, (input) => ({ ahead: ahead(input, () => true, () => { skipped++ }) }))).toBe(alone)
    }), { numRuns: RUNS })
    expect(skipped).toBeGreaterThan(0)
  }, 30_000 + RUNS * 100)

  test('spares the walk those whom nothing may change, however many mappings there are', async () => {
    const mappings = [direct('id', 'employeeID', { matchingPriority: 1 }), ...Array.from({ length: 40 }, (_, i) => direct(`a${i}`, `extension${i}`))]
    const values = (changed = -1): AttributeBag => Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`a${i}`, i === changed ? 'new' : 'old']))
    const held = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`extension${i}`, 'old']))
    const generated: Situation = {
      source: { 1: { id: '1', ...values() }, 2: { id: '2', ...values(37) } }, target: { a: { employeeID: '1', ...held }, b: { employeeID: '2', ...held } }, mappings,
    }
    let skipped = 0
    const compared = await planOf(generated, (input) => ({ ahead: ahead(input, () => true, () => { skipped++ }) }))
    expect(compared).toBe(await planOf(generated, () => ({})))
    expect(compared).toContain('extension37')
    expect(skipped).toBe(1)
  })

  test('is not asked for where each mapping’s gate is told', async () => {
    const generated: Situation = { source: { 1: { id: '1', x: 'A' } }, target: { a: { employeeID: '1', title: 'A' } }, mappings: [direct('id', 'employeeID', { matchingPriority: 1 }), direct('x', 'title')] }
    const told: string[] = []
    await planOf(generated, (input) => ({ ahead: ahead(input, () => true, () => undefined), onFlow: (_, { attribute, gate }) => told.push(`${attribute} ${gate}`) }))
    expect(told).toEqual(['employeeID equal', 'title equal'])
  })
})
