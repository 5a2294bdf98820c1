import { languages, type editor } from 'monaco-editor/editor/editor.api'
import { complete, foldedCalls, functions, hoverAt, signatureAt, type CompletionSchema, type Diagnostic, type Span } from '../../../shared/expression/index'
import { NO_FACTS, type AttributeFacts } from './attribute-facts'
import { matchingSnippets, toSignatureHelp, toSnippetSuggestion, toSuggestion } from './monaco-completion'
import { toCodeActions, toRange } from './monaco-diagnostics'
import { formatExpression } from './format-expression'
import { snippetsFor } from './snippets'

export const LANGUAGE = 'entra-expression'

/** What the language is asked with, by the text that it is asked about. */
export interface ModelContext {
  readonly schema: CompletionSchema
  readonly diagnostics: readonly Diagnostic[]
  /** What the mirror knows of attributes; asked for when it is first needed, so it may come a little later. */
  readonly facts: () => AttributeFacts
  /** Value of a part of the expression for the person looked at, as Markdown. */
  readonly valueOf: (span: Span) => string | undefined
}

const contexts = new WeakMap<editor.ITextModel, ModelContext>()

/** Says what a text is checked against and completed from; kept for as long as its model lives. */
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
  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: ['[', '"', '(', ','], provideCompletionItems: (model, position) => suggestions(model, model.getOffsetAt(position)),
  })
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
      const span: Span = [
        model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
        model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
      ]
      return { actions: [...toCodeActions(model, contexts.get(model)?.diagnostics ?? [], span)], dispose: () => undefined }
    },
  }, { providedCodeActionKinds: ['quickfix'] })
  languages.registerFoldingRangeProvider(LANGUAGE, { provideFoldingRanges: (model) => foldingRanges(model) })
  languages.registerDocumentFormattingEditProvider(LANGUAGE, {
    provideDocumentFormattingEdits: (model) => [{ range: model.getFullModelRange(), text: formatExpression(model.getValue()) }],
  })
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
  const context = contexts.get(model)
  const facts = context?.facts() ?? NO_FACTS
  const text = model.getValue()
  const { items, callSpan } = complete(text, offset, { ...context?.schema, valuesOf: facts.valuesOf })
  const typedOf = (span: Span): string => text.slice(span[0], offset)
  const snippets = callSpan === undefined ? [] : matchingSnippets(snippetsFor(context?.schema.source ?? []), typedOf(callSpan)).map((snippet, order) => (
    toSnippetSuggestion(model, snippet, callSpan, { order: items.length + order, typed: typedOf(callSpan) })
  ))
  return {
    // Asked again at each key: the language ranks, Monaco does not.
    incomplete: true,
    suggestions: [
      ...items.map((item, order) => toSuggestion(model, item, { order, typed: typedOf(item.span) }, facts)),
      ...snippets,
    ],
  }
}

function hover(model: editor.ITextModel, offset: number): languages.Hover | undefined {
  const found = hoverAt(model.getValue(), offset)
  if (found === undefined) return undefined
  const { expression } = found
  const context = contexts.get(model)
  const attribute = expression.kind === 'attribute' ? attributeText(expression.name, context) : ''
  const parts = [attribute, context?.valueOf(found.span) ?? '', found.documentation].filter((part) => part !== '')
  return parts.length === 0 ? undefined : { range: toRange(model, found.span), contents: parts.map((value) => ({ value })) }
}

/** The lines of each call that are hidden when it is folded: its name and its closing parenthesis stay. */
function foldingRanges(model: editor.ITextModel): languages.FoldingRange[] {
  return foldedCalls(model.getValue())
    .map(({ span, closed }) => ({ start: model.getPositionAt(span[0]).lineNumber, end: model.getPositionAt(span[1]).lineNumber - (closed ? 1 : 0) }))
    .filter(({ start, end }) => end > start)
}

/** Name and type of an attribute, how far it is filled, and what it holds. */
function attributeText(name: string, context: ModelContext | undefined): string {
  const known = context?.schema.source?.find((one) => one.name === name)
  if (known === undefined) return ''
  const facts = context?.facts() ?? NO_FACTS
  const line = [`\`[${name}]\` ${known.type ?? ''}`.trim(), facts.filled(name)].filter((part) => part !== undefined).join(' · ')
  return [line, facts.values(name)].filter((part) => part !== undefined && part !== '').join('\n\n')
}
