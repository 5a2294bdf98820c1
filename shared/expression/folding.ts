import type { Span } from './ast'
import { lex, type Token } from './lexer'

/** A call that goes over several lines: from its name to its closing parenthesis, or to the end of a text that does not close it. */
export interface FoldedCall { readonly span: Span; readonly closed: boolean }

/** Calls that can be folded, in the order of the text; the text need not be whole. */
export function foldedCalls(text: string): readonly FoldedCall[] {
  const { tokens } = lex(text)
  const open: number[] = []
  const calls: FoldedCall[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind === '(') open.push(startOf(tokens, at))
    if (token.kind !== ')' && token.kind !== 'end') continue
    for (const from of token.kind === ')' ? open.splice(-1) : open.splice(0)) {
      if (text.slice(from, token.span[1]).includes('\n')) calls.push({ span: [from, token.span[1]], closed: token.kind === ')' })
    }
  }
  return calls.sort((a, b) => a.span[0] - b.span[0])
}

/** The name before a parenthesis, else the parenthesis. */
function startOf(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1]
  return before?.kind === 'name' ? before.span[0] : tokens[at]?.span[0] ?? 0
}
