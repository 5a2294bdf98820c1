import { assertNever } from '../assert'
import { argumentsOf, coerce, parameterAt } from './arguments'
import { type CallNode, type ComparisonNode, type Expression, type Span, walk } from './ast'
import { compareText, holds } from './compare'
import { decisions } from './decisions'
import { EvaluationError } from './diagnostics'
import type { EvaluationContext, FunctionDeclaration, Site } from './functions/define'
import { functions } from './functions/index'
import { numberText } from './number-text'
import { structureErrors } from './structure'
import { conditionOf, FlowSignal, ignoreAttribute, ignoreObject, isList, isNull, isNullOrEmpty, type Outcome, outcomeOf, type Runtime, textOf, textOrEmpty, type Value } from './value'

/**
 * Walks the tree anew for each object: slow, plain, and without anything prepared, so that the compiler has something to be
 * compared with. Throws EvaluationError.
 */
export function evaluateTree(tree: Expression, attributes: Readonly<Record<string, Value>>, context: EvaluationContext): Outcome {
  return evaluatePart(tree, tree, attributes, context)
}

/** One part of an expression by itself. What it draws is what it draws within the whole. Throws EvaluationError. */
export function evaluatePart(whole: Expression, part: Expression, attributes: Readonly<Record<string, Value>>, context: EvaluationContext): Outcome {
  const error = structureErrors(whole).find((e) => e.span[0] >= part.span[0] && e.span[1] <= part.span[1])
  if (error) throw new EvaluationError(error.code, error.message, error.span)
  const calls = walk(whole).filter((e) => e.kind === 'call')
  try {
    return outcomeOf(value(part), part.span)
  } catch (reason) {
    if (reason instanceof FlowSignal) return { action: reason.action }
    throw reason
  }

  function value(e: Expression): Runtime {
    switch (e.kind) {
      case 'text': return e.value
      case 'number': return numberText(e.text)
      case 'omitted': return null
      case 'attribute': return Object.hasOwn(attributes, e.name) ? attributes[e.name] ?? null : null
      case 'word': return e.word === 'IgnoreAttributeFlow' ? ignoreAttribute : e.word === 'IgnoreObjectFlow' ? ignoreObject : e.word
      case 'comparison': return comparison(e)
      case 'call': return call(e)
      default: return assertNever(e)
    }
  }

  function comparison(e: ComparisonNode): boolean {
    return holds(e.operator, compareText(textOrEmpty(value(e.left), e.left.span), textOrEmpty(value(e.right), e.right.span)))
  }

  function call(e: CallNode): Runtime {
    const declaration = functions.get(e.callee)
    if (!declaration) throw new EvaluationError('UnknownFunction', `There is no function “${e.callee}”.`, e.calleeSpan)
    const args = argumentsOf(e, declaration)
    const at = (i: number): Expression => args[i] ?? { kind: 'omitted', span: e.span }
    switch (e.callee) {
      case 'IIF': return conditionOf(value(at(0)), at(0).span) ? value(at(1)) : value(at(2))
      case 'Switch': {
        const source = textOrEmpty(value(at(0)), at(0).span)
        for (let i = 2; i < args.length; i += 2) if (textOrEmpty(value(at(i)), at(i).span) === source) return value(at(i + 1))
        return value(at(1))
      }
      case 'Coalesce': return coalesce(args)
      case 'IgnoreFlowIfNullOrEmpty': {
        const inner = value(at(0))
        return isNullOrEmpty(inner) ? ignoreAttribute : inner
      }
      case 'SelectUniqueValue': return firstFree(args, e.span)
      default: return plain(e, declaration, args)
    }
  }

  function coalesce(args: readonly Expression[]): Runtime {
    for (const argument of args) {
      const candidate = value(argument)
      if (!isNull(candidate)) return candidate
    }
    return null
  }

  function firstFree(args: readonly Expression[], span: Span): Runtime {
    let isTaken = false
    for (const argument of args) {
      const candidate = textOf(value(argument), argument.span)
      if (!canBeLookedUp(candidate)) continue
      if (!(context.isTaken?.(candidate) ?? false)) return candidate
      isTaken = true
    }
    throw noneFree(isTaken, span)
  }

  function plain(e: CallNode, declaration: FunctionDeclaration, args: readonly Expression[]): Runtime {
    const raw = args.map((a) => (a.kind === 'omitted' ? undefined : value(a)))
    return applyPlain(declaration, raw, args.map((a) => a.span), context, { span: e.span, index: calls.indexOf(e) })
  }
}

/** A candidate of SelectUniqueValue that the target can be asked for. */
export function canBeLookedUp(candidate: string | null): candidate is string {
  return candidate !== null && (candidate !== '' || !decisions.emptyCandidateIsSkipped)
}

/** Why SelectUniqueValue has nothing to give, where it is no matter of who holds what: the candidates have no value. */
export class NoCandidate extends Error {
  override readonly name = 'NoCandidate'
}

/** The failure of a SelectUniqueValue whose candidates are all taken, or of which none has a value. */
export function noneFree(isTaken: boolean, span: Span): EvaluationError {
  if (isTaken) return new EvaluationError('UniqueValueExhausted', 'Every value that SelectUniqueValue offers is taken.', span)
  const message = 'No candidate of SelectUniqueValue has a value: each is null or empty.'
  return new EvaluationError('UniqueValueExhausted', message, span, { cause: new NoCandidate(message) })
}

/** Runs a function that evaluates all its arguments; on each value where a list stands in a mapped parameter (§5). */
export function applyPlain(declaration: FunctionDeclaration, raw: readonly (Runtime | undefined)[], spans: readonly Span[], context: EvaluationContext, site: Site): Runtime {
  const lists = raw.flatMap((v, i) => (isList(v) && parameterAt(declaration, i)?.mapped === true ? [i] : []))
  const long = lists.filter((i) => (raw[i] as readonly string[]).length > 1)
  const listed = long[0] ?? lists[0] // a list of one is that value
  if (listed === undefined) return run(raw)
  if (long.length > 1) throw new EvaluationError('TypeMismatch', `${declaration.name} can run over one list, not over two.`, site.span)
  const values = raw[listed]
  if (!isList(values) || values.length === 0) return run(raw.with(listed, null))
  return values.flatMap((v) => {
    const result = run(raw.with(listed, v))
    return isList(result) ? result : textOf(result, site.span) ?? []
  })

  function run(values: readonly (Runtime | undefined)[]): Runtime {
    const args: unknown[] = []
    const repeatedFrom = declaration.params.findIndex((p) => p.repeated)
    declaration.params.forEach((p, i) => {
      if (i === repeatedFrom) args.push(values.slice(i).map((v, k) => coerce(p.kind, v ?? null, spans[i + k] ?? site.span)))
      else args.push(values[i] === undefined ? undefined : coerce(p.kind, values[i], spans[i] ?? site.span))
    })
    if (!declaration.evaluate) throw new EvaluationError('UnknownFunction', `${declaration.name} cannot be evaluated.`, site.span)
    return declaration.evaluate(args, context, site)
  }
}
