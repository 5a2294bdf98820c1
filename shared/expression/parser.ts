import { ownEntry } from '../own-entry'
import type { CallNode, CompareOperator, Expression, OmittedNode, Span, Word } from './ast'
import { decisions } from './decisions'
import type { Diagnostic, Fix } from './diagnostics'
import { connect, knownIssues } from './documents'
import { ForeignOperators } from './foreign-operators'
import { CONNECT_WORDS, explainForeign, foreignFix, operatorOf } from './foreign-syntax'
import { lex, type Token } from './lexer'
import { type Grammar, TokenCursor } from './token-cursor'

/**
 * `tree` is there when the text is an expression; diagnostics may still hold warnings. With errors only `recovered` may be
 * there: what could be made of the text, for completion and hover, never for evaluation.
 */
export interface ParseResult {
  readonly tree: Expression | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly recovered?: Expression
}

const MAX_LENGTH = 10_000
const WORDS: ReadonlySet<string> = new Set<Word>(['IgnoreAttributeFlow', 'IgnoreObjectFlow', 'vbTextCompare', 'vbBinaryCompare', 'Unicode', 'ASCII', 'UTF8'])

/**
 * Text → tree. Total: every text gives a tree or says why not.
 *
 *     mapping    := expression
 *     expression := operand [ ("=" | "<>" | ">" | ">=" | "<" | "<=") operand ]
 *     operand    := call | "[" attribute "]" | text | number | word
 *     call       := NAME "(" [ argument { "," argument } ] ")"
 *     argument   := expression | nothing
 *
 * Source: functions-for-customizing-application-data.md, Syntax overview (expression-language.md §1).
 */
export function parse(text: string): ParseResult {
  const tooLong: Diagnostic[] = text.length <= MAX_LENGTH ? [] : [{
    code: 'ExpressionTooLong', severity: 'error', span: [MAX_LENGTH, text.length], source: knownIssues,
    message: `An expression has at most 10,000 characters; this one has ${text.length}.`,
  }]
  if (text.length > decisions.maxParsedLength) return { tree: undefined, diagnostics: tooLong }
  const lexed = lex(text)
  const cursor = new TokenCursor(text, lexed.tokens)
  const tree = new Parser(cursor).mapping()
  const diagnostics = [...tooLong, ...lexed.diagnostics, ...cursor.diagnostics].sort((a, b) => a.span[0] - b.span[0])
  if (!diagnostics.some((d) => d.severity === 'error')) return { tree, diagnostics }
  return tree ? { tree: undefined, diagnostics, recovered: tree } : { tree: undefined, diagnostics }
}

class Parser implements Grammar {
  private readonly cursor: TokenCursor
  private readonly foreign: ForeignOperators
  /** Names of the calls that reach the end of the text, the innermost first. */
  private readonly unclosed: Token[] = []

  constructor(cursor: TokenCursor) {
    this.cursor = cursor
    this.foreign = new ForeignOperators(cursor, this)
  }

  mapping(): Expression | undefined {
    const { cursor } = this
    if (cursor.next().kind === 'end') {
      cursor.error([0, cursor.text.length], 'An expression is a function call, an attribute in brackets, or a text in quotation marks.')
      return undefined
    }
    const tree = this.expression()
    this.foreign.reportLogicals(undefined, tree)
    this.reportUnclosed()
    const rest = cursor.next()
    if (rest.kind !== 'end') this.surplus(tree, rest)
    return tree
  }

  /** Calls that reach the end of the text are one mistake, however many there are. */
  private reportUnclosed(): void {
    const [inner, ...others] = this.unclosed
    if (!inner) return
    const end = this.cursor.text.trimEnd().length
    const more = others.length === 0 ? 'is' : `and ${others.length} ${others.length === 1 ? 'call' : 'calls'} around it are`
    this.cursor.error(inner.span, `“${inner.value}(” ${more} not closed.`, {
      title: others.length === 0 ? 'Close the call' : 'Close the calls', edits: [{ span: [end, end], text: ')'.repeat(this.unclosed.length) }],
    })
  }

  /** What stands behind the end of the expression. */
  private surplus(tree: Expression | undefined, rest: Token): void {
    const { cursor } = this
    const whole: Span = [rest.span[0], cursor.text.trimEnd().length]
    const before = cursor.before()
    const opened = cursor.tokens.filter((t) => t.kind === '(').length
    const closed = cursor.tokens.filter((t) => t.kind === ')').length
    const extra = rest.kind === ')' ? rest : closed > opened && before?.kind === ')' ? before : undefined
    if (extra) {
      cursor.error(extra.span, 'This parenthesis closes nothing.', { title: 'Remove the parenthesis', edits: [{ span: extra.span, text: '' }] })
      return
    }
    const joinable = tree !== undefined && ['attribute', 'text', 'number'].includes(rest.kind)
    cursor.error(whole, cursor.unexpected(rest, 'the end of the expression'), joinable
      ? {
        title: 'Write it with Join',
        edits: [{ span: [tree.span[0], tree.span[0]], text: 'Join("", ' }, { span: [rest.span[0], rest.span[0]], text: ', ' }, { span: [whole[1], whole[1]], text: ')' }],
      }
      : undefined)
  }

  expression(): Expression | undefined {
    const condition = this.condition()
    const kind = operatorOf(this.cursor.next())
    if (!condition || (kind !== 'logical' && kind !== 'choice')) return condition
    return kind === 'choice' ? this.foreign.choice(condition) : this.foreign.logical(condition)
  }

  condition(): Expression | undefined {
    const { cursor } = this
    const left = this.foreign.operands()
    const token = cursor.next()
    if (token.kind !== 'compare') return left
    cursor.take()
    const right = this.foreign.operands()
    if (!left || !right) {
      if (!right) cursor.error(token.span, `“${token.value}” compares two values; one is missing.`, left && {
        title: 'Compare with an empty text', edits: [{ span: [token.span[1], token.span[1]], text: ' ""' }],
      })
      return left ?? right
    }
    const extra = cursor.next()
    if (extra.kind === 'compare') {
      cursor.error(extra.span, 'A condition compares two values; a second comparison needs a second IIF.')
      cursor.take()
      this.foreign.operands()
    }
    return { kind: 'comparison', operator: token.value as CompareOperator, left, right, span: [left.span[0], right.span[1]] }
  }

  operand(): Expression | undefined {
    const { cursor } = this
    const token = cursor.next()
    switch (token.kind) {
      case 'text': cursor.take(); return { kind: 'text', value: token.value, span: token.span }
      case 'number': cursor.take(); return { kind: 'number', text: token.value, span: token.span }
      case 'attribute': cursor.take(); return { kind: 'attribute', name: token.value, span: token.span }
      case 'name': cursor.take(); return cursor.next().kind === '(' ? this.call(token) : this.word(token)
      case 'foreign': cursor.take(); return this.sign(token)
      case '(': return this.grouped()
      default: return undefined
    }
  }

  /** A sign of another language where an operand should begin. */
  private sign(token: Token): Expression | undefined {
    const { cursor } = this
    if (token.value === '!') return this.foreign.negation(token)
    cursor.error(token.span, explainForeign(token.value), foreignFix(token), connect)
    if (/^[%$]/.test(token.value)) return { kind: 'text', value: token.value, span: token.span }
    return ['name', 'text', 'attribute', 'number'].includes(cursor.next().kind) ? this.operand() : undefined
  }

  /** `(a)`: parentheses that group. */
  private grouped(): Expression | undefined {
    const { cursor } = this
    const open = cursor.take()
    if (!cursor.enter(open.span)) return undefined
    const inner = this.expression()
    cursor.leave()
    const close = cursor.next()
    if (close.kind === ')') cursor.take()
    cursor.error(open.span, 'Parentheses follow a function name; they do not group.', {
      title: 'Remove the parentheses', edits: [{ span: open.span, text: '' }, ...(close.kind === ')' ? [{ span: close.span, text: '' }] : [])],
    })
    return inner
  }

  call(name: Token): Expression | undefined {
    const { cursor } = this
    const open = cursor.take()
    if (!cursor.enter(name.span)) return undefined
    const args: Expression[] = []
    let end = open.span[1]
    for (;;) {
      const before = cursor.position
      const argument = this.expression()
      const token = cursor.next()
      if (argument) args.push(argument)
      else if (token.kind === ',' || (token.kind === ')' && args.length > 0)) args.push(omitted(end))
      end = token.span[1]
      if (token.kind === ',') { cursor.take(); continue }
      if (token.kind === ')') { cursor.take(); break }
      if (token.kind === 'end') { this.unclosed.push({ ...name, span: [name.span[0], open.span[1]] }); break }
      cursor.error(token.span, cursor.unexpected(token, 'a comma or a closing parenthesis'), missingComma(argument, token))
      if (cursor.position === before || token.kind === 'compare' || token.kind === 'foreign') cursor.take()
    }
    cursor.leave()
    const call: CallNode = { kind: 'call', callee: name.value, calleeSpan: name.span, args, span: [name.span[0], end] }
    for (const argument of args) this.foreign.reportLogicals(call, argument)
    return call
  }

  /** A name that no parenthesis follows. */
  private word(token: Token): Expression | undefined {
    const { cursor } = this
    if (WORDS.has(token.value)) return { kind: 'word', word: token.value as Word, span: token.span }
    const word = [...WORDS].find((w) => w.toLowerCase() === token.value.toLowerCase())
    if (word !== undefined) {
      cursor.error(token.span, `The word is spelled ${word}; upper and lower case matter.`, { title: `Write ${word}`, edits: [{ span: token.span, text: word }] })
      return { kind: 'word', word: word as Word, span: token.span }
    }
    const known = ownEntry(CONNECT_WORDS, token.value.toLowerCase())
    if (known) cursor.error(token.span, known.message, { title: `Write ${known.text === '' ? 'nothing' : known.text}`, edits: [{ span: token.span, text: known.text }] }, connect)
    else if (['attribute', 'text', 'number'].includes(cursor.next().kind)) return this.unopened(token)
    else cursor.error(token.span, `“${token.value}” is neither an attribute, which stands in brackets, nor text, which stands in quotation marks.`,
      { title: `Write [${token.value}]`, edits: [{ span: token.span, text: `[${token.value}]` }] })
    return { kind: 'text', value: token.value, span: token.span }
  }

  /** `ToLower [mail])`: a function without its opening parenthesis. */
  private unopened(name: Token): Expression {
    const at = name.span[1]
    this.cursor.error(name.span, `“${name.value}” has no opening parenthesis; a function’s arguments stand in parentheses.`, {
      title: 'Open the parenthesis', edits: [{ span: [at, this.cursor.next().span[0]], text: '(' }],
    })
    return { kind: 'text', value: name.value, span: name.span }
  }
}

function missingComma(before: Expression | undefined, token: Token): Fix | undefined {
  if (!before || !['name', 'text', 'attribute', 'number'].includes(token.kind)) return undefined
  return { title: 'Insert a comma', edits: [{ span: [before.span[1], before.span[1]], text: ',' }] }
}

/** An argument slot that was left empty, where its comma or parenthesis stands. */
function omitted(at: number): OmittedNode {
  return { kind: 'omitted', span: [at, at] }
}
