import { describe, expect, test } from 'vitest'
import { compile, parse, type Compiled, type Value } from '../../../shared/expression'
import { CONTEXT } from './support'

function compiled(text: string, slot: (name: string) => number = () => -1): Compiled {
  const { tree } = parse(text)
  if (!tree) throw new Error(`does not parse: ${text}`)
  return compile(tree, slot)
}

describe('a compiled expression', () => {
  test('names its attributes in the order of first use, and asks for each slot once', () => {
    const asked: string[] = []
    const { attributes } = compiled('Join([b], [a], [b], Append([c], [a]))', (name) => asked.push(name))
    expect(attributes).toEqual(['b', 'a', 'c'])
    expect(asked).toEqual(['b', 'a', 'c'])
  })

  test('reads no cell for an attribute that does not exist', () => {
    expect(compiled('IsNull([nope])').evaluate(() => { throw new Error('read') }, CONTEXT)).toBe('True')
  })

  test.each([
    { text: 'Now()', clock: true, because: 'it says the time' },
    { text: 'FormatDateTime([a], , "HH:mm", "HH")', clock: true, because: 'the date is taken from the clock' },
    { text: 'FormatDateTime([a], , [b], "HH")', clock: true, because: 'the format is not known beforehand' },
    { text: 'FormatDateTime([a], , "yyyy-MM-dd", "yyyy")', clock: false, because: 'the text says the whole date' },
    { text: 'CDate([a])', clock: false, because: 'so does this' },
  ])('$text depends on the clock: $clock, for $because', ({ text, clock }) => {
    expect(compiled(text).usesClock).toBe(clock)
  })

  test('says whether it needs a look-up, and whether logs may show it', () => {
    expect(compiled('SelectUniqueValue("a", "b")')).toMatchObject({ usesUniqueValue: true, redacted: false })
    expect(compiled('Redact([a])')).toMatchObject({ usesUniqueValue: false, redacted: true })
  })

  test('compiles even when it can never be evaluated, and fails for each object with the reason', () => {
    for (const [text, code] of [['Nope([a])', 'UnknownFunction'], ['Append([a])', 'ArgumentCount'], ['Join("", SelectUniqueValue("a", "b"))', 'SelectUniqueValueNested']] as const)
      expect(() => compiled(text).evaluate(() => null, CONTEXT)).toThrow(expect.objectContaining({ code }) as Error)
  })

  test('stops at the first free candidate: later ones are not evaluated', () => {
    const asked: string[] = []
    const isTaken = (value: string): boolean => { asked.push(value); return value === 'a' }
    expect(compiled('SelectUniqueValue("a", "b", CDate("never"))').evaluate(() => null, { ...CONTEXT, isTaken })).toBe('b')
    expect(asked).toEqual(['a', 'b'])
  })

  test('reports where it failed', () => {
    const text = 'Join("", [a], CDate([a]))'
    expect(() => compiled(text, () => 0).evaluate(() => 'x', CONTEXT)).toThrow(expect.objectContaining({ code: 'InvalidDate', span: [20, 23] }) as Error)
  })

  test('a list of none is no value', () => {
    const empty: Value = []
    expect(compiled('[a]', () => 0).evaluate(() => empty, CONTEXT)).toBeNull()
    expect(compiled('IsNull([a])', () => 0).evaluate(() => empty, CONTEXT)).toBe('True')
  })
})
