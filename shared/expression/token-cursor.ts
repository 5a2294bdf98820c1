import type { Expression, Span } from './ast'
import { decisions } from './decisions'
import type { Diagnostic, Fix } from './diagnostics'
import { reference } from './documents'
import { explainForeign } from './foreign-syntax'
import type { Token } from './lexer'

/** Where the parser stands in the tokens and how deep in calls, and what it has to say so far, in the order in which it came up. */
export class TokenCursor {
  readonly diagnostics: Diagnostic[] = []
  readonly text: string
  readonly tokens: readonly Token[]
  private at = 0
  private depth = 0
  private isTooDeep = false

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text
    this.tokens = tokens
  }

  /** Number of the token that comes next; it grows with every token taken. */
  get position(): number {
    return this.at
  }

  /** The token that comes next, or one so many places behind it; `end` behind the last. */
  next(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? { kind: 'end', value: '', span: [this.text.length, this.text.length] }
  }

  /** The token that was taken last. */
  before(): Token | undefined {
    return this.tokens[this.at - 1]
  }

  /** The next token, which is left behind. */
  take(): Token {
    const token = this.next()
    this.at += 1
    return token
  }

  textOf({ span }: { readonly span: Span }): string {
    return this.text.slice(...span)
  }

  /** One level deeper; false, with one diagnostic and nothing left to read, where that is too deep. `leave` ends a level entered. */
  enter(span: Span): boolean {
    if (this.depth < decisions.maxNesting) { this.depth += 1; return true }
    if (!this.isTooDeep) this.error(span, `Calls are nested more than ${decisions.maxNesting} deep.`)
    this.isTooDeep = true
    this.at = this.tokens.length - 1
    return false
  }

  leave(): void {
    this.depth -= 1
  }

  error(span: Span, message: string, fix?: Fix, source = reference('Syntax overview')): void {
    this.diagnostics.push({ code: 'SyntaxError', severity: 'error', span, message, source, ...(fix && { fix }) })
  }

  unexpected(token: Token, expected: string): string {
    if (token.kind === 'foreign') return explainForeign(token.value)
    return `Expected ${expected}, found ${token.kind === 'end' ? 'the end' : `“${this.textOf(token)}”`}.`
  }
}

/** What the grammar reads at the place where the cursor stands; nothing where no such thing begins there. */
export interface Grammar {
  expression(): Expression | undefined
  condition(): Expression | undefined
  operand(): Expression | undefined
  /** The arguments of a function whose name was taken. */
  call(name: Token): Expression | undefined
}
