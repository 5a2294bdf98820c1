import { ownEntry } from '../own-entry'
import type { CallNode, CompareOperator, Expression, OmittedNode, Span, Word } from './ast'
import { decisions } from './decisions'
import type { Diagnostic, Fix } from './diagnostics'
import { connect, knownIssues, reference } from './documents'
import { CONNECT_WORDS, explainForeign, foreignFix, isAnd, operatorOf } from './foreign-syntax'
import { lex, type Token } from './lexer'

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
  /** The innermost first. */
  private readonly unclosed: Token[] = []
  /** The parts of what an operator joined, for as long as more of them may follow. */
  private readonly logicals = new Map<Expression, { readonly operator: Token; readonly parts: readonly Expression[]; readonly and: boolean; readonly mixed: boolean }>()
  private readonly joined = new Map<Expression, readonly Expression[]>()
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
    this.reportLogicals(undefined, tree)
    this.reportUnclosed()
    const rest = this.next()
    if (rest.kind !== 'end') this.surplus(tree, rest)
    return tree
  }

  /** Calls that reach the end of the text are one mistake, however many there are. */
  private reportUnclosed(): void {
    const [inner, ...others] = this.unclosed
    if (!inner) return
    const end = this.text.trimEnd().length
    const more = others.length === 0 ? 'is' : `and ${others.length} ${others.length === 1 ? 'call' : 'calls'} around it are`
    this.error([inner.span[0], inner.span[1]], `“${inner.value}(” ${more} not closed.`, { title: others.length === 0 ? 'Close the call' : 'Close the calls', edits: [{ span: [end, end], text: ')'.repeat(this.unclosed.length) }] })
  }

  /** What stands behind the end of the expression. */
  private surplus(tree: Expression | undefined, rest: Token): void {
    const whole: Span = [rest.span[0], this.text.trimEnd().length]
    const before = this.tokens[this.at - 1]
    const opened = this.tokens.filter((t) => t.kind === '(').length
    const closed = this.tokens.filter((t) => t.kind === ')').length
    const extra = rest.kind === ')' ? rest : closed > opened && before?.kind === ')' ? before : undefined
    if (extra) {
      this.error(extra.span, 'This parenthesis closes nothing.', { title: 'Remove the parenthesis', edits: [{ span: extra.span, text: '' }] })
      return
    }
    const joinable = tree !== undefined && ['attribute', 'text', 'number'].includes(rest.kind)
    this.error(whole, this.unexpected(rest, 'the end of the expression'), joinable
      ? { title: 'Write it with Join', edits: [{ span: [tree.span[0], tree.span[0]], text: 'Join("", ' }, { span: [rest.span[0], rest.span[0]], text: ', ' }, { span: [whole[1], whole[1]], text: ')' }] }
      : undefined)
  }

  /** `ToLower [mail])`: a function without its opening parenthesis. */
  private unopened(name: Token): Expression {
    const at = name.span[1]
    this.error(name.span, `“${name.value}” has no opening parenthesis; a function’s arguments stand in parentheses.`, { title: 'Open the parenthesis', edits: [{ span: [at, this.next().span[0]], text: '(' }] })
    return { kind: 'text', value: name.value, span: name.span }
  }

  private expression(): Expression | undefined {
    const condition = this.condition()
    const operator = this.next()
    const kind = operatorOf(operator)
    if (!condition || (kind !== 'logical' && kind !== 'choice')) return condition
    return kind === 'choice' ? this.choice(condition, operator) : this.logical(condition, operator)
  }

  /** `a && b` and `a || b`. The call around knows how to nest; see `nested`. */
  private logical(first: Expression, operator: Token): Expression {
    const parts = [first]
    const operators = new Set<string>()
    for (let token = operator; operatorOf(token) === 'logical'; token = this.next()) {
      operators.add(isAnd(token) ? 'and' : 'or')
      this.at += 1
      const part = this.condition()
      if (part) parts.push(part)
      else break
    }
    this.logicals.set(first, { operator, parts, and: operators.has('and'), mixed: operators.size > 1 })
    return first
  }

  /** `condition ? yes : no` of C#. */
  private choice(condition: Expression, operator: Token): Expression {
    this.at += 1
    if (!this.enter(operator.span)) return condition
    const yes = this.expression()
    const colon = this.next()
    if (colon.value === ':' && colon.kind === 'foreign') this.at += 1
    const no = this.expression()
    this.depth -= 1
    const parts = [condition, yes, no].flatMap((e) => (e ? [this.text.slice(...e.span)] : []))
    const span: Span = [condition.span[0], no?.span[1] ?? operator.span[1]]
    this.error(operator.span, 'A choice is written IIF(condition, yes, no) here; “? :” belongs to C#.', parts.length === 3 ? { title: 'Write it with IIF', edits: [{ span, text: `IIF(${parts.join(', ')})` }] } : undefined, reference('IIF'))
    return condition
  }

  /** Reports `a && b` where it stands, with the nested IIF where it is the condition of one. */
  private reportLogicals(call: CallNode | undefined, argument: Expression | undefined): void {
    const found = argument && this.logicals.get(argument)
    if (!found || !argument) return
    this.logicals.delete(argument)
    const { operator, parts, and, mixed } = found
    const [, yes, no] = call?.args ?? []
    const texts = parts.map((p) => this.text.slice(...p.span))
    let fix: Fix | undefined
    if (call?.callee === 'IIF' && call.args[0] === argument && yes && no && !mixed && texts.length > 1) {
      const [whenTrue, whenFalse] = [this.text.slice(...yes.span), this.text.slice(...no.span)]
      const text = texts.reduceRight((inner, part) => (and ? `IIF(${part}, ${inner}, ${whenFalse})` : `IIF(${part}, ${whenTrue}, ${inner})`), and ? whenTrue : whenFalse)
      fix = { title: 'Nest the conditions', edits: [{ span: call.span, text }] }
    }
    this.error(operator.span, explainForeign(isAnd(operator) ? '&&' : '||', operator.value), fix, reference('IIF'))
  }

  private condition(): Expression | undefined {
    const left = this.concatenation()
    const token = this.next()
    if (token.kind !== 'compare') return left
    this.at += 1
    const right = this.concatenation()
    if (!left || !right) {
      if (!right) this.error(token.span, `“${token.value}” compares two values; one is missing.`, left && { title: 'Compare with an empty text', edits: [{ span: [token.span[1], token.span[1]], text: ' ""' }] })
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

  /** An operand; what other languages would join to it with an operator is read, refused, and rewritten. */
  private concatenation(): Expression | undefined {
    let left = this.method(this.operand())
    for (;;) {
      const operator = this.next()
      const kind = operatorOf(operator)
      if (!left || kind === undefined || kind === 'logical' || kind === 'choice') return left
      this.at += 1
      const right = this.method(this.operand())
      if (!right) {
        this.error(operator.span, explainForeign(operator.value), { title: `Remove “${operator.value}”`, edits: [{ span: operator.span, text: '' }] }, connect)
        return left
      }
      const span: Span = [left.span[0], right.span[1]]
      const callee = kind === 'join' ? 'Join' : kind === 'default' ? 'Coalesce' : undefined
      if (callee === undefined) {
        this.error(operator.span, explainForeign(operator.value), undefined, connect)
        left = { ...left, span }
        continue
      }
      const parts = this.joined.get(left) ?? [left]
      this.joined.delete(left)
      const all: Expression[] = [...parts, right]
      left = { kind: 'call', callee, calleeSpan: operator.span, args: callee === 'Join' ? [{ kind: 'text', value: '', span: [span[0], span[0]] }, ...all] : all, span }
      this.joined.set(left, all)
      if (operatorOf(this.next()) === kind) continue
      const text = all.map((p) => this.text.slice(...p.span)).join(', ')
      this.error(operator.span, explainForeign(operator.value), { title: `Write it with ${callee}`, edits: [{ span, text: `${callee}(${callee === 'Join' ? '"", ' : ''}${text})` }] }, connect)
    }
  }

  /** `[mail].ToLower()` of C#: the function comes first here. */
  private method(first: Expression | undefined): Expression | undefined {
    let receiver = first
    for (;;) {
      const [dot, name, open] = [this.next(), this.tokens[this.at + 1], this.tokens[this.at + 2]]
      if (!receiver || dot.value !== '.' || dot.kind !== 'foreign' || name?.kind !== 'name' || open?.kind !== '(') return receiver
      this.at += 2
      const call = this.call(name)
      if (call?.kind !== 'call') return receiver
      const span: Span = [receiver.span[0], call.span[1]]
      const args: readonly Expression[] = [receiver, ...call.args]
      this.error([dot.span[0], name.span[1]], `Functions take their source as the first argument here: ${name.value}(…), not “.${name.value}(…)”.`,
        { title: `Write ${name.value}(…)`, edits: [{ span, text: `${name.value}(${args.map((a) => this.text.slice(...a.span)).join(', ')})` }] })
      receiver = { ...call, args, span }
    }
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
        if (token.value === '!') return this.negation(token)
        this.error(token.span, explainForeign(token.value), foreignFix(token), connect)
        if (/^[%$]/.test(token.value)) return { kind: 'text', value: token.value, span: token.span }
        return ['name', 'text', 'attribute', 'number'].includes(this.next().kind) ? this.operand() : undefined
      }
      case '(': {
        this.at += 1
        if (!this.enter(token.span)) return undefined
        const inner = this.expression()
        this.depth -= 1
        const close = this.next()
        if (close.kind === ')') this.at += 1
        this.error(token.span, 'Parentheses follow a function name; they do not group.', { title: 'Remove the parentheses', edits: [{ span: token.span, text: '' }, ...(close.kind === ')' ? [{ span: close.span, text: '' }] : [])] })
        return inner
      }
      default: return undefined
    }
  }

  /** `!x` of C#. */
  private negation(sign: Token): Expression | undefined {
    if (!this.enter(sign.span)) return undefined
    const negated = this.operand()
    this.depth -= 1
    const span: Span = [sign.span[0], negated?.span[1] ?? sign.span[1]]
    this.error(sign.span, explainForeign('!'), negated && { title: 'Write it with Not', edits: [{ span, text: `Not(${this.text.slice(...negated.span)})` }] }, reference('Not'))
    return negated && { kind: 'call', callee: 'Not', calleeSpan: sign.span, args: [negated], span }
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
      if (token.kind === 'end') { this.unclosed.push({ ...name, span: [name.span[0], open.span[1]] }); break }
      this.error(token.span, this.unexpected(token, 'a comma or a closing parenthesis'), this.missingComma(argument, token))
      if (this.at === before || token.kind === 'compare' || token.kind === 'foreign') this.at += 1
    }
    this.depth -= 1
    const call: CallNode = { kind: 'call', callee: name.value, calleeSpan: name.span, args, span: [name.span[0], end] }
    for (const argument of args) this.reportLogicals(call, argument)
    return call
  }

  private word(token: Token): Expression | undefined {
    if (WORDS.has(token.value)) return { kind: 'word', word: token.value as Word, span: token.span }
    const word = [...WORDS].find((w) => w.toLowerCase() === token.value.toLowerCase())
    if (word !== undefined) {
      this.error(token.span, `The word is spelled ${word}; upper and lower case matter.`, { title: `Write ${word}`, edits: [{ span: token.span, text: word }] })
      return { kind: 'word', word: word as Word, span: token.span }
    }
    const known = ownEntry(CONNECT_WORDS, token.value.toLowerCase())
    if (known) this.error(token.span, known.message, { title: `Write ${known.text === '' ? 'nothing' : known.text}`, edits: [{ span: token.span, text: known.text }] }, connect)
    else if (['attribute', 'text', 'number'].includes(this.next().kind)) return this.unopened(token)
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

  private error(span: Span, message: string, fix?: Fix, source = reference('Syntax overview')): void {
    this.diagnostics.push({ code: 'SyntaxError', severity: 'error', span, message, source, ...(fix && { fix }) })
  }
}

function omitted(at: number): OmittedNode {
  return { kind: 'omitted', span: [at, at] }
}
