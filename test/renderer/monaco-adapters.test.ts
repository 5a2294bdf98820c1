import { fc } from '../support/laws'
import { describe, expect, test } from 'vitest'
import { factsOf, NO_FACTS } from '../../renderer/features/expression-editor/attribute-facts'
import { formatExpression } from '../../renderer/features/expression-editor/format-expression'
import { matchingSnippets, toSnippetSuggestion, toSignatureHelp, toSuggestion } from '../../renderer/features/expression-editor/monaco-completion'
import { editsOfKind, fixesAt, toCodeActions, toFailureDecoration, toMarker, toRange } from '../../renderer/features/expression-editor/monaco-diagnostics'
import { snippetsFor } from '../../renderer/features/expression-editor/snippets'
import { check, complete, evaluateTree, parse, print, signatureAt } from '../../shared/expression/index'

/** Counts lines and columns as Monaco's model does. */
function modelOf(text: string) {
  return {
    getPositionAt(offset: number) {
      const before = text.slice(0, offset).split(/\r\n|\n/u)
      return { lineNumber: before.length, column: (before.at(-1) ?? '').length + 1 } as never
    },
  }
}

describe('markers', () => {
  test.each([
    { text: 'Foo(1)', span: [0, 3], range: [1, 1, 1, 4], because: 'lines and columns count from 1, offsets from 0' },
    { text: 'Join(\n  Foo()\n)', span: [8, 11], range: [2, 3, 2, 6], because: 'an offset on the second line counts from its start' },
    { text: 'Join(\r\n  Foo()\r\n)', span: [9, 12], range: [2, 3, 2, 6], because: 'a line end of two characters is one line end' },
    { text: '"😀"Foo', span: [4, 7], range: [1, 5, 1, 8], because: 'both count UTF-16 code units' },
  ] as const)('stand at $range, because $because', ({ text, span, range: [startLineNumber, startColumn, endLineNumber, endColumn] }) => {
    expect(toRange(modelOf(text), span)).toEqual({ startLineNumber, startColumn, endLineNumber, endColumn })
  })

  test('have the place, severity, code and words of the diagnostic', () => {
    const text = 'ToLower([mail]) x'
    const [first] = check(text, {})
    expect(first && toMarker(modelOf(text), first)).toMatchObject({ severity: 8, code: 'SyntaxError', startLineNumber: 1, startColumn: 17, endColumn: 18 })
  })

  test('are at least one character wide, so that they can be seen', () => {
    expect(toFailureDecoration(modelOf('ab'), [2, 2], 'x').range).toMatchObject({ startColumn: 2, endColumn: 3 })
    expect(toFailureDecoration(modelOf(''), [0, 0], 'x').range).toMatchObject({ startColumn: 1 })
  })

  test('offer the fixes of diagnostics that the caret touches', () => {
    const text = 'ToLower([Mail])'
    const diagnostics = check(text, { source: [{ name: 'mail' }] })
    expect(fixesAt(diagnostics, [10, 10]).map((one) => one.fix?.edits[0]?.text)).toEqual(['[mail]'])
    expect(fixesAt(diagnostics, [2, 2])).toEqual([])
  })
})

describe('fixes', () => {
  const options = { source: [{ name: 'mail' }, { name: 'sn' }] }
  const model = (text: string) => ({ ...modelOf(text), uri: {}, getVersionId: () => 1 }) as never
  const applied = (text: string, edits: readonly { readonly span: readonly [number, number]; readonly text: string }[]): string => [...edits].sort((a, b) => b.span[0] - a.span[0]).reduce((done, edit) => `${done.slice(0, edit.span[0])}${edit.text}${done.slice(edit.span[1])}`, text)
  test('come one by one, and all of a kind at once where there are several', () => {
    const text = 'Join("-", [Mail], [Sn], Tolower([sn]))'
    const diagnostics = check(text, options)
    expect(toCodeActions(model(text), diagnostics, [11, 11]).map(({ title, edit }) => [title, edit?.edits.length])).toEqual([[expect.stringContaining('mail'), 1], ['AttributeCase: fix all 2', 2]])
    expect(applied(text, editsOfKind(diagnostics, 'AttributeCase'))).toBe('Join("-", [mail], [sn], Tolower([sn]))')
    expect(toCodeActions(model(text), diagnostics, [25, 25]).map(({ isPreferred }) => isPreferred)).toEqual([true])
  })
  test('that touch the same place are not taken together', () => {
    const fix = (from: number, to: number) => ({ code: 'EmptyText', severity: 'info', span: [from, to], message: '', fix: { title: '', edits: [{ span: [from, to], text: 'x' }] } }) as const
    expect(editsOfKind([fix(0, 4), fix(2, 3), fix(4, 5), fix(6, 7)], 'EmptyText').map(({ span }) => span)).toEqual([[0, 4], [6, 7]])
  })
})

describe('completion', () => {
  const source = [{ name: 'FirstName' }, { name: 'Last_Name' }, { name: 'odd$name}' }]
  const suggest = (text: string) => complete(text, text.length, { source }).items.map((item, order) => toSuggestion(modelOf(text), item, { order, typed: text.slice(item.span[0]) }, NO_FACTS))

  test('puts the caret between the brackets of a function and asks for its signature', () => {
    const join = suggest('Jo').find((item) => item.label === 'Join')
    expect(join).toMatchObject({ insertText: 'Join($0)', insertTextRules: 4, command: { id: 'editor.action.triggerParameterHints' }, range: { startColumn: 1, endColumn: 3 } })
  })

  test('keeps the language’s own order', () => {
    const sorted = suggest('Jo').map((item) => item.sortText ?? '')
    expect(sorted).toEqual([...sorted].sort())
  })

  test('replaces the whole attribute, bracket included, and takes its name literally', () => {
    const text = 'ToLower([odd'
    const item = suggest(text).find((one) => one.label === '[odd$name}]')
    expect(item).toMatchObject({ insertText: '[odd$name}]', filterText: '[odd', range: { startColumn: 9, endColumn: 13 } })
    expect(item?.insertTextRules).toBeUndefined()
  })

  test('says of an attribute how far it is filled and what it holds, and of a value how many have it', () => {
    const profile = { type: 'string', multiValued: false, anchor: false, distinctIsLowerBound: false, maxLength: 9 }
    const facts = factsOf([{ ...profile, name: 'FirstName', filled: 4999, distinct: 812, samples: ['Ada', '`x`'], top: [{ value: 'Ada', count: 1118 }] }, { ...profile, name: 'Last_Name', filled: 2, distinct: 2, samples: ['a', '`x`'], top: [] }], 5000)
    const [first, last] = ['[First', '[Last'].map((text) => complete(text, text.length, { source }).items.map((item) => toSuggestion(modelOf(text), item, { order: 0, typed: text }, facts))[0])
    expect(first).toMatchObject({ label: { label: '[FirstName]', description: '99.9% filled · 812 different' }, documentation: { value: '`Ada` 1,118' } })
    expect(last?.documentation).toEqual({ value: '`a` · `` `x` ``' })
    expect(facts.valuesOf('FirstName')).toEqual([{ value: 'Ada', count: 1118 }, { value: '`x`' }])
    const key = 'Switch([FirstName], "?", '
    expect(complete(key, key.length, { source, valuesOf: facts.valuesOf }).items.map((item) => toSuggestion(modelOf(key), item, { order: 0, typed: '' }, facts).label).slice(0, 2)).toEqual([{ label: '"Ada"', description: '1,118' }, '"`x`"'])
  })

  test('has a usual job for people who are hired again', () => {
    const filled = (snippetsFor([{ name: 'HireDate' }, { name: 'TerminationDate' }]).find(({ name }) => name === 'rehired')?.text ?? '').replaceAll(/\$\{\d:([^}]*)\}/gu, '$1')
    const disabled = (attributes: Readonly<Record<string, string>>) => { const { tree } = parse(filled); return tree && evaluateTree(tree, attributes, { now: '2026-11-21T06:00:00Z', seed: 1, drawKey: '' }) }
    expect(disabled({ HireDate: '2019-03-16' })).toBe('False')
    expect(disabled({ HireDate: '2019-03-16', TerminationDate: '2020-01-31' })).toBe('True')
    expect(disabled({ HireDate: '2021-05-01', TerminationDate: '2020-01-31' })).toBe('False')
  })

  test('finds a usual job by its name or its title', () => {
    const found = (typed: string): readonly string[] => matchingSnippets(snippetsFor(source), typed).map(({ name }) => name)
    expect(found('proxy')).toEqual(['proxyAddress'])
    expect(found('upn')[0]).toBe('userPrincipalName')
    expect(found('zzz')).toEqual([])
  })

  test('tells the active parameter of the call around the caret', () => {
    const text = 'Mid([a], 1, '
    const signature = signatureAt(text, text.length)
    expect(signature && toSignatureHelp(signature)).toMatchObject({ activeParameter: 2, signatures: [{ parameters: [{}, {}, { label: [expect.any(Number), expect.any(Number)] }] }] })
  })

  test('offers the usual jobs as expressions that are right as they come, with the source’s own names', () => {
    for (const snippet of snippetsFor(source)) {
      const filled = snippet.text.replaceAll(/\$\{\d:([^}]*)\}/gu, '$1')
      expect(check(filled, {}).filter((one) => one.severity === 'error'), snippet.name).toEqual([])
    }
    expect(snippetsFor(source)[0]?.text).toContain('[${1:FirstName}], [${2:Last_Name}]')
    expect(toSnippetSuggestion(modelOf('ma'), snippetsFor(source)[0] ?? { name: '', label: '', text: '' }, [0, 2], { order: 7, typed: 'ma' })).toMatchObject({ insertTextRules: 4, range: { startColumn: 1, endColumn: 3 } })
  })
})

describe('formatting', () => {
  test('keeps keys of Switch with their values, and short arguments on one line', () => {
    expect(formatExpression('Switch([Municipality],"OU=Staff,DC=example,DC=org","Leeds","OU=Leeds,DC=example,DC=org","Bergen","OU=Bergen,DC=example,DC=org")')).toBe([
      'Switch(', '  [Municipality], "OU=Staff,DC=example,DC=org",', '  "Leeds", "OU=Leeds,DC=example,DC=org",', '  "Bergen", "OU=Bergen,DC=example,DC=org"', ')',
    ].join('\n'))
    expect(formatExpression('Replace( [a],,"\\s" ,, "", , )')).toBe('Replace([a], , "\\s", , "", , )')
    expect(formatExpression('Join("')).toBe('Join("')
  })

  test('parses to the same, and formatting twice changes nothing', () => {
    const leaf = fc.oneof(fc.constant('[PreferredFirstName]'), fc.constant('"some text, (with) [brackets]"'), fc.constant(''), fc.constant('12'))
    const expression = fc.letrec<{ e: string }>((tie) => ({ e: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('e'), { minLength: 1, maxLength: 6 }).map((args) => `Join(${args.join(',')})`), fc.array(tie('e'), { minLength: 4, maxLength: 6 }).map((args) => `Switch(${args.join(',')})`)) })).e
    fc.assert(fc.property(expression, (text) => {
      const { tree } = parse(text)
      fc.pre(tree !== undefined)
      const formatted = formatExpression(text)
      const again = parse(formatted).tree
      expect(again && print(again)).toBe(tree && print(tree))
      expect(formatExpression(formatted)).toBe(formatted)
    }))
  })
})
