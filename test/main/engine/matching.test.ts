import { describe, expect, test } from 'vitest'
import { direct, expression, scope } from '../../support/project'
import { rule } from '../../support/rule'
import { type Situation, issueCodes, planMapping } from './plan-mapping'

const byNumber = direct('id', 'employeeID', { matchingPriority: 1 })
const byMail = direct('mail', 'mail', { matchingPriority: 2 })
const name = direct('name', 'cn')

/** Who each person is, as `matched a on 0`, and what fails. */
async function outcomes(situation: Situation): Promise<Readonly<Record<string, string>>> {
  const { planned } = await planMapping(situation)
  return Object.fromEntries(planned.map(({ action, match, on }) => [action.source?.anchor as string, [match, action.target?.anchor, on >= 0 ? `on ${on}` : '', ...issueCodes(action)].filter(Boolean).join(' ')]))
}

describe('matching', () => {
  rule.each<{ situation: Situation; outcome: string; because: string; rule?: string | readonly string[] }>([
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: '1' } }, mappings: [byNumber] }, outcome: 'matched a on 0', because: 'one object has the value' },
    { situation: { source: { 1: { id: 'ab' } }, target: { a: { employeeID: 'AB' } }, mappings: [byNumber] }, outcome: 'matched a on 0', because: 'case does not count' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: '2' } }, mappings: [byNumber, direct('id', 'cn')] }, outcome: 'unmatched', because: 'nobody has the value' },
    { situation: { source: { 1: { id: '1', mail: 'x@x.org' } }, target: { a: { employeeID: '1', mail: 'y@x.org' }, b: { employeeID: '2', mail: 'x@x.org' } }, mappings: [byMail, byNumber] }, outcome: 'matched a on 0', rule: '4-1', because: 'the lowest priority is tried first, whatever the order of mappings' },
    { situation: { source: { 1: { id: '1', mail: 'x@x.org' } }, target: { b: { employeeID: '2', mail: 'x@x.org' } }, mappings: [byNumber, byMail] }, outcome: 'matched b on 1', rule: ['4-1', '4-3'], because: 'the next attribute is tried when the first finds nothing' },
    { situation: { source: { 1: { mail: 'x@x.org' } }, target: { b: { employeeID: '2', mail: 'x@x.org' } }, mappings: [byNumber, byMail] }, outcome: 'matched b on 1', rule: '4-3', because: 'an attribute without a value is passed over' },
    { situation: { source: { 1: { id: '1', mail: 'x@x.org' } }, target: { a: { employeeID: '1', mail: 'x@x.org' }, b: { employeeID: '1' } }, mappings: [byNumber, byMail] }, outcome: 'ambiguous on 0 DuplicateTargetEntries', rule: ['4-7', '4-1'], because: 'two objects are found, and a later attribute never breaks the tie' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: ['1', '9'] } }, mappings: [byNumber] }, outcome: 'matched a on 0', because: 'every value of a multi-valued attribute counts' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: ['1', '1'] } }, mappings: [byNumber] }, outcome: 'matched a on 0', because: 'one object that holds the value twice is one object' },
    { situation: { source: { 1: { number: '7' } }, target: { a: { employeeID: '0007' } }, mappings: [expression('Join("", "000", [number])', 'employeeID', { matchingPriority: 1 })] }, outcome: 'matched a on 0', rule: '4-2', because: 'the source side may be an expression' },
    { situation: { source: { 1: { name: 'Ann' } }, mappings: [byNumber, byMail] }, outcome: 'skipped', because: 'no matching attribute has a value' },
    { situation: { source: { 1: { id: '', name: 'Ann' } }, mappings: [byNumber] }, outcome: 'skipped', because: 'an empty value is nothing to look for' },
    { situation: { source: { 1: { name: 'Ann' } }, mappings: [byNumber], mapping: { scope: scope([['name', 'EQUALS', 'Bea']]) } }, outcome: 'skipped', rule: '4-4', because: 'the import is skipped before scope is even evaluated' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: '1' } }, mappings: [byNumber], mapping: { scope: scope([['name', 'IS NOT NULL']]) } }, outcome: 'outOfScope', rule: '2.1-2', because: 'nobody out of scope is looked for' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: '1' }, b: { employeeID: '2' } }, links: { 1: 'b' }, mappings: [byNumber] }, outcome: 'linked b', rule: ['4-10', '2.1-4'], because: 'a link once made is used, whatever the values are now' },
    { situation: { source: { 1: { name: 'Ann' } }, target: { b: { employeeID: '2' } }, links: { 1: 'b' }, mappings: [byNumber] }, outcome: 'skipped', because: 'each object needs a value to match by, a linked one, too' },
    { situation: { source: { 1: { id: '1' } }, target: { b: { employeeID: '2' } }, links: { 1: 'b' }, mappings: [byMail, byNumber] }, outcome: 'linked b', because: 'one value is enough' },
    { situation: { source: { 1: { id: '1' } }, target: { b: { employeeID: '2' } }, links: { 1: 'b' }, mappings: [expression('Item([id], 2)', 'employeeID', { matchingPriority: 1, apply: 'ObjectAddOnly' })] }, outcome: 'linked b', because: 'an expression that fails is no missing value, and nobody is looked for' },
    { situation: { source: { 1: { id: '1' } }, target: { b: { employeeID: '2' } }, links: { 1: 'b' }, mappings: [direct('id', 'employeeID')] }, outcome: 'linked b', because: 'nothing is matched by at all' },
    { situation: { source: { 1: { id: '1' } }, target: { a: { employeeID: '1' } }, links: { 1: 'gone' }, mappings: [byNumber] }, outcome: 'linked InvalidAnchor', rule: '4-11', because: 'the linked object is gone, and it is not matched anew' },
  ])('says $outcome, because $because', async ({ situation, outcome }) => {
    expect((await outcomes(situation))[1]).toBe(outcome)
  })
})

describe('sources that want the same', () => {
  rule(['4-8', '2.4-18', '16-1'], 'fail all when they find one target object, with each other as candidates', async () => {
    const { actions } = await planMapping({ source: { 1: { id: '7' }, 2: { id: '7' }, 3: { id: '8' } }, target: { a: { employeeID: '7' }, b: { employeeID: '8' } }, mappings: [byNumber] })
    expect(['1', '2', '3'].map((anchor) => issueCodes(actions.get(anchor)).join())).toEqual(['DuplicateSourceEntries', 'DuplicateSourceEntries', ''])
    expect(actions.get('1')).toMatchObject({ kind: 'skip', status: 'failed', issues: [{ candidates: ['1 (1)', '2 (2)'] }] })
  })

  rule('4-8', 'fail all when both would be created with one matching value, shown as it is written', async () => {
    const { actions } = await planMapping({ source: { 1: { id: 'A7' }, 2: { id: 'a7' } }, mappings: [byNumber, name] })
    expect(['1', '2'].map((anchor) => issueCodes(actions.get(anchor)).join())).toEqual(['DuplicateSourceEntries', 'DuplicateSourceEntries'])
    expect(actions.get('1')?.issues[0]?.value).toBe('A7')
  })

  test('are several people: one that holds a value twice is no rival of itself', async () => {
    expect((await outcomes({ source: { 1: { id: ['A', 'a'] } }, mappings: [byNumber, name, direct('id', 'info')], targetSystem: { product: 'other' } }))[1]).toBe('unmatched')
  })

  rule('2.4-18', 'fail without touching the one that is linked already', async () => {
    expect(await outcomes({ source: { 1: { id: '7' }, 2: { id: '7' } }, target: { a: { employeeID: '7' } }, links: { 1: 'a' }, mappings: [byNumber] }))
      .toEqual({ 1: 'linked a', 2: 'duplicate a on 0 DuplicateSourceEntries' })
  })

  test('count those whom an incremental cycle does not look at, when they hold the link', async () => {
    expect(await outcomes({ source: { 1: { id: '7' }, 2: { id: '7' } }, target: { a: { employeeID: '7' } }, links: { 1: 'a' }, changed: ['2'], mappings: [byNumber] }))
      .toEqual({ 2: 'duplicate a on 0 DuplicateSourceEntries' })
  })

  test('are no rivals when one of them is out of scope', async () => {
    expect(await outcomes({ source: { 1: { id: '7', active: '1' }, 2: { id: '7' } }, target: { a: { employeeID: '7' } }, mappings: [byNumber], mapping: { scope: scope([['active', 'IS TRUE']]) } }))
      .toEqual({ 1: 'matched a on 0', 2: 'outOfScope' })
  })

  test('leave the account to a new source object when the one that had it is gone from the source', async () => {
    const { actions, planned } = await planMapping({ source: { 2: { id: '7' } }, target: { a: { employeeID: '7' } }, links: { 1: 'a' }, mappings: [byNumber] })
    expect(actions.get('2')).toMatchObject({ kind: 'skip', reason: { code: 'unchanged' } })
    expect(actions.get('1')).toMatchObject({ kind: 'skip', reason: { code: 'takenOver' } })
    expect(planned.map((one) => one.effect.link)).toEqual([{ source: '1', end: true }, { source: '2', target: 'a', state: 'active' }])
  })
})

describe('the brownfield', () => {
  rule(['4-12', '4-13', '16-2', '2.4-4'], 'becomes an update at first sight that says so, and leaves accounts without a source partner alone', async () => {
    const { actions, planned, result } = await planMapping({ source: { 1: { id: '1', name: 'Ann' } }, target: { a: { employeeID: '1', cn: 'Anna' }, b: { employeeID: '9', cn: 'Svc' } }, mappings: [byNumber, name] })
    expect(actions.get('1')).toMatchObject({ kind: 'update', reason: { code: 'firstMatch' }, marks: ['overwrites'], changes: [{ attribute: 'cn', before: 'Anna', after: 'Ann' }] })
    expect(planned).toHaveLength(1)
    expect(result.onlyTarget).toEqual([1])
    expect(result.matching).toEqual([{ attribute: 'employeeID', priority: 1, decided: 1 }])
  })
})
