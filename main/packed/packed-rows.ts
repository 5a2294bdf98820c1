import type { PackedRows } from '../../shared/model/record'

/** Where cells end is noted in 16 bits. */
const LONGEST_NOTED = 0xffff

/** Rows that are packed one after the other, as bytes that all threads see. */
export class RowsPacker {
  #bytes: Buffer<SharedArrayBuffer>
  #ends: Int32Array<SharedArrayBuffer>
  #firstCells: Int32Array<SharedArrayBuffer>
  #cells: Uint16Array<SharedArrayBuffer>
  #end = 0
  #count = 0
  #cellCount = 0

  /** Bytes, rows and cells that are likely to be needed; more of each are found when they are. */
  constructor(bytes: number, rows: number, cells = 0) {
    this.#bytes = Buffer.from(new SharedArrayBuffer(bytes))
    this.#ends = sharedInts(rows)
    this.#firstCells = sharedInts(rows + 1)
    this.#cells = new Uint16Array(new SharedArrayBuffer(cells * 2))
  }

  get count(): number {
    return this.#count
  }

  /** Bytes of all rows so far: where the next one starts. */
  get end(): number {
    return this.#end
  }

  /** Cells of all rows so far that were noted. */
  get cellCount(): number {
    return this.#cellCount
  }

  /** The buffer, with room for so many bytes from `end` on. Write there, then call `endRow`. */
  room(bytes: number): Buffer<SharedArrayBuffer> {
    if (this.#end + bytes > this.#bytes.length) {
      const larger = Buffer.from(new SharedArrayBuffer(Math.max(this.#bytes.length * 2, this.#end + bytes)))
      this.#bytes.copy(larger, 0, 0, this.#end)
      this.#bytes = larger
    }
    return this.#bytes
  }

  /** Notes that a cell of the row that starts at `end` ends there, in bytes from the row's start. Of a row all cells are noted, or none. */
  cell(end: number): void {
    if (this.#cellCount === this.#cells.length) {
      const larger = new Uint16Array(new SharedArrayBuffer(Math.max(64, this.#cellCount * 2) * 2))
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells[this.#cellCount++] = end
  }

  /** The row that starts at `end` and has been written up to there. */
  endRow(end: number, isAscii: boolean): void {
    if (this.#count === this.#ends.length) {
      const rows = Math.max(16, this.#count * 2)
      this.#ends = largerInts(this.#ends, rows)
      this.#firstCells = largerInts(this.#firstCells, rows + 1)
    }
    if (end - this.#end > LONGEST_NOTED) this.#cellCount = this.#firstCells[this.#count] as number
    this.#ends[this.#count++] = end * 2 + (isAscii ? 0 : 1)
    this.#firstCells[this.#count] = this.#cellCount
    this.#end = end
  }

  add(text: string): void {
    const written = this.room(text.length * 3).write(text, this.#end, 'utf8')
    this.endRow(this.#end + written, written === text.length)
  }

  addBytes(bytes: Buffer, from: number, to: number, isAscii: boolean): void {
    bytes.copy(this.room(to - from), this.#end, from, to)
    this.endRow(this.#end + to - from, isAscii)
  }

  /** One of other rows, with what was noted of its cells. */
  addRow({ bytes, ends, cells, firstCells }: PackedRows, row: number): void {
    for (let at = firstCells[row] as number; at < (firstCells[row + 1] as number); at++) this.cell(cells[at] as number)
    this.addBytes(bufferOf(bytes), startOf(ends, row), endOf(ends, row), isAsciiAt(ends, row))
  }

  textAt(row: number): string {
    return textAt(this.#bytes, this.#ends, row)
  }

  /** What has been packed; after this nothing is added. */
  rows(): PackedRows {
    return {
      bytes: new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#end), ends: this.#ends.subarray(0, this.#count),
      cells: this.#cells.subarray(0, this.#cellCount), firstCells: this.#firstCells.subarray(0, this.#count + 1),
    }
  }
}

/** Texts as packed rows. */
export function packRows(texts: readonly string[]): PackedRows {
  const packer = new RowsPacker(1024, texts.length)
  for (const text of texts) packer.add(text)
  return packer.rows()
}

/** The texts of packed rows, or of some of them. */
export function rowTexts(rows: PackedRows, from = 0, to = rows.ends.length): string[] {
  const bytes = bufferOf(rows.bytes)
  return Array.from({ length: Math.max(0, Math.min(to, rows.ends.length) - from) }, (_, i) => textAt(bytes, rows.ends, from + i))
}

/** One of them; `bytes` as `bufferOf` has them. */
export function textAt(bytes: Buffer, ends: Int32Array, row: number): string {
  return bytes.toString(isAsciiAt(ends, row) ? 'latin1' : 'utf8', startOf(ends, row), endOf(ends, row))
}

/** Where a row starts. */
export function startOf(ends: Int32Array, row: number): number {
  return row === 0 ? 0 : endOf(ends, row - 1)
}

/** Where a row ends among the bytes. */
export function endOf(ends: Int32Array, row: number): number {
  return (ends[row] as number) >>> 1
}

/** Whether all of a row is ASCII, so that its bytes are its characters. */
export function isAsciiAt(ends: Int32Array, row: number): boolean {
  return ((ends[row] as number) & 1) === 0
}

/** The same bytes, with Node's ways to read them. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function largerInts(ints: Int32Array, length: number): Int32Array<SharedArrayBuffer> {
  const larger = sharedInts(length)
  larger.set(ints)
  return larger
}

function sharedInts(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
