import type { MadeValue, PersonHop } from '../../shared/ipc/person-views'
import type { Cell } from '../../shared/model/attribute'
import type { CompiledMapping, Flow } from './compile-mapping'
import { isBlank } from './flow-value'
import type { Kept } from './kept-values'

export interface HopObjects {
  readonly mapping: Pick<CompiledMapping, 'flows'>
  /** What the hop's source object holds. */
  readonly source: ReadonlyMap<string, Cell>
  /** What stands for it in the target holds; `undefined` where nothing does. */
  readonly target: ((flow: Flow) => Cell) | undefined
  /** Mappings whose value the target does not hold. */
  readonly kept: ReadonlyMap<Flow, Kept> | undefined
}

/**
 * What one hop makes of an object: every mapped value in the target with the mapping that made it, or why it is another one, and what was lost on the way, each in
 * the order of names. An attribute that only scope reads is not carried on. What asks to be redacted is not told.
 */
export function followHop({ mapping, source, target, kept }: HopObjects): Pick<PersonHop, 'made' | 'notMapped' | 'blanked'> {
  const values = mapping.flows.filter((flow) => !flow.objectFilter).map((flow): MadeValue => {
    const value = target?.(flow) ?? null
    const other = kept?.get(flow)
    return {
      attribute: flow.target, value: flow.redacted && value !== null ? '[Redact]' : value, mapping: flow.sourceText,
      from: flow.inputs.map(({ name }) => name), ...(other ? { kept: other } : {}),
    }
  })
  const read = new Set(values.flatMap(({ from }) => from))
  return {
    made: target ? values.filter(({ value }) => !isBlank(value)) : [],
    notMapped: [...source].filter(([name, value]) => !isBlank(value) && !read.has(name)).map(([name]) => name).sort(),
    blanked: target ? values.filter(({ value, from }) => isBlank(value) && from.some((name) => !isBlank(source.get(name) ?? null))) : [],
  }
}
