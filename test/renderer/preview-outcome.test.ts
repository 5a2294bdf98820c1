import { expect, test } from 'vitest'
import { canEvaluate, previewPeople, type PreviewGiven } from '../../renderer/features/expression-editor/preview-outcome'
import type { PreviewPerson } from '../../shared/ipc/views'
import type { AttributeMapping } from '../../shared/model/project'

const evaluation = { now: '2026-11-21T06:00:00Z', seed: 1 }
const given = (mapping: AttributeMapping, target: PreviewGiven['target'] = { name: mapping.target }): PreviewGiven => ({ mapping, target, product: 'activeDirectory', evaluation })
const person = (attributes: PreviewPerson['attributes'], target?: PreviewPerson['target']): PreviewPerson => ({ anchor: '1', display: 'Ada', attributes, ...(target && { target }) })
const expression = (text: string, rest: Partial<AttributeMapping> = {}): AttributeMapping => ({ type: 'Expression', target: 'mail', expression: text, ...rest } as AttributeMapping)

test.each([
  { mapping: expression('[a]'), source: { a: 'x' }, target: { mail: 'y' }, kind: 'changes', because: 'the values differ' },
  { mapping: expression('[a]'), source: { a: 'X' }, target: { Mail: 'x' }, kind: 'same', because: 'a directory compares names and text without case' },
  { mapping: expression('[a]'), source: { a: 'x' }, target: undefined, kind: 'new', because: 'there is no account' },
  { mapping: expression('[a]'), source: {}, target: { mail: 'y' }, kind: 'blank', because: 'there is no value' },
  { mapping: expression('[a]', { default: 'd' }), source: {}, target: undefined, kind: 'new', because: 'the default is for creation' },
  { mapping: expression('[a]', { default: 'd' }), source: {}, target: { mail: 'y' }, kind: 'blank', because: 'the default is for creation alone' },
  { mapping: expression('""'), source: {}, target: { mail: 'y' }, kind: 'blank', because: 'an empty text is blank too' },
  { mapping: expression('[a]', { apply: 'ObjectAddOnly' }), source: { a: 'x' }, target: { mail: 'y' }, kind: 'notFlowed', because: 'it flows only during creation' },
  { mapping: expression('IgnoreAttributeFlow'), source: {}, target: { mail: 'y' }, kind: 'notFlowed', because: 'the expression says so' },
  { mapping: expression('Left([a], [b])'), source: { a: 'x', b: 'y' }, target: {}, kind: 'fails', because: 'y is no number' },
  { mapping: { type: 'Constant', target: 'mail', value: 'x' } as const, source: {}, target: { mail: 'x' }, kind: 'same', because: 'a constant needs no source' },
  { mapping: expression('Redact([a])'), source: { a: 'secret' }, target: {}, kind: 'wait', because: 'a redacted value is not shown' },
  { mapping: expression('"False"', { target: 'accountDisabled' }), source: {}, target: { userAccountControl: '512' }, kind: 'same', because: 'the account state is a bit of userAccountControl' },
])('$kind, because $because', ({ mapping, source, target, kind }) => {
  expect(previewPeople(given(mapping), [person(source, target)])[0]?.kind).toBe(kind)
})

test('an error has the place where it arises', () => {
  const text = 'Join("@", Left([a], [b]), "x")'
  const [row] = previewPeople(given(expression(text)), [person({ a: 'x', b: 'y' }, {})])
  expect(row?.error && text.slice(...row.error.span)).toBe('[b]')
})

test('a value longer than the target takes fails, with the limit', () => {
  expect(previewPeople(given(expression('"abcdef"'), { name: 'mail', maxLength: 5 }), [person({}, {})])[0]).toMatchObject({ kind: 'fails', reason: 'tooLong', limit: 5 })
})

test('half-typed text is not evaluated', () => {
  expect(canEvaluate(expression('Join("@", '))).toBe(false)
  expect(canEvaluate(expression('Join("@", [a])'))).toBe(true)
})
