import type { Cell } from './attribute'
import { cellAt } from './packed'

/** Texts by row, counted from 0: an array, or what reads them when they are asked for where there are too many to hold. */
export interface Texts extends Iterable<string> {
  readonly length: number
  at(row: number): string | undefined
  map<T>(of: (text: string, row: number) => T): T[]
  forEach(take: (text: string, row: number) => void): void
  /** One cell of a row that is a packed object (packed.ts), where that is less work than to make a text of the row. */
  cell?(row: number, position: number): Cell
  /** The bytes of a row, where texts lie as bytes and this row does. They hold until this is called again. */
  bytes?(row: number): RowBytes | undefined
  /** Whether a row is the same text as one of another's; only where texts are held in memory. */
  isSame?(row: number, other: Texts, otherRow: number): boolean
  /** Says in which order rows will be asked for from here on, -1 for none: those that lie elsewhere are brought near to each other. */
  expect?(rows: Int32Array): void
}

/** A text as UTF-8, in a stretch of bytes. */
export interface RowBytes {
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  /** Whether it is known that all of it is ASCII. */
  readonly isAscii: boolean
  /** Of a packed object whose cells are known, where each ends, in bytes from `from`: `cellCount` of them, from `firstCell` on. */
  readonly cells: Uint16Array
  readonly firstCell: number
  readonly cellCount: number
}

/** One cell of a row that is a packed object. */
export function cellIn(texts: Texts, row: number, position: number): Cell {
  return texts.cell ? texts.cell(row, position) : cellAt(texts.at(row) as string, position)
}

/** That cell of every row. */
export function columnIn(texts: Texts, position: number): Cell[] {
  if (!texts.cell) return texts.map((body) => cellAt(body, position))
  return Array.from({ length: texts.length }, (_, row) => cellIn(texts, row, position))
}

/** Whether a cell of one packed object is, byte for byte, one of another; absent cells are. Of both it is known where cells end. */
export function isSameCell(one: RowBytes, position: number, other: RowBytes, otherPosition: number): boolean {
  const start = startOfCell(one, position)
  const otherStart = startOfCell(other, otherPosition)
  const length = endOfCell(one, position) - start
  if (length !== endOfCell(other, otherPosition) - otherStart) return false
  const [bytes, otherBytes] = [one.bytes, other.bytes]
  for (let i = 0; i < length; i++) if (bytes[start + i] !== otherBytes[otherStart + i]) return false
  return true
}

function startOfCell({ from, to, cells, firstCell, cellCount }: RowBytes, position: number): number {
  if (position < 0 || position >= cellCount) return to
  return position === 0 ? from : from + (cells[firstCell + position - 1] as number) + 1
}

function endOfCell({ from, to, cells, firstCell, cellCount }: RowBytes, position: number): number {
  return position < 0 || position >= cellCount ? to : from + (cells[firstCell + position] as number)
}
