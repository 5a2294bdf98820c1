import type { PackedObject } from '../../main/engine/comparison'
import type { HeldTexts} from '../../main/mirror/held-texts';
import { HeldTextsBuilder } from '../../main/mirror/held-texts'
import { RowCells } from '../../main/packed/row-cells'

/** The same texts as bytes in memory. */
export function heldTexts(texts: Iterable<string>): HeldTexts {
  const builder = new HeldTextsBuilder()
  for (const text of texts) builder.add(text)
  return builder.texts()
}

/** The cells of a packed object. */
export function cellsOf(body: string): PackedObject {
  const cells = new RowCells()
  const bytes = Buffer.from(body)
  cells.goTo({ bytes, from: 0, to: bytes.length, isAscii: bytes.length === body.length, cells: new Uint16Array(0), firstCell: 0, cellCount: 0 })
  return cells
}
