import { type RowBytes, isSameCell } from '../../shared/model/texts'
import type { CompiledMapping } from './compile-mapping'
import { bitOf } from './comparison'
import type { MappingInput } from './ports'

/**
 * Whom nobody compared ahead of the walk is compared by it, and of most no cell becomes a text: by row of the source and of the target, the mappings
 * that something may come of (`mayCome`). `undefined` where one of the two does not lie as bytes with its cells known, and where each mapping is asked about.
 */
export function compareBytes({ source, target, onFlow, outranking }: MappingInput, { flows }: Pick<CompiledMapping, 'flows'>): (row: number, to: number) => number | undefined {
  if (onFlow || outranking || source === target.objects) return () => undefined
  const [bodies, others] = [source.bodies, target.objects.bodies]
  const asked = flows.map((flow, place) => ({ flow, bit: bitOf(place) })).filter(({ flow }) => !flow.objectFilter && !flow.onCreateOnly)
  const copies = asked.filter(({ flow }) => flow.copies).map(({ flow, bit }) => ({ from: flow.slot, to: flow.targetPosition, bit }))
  const rest = asked.filter(({ flow }) => !flow.copies).reduce((bits, { bit }) => bits | bit, 0)
  return (row, to) => {
    const one = noted(bodies.bytes?.(row))
    const other = one && noted(others.bytes?.(to))
    if (!one || !other) return undefined
    let may = rest
    for (const copy of copies) if (!isSameCell(one, copy.from, other, copy.to)) may |= copy.bit
    return may
  }
}

function noted(row: RowBytes | undefined): RowBytes | undefined {
  return row !== undefined && row.cellCount > 0 ? row : undefined
}
