import { type CallNode, type Expression, walk } from '../ast'
import { EvaluationError } from '../diagnostics'
import { functions } from '../functions/index'
import { evaluateTree } from '../tree-evaluator'
import { argsOf, callsOf, type Checked, literalOf } from './scope'
import { sourceOfFunction } from '../documents'

/** Functions whose other arguments can be judged whatever the source says. */
const JUDGED_WITHOUT_SOURCE = ['Mid', 'InStr', 'ToLower', 'ToUpper', 'Left']
const CONTEXT = { now: '2000-01-01T00:00:00Z', seed: 0, drawKey: '' }

/** Calls that fail for everybody: without attributes they are simply tried. Runs last, and is silent where another check has spoken. */
export function checkConstants(checked: Checked): void {
  for (const call of [...callsOf(checked)].reverse()) {
    if (checked.found().some((d) => d.severity === 'error' && d.span[0] >= call.span[0] && d.span[1] <= call.span[1])) continue
    const error = failureOf(call)
    if (error) checked.report({ code: error.code, severity: 'error', span: call.span, message: error.message, source: sourceOfFunction(functions.get(call.callee)?.source) })
  }
}

function failureOf(call: CallNode): EvaluationError | undefined {
  const [source, ...rest] = argsOf(call)
  if (call.callee === 'Item' && /^\s*(?:0+|-\d+)\s*$/.test(literalOf(rest[0]) ?? '')) return new EvaluationError('IndexOutOfRange', 'The values of a list are counted from 1.', call.span)
  if (!walk(call).some((e) => e.kind === 'attribute')) return tried(call)
  const judged = JUDGED_WITHOUT_SOURCE.includes(call.callee) && source !== undefined && !rest.some((e) => walk(e).some((n) => n.kind === 'attribute'))
  return judged ? tried({ ...call, args: [{ kind: 'text', value: 'x', span: source.span }, ...rest] }) : undefined
}

function tried(e: Expression): EvaluationError | undefined {
  try {
    evaluateTree(e, {}, CONTEXT)
  } catch (reason) {
    if (!(reason instanceof EvaluationError)) throw reason
    return reason.code === 'UserError' || reason.code === 'UniqueValueExhausted' ? undefined : reason
  }
  return undefined
}
