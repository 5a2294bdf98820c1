import { describe, expect, test } from 'vitest'
import { PatternStopped } from '../../../shared/expression'
import { NetRegex } from '../../../shared/expression/regex/matcher'
import { evaluate } from './support'

function replaced(pattern: string, value: string, replacement: string): string {
  return NetRegex.of(pattern).replaceAll(value, replacement)
}

describe('a .NET pattern', () => {
  test.each([
    { pattern: 'a.c', value: 'a\rc a\nc', gives: 'X a\nc', because: 'a dot is anything but a line feed' },
    { pattern: '(?s)a.c', value: 'a\nc', gives: 'X', because: 'or everything with (?s)' },
    { pattern: 'b$', value: 'b\n', gives: 'X\n', because: 'the end, or before a last line feed' },
    { pattern: 'b\\z', value: 'b\n', gives: 'b\n', because: '\\z is the very end' },
    { pattern: 'b\\Z', value: 'b\n', gives: 'X\n', because: '\\Z is $' },
    { pattern: '\\Ab', value: 'b\nb', gives: 'X\nb', because: '\\A is the very start' },
    { pattern: '(?m)^b$', value: 'b\nb', gives: 'X\nX', because: 'lines with (?m)' },
    { pattern: '(?i)é', value: 'É', gives: 'X', because: 'case is ignored beyond ASCII' },
    { pattern: 'a(?i:b)c', value: 'aBc aBC', gives: 'X aBC', because: 'options may hold for a group' },
    { pattern: '(?i)a(?-i)b', value: 'Ab AB', gives: 'X AB', because: 'and be taken back' },
    { pattern: '(?x) a b # both\n', value: 'ab', gives: 'X', because: 'white space is free with (?x)' },
    { pattern: '\\w+', value: 'Zoë_1-x', gives: 'X-X', because: 'words are Unicode' },
    { pattern: '\\d', value: '٣3', gives: 'XX', because: 'digits are Unicode' },
    { pattern: '\\bl', value: 'él l', gives: 'él X', because: 'so are the borders of words' },
    { pattern: '\\s', value: 'a\u00a0b\u0085', gives: 'aXbX', because: 'and white space' },
    { pattern: '\\p{Lu}', value: 'aÉ', gives: 'aX', because: 'categories' },
    { pattern: '\\P{L}+', value: 'a1-é', gives: 'aXé', because: 'negated categories' },
    { pattern: '\\p{IsCyrillic}+', value: 'aЖя', gives: 'aX', because: 'blocks' },
    { pattern: '[a-z-[aeiou]]+', value: 'hello', gives: 'XeXo', because: 'class subtraction' },
    { pattern: '[^a-c-[x]]', value: 'axd', gives: 'axX', because: 'subtraction from a negated class' },
    { pattern: '[]a]', value: ']', gives: 'X', because: 'a bracket first in a class is itself' },
    { pattern: '[a\\-z]', value: '-', gives: 'X', because: 'an escaped hyphen is one' },
    { pattern: 'a{,2}', value: 'a{,2}', gives: 'X', because: '{,2} is no quantifier' },
    { pattern: '\\x41\\u0042\\103\\cI', value: 'ABC\t', gives: 'X', because: 'escapes' },
    { pattern: '(?>a+)ab', value: 'aaab', gives: 'aaab', because: 'an atomic group gives nothing back' },
    { pattern: '(?<=\\d{1,3})x', value: '12x', gives: '12X', because: 'look-behind of any length' },
    { pattern: '(?<!a)b', value: 'ab b', gives: 'ab X', because: 'negative look-behind' },
    { pattern: '(a)(b)?c', value: 'ac', gives: 'X', because: 'groups that did not take part' },
    { pattern: '(?n)(a)(?<n>b)', value: 'ab', gives: 'X', because: 'explicit capture' },
    { pattern: '(?#note)a', value: 'a', gives: 'X', because: 'comments' },
    { pattern: '(\\w)\\1', value: 'abbc', gives: 'aXc', because: 'back-references' },
    { pattern: '(a)?b\\1', value: 'b aba', gives: 'b X', because: 'a group that took no part matches nothing, not even the empty text' },
    { pattern: '(?i)(b)-\\1', value: 'b-B', gives: 'X', because: 'a back-reference ignores case as well' },
  ])('$pattern on $value: $because', ({ pattern, value, gives }) => {
    expect(replaced(pattern, value, 'X')).toBe(gives)
  })

  test.each([
    { pattern: '(?<b>x)(y)', value: 'xy', replacement: '$1$2', gives: 'yx', because: 'unnamed groups are numbered first' },
    { pattern: '(y)', value: 'y', replacement: '${1}0', gives: 'y0', because: 'braces end a number' },
    { pattern: '(y)', value: 'y', replacement: '$10', gives: '$10', because: 'a group that is not there stays as it stands' },
    { pattern: 'y', value: 'xyz', replacement: '[$&$`$\'$_$$]', gives: 'x[yxzxyz$]z', because: 'the match, what is before and after, everything, a dollar' },
    { pattern: '(a)|(b)', value: 'b', replacement: '<$1$2>', gives: '<b>', because: 'a group that did not take part is empty' },
    { pattern: '(?:(a)|(b))+', value: 'ab', replacement: '<$1$2>', gives: '<ab>', because: 'a group keeps what it took in an earlier turn' },
    { pattern: '(?:(a)|b|c)*', value: 'abc', replacement: '<$1>', gives: '<a><>', because: 'whatever the later turns took' },
    { pattern: '(?<n>a)|(?<n>b)', value: 'ab', replacement: '<${n}>', gives: '<a><b>', because: 'two groups may share a name' },
    { pattern: '(.*?)(?<id>.{0,8})$', value: '0000000012345', replacement: '${id}', gives: '00012345', because: 'the empty match at the end adds nothing' },
  ])('$replacement for $pattern: $because', ({ pattern, value, replacement, gives }) => {
    expect(replaced(pattern, value, replacement)).toBe(gives)
  })

  test.each(['a++', '(?<a-b>x)', '(?(1)a|b)', '\\Ga', '(', ')', '[', '[z-a]', '*a', '\\', '\\y', 'a{2,1}', '(?<1a>x)', '\\k<no>', '\\p{Nope}', '(?P<x>a)', '\\x4', 'x**'])('%s is refused, with a sentence', (pattern) => {
    expect(() => NetRegex.of(pattern)).toThrow(/^The pattern .*\.$/)
    expect(evaluate(`Replace([a], , ${JSON.stringify(pattern)}, , "", , )`, { a: 'x' })).toEqual({ error: 'InvalidRegex' })
  })
})

describe('a pattern that could run away', () => {
  const EVIL = ['(a+)+$', '(a|aa)+$', '(a*)*b', '(\\w+\\s?)*x$', '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)z']
  test.each(EVIL)('%s is done with in time on a long value', (pattern) => {
    const value = `${'a'.repeat(5000)}!`
    const started = performance.now()
    expect(replaced(pattern, value, '')).toBe(value)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  test.each(['(?=(a+)+$)a', '(a+)+(?!b)x', '(a|a)*\\1x', '(?>(a*)*)(?=c)'])('%s, which no linear-time engine takes, is stopped on a long value and not on a short one', (pattern) => {
    const started = performance.now()
    expect(replaced(pattern, 'x', 'X')).toBe('x')
    expect(() => replaced(pattern, `${'a'.repeat(5000)}!`, '')).toThrow(PatternStopped)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('fails the same value in the same words whoever came before, and nobody else', () => {
    const evil = NetRegex.of('(?=(a+)+$)a')
    const bad = `${'a'.repeat(60)}!`
    const stopped = (): unknown => {
      try {
        return evil.replaceAll(bad, 'X')
      } catch (error) {
        return error
      }
    }
    const first = stopped()
    expect(first).toBeInstanceOf(PatternStopped)
    expect(evil.replaceAll('baa', 'X')).toBe('bXX')
    for (let i = 0; i < 100; i += 1) expect(stopped()).toEqual(first)
    expect(evil.replaceAll(`${'b'.repeat(60)}aa`, 'X')).toBe(`${'b'.repeat(60)}XX`)
  })

  test('has more steps for a longer value, so that work in proportion to its length is never stopped', () => {
    const regex = NetRegex.of('(a)?(?=(?:a|b)*c)\\1')
    expect(() => regex.findAll('ab'.repeat(300))).toThrow(PatternStopped)
    expect(regex.findAll(`${'d'.repeat(9000)}aabc`)).not.toHaveLength(0)
  })

  test('gives the same through either engine', () => {
    for (const [pattern, piece] of [['(\\d+)-(?<n>[a-z]+)', '12-ab x '], ['(?i)B+', 'abBc '], ['\\s+$', 'a  '], ['(.*)_(.*)', 'a_b_c\n']] as const) {
      const short = piece.repeat(3)
      const long = piece.repeat(20_000)
      const once = (value: string): string => replaced(pattern, value, '<$1>')
      expect(once(long).startsWith(once(short).slice(0, 5))).toBe(true)
    }
  })
})
