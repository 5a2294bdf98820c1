import type { languages } from 'monaco-editor/editor/editor.api'
import { matchRank, type CompletionItem, type Signature } from '../../../shared/expression/index'
import { EXPRESSION } from '../../texts/expression'
import { formatNumber } from '../../ui/format'
import type { AttributeFacts } from './attribute-facts'
import { toRange, type PositionModel } from './monaco-diagnostics'
import type { ExpressionSnippet } from './snippets'

/** Monaco's own numbers, written out so that this file needs nothing of Monaco at run time. */
const KIND = { function: 1, attribute: 3, value: 13, word: 17, text: 12, snippet: 28 } as const
const INSERT_AS_SNIPPET = 4
const SHOW_SIGNATURE = { id: 'editor.action.triggerParameterHints', title: '' }

/** Where an offer stands among the others, and what was typed of it: Monaco is not to rank anew what the language has ranked. */
export interface Offer {
  readonly order: number
  readonly typed: string
}

/** An offer of the language as Monaco shows it, with what the mirror knows of an attribute. */
export function toSuggestion(model: PositionModel, item: CompletionItem, { order, typed }: Offer, facts: AttributeFacts): languages.CompletionItem {
  const inside = item.caret < item.text.length
  const aside = item.kind === 'attribute' && item.attribute !== undefined ? facts.filled(item.attribute)
    : item.count === undefined ? undefined
    : formatNumber(item.count)
  return {
    label: aside === undefined ? item.label : { label: item.label, description: aside },
    kind: KIND[item.kind], detail: detailOf(item, facts), documentation: { value: documentation(item, facts) },
    range: toRange(model, item.span), sortText: sortText(order), filterText: typed,
    insertText: inside ? `${escapeSnippet(item.text.slice(0, item.caret))}$0${escapeSnippet(item.text.slice(item.caret))}` : item.text,
    ...(inside && { insertTextRules: INSERT_AS_SNIPPET, command: SHOW_SIGNATURE }),
  }
}

/** A usual job. */
export function toSnippetSuggestion(
  model: PositionModel, snippet: ExpressionSnippet, span: readonly [number, number], { order, typed }: Offer,
): languages.CompletionItem {
  return {
    label: { label: snippet.label, description: snippet.name }, kind: KIND.snippet, detail: snippet.label,
    documentation: { value: `\`\`\`\n${withoutStops(snippet.text)}\n\`\`\`` },
    range: toRange(model, span), sortText: sortText(order), filterText: typed, insertText: snippet.text, insertTextRules: INSERT_AS_SNIPPET,
  }
}

/** The jobs that answer to what was typed, by name or title. */
export function matchingSnippets(snippets: readonly ExpressionSnippet[], typed: string): readonly ExpressionSnippet[] {
  const rank = ({ name, label }: ExpressionSnippet): number => Math.min(...[name, label].map((text) => matchRank(text, typed) ?? Infinity))
  return snippets.filter((snippet) => rank(snippet) < Infinity).sort((a, b) => rank(a) - rank(b))
}

/** The language's signature in Monaco's form. */
export function toSignatureHelp({ label, parameters, active, declaration }: Signature): languages.SignatureHelp {
  return {
    activeSignature: 0, activeParameter: active,
    signatures: [{
      label, documentation: { value: declaration.doc },
      parameters: parameters.map(({ span, doc }) => ({ label: [span[0], span[1]], documentation: doc })),
    }],
  }
}

function detailOf({ kind, attribute = '', detail }: CompletionItem, facts: AttributeFacts): string {
  if (kind === 'value') return EXPRESSION.valueIn(attribute)
  return kind === 'attribute' ? [detail, facts.filled(attribute)].filter((part) => part !== undefined).join(' · ') : detail
}

function documentation({ kind, attribute, documentation: own }: CompletionItem, facts: AttributeFacts): string {
  return kind === 'attribute' && attribute !== undefined ? facts.values(attribute) ?? own : own
}

/** A snippet as it reads with nothing filled in. */
function withoutStops(text: string): string {
  return text.replaceAll(/\$\{\d:([^}]*)\}/gu, '$1').replaceAll(/\\([\\$}])/gu, '$1')
}

/** Characters that mean something in a snippet. */
function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/gu, '\\$&')
}

function sortText(order: number): string {
  return String(order).padStart(5, '0')
}
