import { languages, type editor } from 'monaco-editor/editor/editor.api'
import { complete, functions, hoverAt, signatureAt, type CompletionSchema, type Diagnostic, type Span } from '../../../shared/expression/index'
import { toSignatureHelp, toSnippetSuggestion, toSuggestion } from './monaco-completion'
import { fixesAt, toCodeAction, toRange } from './monaco-diagnostics'
import { formatExpression } from './format-expression'
import { snippetsFor } from './snippets'

export const LANGUAGE = 'entra-expression'

/** What the language is asked with, by the text that it is asked about. */
export interface ModelContext {
  readonly schema: CompletionSchema
  readonly diagnostics: readonly Diagnostic[]
  /** Value of a part of the expression for the person looked at, as Markdown. */
  readonly valueOf: (span: Span) => string | undefined
}

const contexts = new WeakMap<editor.ITextModel, ModelContext>()

export function setModelContext(model: editor.ITextModel, context: ModelContext): void {
  contexts.set(model, context)
}

let registered = false

/** Colours, brackets, completion, signatures, hovers, fixes and formatting, all from the language itself. Once for the window. */
export function registerLanguage(): void {
  if (registered) return
  registered = true
  languages.register({ id: LANGUAGE })
  languages.setLanguageConfiguration(LANGUAGE, {
    brackets: [['(', ')']],
    colorizedBracketPairs: [['(', ')']],
    autoClosingPairs: [{ open: '(', close: ')' }, { open: '[', close: ']', notIn: ['string'] }, { open: '"', close: '"', notIn: ['string'] }],
    surroundingPairs: [{ open: '(', close: ')' }, { open: '"', close: '"' }, { open: '[', close: ']' }],
    wordPattern: /[\p{L}_][\p{L}\p{Nd}_]*/u,
    indentationRules: { increaseIndentPattern: /\([^)]*$/u, decreaseIndentPattern: /^\s*\)/u },
  })
  languages.setMonarchTokensProvider(LANGUAGE, colours())
  languages.registerCompletionItemProvider(LANGUAGE, { triggerCharacters: ['[', '"', '(', ','], provideCompletionItems: (model, position) => suggestions(model, model.getOffsetAt(position)) })
  languages.registerSignatureHelpProvider(LANGUAGE, {
    signatureHelpTriggerCharacters: ['(', ','], signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp: (model, position) => {
      const signature = signatureAt(model.getValue(), model.getOffsetAt(position))
      return signature === undefined ? null : { value: toSignatureHelp(signature), dispose: () => undefined }
    },
  })
  languages.registerHoverProvider(LANGUAGE, { provideHover: (model, position) => hover(model, model.getOffsetAt(position)) })
  languages.registerCodeActionProvider(LANGUAGE, {
    provideCodeActions: (model, range) => {
      const span: Span = [model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }), model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn })]
      return { actions: fixesAt(contexts.get(model)?.diagnostics ?? [], span).map((diagnostic) => toCodeAction(model, diagnostic)), dispose: () => undefined }
    },
  }, { providedCodeActionKinds: ['quickfix'] })
  languages.registerDocumentFormattingEditProvider(LANGUAGE, { provideDocumentFormattingEdits: (model) => [{ range: model.getFullModelRange(), text: formatExpression(model.getValue()) }] })
}

function colours(): languages.IMonarchLanguage {
  return {
    unicode: true,
    functions: [...functions.keys()],
    words: ['IgnoreAttributeFlow', 'IgnoreObjectFlow', 'vbTextCompare', 'vbBinaryCompare'],
    tokenizer: {
      root: [
        [/\[[^\]]*\]?/u, 'attribute'],
        [/"(?:[^"\\]|\\.)*"?/u, 'string'],
        [/&[Hh][0-9A-Fa-f]+|-?\d+(?:\.\d+)?/u, 'number'],
        [/[\p{L}_][\p{L}\p{Nd}_]*/u, { cases: { '@functions': 'function', '@words': 'word', '@default': 'unknown' } }],
        [/[()]/u, '@brackets'],
        [/[,=<>]/u, 'delimiter'],
      ],
    },
  }
}

function suggestions(model: editor.ITextModel, offset: number): languages.CompletionList {
  const schema = contexts.get(model)?.schema ?? {}
  const { items } = complete(model.getValue(), offset, schema)
  const name = items.find((item) => item.kind === 'function')
  return {
    suggestions: [
      ...items.map((item, order) => toSuggestion(model, item, order)),
      ...(name === undefined ? [] : snippetsFor(schema.source ?? []).map((snippet, order) => toSnippetSuggestion(model, snippet, name.span, items.length + order))),
    ],
  }
}

function hover(model: editor.ITextModel, offset: number): languages.Hover | undefined {
  const found = hoverAt(model.getValue(), offset)
  if (found === undefined) return undefined
  const { expression } = found
  const context = contexts.get(model)
  const attribute = expression.kind === 'attribute' ? context?.schema.source?.find((one) => one.name === expression.name) : undefined
  const parts = [attribute === undefined ? '' : `\`[${attribute.name}]\` ${attribute.type ?? ''}`, found.documentation, context?.valueOf(found.span) ?? ''].filter((part) => part !== '')
  return parts.length === 0 ? undefined : { range: toRange(model, found.span), contents: parts.map((value) => ({ value })) }
}
