import { describe, expect, test } from 'vitest'
import { runMapping } from '../../../main/engine/run-mapping'
import type { FlowGate, GatedFlow } from '../../../shared/model/gate'
import type { AttributeMapping } from '../../../shared/model/project'
import { constant, direct, expression } from '../../support/project'
import { mappingInput, type Situation } from './plan-mapping'

const key = direct('id', 'employeeID', { matchingPriority: 1 })

async function gatesOf(situation: Situation): Promise<ReadonlyMap<string, GatedFlow>> {
  const flows = new Map<string, GatedFlow>()
  await runMapping({ ...mappingInput(situation), onFlow: (_, flow) => void flows.set(flow.attribute, flow) }, () => undefined)
  return flows
}

/** One person whose account holds `held` in `title`, and the mapping of it. */
async function gateOf(mapping: AttributeMapping, person: Readonly<Record<string, string>>, held: Readonly<Record<string, string | readonly string[]>> | undefined, more: Partial<Situation> = {}): Promise<GatedFlow | undefined> {
  const target = held === undefined ? {} : { a: { dn: 'CN=A,DC=x', cn: 'A', employeeID: 'p', ...held } }
  return (await gatesOf({ source: { p: { id: 'p', name: 'P', ...person } }, target, mappings: [key, direct('name', 'cn'), mapping], ...more })).get(mapping.target)
}

const nullable = { sourceSystem: { attributes: { job: { flowNullValues: true } } } }

describe('what became of a mapping, by the first gate that it met', () => {
  test.each<[string, AttributeMapping, Readonly<Record<string, string>>, Readonly<Record<string, string | readonly string[]>> | undefined, FlowGate, Partial<Situation>?]>([
    ['another value is written', direct('job', 'title'), { job: 'Nurse' }, { title: 'Clerk' }, 'written'],
    ['the same value', direct('job', 'title'), { job: 'Nurse' }, { title: 'Nurse' }, 'equal'],
    ['the same value but for its case', direct('job', 'title'), { job: 'Nurse' }, { title: 'NURSE' }, 'equalButCase'],
    ['no value on either side', direct('job', 'title'), {}, {}, 'nothing'],
    ['no value, and null flow is off', direct('job', 'title'), {}, { title: 'Clerk' }, 'nullFlowOff'],
    ['no value, and null flow is on for the mapping alone', direct('job', 'title', { flowNullValues: true }), {}, { title: 'Clerk' }, 'nullFlowOff'],
    ['no value, and both switches are on', direct('job', 'title', { flowNullValues: true }), { job: '' }, { title: 'Clerk' }, 'written', { ...nullable, job: { service: 'Application' } }],
    ['another value, only during creation', direct('job', 'title', { apply: 'ObjectAddOnly' }), { job: 'Nurse' }, { title: 'Clerk' }, 'onlyOnCreation'],
    ['the same value, only during creation', direct('job', 'title', { apply: 'ObjectAddOnly' }), { job: 'Nurse' }, { title: 'Nurse' }, 'equal'],
    ['no value any more, only during creation', direct('job', 'title', { apply: 'ObjectAddOnly' }), {}, { title: 'Clerk' }, 'onlyOnCreation'],
    ['only while empty', direct('job', 'title', { apply: 'AttributeAddOnly' }), { job: 'Nurse' }, { title: 'Clerk' }, 'otherApply'],
    ['only while empty, and it is', direct('job', 'title', { apply: 'AttributeAddOnly' }), { job: 'Nurse' }, {}, 'written'],
    ['a default, and the target has a value', { type: 'None', target: 'title', default: 'Staff' }, {}, { title: 'Clerk' }, 'onlyDefault'],
    ['IgnoreAttributeFlow', expression('IIF(IsPresent([job]), IgnoreAttributeFlow, "x")', 'title'), { job: 'Nurse' }, { title: 'Clerk' }, 'ignored'],
    ['an expression that fails', expression('CInt([job])', 'title'), { job: 'Nurse' }, { title: 'Clerk' }, 'expressionFailed'],
    ['a reference', direct('boss', 'manager'), { boss: 'q' }, {}, 'reference'],
    ['a constant for a new account', constant('Staff', 'title'), {}, undefined, 'written'],
    ['no value for a new account', direct('job', 'title'), {}, undefined, 'nothing'],
    ['IgnoreAttributeFlow for a new account', expression('IgnoreAttributeFlow', 'title'), {}, undefined, 'ignored'],
    ['an expression that fails for a new account', expression('CInt([job])', 'title'), { job: 'Nurse' }, undefined, 'expressionFailed'],
    ['a reference of a new account', direct('boss', 'manager'), { boss: 'q' }, undefined, 'reference'],
  ])('%s', async (_, mapping, person, held, gate, more = {}) => {
    expect((await gateOf(mapping, person, held, more))?.gate).toBe(gate)
  })

  test('every mapping has its say once, with what it wanted and what the target holds', async () => {
    const flows = await gatesOf({
      source: { p: { id: 'p', name: 'P', job: 'Nurse' } }, target: { a: { dn: 'CN=P,DC=x', cn: 'P', employeeID: 'p', title: 'Clerk' } }, mappings: [key, direct('name', 'cn'), direct('job', 'title')],
    })
    expect([...flows.values()].map(({ attribute, gate }) => `${attribute} ${gate}`)).toEqual(['cn equal', 'employeeID equal', 'title written'])
    expect(flows.get('title')).toEqual({ attribute: 'title', gate: 'written', wanted: 'Nurse', current: 'Clerk' })
  })

  test('what asks to be redacted is told without its value', async () => {
    expect(await gateOf(expression('Redact([job])', 'title'), { job: 'Nurse' }, { title: 'Clerk' })).toEqual({ attribute: 'title', gate: 'written', wanted: '[Redact]', current: '[Redact]' })
  })

  test('telling changes nothing of the plan, even where what is told fails', async () => {
    const situation: Situation = { source: { p: { id: 'p', name: 'P' } }, target: { a: { dn: 'CN=P,DC=x', cn: 'P', employeeID: 'p', title: 'Clerk' } }, mappings: [key, direct('name', 'cn'), expression('CInt([name])', 'title', { apply: 'ObjectAddOnly' })] }
    const plan = async (onFlow: boolean): Promise<unknown[]> => {
      const planned: unknown[] = []
      await runMapping({ ...mappingInput(situation), ...(onFlow ? { onFlow: () => undefined } : {}) }, (one) => void planned.push(one))
      return planned
    }
    expect(await plan(true)).toEqual(await plan(false))
  })
})
