import { fc } from '../../support/laws'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { matchCounting } from '../../../shared/expression/regex/backtrack'
import { emit } from '../../../shared/expression/regex/emit'
import { programOf } from '../../../shared/expression/regex/program'
import { parsePattern } from '../../../shared/expression/regex/syntax'

const RUNS = Number(process.env['REHEARSAL_FUZZ'] ?? 5_000)
const OPTIONS = { numRuns: RUNS, seed: 20_250_730, endOnFailure: false } as const
const LONG = Math.max(30_000, RUNS * 3)

const { linear, any } = fc.letrec<{ atom: string; linear: string; look: string; any: string }>((tie) => ({
  atom: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '\\s', '^', '$', '\\z', '\\b', '\\B', ' ') }, { weight: 2, arbitrary: tie('linear').map((p) => `(?:${p})`) }, { weight: 1, arbitrary: tie('linear').map((p) => `(${p})`) }),
  linear: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    tie('atom'),
    fc.tuple(tie('atom'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{2,}?')).map(([atom, times]) => atom + times),
    fc.tuple(tie('linear'), tie('linear')).map((parts) => parts.join('')),
    fc.tuple(tie('linear'), tie('linear')).map((parts) => `(?:${parts.join('|')})`),
  ),
  look: fc.tuple(fc.constantFrom('?=', '?!', '?<=', '?<!', '?>'), tie('linear')).map(([sign, p]) => `(${sign}${p})`),
  any: fc.oneof(tie('linear'), fc.tuple(tie('linear'), tie('look'), tie('linear')).map((parts) => parts.join('')), fc.tuple(tie('linear'), tie('linear')).map(([p, q]) => `(${p})${q}\\1`)),
}))
const value = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'ab'), { maxLength: 8 }).map((parts) => parts.join(''))

function spans(pattern: string, text: string): readonly (readonly [number, number])[] | undefined {
  const tree = parsePattern(pattern)
  const { found, left } = matchCounting(programOf(tree.root, tree.captures), tree.captures, text, 2_000_000)
  return left < 0 ? undefined : found.map(({ start, end }) => [start, end])
}

describe('the matcher that counts its steps', () => {
  test('finds what V8 finds', () => {
    fc.assert(fc.property(any, value, (pattern, text) => {
      const { root, differsInJavaScript } = parsePattern(pattern)
      fc.pre(!differsInJavaScript && !/\)[*+?{]/.test(pattern)) // turns that take nothing end a repetition in .NET, and are undone in JavaScript
      const v8 = new RegExp(emit(root, 'v8', false) ?? '', 'g')
      expect(spans(pattern, text)).toEqual([...text.matchAll(v8)].map((m) => [m.index, m.index + m[0].length]))
    }), OPTIONS)
  }, LONG)

  test('finds a match exactly where RE2 finds one, whatever repeats', () => {
    fc.assert(fc.property(linear, value, (pattern, text) => {
      fc.pre(!text.endsWith('\n'))
      const source = emit(parsePattern(pattern).root, 're2', true)
      if (source === undefined) return
      expect((spans(pattern, text) ?? []).length > 0).toBe(RE2JS.compile(source).matcher(text).find())
    }), OPTIONS)
  }, LONG)
})
