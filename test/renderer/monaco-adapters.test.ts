import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatExpression } from '../../renderer/features/expression-editor/format-expression'
import { toSnippetSuggestion, toSignatureHelp, toSuggestion } from '../../renderer/features/expression-editor/monaco-completion'
import { fixesAt, toFailureMarker, toMarker, toRange } from '../../renderer/features/expression-editor/monaco-diagnostics'
import { snippetsFor } from '../../renderer/features/expression-editor/snippets'
import { check, complete, parse, print, signatureAt } from '../../shared/expression/index'

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
    expect(toFailureMarker(modelOf('ab'), [2, 2], 'x')).toMatchObject({ startColumn: 2, endColumn: 3 })
    expect(toFailureMarker(modelOf(''), [0, 0], 'x')).toMatchObject({ startColumn: 1 })
  })

  test('offer the fixes of diagnostics that the caret touches', () => {
    const text = 'ToLower([Mail])'
    const diagnostics = check(text, { source: [{ name: 'mail' }] })
    expect(fixesAt(diagnostics, [10, 10]).map((one) => one.fix?.edits[0]?.text)).toEqual(['[mail]'])
    expect(fixesAt(diagnostics, [2, 2])).toEqual([])
  })
})

describe('completion', () => {
  const source = [{ name: 'FirstName' }, { name: 'Last_Name' }, { name: 'odd$name}' }]
  const suggest = (text: string) => complete(text, text.length, { source }).items.map((item, order) => toSuggestion(modelOf(text), item, order))

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
    expect(item).toMatchObject({ insertText: '[odd$name}]', filterText: '[odd$name}]', range: { startColumn: 9, endColumn: 13 } })
    expect(item?.insertTextRules).toBeUndefined()
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
    expect(toSnippetSuggestion(modelOf('ma'), snippetsFor(source)[0] ?? { name: '', label: '', text: '' }, [0, 2], 7)).toMatchObject({ insertTextRules: 4, range: { startColumn: 1, endColumn: 3 } })
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
