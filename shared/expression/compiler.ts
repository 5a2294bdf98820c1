import { assertNever } from '../assert'
import { argumentsOf, coerce, parameterAt } from './arguments'
import { childrenOf, type CallNode, type ComparisonNode, type Expression, type Span, walk } from './ast'
import { compareText, holds } from './compare'
import { DateFormat } from './date-format'
import { EvaluationError } from './diagnostics'
import { fastPath } from './fast-paths'
import type { CellReader, EvaluationContext, FunctionDeclaration, Run, Site } from './functions/define'
import { functions } from './functions/index'
import { numberText } from './number-text'
import { structureErrors } from './structure'
import { applyPlain, canBeLookedUp, noneFree } from './tree-evaluator'
import { conditionOf, FlowSignal, ignoreAttribute, ignoreObject, isList, isNull, isNullOrEmpty, type Outcome, outcomeOf, type Runtime, textOf, textOrEmpty } from './value'

export interface Compiled {
  /** Source attributes it refers to, in the order of their first use. */
  readonly attributes: readonly string[]
  readonly usesUniqueValue: boolean
  /** Its value may change with the clock alone. */
  readonly usesClock: boolean
  /** Its value is not for logs, exports or the screen. */
  readonly redacted: boolean
  /** Throws EvaluationError; of a tree that the checker refuses, always. */
  evaluate(cells: CellReader, context: EvaluationContext): Outcome
}

/**
 * A tree as closures, to run once per object. `slot` is asked once per attribute; -1 stands for an attribute that does not exist,
 * which never has a value. What does not depend on the object is computed here, once.
 */
export function compile(tree: Expression, slot: (attributeName: string) => number): Compiled {
  const nodes = walk(tree)
  const attributes = [...new Set(nodes.flatMap((e) => (e.kind === 'attribute' ? [e.name] : [])))]
  const calls = new Set(nodes.flatMap((e) => (e.kind === 'call' ? [e.callee] : [])))
  const [error] = structureErrors(tree)
  const facts = {
    attributes, usesUniqueValue: calls.has('SelectUniqueValue'), redacted: calls.has('Redact'),
    usesClock: calls.has('Now') || nodes.some((e) => e.kind === 'call' && e.callee === 'FormatDateTime' && takesDateFromClock(e)),
  }
  if (error) return { ...facts, evaluate() { throw new EvaluationError(error.code, error.message, error.span) } }
  const slots = new Map(attributes.map((name) => [name, slot(name)]))
  const numbers = new Map<Expression, number>()
  for (const e of nodes) if (e.kind === 'call') numbers.set(e, numbers.size)
  const constants = new Map<Expression, boolean>()
  const run = compileNode(tree)
  const { span } = tree
  return {
    ...facts,
    evaluate(cells, context) {
      try {
        const value = run(cells, context)
        return typeof value === 'string' || value === null ? value : outcomeOf(value, span)
      } catch (reason) {
        if (reason instanceof FlowSignal) return { action: reason.action }
        throw reason
      }
    },
  }

  function compileNode(e: Expression): Run {
    switch (e.kind) {
      case 'text': return constant(e.value)
      case 'number': return constant(numberText(e.text))
      case 'omitted': return constant(null)
      case 'word': return constant(e.word === 'IgnoreAttributeFlow' ? ignoreAttribute : e.word === 'IgnoreObjectFlow' ? ignoreObject : e.word)
      case 'attribute': {
        const at = slots.get(e.name) ?? -1
        return at < 0 ? constant(null) : (cells) => cells(at)
      }
      case 'comparison': return compileComparison(e)
      case 'call': return folded(e, compileCall(e))
      default: return assertNever(e)
    }
  }

  function compileCall(e: CallNode): Run {
    const declaration = functions.get(e.callee)
    if (!declaration) return () => { throw new EvaluationError('UnknownFunction', `There is no function “${e.callee}”.`, e.calleeSpan) }
    const args = argumentsOf(e, declaration)
    switch (e.callee) {
      case 'IIF': return compileIif(args)
      case 'Switch': return compileSwitch(args)
      case 'Coalesce': return compileCoalesce(args.map(compileNode))
      case 'IgnoreFlowIfNullOrEmpty': {
        const [inner] = args.map(compileNode)
        return (cells, context) => {
          const value = inner?.(cells, context) ?? null
          return isNullOrEmpty(value) ? ignoreAttribute : value
        }
      }
      case 'SelectUniqueValue': return compileSelect(args, e)
      default: return compilePlain(e, declaration, args)
    }
  }

  function compilePlain(e: CallNode, declaration: FunctionDeclaration, args: readonly Expression[]): Run {
    const runs = args.map((a) => (a.kind === 'omitted' ? undefined : compileNode(a)))
    const site: Site = { span: e.span, index: numbers.get(e) ?? 0 }
    const spans = args.map((a) => a.span)
    const general = compileGeneral(declaration, runs, spans, site)
    return fastPath({ name: e.callee, args, runs, spans, site, general }) ?? general
  }

  function compileIif(args: readonly Expression[]): Run {
    const [condition, whenTrue, whenFalse] = args
    if (!condition || !whenTrue || !whenFalse) return constant(null)
    const [test, yes, no] = [compileNode(condition), compileNode(whenTrue), compileNode(whenFalse)]
    const at = condition.span
    return (cells, context) => {
      const value = test(cells, context)
      return (typeof value === 'boolean' ? value : conditionOf(value, at)) ? yes(cells, context) : no(cells, context)
    }
  }

  function compileSwitch(args: readonly Expression[]): Run {
    const runs = args.map(compileNode)
    const [source = constant(null), fallback = constant(null)] = runs
    const at = args[0]?.span ?? span
    const keys = args.filter((_, i) => i >= 2 && i % 2 === 0)
    const values = runs.filter((_, i) => i >= 2 && i % 2 === 1)
    if (keys.every((key) => key.kind === 'text' || key.kind === 'number' || key.kind === 'omitted')) {
      const table = new Map<string, Run>()
      keys.forEach((key, i) => {
        const text = key.kind === 'text' ? key.value : key.kind === 'number' ? numberText(key.text) : ''
        const value = values[i]
        if (value && !table.has(text)) table.set(text, value)
      })
      return (cells, context) => {
        const value = source(cells, context)
        return (table.get(typeof value === 'string' ? value : textOrEmpty(value, at)) ?? fallback)(cells, context)
      }
    }
    const keyRuns = runs.filter((_, i) => i >= 2 && i % 2 === 0)
    return (cells, context) => {
      const wanted = textOrEmpty(source(cells, context), at)
      for (let i = 0; i < keyRuns.length; i += 1) {
        const key = keyRuns[i]?.(cells, context) ?? null
        if (textOrEmpty(key, keys[i]?.span ?? at) === wanted) return values[i]?.(cells, context) ?? null
      }
      return fallback(cells, context)
    }
  }

  function compileComparison(e: ComparisonNode): Run {
    const [left, right] = [compileNode(e.left), compileNode(e.right)]
    const { operator } = e
    const [leftSpan, rightSpan] = [e.left.span, e.right.span]
    return (cells, context) => {
      const a = left(cells, context)
      const first = typeof a === 'string' ? a : textOrEmpty(a, leftSpan)
      const b = right(cells, context)
      return holds(operator, compareText(first, typeof b === 'string' ? b : textOrEmpty(b, rightSpan)))
    }
  }

  function compileSelect(args: readonly Expression[], e: CallNode): Run {
    const rules = args.map((a) => ({ run: compileNode(a), span: a.span }))
    return (cells, context) => {
      let isTaken = false
      for (const rule of rules) {
        const candidate = textOf(rule.run(cells, context), rule.span)
        if (!canBeLookedUp(candidate)) continue
        if (!(context.isTaken?.(candidate) ?? false)) return candidate
        isTaken = true
      }
      throw noneFree(isTaken, e.span)
    }
  }

  function isConstant(e: Expression): boolean {
    let answer = constants.get(e)
    if (answer === undefined) {
      answer = e.kind !== 'attribute' && (e.kind !== 'call' || functions.get(e.callee)?.impure === false) && childrenOf(e).every(isConstant)
      constants.set(e, answer)
    }
    return answer
  }

  /** A call without attributes, clock or draw gives the same for everybody; one that fails is left to fail where it is reached. */
  function folded(e: CallNode, run: Run): Run {
    if (!isConstant(e)) return run
    try {
      const value = run(() => null, { now: '', seed: 0, drawKey: '' })
      return constant(value)
    } catch (reason) {
      if (reason instanceof EvaluationError || reason instanceof FlowSignal) return run
      throw reason
    }
  }
}

/** `applyPlain` with all that is known beforehand taken out of the way; lists, which are rare, still go there. */
function compileGeneral(declaration: FunctionDeclaration, runs: readonly (Run | undefined)[], spans: readonly Span[], site: Site): Run {
  const { params, evaluate } = declaration
  const slow: Run = (cells, context) => applyPlain(declaration, runs.map((run) => run?.(cells, context)), spans, context, site)
  if (!evaluate || params.some((p) => p.repeated)) return slow
  const mapped = runs.map((_, i) => parameterAt(declaration, i)?.mapped === true)
  const kinds = params.map((p) => p.kind)
  return (cells, context) => {
    const raw: (Runtime | undefined)[] = []
    let listed = false
    for (let i = 0; i < runs.length; i += 1) {
      const value = runs[i]?.(cells, context)
      raw.push(value)
      if (mapped[i] === true && isList(value)) listed = true
    }
    if (listed) return applyPlain(declaration, raw, spans, context, site)
    const args: unknown[] = []
    for (let i = 0; i < kinds.length; i += 1) {
      const value = raw[i]
      const kind = kinds[i]
      args.push(value === undefined || kind === undefined || (kind === 'text' && typeof value === 'string') ? value : coerce(kind, value, spans[i] ?? site.span))
    }
    return evaluate(args, context, site)
  }
}

function compileCoalesce(runs: readonly Run[]): Run {
  return (cells, context) => {
    for (const run of runs) {
      const value = run(cells, context)
      if (!isNull(value)) return value
    }
    return null
  }
}

function constant(value: Runtime): Run {
  return () => value
}

/** The format does not name a whole date, so that the rest comes from the clock; or it is not known beforehand. */
function takesDateFromClock(e: CallNode): boolean {
  const format = e.args.at(-2)
  return format?.kind !== 'text' || DateFormat.of(format.value)?.hasWholeDate !== true
}
