import { argumentsOf } from './arguments'
import type { Expression } from './ast'
import { EvaluationError } from './diagnostics'
import { functions } from './functions/index'
import type { EvaluationContext } from './functions/define'
import { evaluatePart } from './tree-evaluator'
import { conditionOf, type Outcome, type Value } from './value'

/** Why a call that chooses among its arguments gave what it gave. `taken` is absent where nothing is left to take. */
export type TakenBranch =
  /** `absent` are the sources before it, which have no value. */
  | { readonly kind: 'first'; readonly absent: readonly Expression[]; readonly taken?: Expression }
  | { readonly kind: 'condition'; readonly holds: boolean; readonly taken?: Expression }
  /** `key` is the one that matched; without it the default is taken. */
  | { readonly kind: 'key'; readonly source: Outcome; readonly key?: Expression; readonly taken?: Expression }

/** The branch that one object takes in a call of Coalesce, IIF or Switch; undefined for other parts, and where choosing fails. */
export function takenBranch(whole: Expression, part: Expression, attributes: Readonly<Record<string, Value>>, context: EvaluationContext): TakenBranch | undefined {
  const declaration = part.kind === 'call' ? functions.get(part.callee) : undefined
  if (part.kind !== 'call' || declaration === undefined) return undefined
  const args = argumentsOf(part, declaration)
  const value = (e: Expression): Outcome => evaluatePart(whole, e, attributes, context)
  const taken = (e: Expression | undefined) => (e === undefined || e.kind === 'omitted' ? {} : { taken: e })
  try {
    switch (part.callee) {
      case 'Coalesce': {
        const at = args.findIndex((e) => value(e) !== null)
        return { kind: 'first', absent: at < 0 ? args : args.slice(0, at), ...taken(args[at]) }
      }
      case 'IIF': {
        const [condition, yes, no] = args
        const outcome = condition === undefined ? undefined : value(condition)
        if (condition === undefined || (outcome !== null && typeof outcome !== 'string')) return undefined
        const holds = conditionOf(outcome, condition.span)
        return { kind: 'condition', holds, ...taken(holds ? yes : no) }
      }
      case 'Switch': {
        const [source, otherwise, ...pairs] = args
        if (source === undefined) return undefined
        const found = value(source)
        const at = pairs.findIndex((key, i) => i % 2 === 0 && (value(key) ?? '') === (found ?? ''))
        const key = pairs[at]
        return { kind: 'key', source: found, ...(key !== undefined && { key }), ...taken(key === undefined ? otherwise : pairs[at + 1]) }
      }
      default: return undefined
    }
  } catch (error) {
    if (error instanceof EvaluationError) return undefined
    throw error
  }
}
