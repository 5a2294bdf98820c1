import type { languages } from 'monaco-editor/editor/editor.api'
import type { CompletionItem, Signature } from '../../../shared/expression/index'
import { toRange, type PositionModel } from './monaco-diagnostics'
import type { ExpressionSnippet } from './snippets'

/** Monaco's own numbers, written out so that this file needs nothing of Monaco at run time. */
const KIND = { function: 1, attribute: 3, word: 17, text: 13, snippet: 28 } as const
const INSERT_AS_SNIPPET = 4
const SHOW_SIGNATURE = { id: 'editor.action.triggerParameterHints', title: '' }

/** An offer of the language as Monaco shows it. `order` keeps the language's own order. */
export function toSuggestion(model: PositionModel, item: CompletionItem, order: number): languages.CompletionItem {
  const inside = item.caret < item.text.length
  return {
    label: item.label, kind: KIND[item.kind], detail: item.detail, documentation: { value: item.documentation },
    range: toRange(model, item.span), sortText: sortText(order), filterText: item.kind === 'function' ? item.label : item.text,
    insertText: inside ? `${escapeSnippet(item.text.slice(0, item.caret))}$0${escapeSnippet(item.text.slice(item.caret))}` : item.text,
    ...(inside && { insertTextRules: INSERT_AS_SNIPPET, command: SHOW_SIGNATURE }),
  }
}

/** A usual job, offered after everything that begins with what was typed. */
export function toSnippetSuggestion(model: PositionModel, snippet: ExpressionSnippet, span: readonly [number, number], order: number): languages.CompletionItem {
  return {
    label: { label: snippet.label, description: snippet.name }, kind: KIND.snippet, detail: snippet.label, documentation: { value: snippet.text.replaceAll(/\$\{\d:([^}]*)\}/gu, '$1') },
    range: toRange(model, span), sortText: sortText(order), filterText: `${snippet.name} ${snippet.label}`, insertText: snippet.text, insertTextRules: INSERT_AS_SNIPPET,
  }
}

export function toSignatureHelp({ label, parameters, active, declaration }: Signature): languages.SignatureHelp {
  return {
    activeSignature: 0, activeParameter: Math.min(active, parameters.length - 1),
    signatures: [{ label, documentation: { value: declaration.doc }, parameters: parameters.map(({ span, doc }) => ({ label: [span[0], span[1]], documentation: doc })) }],
  }
}

/** Characters that mean something in a snippet. */
function escapeSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/gu, '\\$&')
}

function sortText(order: number): string {
  return String(order).padStart(5, '0')
}
