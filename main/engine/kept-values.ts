import type { EvaluationContext } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import type { FlowGate } from '../../shared/model/gate'
import { cellOf, splitCells } from '../../shared/model/packed'
import type { CompiledMapping, Flow } from './compile-mapping'
import { disabledInSource, sourceReader } from './computed-source'
import { sameValue } from './diff'
import { planUpdate } from './plan-object'
import type { MappingInput } from './ports'
import { outrankedBy } from './precedence'

/** Why a target holds another value than a mapping gives. */
export interface Kept {
  readonly gate: FlowGate
  /** What the mapping gives; null for nothing. */
  readonly gives: Cell
  /** Id of the job that has precedence. */
  readonly job?: string
}

/**
 * Of the object that a source object is linked to: the attributes whose value is not what the mapping gives, with the gate that it met. References
 * are left out, for they are resolved when all have run, and unique values, for the taken ones are the run's to know.
 */
export function keptValues(input: MappingInput, mapping: CompiledMapping, row: number, held: number): ReadonlyMap<Flow, Kept> {
  const { source, target } = input
  const cells = splitCells(source.bodies.at(row) as string)
  const own = (slot: number): Cell => cellOf(cells[slot])
  const softDeleted = disabledInSource(input)?.(own) === true || input.links.get(source.anchors[row] as string)?.state === 'outOfScope' ? 'True' : 'False'
  const reader = sourceReader(input, own, () => softDeleted)
  let entered = ''
  const evaluation: EvaluationContext = {
    now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
    get drawKey() { return `${entered} ${source.anchors[row] ?? ''}` },
    isTaken: () => false,
  }
  let job: string | undefined
  const outranked = outrankedBy(input)
  const kept = new Map<Flow, Kept>()
  planUpdate(held, undefined, {
    mapping, target, reader, evaluation, container: undefined, plannedRow: target.objects.anchors.length, describeOwner: () => '',
    enter: (flow) => { entered = flow.target },
    outranked: outranked && ((flow, anchor, current) => {
      const fed = outranked(flow, anchor, current)
      job = fed?.jobId
      return fed
    }),
    tell: (flow, gate, wanted, current) => {
      const gives = wanted ?? null
      if (SAME.has(gate) || flow.usesUniqueValue || (gives !== null && sameValue(current, gives, flow))) return
      kept.set(flow, { gate, gives: flow.redacted && gives !== null ? '[Redact]' : gives, ...(gate === 'outranked' && job !== undefined ? { job } : {}) })
    },
  })
  return kept
}

const SAME: ReadonlySet<FlowGate> = new Set(['equal', 'equalButCase', 'nothing', 'reference'])
