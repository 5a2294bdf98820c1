import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import {
  check, compile, complete, evaluateTree, EvaluationError, functions, hoverAt, parse, print, signatureAt,
  type Expression, type FunctionDeclaration, type Outcome, type Value,
} from '../../../shared/expression'
import { CONTEXT } from './support'

/** How many cases each law tries; `REHEARSAL_FUZZ=1000000` for a long run. */
const RUNS = Number(process.env['REHEARSAL_FUZZ'] ?? 20_000)
const OPTIONS = { numRuns: RUNS, seed: 20_250_730, endOnFailure: false } as const
const LONG = Math.max(30_000, RUNS * 3)
const SPAN = [0, 0] as const

const NAMES = ['a', 'b', 'missing', 'list', 'urn:ietf:2.0:User:x', 'emails[type eq "work"].value'] as const
const TEXTS = ['constructor', '\\p{constructor}', '', ' ', 'a', 'A', '1', '-1', '0', '2.5', 'True', 'False', 'Zoë O\'Brien-Smith', 'd', 'ww', 'yyyy', '2025-02-28', '12/31/2025 7:05:00 PM', 'yyyy-MM-dd', 'M/d/yyyy h:mm:ss tt', 'tr-TR', '\\d+', '(?<x>a)(b)?', '${x}-$1', 'x', '(a+)+$', '"\\', '😀e\u0301', 'SABlAA==', '9223372036854775807']

const textNode = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...TEXTS) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) }).map((value): Expression => ({ kind: 'text', value, span: SPAN }))
const numberNode = fc.constantFrom('0', '1', '2', '3', '-1', '12', '2.5', '&HF', '42568.75', '9223372036854775807').map((text): Expression => ({ kind: 'number', text, span: SPAN }))
const attributeNode = fc.constantFrom(...NAMES).map((name): Expression => ({ kind: 'attribute', name, span: SPAN }))
const wordNode = fc.constantFrom('IgnoreAttributeFlow', 'IgnoreObjectFlow').map((word): Expression => ({ kind: 'word', word, span: SPAN }))
const omitted: Expression = { kind: 'omitted', span: SPAN }

/** A call of this function with as many arguments as it takes; slots that may stay empty sometimes do. */
function callOf({ name, params }: FunctionDeclaration, inner: fc.Arbitrary<Expression>, condition: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  const repeating = params.some((p) => p.repeated)
  const slots = params.map((p) => (p.kind === 'condition' ? condition : p.required ? inner : fc.oneof({ weight: 1, arbitrary: fc.constant(omitted) }, { weight: 2, arbitrary: inner })))
  const more = name === 'Switch' ? fc.integer({ min: 0, max: 2 }).chain((pairs) => fc.array(inner, { minLength: 2 * pairs, maxLength: 2 * pairs }))
    : repeating ? fc.array(inner, { maxLength: 2 }) : fc.constant<Expression[]>([])
  return fc.tuple(fc.tuple(...slots), more).map(([fixed, rest]) => ({ kind: 'call', callee: name, calleeSpan: SPAN, args: [...fixed, ...rest], span: SPAN }))
}

const { expression } = fc.letrec<{ expression: Expression; call: Expression; condition: Expression; leaf: Expression }>((tie) => ({
  leaf: fc.oneof({ weight: 4, arbitrary: textNode }, { weight: 2, arbitrary: numberNode }, { weight: 4, arbitrary: attributeNode }, { weight: 1, arbitrary: wordNode }),
  condition: fc.oneof(tie('expression'), fc.record({ kind: fc.constant('comparison' as const), operator: fc.constantFrom('=', '<>', '>', '>=', '<', '<='), left: tie('expression'), right: tie('expression'), span: fc.constant(SPAN) })),
  call: fc.oneof(...[...functions.values()].map((f) => callOf(f, tie('expression'), tie('condition')))),
  expression: fc.oneof({ maxDepth: 4, depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('call')),
}))

const value: fc.Arbitrary<Value> = fc.oneof(fc.constant(null), fc.constantFrom(...TEXTS), fc.array(fc.constantFrom(...TEXTS), { maxLength: 3 }), fc.string({ unit: 'grapheme', maxLength: 12 }))
const attributes = fc.record({ a: value, b: value, list: fc.array(fc.constantFrom(...TEXTS), { maxLength: 3 }), 'urn:ietf:2.0:User:x': value, 'emails[type eq "work"].value': value })

function outcomeOf(run: () => Outcome): Outcome | { readonly error: string; readonly message: string } {
  try {
    return run()
  } catch (reason) {
    if (reason instanceof EvaluationError) return { error: reason.code, message: reason.message }
    throw reason
  }
}

/** A tree as JSON without its spans. */
function bare(tree: Expression | undefined): string {
  return JSON.stringify(tree, (key, part: unknown) => (key === 'span' || key === 'calleeSpan' ? undefined : part))
}

describe('for any expression', () => {
  test('what is printed parses to the same tree', () => {
    fc.assert(fc.property(expression, (tree) => {
      const { tree: again, diagnostics } = parse(print(tree))
      if (print(tree).length <= 10_000) expect([bare(again), diagnostics.filter((d) => d.severity === 'error')]).toEqual([bare(tree), []])
    }), OPTIONS)
  }, LONG)

  test('compiled and walked, it gives the same value or the same error', () => {
    fc.assert(fc.property(expression, attributes, fc.constantFrom<readonly string[]>([], ['a', 'x'], TEXTS), (tree, record, taken) => {
      const context = { ...CONTEXT, isTaken: (v: string) => taken.includes(v) }
      const names: string[] = []
      const cells: Readonly<Record<string, Value>> = record
      const compiled = compile(tree, (name) => names.push(name) - 1)
      expect(outcomeOf(() => compiled.evaluate((slot) => cells[names[slot] ?? ''] ?? null, context))).toEqual(outcomeOf(() => evaluateTree(tree, record, context)))
    }), OPTIONS)
  }, LONG)

  test('checking it never throws, and every span lies in the text', () => {
    fc.assert(fc.property(expression, (tree) => {
      const text = print(tree)
      for (const d of check(text, { source: [{ name: 'a' }, { name: 'list', multiValued: true }], target: { name: 'mail', kind: 'activeDirectory', maxLength: 5, multiValued: false } })) {
        expect(d.span[0]).toBeGreaterThanOrEqual(0)
        expect(d.span[1]).toBeLessThanOrEqual(text.length)
        expect(d.span[0]).toBeLessThanOrEqual(d.span[1])
      }
    }), { ...OPTIONS, numRuns: Math.ceil(RUNS / 4) })
  }, LONG)
})

describe('for any text', () => {
  const pieces = fc.array(fc.constantFrom('constructor', '__proto__', 'Switch', 'IIF', 'Join', '(', ')', ',', '"', '\\', '[', ']', 'a', '=', '<>', '&', '&&', '&H', '%x%', '$y', "'", '“', '”', '-', '1', '.', ' ', '\n', 'NULL', 'é', '\ud800', '😀', '/*', '{', '<'), { maxLength: 24 }).map((parts) => parts.join(''))
  const anything = fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }))

  test('lexer, parser, checker, completion and hover give an answer', () => {
    fc.assert(fc.property(anything, fc.nat(30), (text, offset) => {
      const { tree, diagnostics } = parse(text)
      expect(tree !== undefined || diagnostics.some((d) => d.severity === 'error')).toBe(true)
      if (tree) expect(bare(parse(print(tree)).tree)).toBe(bare(tree))
      check(text, { source: [{ name: 'a' }] })
      complete(text, Math.min(offset, text.length), { source: [{ name: 'a' }] })
      signatureAt(text, Math.min(offset, text.length))
      hoverAt(text, Math.min(offset, text.length))
    }), OPTIONS)
  }, LONG)

  test('nested as deep as anybody could, it is refused rather than exhausting the stack', () => {
    for (const open of ['(', 'Not(', 'A(', '[', 'IIF(Not(']) {
      const text = open.repeat(Math.floor(99_000 / open.length))
      expect(parse(text).tree).toBeUndefined()
      check(text, {})
    }
    expect(parse('x'.repeat(2_000_000)).diagnostics.map((d) => d.code)).toEqual(['ExpressionTooLong'])
    const deep = `${'Not('.repeat(900)}"True"${')'.repeat(900)}`
    const { tree } = parse(deep)
    if (!tree) throw new Error('900 deep is legal')
    expect(compile(tree, () => -1).evaluate(() => null, CONTEXT)).toBe('True')
    expect(evaluateTree(tree, {}, CONTEXT)).toBe('True')
  })
})
