import { describe, expect, test } from 'vitest'
import { caretValueReader, partValueReader, type CaretValue } from '../../renderer/features/expression-editor/part-values'
import { parse } from '../../shared/expression/index'

const person = { anchor: '1', display: 'Zofia', attributes: { FirstName: 'Zofia', Odd: 'a`b', Empty: '', Blank: ' x' } }
const context = { now: '2026-11-21T06:00:00Z', seed: 1, drawKey: 'mail 1' }

describe('the value in a hover', () => {
  const value = (text: string): string | undefined => partValueReader(parse(text).tree, person, context)([0, text.length])
  test.each([
    ['Coalesce([Preferred], [FirstName])', 'For Zofia: `[Preferred]` is absent, so `[FirstName]` gives `Zofia`'],
    ['Coalesce([FirstName], "x")', 'For Zofia: `[FirstName]` gives `Zofia`'],
    ['IIF(IsPresent([Preferred]), "a", "b")', 'For Zofia: the condition is false, so `"b"` gives `b`'],
    ['Switch([FirstName], "none", "Zofia", "key")', 'For Zofia: the key `"Zofia"` matches, so `"key"` gives `key`'],
    ['Switch([FirstName], , "Ada", "key")', 'For Zofia: no key is `Zofia`, so the default gives *no value*'],
    ['ToLower([Odd])', 'For Zofia: `` a`b ``'],
    ['Left([FirstName], [FirstName])', expect.stringMatching(/^For Zofia: A whole number is expected/u)],
    ['"text"', undefined],
  ])('of %s is %s', (text, expected) => {
    expect(value(text)).toEqual(expected)
  })
})

describe('the value at the end of the line', () => {
  const value = (marked: string) => caretValueReader(person, context)(marked.replace('|', ''), marked.indexOf('|'))
  const VALUES: readonly (readonly [marked: string, expected: CaretValue, why: string])[] = [
    ['ToLower([FirstName])|', { text: 'zofia', failed: false }, 'the whole line'],
    ['ToLower([First|Name])', { name: '[FirstName]', text: 'Zofia', failed: false }, 'an attribute in it'],
    ['Join("", Tri|m([FirstName]), "x")', { name: 'Trim(…)', text: 'Zofia', failed: false }, 'a call in it'],
    ['Trim([Empty])|', { text: '""', failed: false }, 'an empty text is not nothing'],
    ['[None|]', { text: 'no value', failed: false }, 'nothing'],
    ['[Blank]|', { text: '␣x', failed: false }, 'blanks at the ends can be seen'],
    ['Join("-", ToLower([FirstName])|, ', { name: 'ToLower(…)', text: 'zofia', failed: false }, 'a whole part of half-typed text'],
  ]
  test.each(VALUES)('of %s is %j: %s', (marked, expected) => {
    expect(value(marked)).toEqual(expected)
  })
  test('is none where the expression fails for everybody, which is said already', () => {
    expect(value('Join()|')).toBeUndefined()
    expect(value('Foo([FirstName])|')).toBeUndefined()
  })
  test('is what went wrong where it fails, and there is none without a person', () => {
    expect(value('Left([FirstName], [FirstName])|')).toMatchObject({ failed: true })
    expect(caretValueReader(undefined, context)('[a]', 1)).toBeUndefined()
  })
})
