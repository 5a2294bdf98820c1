import type { CompareOperator, Expression, OmittedNode, Span, Word } from './ast'
import { decisions } from './decisions'
import type { Diagnostic, Fix } from './diagnostics'
import { lex, quote, type Token } from './lexer'

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
const WORDS: ReadonlySet<string> = new Set<Word>(['IgnoreAttributeFlow', 'IgnoreObjectFlow', 'vbTextCompare', 'vbBinaryCompare'])

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
    code: 'ExpressionTooLong', severity: 'error', span: [MAX_LENGTH, text.length], source: 'known-issues.md',
    message: `An expression has at most 10,000 characters; this one has ${text.length}.`,
  }]
  if (text.length > decisions.maxParsedLength) return { tree: undefined, diagnostics: tooLong }
  const lexed = lex(text)
  const parser = new Parser(text, lexed.tokens)
  const tree = parser.mapping()
  const diagnostics = [...tooLong, ...lexed.diagnostics, ...parser.diagnostics].sort((a, b) => a.span[0] - b.span[0])
  if (!diagnostics.some((d) => d.severity === 'error')) return { tree, diagnostics }
  return tree ? { tree: undefined, diagnostics, recovered: tree } : { tree: undefined, diagnostics }
}

class Parser {
  readonly diagnostics: Diagnostic[] = []
  private at = 0
  private depth = 0
  private tooDeep = false
  private readonly text: string
  private readonly tokens: readonly Token[]

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text
    this.tokens = tokens
  }

  mapping(): Expression | undefined {
    if (this.next().kind === 'end') {
      this.error([0, this.text.length], 'An expression is a function call, an attribute in brackets, or a text in quotation marks.')
      return undefined
    }
    const tree = this.expression()
    const rest = this.next()
    if (rest.kind !== 'end') this.error([rest.span[0], this.text.trimEnd().length], this.unexpected(rest, 'the end of the expression'))
    return tree
  }

  private expression(): Expression | undefined {
    const left = this.concatenation()
    const token = this.next()
    if (token.kind !== 'compare') return left
    this.at += 1
    const right = this.concatenation()
    if (!left || !right) {
      if (!right) this.error(token.span, `“${token.value}” compares two values; one is missing.`)
      return left ?? right
    }
    const extra = this.next()
    if (extra.kind === 'compare') {
      this.error(extra.span, 'A condition compares two values; a second comparison needs a second IIF.')
      this.at += 1
      this.concatenation()
    }
    return { kind: 'comparison', operator: token.value as CompareOperator, left, right, span: [left.span[0], right.span[1]] }
  }

  /** An operand; what Entra Connect would join to it with `&`, `&&`, `+` is read, refused, and rewritten (§10). */
  private concatenation(): Expression | undefined {
    const first = this.operand()
    if (!first || this.next().kind !== 'foreign') return first
    const parts: Expression[] = [first]
    const operators: Token[] = []
    while (this.next().kind === 'foreign' && /^(?:&&?|\|\||==|!=|[+*/|-])$/.test(this.next().value)) {
      const operator = this.next()
      operators.push(operator)
      this.at += 1
      const part = this.operand()
      if (!part) break
      parts.push(part)
      if (this.next().kind === 'compare' && (operator.value === '&&' || operator.value === '||')) { // a && b = c
        this.at += 1
        const right = this.operand()
        if (!right) break
        parts.push(right)
      }
    }
    const operator = operators[0]
    if (!operator) return first
    const span: Span = [first.span[0], parts.at(-1)?.span[1] ?? operator.span[1]]
    const joins = operators.every((o) => o.value === '&' || o.value === '+') && parts.length === operators.length + 1
    const single = SINGLE_OPERATOR[operator.value]
    const fix: Fix | undefined = single !== undefined ? { title: `Write ${single}`, edits: [{ span: operator.span, text: single }] } : joins
      ? { title: 'Write it with Join', edits: [{ span, text: `Join("", ${parts.map((p) => this.text.slice(...p.span)).join(', ')})` }] }
      : undefined
    this.error(operator.span, explainForeign(operator.value), fix, '§10')
    return joins ? { kind: 'call', callee: 'Join', calleeSpan: first.span, args: [{ kind: 'text', value: '', span: [span[0], span[0]] }, ...parts], span } : first
  }

  private operand(): Expression | undefined {
    const token = this.next()
    switch (token.kind) {
      case 'text': this.at += 1; return { kind: 'text', value: token.value, span: token.span }
      case 'number': this.at += 1; return { kind: 'number', text: token.value, span: token.span }
      case 'attribute': this.at += 1; return { kind: 'attribute', name: token.value, span: token.span }
      case 'name': this.at += 1; return this.next().kind === '(' ? this.call(token) : this.word(token)
      case 'foreign': {
        this.at += 1
        this.error(token.span, explainForeign(token.value), foreignFix(token), '§10')
        if (/^[%$]/.test(token.value)) return { kind: 'text', value: token.value, span: token.span }
        return ['name', 'text', 'attribute', 'number'].includes(this.next().kind) ? this.operand() : undefined
      }
      case '(': {
        this.error(token.span, 'Parentheses follow a function name; they do not group.')
        this.at += 1
        if (!this.enter(token.span)) return undefined
        const inner = this.expression()
        this.depth -= 1
        if (this.next().kind === ')') this.at += 1
        return inner
      }
      default: return undefined
    }
  }

  private call(name: Token): Expression | undefined {
    const open = this.next()
    this.at += 1
    if (!this.enter(name.span)) return undefined
    const args: Expression[] = []
    let end = open.span[1]
    for (;;) {
      const before = this.at
      const argument = this.expression()
      const token = this.next()
      if (argument) args.push(argument)
      else if (token.kind === ',' || (token.kind === ')' && args.length > 0)) args.push(omitted(end))
      end = token.span[1]
      if (token.kind === ',') { this.at += 1; continue }
      if (token.kind === ')') { this.at += 1; break }
      if (token.kind === 'end') {
        this.error(open.span, `“${name.value}(” is not closed.`, { title: 'Close the call', edits: [{ span: [this.text.length, this.text.length], text: ')' }] })
        break
      }
      this.error(token.span, this.unexpected(token, 'a comma or a closing parenthesis'), this.missingComma(argument, token))
      if (this.at === before || token.kind === 'compare' || token.kind === 'foreign') this.at += 1
    }
    this.depth -= 1
    return { kind: 'call', callee: name.value, calleeSpan: name.span, args, span: [name.span[0], end] }
  }

  private word(token: Token): Expression | undefined {
    if (WORDS.has(token.value)) return { kind: 'word', word: token.value as Word, span: token.span }
    const word = [...WORDS].find((w) => w.toLowerCase() === token.value.toLowerCase())
    if (word !== undefined) {
      this.error(token.span, `The word is spelled ${word}; upper and lower case matter.`, { title: `Write ${word}`, edits: [{ span: token.span, text: word }] })
      return { kind: 'word', word: word as Word, span: token.span }
    }
    const connect = CONNECT_WORDS[token.value.toLowerCase()]
    if (connect) this.error(token.span, connect.message, { title: `Write ${connect.text}`, edits: [{ span: token.span, text: connect.text }] }, '§10')
    else this.error(token.span, `“${token.value}” is neither an attribute, which stands in brackets, nor text, which stands in quotation marks.`,
      { title: `Write [${token.value}]`, edits: [{ span: token.span, text: `[${token.value}]` }] })
    return { kind: 'text', value: token.value, span: token.span }
  }

  private enter(span: Span): boolean {
    if (this.depth < decisions.maxNesting) { this.depth += 1; return true }
    if (!this.tooDeep) this.error(span, `Calls are nested more than ${decisions.maxNesting} deep.`)
    this.tooDeep = true
    this.at = this.tokens.length - 1
    return false
  }

  private next(): Token {
    return this.tokens[this.at] ?? { kind: 'end', value: '', span: [this.text.length, this.text.length] }
  }

  private unexpected(token: Token, expected: string): string {
    if (token.kind === 'foreign') return explainForeign(token.value)
    return `Expected ${expected}, found ${token.kind === 'end' ? 'the end' : `“${this.text.slice(...token.span)}”`}.`
  }

  private missingComma(before: Expression | undefined, token: Token): Fix | undefined {
    if (!before || !['name', 'text', 'attribute', 'number'].includes(token.kind)) return undefined
    return { title: 'Insert a comma', edits: [{ span: [before.span[1], before.span[1]], text: ',' }] }
  }

  private error(span: Span, message: string, fix?: Fix, source = '§1'): void {
    this.diagnostics.push({ code: 'SyntaxError', severity: 'error', span, message, source, ...(fix && { fix }) })
  }
}

function omitted(at: number): OmittedNode {
  return { kind: 'omitted', span: [at, at] }
}

const CONNECT_WORDS: Readonly<Record<string, { readonly message: string; readonly text: string }>> = {
  null: { message: 'NULL is a literal of Entra Connect; here an empty argument slot or IgnoreAttributeFlow stands for “no value”.', text: 'IgnoreAttributeFlow' },
  authoritativenull: { message: 'AuthoritativeNull belongs to Entra Connect; here clearing is a setting of the mapping (null flow).', text: '""' },
  ignorethisflow: { message: 'IgnoreThisFlow belongs to Entra Connect; here the word is IgnoreAttributeFlow.', text: 'IgnoreAttributeFlow' },
  true: { message: 'True is text here and stands in quotation marks.', text: '"True"' },
  false: { message: 'False is text here and stands in quotation marks.', text: '"False"' },
  crlf: { message: 'CRLF is a literal of Entra Connect; here the line break stands in quotation marks.', text: '"\r\n"' },
}

const SINGLE_OPERATOR: Readonly<Record<string, string>> = { '==': '=', '!=': '<>' }

function explainForeign(value: string): string {
  switch (value) {
    case '&': case '+': return `“${value}” does not join texts here, as it does in Entra Connect; use Join("", a, b) or Append(a, b).`
    case '&&': return 'There is no && here: nest an IIF on the true branch, IIF(first, IIF(second, yes, no), no).'
    case '||': return 'There is no || here: nest an IIF on the false branch, IIF(first, yes, IIF(second, yes, no)).'
    case '==': return 'Equality is a single “=”.'
    case '!=': case '!': return 'Inequality is “<>”; negation is Not(…).'
    case '*': case '/': case '-': case '^': return `There is no arithmetic here; “${value}” has no meaning.`
  }
  if (value.startsWith('%')) return `${value} is a parameter of an Entra Connect rule; here the value stands in the expression itself.`
  if (value.startsWith('$')) return `${value} is a variable of Entra Connect (With, Select); there are none here.`
  return `“${value}” has no meaning here.`
}

function foreignFix(token: Token): Fix | undefined {
  return /^[%$]/.test(token.value) ? { title: 'Write it as text', edits: [{ span: token.span, text: quote(token.value) }] } : undefined
}
