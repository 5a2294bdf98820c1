import { assertNever } from '../assert'
import { parse, print, type Expression } from '../expression/index'
import { parameterKey, parameterPosition } from './parameter-keys'
import type { SchemaSource } from './synchronization-schema'

/**
 * The tree that Graph keeps beside an expression's text: omitted arguments have no entry, the position is carried by the key, and a
 * number is a constant in quotes although its parent prints it bare. Source: sample documents of the synchronization API.
 */
export function sourceTree(e: Expression): SchemaSource {
  switch (e.kind) {
    case 'attribute': return node('Attribute', e.name, print(e))
    case 'text': return node('Constant', e.value, print(e))
    case 'number': return node('Constant', e.text, `"${e.text}"`)
    case 'word': return node('Constant', e.word, e.word)
    case 'omitted': return node('Constant', '', '""')
    case 'comparison': return node('Function', e.operator, print(e), [{ key: 'left', value: sourceTree(e.left) }, { key: 'right', value: sourceTree(e.right) }])
    case 'call': return node('Function', e.callee, print(e), callParameters(e.callee, e.args))
    default: return assertNever(e)
  }
}

/** The text of a mapping's source: its `expression`, else made from the tree. `undefined` where neither says anything. */
export function sourceText(source: SchemaSource): string | undefined {
  const text = source.expression
  if (typeof text === 'string' && text.trim() !== '') return text
  return textOfTree(source)
}

/** Whether a document's tree says the same as the text beside it; a tree left out says nothing and agrees. */
export function treeAgrees(source: SchemaSource): boolean {
  const text = source.expression
  if (typeof text !== 'string' || text.trim() === '') return true
  if ((source.name ?? '') === '' && (source.parameters ?? []).length === 0) return true
  const { tree } = parse(text)
  return tree === undefined || same(source, sourceTree(tree))
}

function node(type: string, name: string, expression: string, parameters: SchemaSource['parameters'] = []): SchemaSource {
  return { expression, name, parameters, type }
}

function callParameters(callee: string, args: readonly Expression[]): NonNullable<SchemaSource['parameters']> {
  // The older form of FormatDateTime has no slot for the styles.
  const shift = callee === 'FormatDateTime' && args.length === 3 ? 1 : 0
  return args.flatMap((argument, i) => (argument.kind === 'omitted' ? [] : [{ key: parameterKey(callee, i > 0 ? i + shift : i), value: sourceTree(argument) }]))
}

function textOfTree(source: SchemaSource): string | undefined {
  const name = source.name
  if (typeof name !== 'string') return undefined
  switch ((source.type ?? 'Attribute').toLowerCase()) {
    case 'attribute': return name === '' ? undefined : `[${name}]`
    case 'constant': return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
    case 'function': return name === '' ? undefined : callText(name, source.parameters ?? [])
    default: return undefined
  }
}

function callText(name: string, parameters: NonNullable<SchemaSource['parameters']>): string {
  const operator = COMPARISONS.has(name)
  const seen = new Map<string, number>()
  const slots: string[] = []
  for (const { key, value } of parameters) {
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    const position = parameterPosition(name, key, occurrence) ?? slots.length
    while (slots.length <= position) slots.push('')
    slots[position] = sourceText(value) ?? ''
  }
  if (operator) return `${slots[0] ?? ''} ${name} ${slots[1] ?? ''}`
  // Replace and Switch keep their places although nothing is in them.
  if (name === 'Replace') while (slots.length < 7) slots.push('')
  return `${name}(${slots.join(', ')})`
}

function same(actual: SchemaSource, expected: SchemaSource): boolean {
  if ((actual.type ?? 'Attribute').toLowerCase() !== expected.type?.toLowerCase()) return false
  if ((actual.name ?? '') !== expected.name) return false
  const left = actual.parameters ?? []
  const right = expected.parameters ?? []
  return left.length === right.length && left.every((parameter, i) => {
    const other = right[i]
    return other !== undefined && parameter.key === other.key && same(parameter.value, other.value)
  })
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '>', '>=', '<', '<='])
