import type { PackedObject } from '../../main/engine/comparison'
import type { HeldTexts} from '../../main/mirror/held-texts';
import { HeldTextsBuilder } from '../../main/mirror/held-texts'
import { packRows } from '../../main/packed/packed-rows'
import { RowCells } from '../../main/packed/row-cells'

/** The same texts as bytes in memory. */
export function heldTexts(texts: Iterable<string>): HeldTexts {
  const builder = new HeldTextsBuilder()
  const rows = packRows([...texts])
  rows.ends.forEach((_, place) => { builder.addRow(rows, place) })
  return builder.texts()
}

/** The cells of a packed object. */
export function cellsOf(body: string): PackedObject {
  const cells = new RowCells()
  const bytes = Buffer.from(body)
  cells.goTo({ bytes, from: 0, to: bytes.length, isAscii: bytes.length === body.length, cells: new Uint16Array(0), firstCell: 0, cellCount: 0 })
  return cells
}
