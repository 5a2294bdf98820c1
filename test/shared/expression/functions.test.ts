import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { functions, runVectors, type Value } from '../../../shared/expression'
import { CONTEXT, evaluate } from './support'

const withExamples = [...functions.values()].filter((f) => f.examples.length > 0)

describe.each(withExamples)('$name', ({ examples }) => {
  test.each(examples.map(([source, result]) => ({ source, result })))('$source is $result', ({ source, result }) => {
    expect(evaluate(source)).toEqual(result)
  })
})

describe('every declaration', () => {
  test.each([...functions.values()].map((f) => ({ ...f })))('$name says what it is and where that is written', ({ name, doc, source, params, evaluate: run }) => {
    expect(doc).toMatch(/\.$/)
    expect(source).not.toBe('')
    expect(params.every((p) => p.name !== '')).toBe(true)
    expect(run !== undefined || ['IIF', 'Switch', 'Coalesce', 'SelectUniqueValue', 'IgnoreFlowIfNullOrEmpty'].includes(name)).toBe(true)
  })
})

test.each([
  { file: 'expressions.json', least: 330, of: 'what the language is made of' },
  { file: 'expressions-page.json', least: 600, of: 'the reference page, paragraph by paragraph' },
])('our own vectors of $of pass, every one, with the codes they name', ({ file, least }) => {
  const report = runVectors(JSON.parse(readFileSync(new URL(`../../vectors/${file}`, import.meta.url), 'utf8')))
  expect(report.failed).toEqual([])
  expect(report.codeMismatches).toEqual([])
  expect(report.total).toBeGreaterThanOrEqual(least)
})

describe('a vector file', () => {
  test('counts a wrong value as failed, and a wrong code as a mismatch that passes', () => {
    const report = runVectors([
      { id: 'a', expression: 'Append("x", "y")', expected: 'yx' },
      { id: 'b', expression: 'Append("x")', error: 'SyntaxError' },
      { id: 'c', expression: 'Append("x", "y")', error: 'InvalidDate' },
      { id: 'd', expression: 'Append("x", "y")', expected: 'no', acceptable: ['xy'] },
    ])
    expect(report).toEqual({
      total: 4, passed: 2,
      failed: [{ id: 'a', expected: 'yx', actual: 'xy', error: null }, { id: 'c', expected: { error: 'InvalidDate' }, actual: 'xy', error: null }],
      codeMismatches: [{ id: 'b', expected: 'SyntaxError', actual: 'ArgumentCount' }],
    })
  })

  test('that is none is one failure, not an exception', () => {
    expect(runVectors({ nothing: true }).failed).toHaveLength(1)
    expect(runVectors([3]).failed).toHaveLength(1)
  })
})

describe('draws', () => {
  const password = 'RandomString(12, 3, 2, 2, 2, "O0l1")'
  test('are the same for the same seed, mapping and person, and differ for another', () => {
    const first = evaluate(password)
    expect(evaluate(password)).toBe(first)
    expect(evaluate(password, {}, { ...CONTEXT, drawKey: 'mail 1002' })).not.toBe(first)
    expect(evaluate(password, {}, { ...CONTEXT, seed: 8 })).not.toBe(first)
  })

  test('keep to length, minimums and characters to avoid, for a thousand people', () => {
    const seen = new Set<Value>()
    for (let person = 0; person < 1000; person += 1) {
      const drawn = evaluate(password, {}, { ...CONTEXT, drawKey: `unicodePwd ${person}` })
      if (typeof drawn !== 'string') throw new Error(`not text: ${JSON.stringify(drawn)}`)
      seen.add(drawn)
      expect(drawn).toHaveLength(12)
      expect(drawn).not.toMatch(/[O0l1]/)
      const count = (pattern: RegExp): number => drawn.match(pattern)?.length ?? 0
      expect([count(/\d/g) >= 3, count(/[^A-Za-z0-9]/g) >= 2, count(/[A-Z]/g) >= 2, count(/[a-z]/g) >= 2]).toEqual([true, true, true, true])
    }
    expect(seen.size).toBe(1000)
  })

  test('two calls of one expression draw apart', () => {
    const pair = evaluate('Join(" ", Guid(), Guid())')
    if (typeof pair !== 'string') throw new Error('not text')
    const [a, b] = pair.split(' ')
    expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(a).not.toBe(b)
  })
})
