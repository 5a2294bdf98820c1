import type { CompiledMapping, Flow } from './compile-mapping'
import { ANYTHING, type Comparison } from './comparison'
import type { MatchOutcome } from './match-outcome'
import type { MappingInput } from './ports'

/*
 * Of nearly every matched object nearly every mapping gives what the target already holds. Which ones do not is mostly said by the two
 * objects alone, so that another thread can find out while the walk is on its way. Whatever else has a say (values that others have taken,
 * draws, a failing expression) is left to the walk.
 */

/** By source row, the mappings that the walk has to look at, where somebody compares ahead of it. After matching. */
export function compareAhead(input: MappingInput, { flows }: Pick<CompiledMapping, 'flows'>, outcomes: readonly MatchOutcome[]): (row: number) => number {
  const { ahead, source, target } = input
  // Containers take along those after them.
  if (!ahead || target.holdsOthers || input.carried || input.planned || input.onFlow || input.outranking) return () => ANYTHING
  const comparison: Comparison = {
    flows: flows.map((flow) => comparedFlow(flow, source.attributes.length)),
    namePosition: target.namePosition, now: input.now, seed: input.seed, defaultDomain: input.defaultDomain,
  }
  const compared = ahead.begin(comparison, Int32Array.from(outcomes, ({ kind, target: to }) => (kind === 'matched' || kind === 'linked' ? to : -1)))
  return (row) => compared(row) ?? ANYTHING
}

function comparedFlow(flow: Flow, width: number): Comparison['flows'][number] {
  if (flow.objectFilter || flow.onCreateOnly) return 'nothing'
  // Slots beyond the source's own attributes are computed as the walk goes.
  if (flow.always || flow.usesUniqueValue || flow.inputs.some(({ slot }) => slot >= width)) return 'walk'
  const { mapping, expression, field, slot, inputs, copies, targetPosition, default: given, unread, clears, empties, multiValued, caseExact, reference } = flow
  return { mapping, expression, field, slot, inputs, copies, targetPosition, default: given, unread, clears, empties, multiValued, caseExact, reference }
}
