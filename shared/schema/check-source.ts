import { check, parse, walk, type DiagnosticCode, type Expression } from '../expression/index'
import type { Reporter } from './diagnostic'
import { attributeType, sameIgnoringCase, type ObjectIndex } from './schema-index'
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
  checkLanguage(text, source, path, report)
  const { tree } = parse(text)
  if (tree === undefined) return undefined
  if (!treeAgrees(given)) report.warning('S15', path, `The stored tree says something else than ${shorten(text)}; the text counts, and the tree is made anew from it.`)
  for (const node of walk(tree)) {
    if (node.kind === 'attribute') checkAttribute(node.name, node.span, source, path, report)
  }
  return tree
}

function checkAttribute(name: string, span: readonly [number, number], source: ObjectIndex | undefined, path: string, report: Reporter): void {
  if (source === undefined || source.partial || source.attributes.has(name)) return
  const other = sameIgnoringCase(source.attributes.keys(), name)
  if (other === undefined) report.error('S13', path, `The source object has no attribute ${name}.`, { span })
  else report.error('S13', path, `The source object has no attribute ${name}; it has ${other}, and names are case-sensitive.`, { span, fix: { title: `Use [${other}]`, edits: [{ span, text: `[${other}]` }] } })
}

/**
 * What the language itself has to say: errors are S14, or S19 for SelectUniqueValue within another function; advice keeps its own
 * code. Names, and how the result fits its target, are checked here and in check-mappings.ts, where the objects are known.
 */
function checkLanguage(text: string, source: ObjectIndex | undefined, path: string, report: Reporter): void {
  const attributes = source === undefined || source.partial ? undefined : [...source.attributes.values()].map((a) => ({
    name: a.name ?? '', type: attributeType(a), ...(a.multivalued != null && { multiValued: a.multivalued }),
  }))
  for (const d of check(text, attributes === undefined ? {} : { source: attributes })) {
    if (CHECKED_HERE.has(d.code)) continue
    const code = d.code === 'SelectUniqueValueNested' ? 'S19' : d.severity === 'error' ? 'S14' : d.code
    report[d.severity](code, path, d.message, { span: d.span, ...(d.source !== undefined && { source: d.source }), ...(d.fix !== undefined && { fix: d.fix }) })
  }
}

const CHECKED_HERE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(['UnknownAttribute', 'AttributeCase', 'UniqueValueOnMatching', 'UniqueValueAlways', 'MultiValuedResult', 'ReferenceInSwitch'])

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
