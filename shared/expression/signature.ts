import { callAround } from './call-around'
import type { FunctionDeclaration } from './functions/define'
import { lex } from './lexer'

/** Where the caret stands in a call: what signature help shows. */
export interface Signature {
  readonly declaration: FunctionDeclaration
  /** `Mid(source, start, length)`, with the span of each parameter in it. */
  readonly label: string
  readonly parameters: readonly { readonly span: readonly [number, number]; readonly doc: string }[]
  /** The parameter at the offset; beyond the last where there are too many arguments. */
  readonly active: number
}

/** The call around an offset and the argument that the offset stands in; undefined outside of calls. */
export function signatureAt(text: string, offset: number): Signature | undefined {
  const call = callAround(lex(text).tokens, offset)
  if (call?.declaration === undefined) return undefined
  const { declaration, argument, parameter } = call
  const { label, spans } = signatureLabel(declaration)
  return {
    declaration, label, parameters: declaration.params.map((p, i) => ({ span: spans[i] ?? [0, 0], doc: p.doc ?? '' })),
    active: parameter === undefined ? argument : declaration.params.indexOf(parameter),
  }
}

/** `Mid(source, start, length)`, optional parameters in brackets, with the span of each. */
export function signatureLabel({ name, params }: FunctionDeclaration): { readonly label: string; readonly spans: readonly (readonly [number, number])[] } {
  let label = `${name}(`
  const spans = params.map((p, i): readonly [number, number] => {
    if (i > 0) label += ', '
    const from = label.length
    label += p.required ? p.name : `[${p.name}]`
    return [from, label.length]
  })
  return { label: `${label}${params.some((p) => p.repeated) ? ', …' : ''})`, spans }
}

/** Sentence, examples and source of a function, for hover and completion, as Markdown. */
export function documentationOf({ doc, examples, source }: FunctionDeclaration): string {
  const shown = examples.map(([expression, result]) => `\`${expression}\` → ${result === null ? 'no value' : [result].flat().map((value) => `\`${value === '' ? '""' : value}\``).join(', ')}`)
  return [doc, ...shown, `*${source}*`].join('\n\n')
}
