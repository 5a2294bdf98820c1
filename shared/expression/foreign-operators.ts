import type { CallNode, Expression, Span } from './ast'
import type { Fix } from './diagnostics'
import { connect, reference } from './documents'
import { explainForeign, isAnd, operatorOf } from './foreign-syntax'
import type { Token } from './lexer'
import type { Grammar, TokenCursor } from './token-cursor'

/** `a && b`, before it is known what stands around it. */
interface Logical { readonly operator: Token; readonly parts: readonly Expression[]; readonly and: boolean; readonly mixed: boolean }

/**
 * What other languages write around and between operands: `a & b`, `a ?? b`, `a && b`, `a ? b : c`, `!a`, `a.F()`. Each is read,
 * reported, and offered as this language writes it; what is returned stands in its place, so that the rest can be read.
 */
export class ForeignOperators {
  private readonly cursor: TokenCursor
  private readonly grammar: Grammar
  /** The parts of what an operator joined, for as long as more of them may follow. */
  private readonly logicals = new Map<Expression, Logical>()
  private readonly joined = new Map<Expression, readonly Expression[]>()

  constructor(cursor: TokenCursor, grammar: Grammar) {
    this.cursor = cursor
    this.grammar = grammar
  }

  /** `a && b` and `a || b` behind a condition. The call around knows how to nest; see `reportLogicals`. */
  logical(first: Expression): Expression {
    const { cursor } = this
    const operator = cursor.next()
    const parts = [first]
    const operators = new Set<string>()
    while (operatorOf(cursor.next()) === 'logical') {
      operators.add(isAnd(cursor.take()) ? 'and' : 'or')
      const part = this.grammar.condition()
      if (part) parts.push(part)
      else break
    }
    this.logicals.set(first, { operator, parts, and: operators.has('and'), mixed: operators.size > 1 })
    return first
  }

  /** Reports `a && b` where it stands, with the nested IIF where it is the condition of one. */
  reportLogicals(call: CallNode | undefined, argument: Expression | undefined): void {
    const found = argument && this.logicals.get(argument)
    if (!found || !argument) return
    this.logicals.delete(argument)
    const { operator, parts, and, mixed } = found
    const [, yes, no] = call?.args ?? []
    const texts = parts.map((p) => this.cursor.textOf(p))
    let fix: Fix | undefined
    if (call?.callee === 'IIF' && call.args[0] === argument && yes && no && !mixed && texts.length > 1) {
      const [whenTrue, whenFalse] = [this.cursor.textOf(yes), this.cursor.textOf(no)]
      const text = texts.reduceRight((inner, part) => (and ? `IIF(${part}, ${inner}, ${whenFalse})` : `IIF(${part}, ${whenTrue}, ${inner})`), and ? whenTrue : whenFalse)
      fix = { title: 'Nest the conditions', edits: [{ span: call.span, text }] }
    }
    this.cursor.error(operator.span, explainForeign(isAnd(operator) ? '&&' : '||', operator.value), fix, reference('IIF'))
  }

  /** `condition ? yes : no` of C#, behind the condition. */
  choice(condition: Expression): Expression {
    const { cursor } = this
    const operator = cursor.take()
    if (!cursor.enter(operator.span)) return condition
    const yes = this.grammar.expression()
    const colon = cursor.next()
    if (colon.value === ':' && colon.kind === 'foreign') cursor.take()
    const no = this.grammar.expression()
    cursor.leave()
    const parts = [condition, yes, no].flatMap((e) => (e ? [cursor.textOf(e)] : []))
    const span: Span = [condition.span[0], no?.span[1] ?? operator.span[1]]
    cursor.error(operator.span, 'A choice is written IIF(condition, yes, no) here; “? :” belongs to C#.', parts.length === 3 ? {
      title: 'Write it with IIF', edits: [{ span, text: `IIF(${parts.join(', ')})` }],
    } : undefined, reference('IIF'))
    return condition
  }

  /** An operand, with all that an operator joins to it. */
  operands(): Expression | undefined {
    const { cursor } = this
    let left = this.methods(this.grammar.operand())
    for (;;) {
      const operator = cursor.next()
      const kind = operatorOf(operator)
      if (!left || kind === undefined || kind === 'logical' || kind === 'choice') return left
      cursor.take()
      const right = this.methods(this.grammar.operand())
      if (!right) {
        cursor.error(operator.span, explainForeign(operator.value), { title: `Remove “${operator.value}”`, edits: [{ span: operator.span, text: '' }] }, connect)
        return left
      }
      const span: Span = [left.span[0], right.span[1]]
      const callee = kind === 'join' ? 'Join' : kind === 'default' ? 'Coalesce' : undefined
      if (callee === undefined) {
        cursor.error(operator.span, explainForeign(operator.value), undefined, connect)
        left = { ...left, span }
        continue
      }
      const parts = this.joined.get(left) ?? [left]
      this.joined.delete(left)
      const all: Expression[] = [...parts, right]
      left = { kind: 'call', callee, calleeSpan: operator.span, args: callee === 'Join' ? [{ kind: 'text', value: '', span: [span[0], span[0]] }, ...all] : all, span }
      this.joined.set(left, all)
      if (operatorOf(cursor.next()) === kind) continue
      const text = all.map((p) => cursor.textOf(p)).join(', ')
      cursor.error(operator.span, explainForeign(operator.value), {
        title: `Write it with ${callee}`, edits: [{ span, text: `${callee}(${callee === 'Join' ? '"", ' : ''}${text})` }],
      }, connect)
    }
  }

  /** `[mail].ToLower()` of C#: the function comes first here. */
  private methods(first: Expression | undefined): Expression | undefined {
    const { cursor } = this
    let receiver = first
    for (;;) {
      const [dot, name, open] = [cursor.next(), cursor.next(1), cursor.next(2)]
      if (!receiver || dot.value !== '.' || dot.kind !== 'foreign' || name.kind !== 'name' || open.kind !== '(') return receiver
      cursor.take()
      cursor.take()
      const call = this.grammar.call(name)
      if (call?.kind !== 'call') return receiver
      const span: Span = [receiver.span[0], call.span[1]]
      const args: readonly Expression[] = [receiver, ...call.args]
      cursor.error([dot.span[0], name.span[1]], `Functions take their source as the first argument here: ${name.value}(…), not “.${name.value}(…)”.`,
        { title: `Write ${name.value}(…)`, edits: [{ span, text: `${name.value}(${args.map((a) => cursor.textOf(a)).join(', ')})` }] })
      receiver = { ...call, args, span }
    }
  }

  /** `!x` of C#, behind its sign. */
  negation(sign: Token): Expression | undefined {
    const { cursor } = this
    if (!cursor.enter(sign.span)) return undefined
    const negated = this.grammar.operand()
    cursor.leave()
    const span: Span = [sign.span[0], negated?.span[1] ?? sign.span[1]]
    cursor.error(sign.span, explainForeign('!'), negated && { title: 'Write it with Not', edits: [{ span, text: `Not(${cursor.textOf(negated)})` }] }, reference('Not'))
    return negated && { kind: 'call', callee: 'Not', calleeSpan: sign.span, args: [negated], span }
  }
}
