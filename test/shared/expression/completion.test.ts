import { describe, expect, test } from 'vitest'
import { complete, foldedCalls, hoverAt, notesFor, parse, partAtCaret, partValues, print, signatureAt, takenBranch } from '../../../shared/expression'
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
  test('prefers the case that was typed where a capital was', () => {
    const source = ['WorkerID', 'WorkEmail', 'workplace'].map((name) => ({ name }))
    const names = (typed: string) => complete(typed, typed.length, { source }).items.map((i) => i.label).filter((label) => /^.work/i.test(label))
    expect(names('[WorkE')).toEqual(['[WorkEmail]', '[WorkerID]', '[workplace]'])
    expect(names('[work')).toEqual(['[WorkerID]', '[WorkEmail]', '[workplace]'])
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
  test.each([
    ['prov', 'proxyAddresses', false, 'letters that are not there in that order'], ['NAME', 'givenName', true, 'case does not count'], ['gn', 'givenName', true, 'the first letters of its words'], ['vn', 'givenName', false, 'the first letter stands inside a word'],
  ])('for %s says of %s that it is %s to be offered, because of %s', (typed, name, is) => {
    expect(offered(`ToLower([${typed}|])`).includes(`[${name}]`)).toBe(is)
  })
  test('after an open bracket replaces the name alone, whatever follows on the line', () => {
    expect(taken('Join(".", [giv|, [sn])', '[givenName]')).toBe('Join(".", [givenName]|, [sn])')
    expect(taken('ToLower([|)', '[givenName]')).toBe('ToLower([givenName]|)')
    expect(taken('ToLower([giv|enN)', '[givenName]')).toBe('ToLower([givenName]|)')
  })
  test('offers nothing where only a comma or the end can follow', () => {
    expect(offered('Join("-", [givenName] |)')).toEqual([])
    expect(offered('Trim("x")|')).toEqual([])
  })
  test('offers the words of a comparison where they can stand, and those of flow elsewhere', () => {
    expect(offered('InStr("a", "b", 1, vb|')).toEqual(['vbTextCompare', 'vbBinaryCompare'])
    expect(offered('IIF(IsPresent([a]), [a], Ign|')).toContain('IgnoreAttributeFlow')
    expect(offered('Append(vb|')).toEqual([])
  })
  describe('of values', () => {
    const counts = [{ value: 'Leeds', count: 611 }, { value: 'Bergen', count: 12 }, { value: 'a "b"', count: 1 }]
    const values = (marked: string): readonly string[] => complete(marked.replace('|', ''), marked.indexOf('|'), { ...SCHEMA, valuesOf: (name) => (name === 'site' ? counts : []) }).items.flatMap((i) => (i.kind === 'value' ? [i.text] : []))
    test('gives the keys of a Switch on an attribute, most frequent first, as text', () => {
      expect(values('Switch([site], "?", |')).toEqual(['"Leeds"', '"Bergen"', '"a \\"b\\""'])
      expect(values('Switch([site], "?", "b|")')).toEqual(['"Bergen"', '"a \\"b\\""'])
    })
    test('leaves out keys that stand there already, but not the one that is edited', () => {
      expect(values('Switch([site], "?", "Leeds", "x", "|")')).not.toContain('"Leeds"')
      expect(values('Switch([site], "?", "Leeds|", "x")')).toEqual(['"Leeds"'])
    })
    test('gives none where results stand, where the source is no attribute, and in calls within', () => {
      expect(values('Switch([site], "?", "Leeds", |')).toEqual([])
      expect(values('Switch([site], |')).toEqual([])
      expect(values('Switch(ToLower([site]), "?", |')).toEqual([])
      expect(values('Switch([site], "?", Trim(|')).toEqual([])
    })
    test('gives what an attribute is compared with', () => {
      expect(values('IIF([site] = |')).toEqual(['"Leeds"', '"Bergen"', '"a \\"b\\""'])
      expect(values('IIF([site] <> "L|", "x", "y")')).toEqual(['"Leeds"'])
    })
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

describe('the part at the caret', () => {
  function part(marked: string): readonly [string | undefined, boolean | undefined] {
    const found = partAtCaret(marked.replace('|', ''), marked.indexOf('|'))
    return [found?.text, found?.isLine]
  }
  const PARTS: readonly (readonly [marked: string, text: string | undefined, isLine: boolean | undefined, why: string])[] = [
    ['Join(".", Coal|esce([a], [b]), [c])', 'Coalesce([a], [b])', false, 'the innermost call'],
    ['Join(".", [a|], [c])', '[a]', false, 'an attribute'],
    ['Join(".", [a])|', 'Join(".", [a])', true, 'the whole expression at its end'],
    ['Join("|.", [a])', 'Join(".", [a])', true, 'a text has nothing to say'],
    ['Join(\n  Trim([a])|,\n  [b]\n)', 'Trim([a])', true, 'the comma is not part of it'],
    ['Join(\n  Trim([a]),|\n  [b]\n)', 'Trim([a])', true, 'the largest of the line where the caret is in none'],
    ['Join(|\n  Trim([a]),\n  [b]\n)', 'Join(\n  Trim([a]),\n  [b]\n)', true, 'the call that begins on the line'],
    ['Join(\n  "x|",\n  [b]\n)', undefined, undefined, 'the line holds texts only'],
    ['Join(".", Trim([a|]), ', '[a]', false, 'a whole part of a text that is not whole'],
    ['Join(".", Trim(|', undefined, undefined, 'no part is whole'],
    ['|', undefined, undefined, 'there is nothing'],
  ]
  test.each(PARTS)('of %s is %s: %s, %s', (marked, text, isLine) => {
    expect(part(marked)).toEqual([text, isLine])
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

describe('folding', () => {
  test.each([
    ['Join(\n  "a",\n  Switch(\n    [b]\n  )\n)', [['Join', true], ['Switch', true]]], ['Join("a",\n  Trim([b])\n)', [['Join', true]]], ['Join(\n  Trim(\n', [['Join', false], ['Trim', false]]], ['Join("(\n")', [['Join', true]]], ['Join()', []], [')\n(', []],
  ] as const)('of %j has %j', (text, calls) => {
    expect(foldedCalls(text).map(({ span, closed }) => [/^\w+/.exec(text.slice(...span))?.[0], closed])).toEqual(calls)
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

describe('the branch that an object takes', () => {
  const taken = (text: string) => {
    const { tree } = parse(text)
    if (!tree) throw new Error('does not parse')
    const branch = takenBranch(tree, tree, { a: 'x', empty: '' }, CONTEXT)
    return branch && [branch.kind, branch.taken && print(branch.taken)]
  }
  test.each([
    ['Coalesce([b], [a], [c])', ['first', '[a]']], ['Coalesce([b], [empty])', ['first', '[empty]']], ['Coalesce([b], [c])', ['first', undefined]],
    ['IIF([a] = "x", Trim([a]), "n")', ['condition', 'Trim([a])']], ['IIF(IsNull([a]), "y", )', ['condition', undefined]], ['IIF("0", "y", "n")', ['condition', '"n"']],
    ['Switch([a], "d", "y", "1", "x", "2")', ['key', '"2"']], ['Switch([b], "d", "", "none")', ['key', '"none"']], ['Switch([a], "d", "y", "1")', ['key', '"d"']],
    ['Trim([a])', undefined], ['IIF([a], "y", "n")', undefined],
  ])('of %s is %j', (text, expected) => {
    expect(taken(text)).toEqual(expected)
  })
  test('says which sources were absent', () => {
    const { tree } = parse('Coalesce([b], [c], [a])')
    const branch = tree && takenBranch(tree, tree, { a: 'x' }, CONTEXT)
    expect(branch?.kind === 'first' && branch.absent.map(print)).toEqual(['[b]', '[c]'])
  })
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
