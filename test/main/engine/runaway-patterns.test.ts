import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { direct, expression, scope } from '../../support/project'
import { issueCodes, planMapping } from './plan-mapping'

/** No linear-time engine takes it, and no backtracking one gets through it in a lifetime. */
const EVIL = '(?=(a+)+$)a'
const REPLACE = `Replace([name], , "${EVIL}", , "x", , )`
const byNumber = direct('id', 'employeeID', { matchingPriority: 1 })
const bad = `${'a'.repeat(60)}!`

/** Everybody's name runs away but that of person 0002. */
function people(count: number): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => {
    const id = String(i + 1).padStart(4, '0')
    return [id, { id, name: i === 1 ? 'aa' : bad }]
  }))
}

describe('a pattern that runs away', () => {
  test('fails the people it runs away on within two seconds for all of them, and names mapping, pattern and person', async () => {
    const startedAt = performance.now()
    const { actions } = await planMapping({ source: people(500), mappings: [byNumber, expression(REPLACE, 'cn'), expression(REPLACE, 'displayName')] })
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    const [first, second] = [actions.get('0001'), actions.get('0002')]
    expect(first).toMatchObject({ status: 'failed' })
    expect(first?.issues.map((issue) => issue.message)).toEqual([
      expect.stringMatching(/expression for cn .*“\(\?=\(a\+\)\+\$\)a” ran away on this value/),
      expect.stringMatching(/expression for displayName .*ran away on this value/),
    ])
    expect(issueCodes(actions.get('0500'))).toEqual(['ExpressionFailed', 'ExpressionFailed'])
    expect(second).toMatchObject({ kind: 'create', status: 'planned' })
  })

  test('in a matching attribute fails the import of those people, who are left alone', async () => {
    const { actions } = await planMapping({ source: people(3), mappings: [expression(REPLACE, 'employeeID', { matchingPriority: 1 }), direct('id', 'cn')] })
    expect(actions.get('0001')).toMatchObject({ kind: 'skip', status: 'failed', reason: { code: 'notDecided' }, issues: [{ code: 'ExpressionFailed', attribute: 'employeeID' }] })
    expect(actions.get('0003')?.issues[0]?.message).toMatch(/ran away on this value/)
    expect(actions.get('0002')).toMatchObject({ kind: 'create', status: 'planned' })
  })

  test('in a scoping clause puts nobody out of scope', async () => {
    const { actions } = await planMapping({
      source: people(3), target: { a: { employeeID: '0001' }, b: { employeeID: '0002' } }, links: { '0001': 'a' },
      mappings: [byNumber], mapping: { scope: scope([['name', 'REGEX MATCH', `${EVIL}.*`]]) },
    })
    expect(actions.get('0001')).toMatchObject({ kind: 'skip', status: 'failed', issues: [{ message: expect.stringMatching(/scoping clause .*ran away/) as string }] })
    expect(actions.get('0003')).toMatchObject({ kind: 'skip', status: 'failed', issues: [{ message: expect.stringMatching(/scoping clause .*ran away/) as string }] })
    expect(issueCodes(actions.get('0002'))).toEqual([])
  })

  test('gives the same plan each time', async () => {
    const plan = async (): Promise<string> => JSON.stringify([...(await planMapping({ source: people(20), mappings: [byNumber, expression(REPLACE, 'cn')] })).actions])
    expect(await plan()).toBe(await plan())
  })

  test('law: gives each person alone what it gives among all', async () => {
    const names = fc.constantFrom(bad, 'aa', 'b', `b${bad}`, `${'a'.repeat(30)}?`)
    await fc.assert(fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 8 }), async (all) => {
      const source = Object.fromEntries(all.map((name, i) => [String(i), { id: String(i), name }]))
      const mapped = { mappings: [byNumber, expression(REPLACE, 'cn')], mapping: { scope: scope([['name', 'NOT REGEX MATCH', `${EVIL}b`], ['id', 'IS NOT NULL']]) } }
      const together = (await planMapping({ source, ...mapped })).actions
      for (const [anchor, person] of Object.entries(source)) expect((await planMapping({ source: { [anchor]: person }, ...mapped })).actions.get(anchor)).toEqual(together.get(anchor))
    }), { numRuns: 20 })
  })
})
