import type { CallNode, Expression } from './ast'
import { EvaluationError } from './diagnostics'
import type { FunctionDeclaration, Parameter, ValueKind } from './functions/define'
import type { Span } from './ast'
import { bigIntegerOf, conditionOf, FlowSignal, instantOf, integerOf, listOf, type Runtime, textOf } from './value'

/**
 * A call's arguments in the order of the parameters: the older three-argument FormatDateTime gets its empty second slot, and one
 * empty slot behind the last parameter is dropped (`ToLower(x, , )` is legal in published samples).
 */
export function argumentsOf(call: CallNode, declaration: FunctionDeclaration): readonly Expression[] {
  let args = call.args
  const last = args.at(-1)
  if (call.callee !== 'Switch' && !declaration.params.some((p) => p.repeated) && args.length === declaration.params.length + 1 && last?.kind === 'omitted') args = args.slice(0, -1)
  const [source, ...formats] = args
  if (call.callee === 'FormatDateTime' && args.length === 3 && source) return [source, { kind: 'omitted', span: [source.span[1], source.span[1]] }, ...formats]
  return args
}

/** The parameter that an argument stands for; a repeated one stands for all that follow. */
export function parameterAt(declaration: FunctionDeclaration, index: number): Parameter | undefined {
  const repeating = declaration.params.filter((p) => p.repeated)
  const fixed = declaration.params.length - repeating.length
  return index < fixed || repeating.length === 0 ? declaration.params[index] : repeating[(index - fixed) % repeating.length]
}

/** A runtime value as the parameter wants it. Throws EvaluationError, or the flow action that stands in its place. */
export function coerce(kind: ValueKind, value: Runtime, span: Span): unknown {
  switch (kind) {
    case 'text': return textOf(value, span)
    case 'number': return integerOf(value, span)
    case 'bigNumber': return bigIntegerOf(value, span)
    case 'date': return instantOf(value, span)
    case 'boolean': case 'condition': return conditionOf(value, span)
    case 'list': case 'reference': return listOf(value, span)
    case 'compareWord': return ignoresCase(value, span)
    case 'any':
      if (value instanceof FlowSignal) throw value
      return value
  }
}

function ignoresCase(value: Runtime, span: Span): boolean {
  const text = textOf(value, span)
  if (text === 'vbTextCompare' || text === '1') return true
  if (text === 'vbBinaryCompare' || text === '0') return false
  throw new EvaluationError('InvalidArgument', `The comparison is vbTextCompare or vbBinaryCompare, not “${text ?? ''}”.`, span)
}
