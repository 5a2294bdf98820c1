import { EvaluationError, type EvaluationContext, type Outcome } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import type { Flow } from './compile-mapping'
import { disabledInSource, sourceReader } from './computed-source'
import { lookupsOf } from './object-lookups'
import type { MappingInput } from './ports'

/** Values of single mappings, read from the columns that they need. */
export class FlowColumns {
  #row = 0
  #target = ''
  readonly #columns: (readonly Cell[])[] = []
  readonly reader: (slot: number) => Cell
  readonly evaluation: EvaluationContext

  constructor(readonly input: MappingInput) {
    const { source } = input
    const { column } = lookupsOf(source)
    const own = (slot: number): Cell => (this.#columns[slot] ??= column(slot))[this.#row] ?? null
    const disabled = disabledInSource(input)
    this.reader = sourceReader(input, own, () => (disabled?.(own) ? 'True' : 'False'))
    const key = (): string => `${this.#target} ${source.anchors[this.#row] ?? ''}`
    this.evaluation = {
      now: input.now, seed: input.seed, ...(input.defaultDomain === undefined ? {} : { defaultDomain: input.defaultDomain }),
      get drawKey() { return key() },
      isTaken: () => false,
    }
  }

  at(row: number): void {
    this.#row = row
  }

  enter(flow: Flow): void {
    this.#target = flow.target
  }

  /** The mapping's value; `undefined` where its expression fails. */
  value(flow: Flow, row: number): Outcome | undefined {
    const result = this.outcome(flow, row)
    return result instanceof EvaluationError ? undefined : result
  }

  /** By row, whether two mappings of one target give different values. */
  differs(from: Flow, to: Flow): (row: number) => boolean {
    return (row) => {
      const [a, b] = [this.outcome(from, row), this.outcome(to, row)]
      if (a instanceof EvaluationError || b instanceof EvaluationError) return true
      return a !== b && JSON.stringify(a) !== JSON.stringify(b)
    }
  }

  outcome(flow: Flow, row: number): Outcome | EvaluationError {
    this.#row = row
    this.#target = flow.target
    try {
      return flow.evaluate(this.reader, this.evaluation)
    } catch (error) {
      if (error instanceof EvaluationError) return error
      throw error
    }
  }
}
