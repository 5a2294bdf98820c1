import { type EvaluationContext, type Outcome, compile, parse } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import { cellOf } from '../../shared/model/packed'
import { type ComparedFlow, type Comparison, type PackedObject, bitOf } from './comparison'
import { sameValue } from './diff'
import { flowInto, isAction, isLeft } from './flow-value'
import { readField } from './target-field'

/** Compares a source object with its target object: bits of the mappings that something may come of (`mayCome`). */
export function comparer(comparison: Comparison): (source: PackedObject, target: PackedObject) => number {
  let own: PackedObject | undefined
  const reader = (slot: number): Cell => (slot < 0 ? null : cellOf(own?.at(slot)))
  const context: EvaluationContext = {
    now: comparison.now, seed: comparison.seed, ...(comparison.defaultDomain === undefined ? {} : { defaultDomain: comparison.defaultDomain }),
    get drawKey(): string { throw new Error('Draws are the walk’s.') },
    isTaken: () => { throw new Error('What is taken is known to the walk.') },
  }
  let walks = 0
  const flows: { readonly bit: number; readonly flow: ComparedFlow; readonly evaluate: Evaluation }[] = []
  comparison.flows.forEach((flow, place) => {
    if (flow === 'walk') walks |= bitOf(place)
    else if (flow !== 'nothing') flows.push({ bit: bitOf(place), flow, evaluate: evaluation(flow) })
  })

  return (source, target) => {
    own = source
    let bits = walks
    for (const { bit, flow, evaluate } of flows) {
      if ((bits & bit) === 0 && somethingComes(flow, evaluate, source, target)) bits |= bit
    }
    return bits
  }

  function somethingComes(flow: ComparedFlow, evaluate: Evaluation, source: PackedObject, target: PackedObject): boolean {
    if (flow.copies && source.isSame(flow.slot, target, flow.targetPosition)) return false
    try {
      const outcome = evaluate(reader, context)
      if (isAction(outcome)) return false
      const current = readField(flow.field, target, comparison.namePosition)
      const wanted = flowInto(flow, outcome, current)
      return !isLeft(wanted) && (wanted === null || flow.reference || !sameValue(current, wanted, flow))
    } catch {
      return true // the walk evaluates it again, and says what is wrong
    }
  }
}

type Evaluation = (reader: (slot: number) => Cell, context: EvaluationContext) => Outcome

function evaluation({ mapping, expression, slot, inputs }: ComparedFlow): Evaluation {
  if (slot >= 0) return (reader) => reader(slot)
  const tree = expression === undefined ? undefined : parse(expression).tree
  const constant = mapping.type === 'Constant' ? mapping.value : null
  if (!tree) return () => constant
  const slots = new Map(inputs.map((input) => [input.name, input.slot]))
  const compiled = compile(tree, (name) => slots.get(name) ?? -1)
  return (reader, context) => compiled.evaluate(reader, context)
}
