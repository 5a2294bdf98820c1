import { walk, type Expression } from '../expression/ast'
import { functions, parse } from '../expression/index'
import type { Reporter } from './diagnostic'
import { sameIgnoringCase, type ObjectIndex } from './schema-index'
import { sourceText, treeAgrees } from './source-tree'
import type { SchemaSource } from './synchronization-schema'

/**
 * S13, S14, S15 and the nesting of S19 for one source; the tree where the expression is one. `source` is absent where the source object
 * is not described.
 */
export function checkSource(given: SchemaSource, source: ObjectIndex | undefined, path: string, report: Reporter): Expression | undefined {
  const type = (given.type ?? 'Attribute').toLowerCase()
  if (!['attribute', 'constant', 'function'].includes(type)) {
    report.error('S16', `${path}.type`, `${given.type ?? ''} is no type of a source; Attribute, Constant, Function are.`)
    return undefined
  }
  const text = sourceText(given)
  if (text === undefined) {
    report.error('S14', path, 'The source has neither an expression nor a name, so nothing can be evaluated.')
    return undefined
  }
  const { tree, diagnostics } = parse(text)
  for (const d of diagnostics) if (d.severity === 'error') report.error('S14', path, d.message, { span: d.span, ...(d.source !== undefined && { source: d.source }) })
  if (tree === undefined) return undefined
  if (!treeAgrees(given)) report.warning('S15', path, `The stored tree says something else than ${shorten(text)}; the text counts, and the tree is made anew from it.`)
  for (const node of walk(tree)) {
    if (node.kind === 'attribute') checkAttribute(node.name, node.span, source, path, report)
    if (node.kind === 'call') checkCall(node, node === tree, path, report)
  }
  return tree
}

function checkAttribute(name: string, span: readonly [number, number], source: ObjectIndex | undefined, path: string, report: Reporter): void {
  if (source === undefined || source.partial || source.attributes.has(name)) return
  const other = sameIgnoringCase(source.attributes.keys(), name)
  if (other === undefined) report.error('S13', path, `The source object has no attribute ${name}.`, { span })
  else report.error('S13', path, `The source object has no attribute ${name}; it has ${other}, and names are case-sensitive.`, { span, fix: { title: `Use [${other}]`, edits: [{ span, text: `[${other}]` }] } })
}

function checkCall(call: Extract<Expression, { kind: 'call' }>, outermost: boolean, path: string, report: Reporter): void {
  const declaration = functions.get(call.callee)
  if (declaration === undefined) {
    const other = sameIgnoringCase(functions.keys(), call.callee)
    report.error('S14', path, `There is no function ${call.callee}${other === undefined ? '' : `; ${other} is written so`}.`, { span: call.calleeSpan })
    return
  }
  if (call.callee === 'SelectUniqueValue' && !outermost) report.error('S19', path, 'SelectUniqueValue cannot stand within another function.', { span: call.span })
  const required = declaration.params.filter((p) => p.required).length
  const atMost = declaration.params.some((p) => p.repeated) ? Infinity : declaration.params.length
  // A trailing comma leaves an argument that nobody means (expression reference, samples).
  const count = call.args.at(-1)?.kind === 'omitted' && call.args.length > atMost ? call.args.length - 1 : call.args.length
  const least = call.callee === 'FormatDateTime' ? 3 : required
  if (count < least || count > atMost) {
    const takes = atMost === Infinity ? `at least ${least}` : least === atMost ? String(least) : `${least} to ${atMost}`
    report.error('S14', path, `${call.callee} takes ${takes} arguments, and here are ${count}.`, { span: call.span })
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
