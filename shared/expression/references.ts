import type { Span } from './ast'
import { lex } from './lexer'

/** An attribute where an expression names it; the span holds the brackets. */
export interface AttributeReference { readonly name: string; readonly span: Span }

/** Every attribute that a text names, in the order of the text. The text need not be whole; brackets that are not closed name nothing. */
export function attributeReferences(text: string): readonly AttributeReference[] {
  return lex(text).tokens.flatMap(({ kind, value, span }) => (kind === 'attribute' && text.charAt(span[1] - 1) === ']' ? [{ name: value, span }] : []))
}

/** The attribute whose name or brackets an offset touches. */
export function attributeAt(text: string, offset: number): AttributeReference | undefined {
  return attributeReferences(text).find(({ span }) => span[0] <= offset && offset <= span[1])
}

/** The text with another attribute in the place of one; nothing else changes, not even blanks. */
export function renameReferences(text: string, from: string, to: string): string {
  return attributeReferences(text).filter(({ name }) => name === from).reduceRight((renamed, { span }) => `${renamed.slice(0, span[0])}[${to}]${renamed.slice(span[1])}`, text)
}

/** Whether a name can stand in brackets. */
export function isAttributeName(name: string): boolean {
  const { tokens, diagnostics } = lex(`[${name}]`)
  return diagnostics.length === 0 && name === name.trim() && tokens.length === 2 && tokens[0]?.kind === 'attribute' && tokens[0].value === name
}
