import { check, didYouMean, parse, walk, type CheckOptions, type DiagnosticCode, type Expression } from '../expression/index'
import type { Reporter } from './diagnostic'
import type { ObjectIndex } from './schema-index'
import { sourceText, treeAgrees } from './source-tree'
import type { SchemaSource } from './synchronization-schema'

/**
 * S13, S14, S15 and the nesting of S19 for one source; the tree where the expression is one. `source` is absent where the source object
 * is not described; `options` is what the language is told of both sides.
 */
export function checkSource(given: SchemaSource, source: ObjectIndex | undefined, options: CheckOptions, path: string, report: Reporter): Expression | undefined {
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
  checkLanguage(text, options, path, report)
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
  const meant = didYouMean(name.trim(), source.attributes.keys())
  if (meant === undefined) { report.error('S13', path, `The source object has no attribute ${name}.`, { span }); return }
  const isSame = meant.toLowerCase() === name.toLowerCase()
  const message = isSame
    ? `The source object has no attribute ${name}; it has ${meant}, and names are case-sensitive.`
    : `The source object has no attribute ${name}; did you mean ${meant}?`
  report.error('S13', path, message, { span, fix: { title: `Use [${meant}]`, edits: [{ span, text: `[${meant}]` }] } })
}

/**
 * What the language itself has to say. What fails whatever the target is S14, SelectUniqueValue within another function S19, a list
 * for one value S26; the rest keeps its own code. Names, matching and the mapping's settings are checked in check-mappings.ts, where
 * they are known.
 */
function checkLanguage(text: string, options: CheckOptions, path: string, report: Reporter): void {
  for (const d of check(text, options)) {
    if (CHECKED_ELSEWHERE.has(d.code)) continue
    const code = d.code === 'SelectUniqueValueNested' ? 'S19' : d.code === 'MultiValuedResult' ? 'S26' : d.severity === 'error' && !ABOUT_TARGET.has(d.code) ? 'S14' : d.code
    report[code === 'S26' ? 'warning' : d.severity](code, path, d.message, {
      span: d.span, ...(d.source !== undefined && { source: d.source }), ...(d.fix !== undefined && { fix: d.fix }),
    })
  }
}

const CHECKED_ELSEWHERE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'UnknownAttribute', 'AttributeCase', 'UniqueValueOnMatching', 'UniqueValueAlways', 'ReferenceInSwitch',
  'CaseOnlyChange', // is so of every attribute that ignores case; worth knowing for whoever writes the expression
])
const ABOUT_TARGET: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(['BranchTypes', 'ResultTooLong', 'RefusedCharacters', 'UniqueValueTarget'])

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
