import type { Cell } from '../../../shared/model/attribute'
import { cellIn } from '../../../shared/model/texts'
import { computedReader, disabledInSource } from '../computed-source'
import type { Objects } from '../objects'
import type { MappingInput } from '../ports'
import { columnOf, keptFor } from './columns'

/** One attribute of all source objects as mappings read it, by slot: its own, and behind them what the service computes. */
export function sourceColumn(input: Pick<MappingInput, 'source' | 'sourceSystem'>, slot: number): readonly Cell[] {
  const { source } = input
  const width = source.attributes.length
  if (slot < width) return columnOf(source, slot)
  return keptFor(computed, source, slot, () => {
    let at = 0
    const own = (position: number): Cell => cellIn(source.bodies, at, position)
    const read = computedReader(input, own)
    const disabled = disabledInSource(input)
    return Array.from(source.anchors, (_, row) => {
      at = row
      return slot === width ? (disabled?.(own) === true ? 'True' : 'False') : read(slot)
    })
  })
}
const computed = new WeakMap<Objects, Map<number, readonly Cell[]>>()
