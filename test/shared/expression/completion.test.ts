import { describe, expect, test } from 'vitest'
import { complete, hoverAt, notesFor, parse, partValues, signatureAt } from '../../../shared/expression'
import { CONTEXT } from './support'

const SCHEMA = { source: [{ name: 'givenName', type: 'String' }, { name: 'proxyAddresses', multiValued: true }] }

/** Labels offered where the bar stands. */
function offered(marked: string): readonly string[] {
  return complete(marked.replace('|', ''), marked.indexOf('|'), SCHEMA).items.map((i) => i.label)
}
/** The text after taking an offer, the caret as a bar. */
function taken(marked: string, label: string): string {
  const text = marked.replace('|', '')
  const item = complete(text, marked.indexOf('|'), SCHEMA).items.find((i) => i.label === label)
  if (!item) throw new Error(`${label} is not offered`)
  return `${text.slice(0, item.span[0])}${item.text.slice(0, item.caret)}|${item.text.slice(item.caret)}${text.slice(item.span[1])}`
}

describe('completion', () => {
  test('offers functions by their beginning first, then by what they hold', () => {
    expect(offered('Dat|').slice(0, 3)).toEqual(['DateAdd', 'DateDiff', 'DateFromNum'])
    expect(offered('Dat|')).toContain('CDate')
    expect(offered('IIF(IsP|')).toContain('IsPresent')
    expect(offered('|')).toContain('[givenName]')
  })
  test('puts the caret into the call, and leaves parentheses that are there', () => {
    expect(taken('Joi|', 'Join')).toBe('Join(|)')
    expect(taken('Joi|("x")', 'Join')).toBe('Join|("x")')
    expect(taken('No|', 'Now')).toBe('Now()|')
  })
  test('offers attributes inside brackets, and replaces the brackets', () => {
    expect(offered('Append([giv|], "x")')).toEqual(['[givenName]'])
    expect(taken('Append([giv|], "x")', '[givenName]')).toBe('Append([givenName]|, "x")')
  })
  test('offers intervals and formats inside the texts that take them, and nothing inside others', () => {
    expect(offered('DateAdd("|", 1, Now())')).toContain('ww')
    expect(offered('FormatDateTime([a], , "M|", "")')).toContain('M/d/yyyy h:mm:ss tt')
    expect(offered('Append("|", "x")')).toEqual([])
  })
  test('shows functions of cloud sync to cloud sync alone', () => {
    expect(offered('DNC|')).toEqual([])
    expect(complete('DNC', 3, { dialect: 'cloudSync' }).items.map((i) => i.label)).toEqual(['DNComponent'])
  })
})

describe('signature help', () => {
  test.each([['Mid(|', 0], ['Mid([a], |', 1], ['Mid([a], 1, |', 2], ['Mid(Append("a,(", "b"), |', 1], ['Switch([a], "d", "k", "v", |', 2], ['Switch([a], "d", "k", |', 3], ['Join("-", [a], [b], |', 1]])('%s is at parameter %i', (marked, active) => {
    const signature = signatureAt(marked.replace('|', ''), marked.indexOf('|'))
    expect(signature?.active).toBe(active)
    const parameter = signature?.parameters[active]
    expect(parameter && signature.label.slice(...parameter.span).replace(/[[\]]/g, '')).toBe(signature?.declaration.params[active]?.name)
  })
  test('there is none outside of calls', () => {
    expect(signatureAt('Now() ', 6)).toBeUndefined()
  })
})

describe('hover', () => {
  const text = 'Append(Mid([givenName], 1, 3), "x")'
  test.each([[0, text], [8, 'Mid([givenName], 1, 3)'], [13, '[givenName]'], [24, '1'], [31, '"x"']])('at %i it is %s', (offset, part) => {
    const hover = hoverAt(text, offset)
    expect(hover && text.slice(...hover.span)).toBe(part)
  })
  test('a function comes with its sentence, examples and source', () => {
    expect(hoverAt(text, 8)?.documentation).toMatch(/Mid\(source, start, length\)[^]*Lovelace[^]*functions-for-customizing/)
  })
})

test('every part of an expression has its value, failed branches their error', () => {
  const source = 'IIF([a] = "x", Append([a], "!"), CDate([a]))'
  const { tree } = parse(source)
  if (!tree) throw new Error('does not parse')
  const parts = partValues(tree, { a: 'x' }, CONTEXT).map((p) => [source.slice(...p.span), p.outcome ?? p.error?.code])
  expect(parts).toEqual([
    [source, 'x!'], ['[a] = "x"', 'True'], ['[a]', 'x'], ['"x"', 'x'], ['Append([a], "!")', 'x!'], ['[a]', 'x'], ['"!"', '!'], ['CDate([a])', 'InvalidDate'], ['[a]', 'x'],
  ])
})

test('a part that draws shows what the whole draws', () => {
  const { tree } = parse('Append(Guid(), Guid())')
  if (!tree) throw new Error('does not parse')
  const [whole, first, second] = partValues(tree, {}, CONTEXT).map((p) => p.outcome)
  expect(`${String(first)}${String(second)}`).toBe(whole)
})

describe('notes about one object', () => {
  function notes(text: string, a: string): readonly (readonly [string, string])[] {
    const { tree } = parse(text)
    if (!tree) throw new Error('does not parse')
    return notesFor(tree, { a }, CONTEXT).map((n) => [n.code, n.message])
  }
  test('name the letters that the printed table does not list', () => {
    expect(notes('NormalizeDiacritics([a])', 'Đặng Müller')).toEqual([['DiacriticOutsideTable', 'The printed table does not list every letter here: “Đ” stays, “ặ” becomes “a”. The service may differ.']])
    expect(notes('NormalizeDiacritics([a])', 'Müller Øster Łukasz ǟ')).toEqual([])
  })
  test('tell of a cut through a character', () => {
    expect(notes('Mid([a], 1, 2)', 'a😀')).toEqual([['SurrogateCut', 'Mid counts UTF-16 code units and cuts through a character here.']])
    expect(notes('Mid([a], 1, 3)', 'a😀')).toEqual([])
  })
})
