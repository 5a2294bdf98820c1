import { describe, expect, test } from 'vitest'
import { ChangeGroups } from '../../../main/engine/group-changes'
import { direct, expression } from '../../support/project'
import { issueCodes, planMapping, written } from './plan-mapping'

const match = direct('id', 'employeeID', { matchingPriority: 1 })
const unique = expression('SelectUniqueValue([login], Append([login], "2"), Append([login], "3"))', 'sAMAccountName', { apply: 'ObjectAddOnly' })

/** People 0001 and on, whose login is all the same. */
function namesakes(count: number): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => {
    const id = String(i + 1).padStart(4, '0')
    return [id, { id, login: 'Ann', name: `Person ${id}` }]
  }))
}

describe('SelectUniqueValue over a population', () => {
  test('passes over what the target holds, and hands out the rest in the order of anchors, whatever the case', async () => {
    const { actions } = await planMapping({ source: namesakes(3), target: { a: { sAMAccountName: 'ANN2' } }, mappings: [match, direct('name', 'cn'), unique] })
    expect(['0001', '0002', '0003'].map((anchor) => actions.get(anchor)?.changes.find((c) => c.attribute === 'sAMAccountName')?.after)).toEqual(['Ann', 'Ann3', undefined])
    expect(issueCodes(actions.get('0003'))).toEqual(['UniqueValueExhausted'])
  })

  test('leaves the value free that a failed entry would have got', async () => {
    const source = { ...namesakes(2), '0001': { id: '0001', login: 'Ann', name: 'x'.repeat(70) } }
    const { actions } = await planMapping({ source, mappings: [match, direct('name', 'cn'), unique] })
    expect(actions.get('0001')).toMatchObject({ status: 'failed' })
    const second = actions.get('0002')
    expect(second && written(second)).toMatchObject({ sAMAccountName: 'Ann' })
  })

  test('that finds nothing free for ten thousand is one group, not ten thousand', async () => {
    const { planned } = await planMapping({ source: namesakes(10_000), mappings: [match, direct('name', 'cn'), unique] })
    const groups = new ChangeGroups()
    for (const { seq, action, cause } of planned) groups.add(seq, action, cause)
    const failed = groups.finish().filter((group) => group.status === 'failed')
    expect(failed.map(({ cause, shape, objects }) => ({ cause, shape, objects }))).toEqual([{ cause: { type: 'mapping', id: 'sAMAccountName' }, shape: 'every candidate is taken', objects: 9_997 }])
  }, 30_000)
})
