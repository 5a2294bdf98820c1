import { EvaluationError, type EvaluationContext, type Outcome } from '../../shared/expression/index'
import type { ActionKind } from '../../shared/model/plan'
import { cellOf, splitCells } from '../../shared/model/packed'
import { compileMapping } from './compile-mapping'
import { sourceReader } from './computed-source'
import type { MappingInput } from './ports'

/**
 * What the mappings that read the clock, and decide whether an account is created or on, give a source object at an instant, as one text to be
 * compared with that of another instant. Nothing where none of them decides on such an action.
 */
export function clockValues(input: MappingInput): (row: number, kind: ActionKind, now: string) => string | undefined {
  const { source, seed, defaultDomain } = input
  const timed = compileMapping(input, source.attributes.length).flows.filter((flow) => flow.usesClock)
  const deciding = { create: timed.filter((flow) => flow.objectFilter), state: timed.filter((flow) => flow.accountState || flow.accountFlag) }
  return (row, kind, now) => {
    const flows = kind === 'create' ? deciding.create : kind === 'enable' || kind === 'disable' ? deciding.state : []
    if (flows.length === 0) return undefined
    const cells = splitCells(source.bodies.at(row) as string)
    const reader = sourceReader(input, (slot) => cellOf(cells[slot]), () => 'False')
    return JSON.stringify(flows.map((flow) => {
      const context: EvaluationContext = {
        now, seed, ...(defaultDomain === undefined ? {} : { defaultDomain }), drawKey: `${flow.target} ${source.anchors[row] ?? ''}`,
        isTaken: () => false,
      }
      return outcomeOf(() => flow.evaluate(reader, context))
    }))
  }
}

/** An error's code for an expression that fails. */
function outcomeOf(evaluate: () => Outcome): unknown {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.code }
    throw error
  }
}
