import type { Cell } from '../../shared/model/attribute'
import { cellAt, cellOf } from '../../shared/model/packed'
import type { PackedRows } from '../../shared/model/record'
import type { RowBytes, Texts } from '../../shared/model/texts'
import { RowsPacker, bufferOf, endOf, isAsciiAt, startOf, textAt } from '../packed/packed-rows'

/** A text is named by one number: which rows it is among, and its place there. */
const PLACE_BITS = 13
const PLACES = 1 << PLACE_BITS
/** With so many, others begin. */
const MOST_BYTES = 1 << 24
const FIRST_BYTES = 1 << 12
const FIRST_ROWS = 64

/** Texts held in memory, as other threads of the process see them: those that lie there as bytes. */
export interface SharedHeldTexts {
  readonly rows: readonly PackedRows[]
  /** By row, the number of the text; below 0 for one that only this thread has. */
  readonly numbers: Int32Array<SharedArrayBuffer>
}

/**
 * Texts that lie in memory as bytes, where the thread that read them put them, and texts that this thread made, as they are. Texts made out
 * of others share what they have: to leave out, to reorder and to replace costs a number a row.
 */
export class HeldTexts implements Texts {
  readonly #rows: readonly PackedRows[]
  readonly #buffers: readonly Buffer[]
  readonly #numbers: Int32Array<SharedArrayBuffer>
  readonly #own: readonly string[]
  readonly #found = { bytes: Buffer.alloc(0) as Buffer, from: 0, to: 0, isAscii: true, cells: new Uint16Array(0) as Uint16Array, firstCell: 0, cellCount: 0 }
  /** The text that was asked for last, for it mostly is asked for again. */
  #lastRow: number | undefined
  #last = ''

  /** `own`: the texts of this thread; -1 is the number of the first. */
  constructor({ rows, numbers }: SharedHeldTexts, own: readonly string[] = []) {
    this.#own = own
    this.#rows = rows
    this.#buffers = rows.map(({ bytes }) => bufferOf(bytes))
    this.#numbers = numbers
  }

  get length(): number {
    return this.#numbers.length
  }

  at(row: number): string | undefined {
    if (row === this.#lastRow) return this.#last
    const number = this.#numbers[row]
    if (number === undefined) return undefined
    this.#last = this.#text(number)
    this.#lastRow = row
    return this.#last
  }

  cell(row: number, position: number): Cell {
    const found = row === this.#lastRow ? undefined : this.bytes(row)
    if (!found) return cellAt(this.at(row) as string, position)
    const { cells, firstCell, cellCount } = found
    if (cellCount === 0) return cellAmong(found, position)
    if (position >= cellCount) return null
    const start = position === 0 ? found.from : found.from + (cells[firstCell + position - 1] as number) + 1
    const end = found.from + (cells[firstCell + position] as number)
    return start === end ? null : cellOf(cellText(found.bytes as Buffer, start, end))
  }

  bytes(row: number): RowBytes | undefined {
    const number = this.#numbers[row]
    if (number === undefined || number < 0) return undefined
    const { ends, cells, firstCells } = this.#rows[number >> PLACE_BITS] as PackedRows
    const place = number & (PLACES - 1)
    const found = this.#found
    found.bytes = this.#buffers[number >> PLACE_BITS] as Buffer
    found.from = startOf(ends, place)
    found.to = endOf(ends, place)
    found.isAscii = isAsciiAt(ends, place)
    found.cells = cells
    found.firstCell = firstCells[place] as number
    found.cellCount = (firstCells[place + 1] as number) - found.firstCell
    return found
  }

  isSame(row: number, other: Texts, otherRow: number): boolean {
    if (!(other instanceof HeldTexts)) return this.at(row) === other.at(otherRow)
    const number = this.#numbers[row] as number
    const otherNumber = other.#numbers[otherRow] as number
    if (number < 0 || otherNumber < 0) return this.#text(number) === other.#text(otherNumber)
    if ((number & (PLACES - 1)) === (otherNumber & (PLACES - 1)) && this.#rows[number >> PLACE_BITS] === other.#rows[otherNumber >> PLACE_BITS]) return true
    const { bytes, from, to } = this.bytes(row) as RowBytes
    const others = other.bytes(otherRow) as RowBytes
    return to - from === others.to - others.from && (bytes as Buffer).compare(others.bytes, others.from, others.to, from, to) === 0
  }

  map<T>(of: (text: string, row: number) => T): T[] {
    return Array.from(this.#numbers, (number, row) => of(this.#text(number), row))
  }

  forEach(take: (text: string, row: number) => void): void {
    this.#numbers.forEach((number, row) => take(this.#text(number), row))
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const number of this.#numbers) yield this.#text(number)
  }

  /** For other threads, as long as this one holds the texts. */
  shared(): SharedHeldTexts {
    return { rows: this.#rows, numbers: this.#numbers }
  }

  /** What others are put together of. */
  parts(): HeldParts {
    return { rows: this.#rows, numbers: this.#numbers, own: this.#own }
  }

  #text(number: number): string {
    if (number < 0) return this.#own[-1 - number] as string
    return textAt(this.#buffers[number >> PLACE_BITS] as Buffer, (this.#rows[number >> PLACE_BITS] as PackedRows).ends, number & (PLACES - 1))
  }
}

interface HeldParts extends SharedHeldTexts {
  readonly own: readonly string[]
}

/** A cell of a row whose cells nobody noted: most of the row need not become a text. */
function cellAmong({ bytes, from, to }: RowBytes, position: number): Cell {
  let start = from
  for (let i = 0; i < position; i++) {
    while (start < to && bytes[start] !== SEPARATOR) start++
    if (start === to) return null
    start++
  }
  let end = start
  while (end < to && bytes[end] !== SEPARATOR) end++
  return start === end ? null : cellOf(cellText(bytes as Buffer, start, end))
}

const SEPARATOR = 0x1f

/** A short text, which nearly always is ASCII even where not all around it is. */
function cellText(bytes: Buffer, start: number, end: number): string {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return bytes.toString('utf8', start, end)
  return bytes.toString('latin1', start, end)
}

/** Puts held texts together, row after row. */
export class HeldTextsBuilder {
  readonly #base: HeldParts | undefined
  readonly #rows: PackedRows[]
  readonly #own: string[]
  #numbers: Int32Array
  #count = 0
  /** Texts that were copied as bytes, which stand last among the rows. */
  #copied: RowsPacker | undefined
  /** Where rows of somebody else's stand among these, of the last ones that were asked for. */
  #adopted: { readonly rows: PackedRows; readonly base: number } | undefined

  /** `base`: texts that rows may be kept of. */
  constructor(base?: HeldTexts) {
    this.#base = base?.parts()
    this.#rows = [...this.#base?.rows ?? []]
    this.#own = [...this.#base?.own ?? []]
    this.#numbers = new Int32Array(base?.length ?? FIRST_ROWS)
  }

  get count(): number {
    return this.#count
  }

  /** The text of a row of the base. */
  keep(row: number): void {
    this.#push(this.#base?.numbers[row] as number)
  }

  /** All texts of the base, in its order; before anything else is added. */
  keepAll(): void {
    if (!this.#base) return
    this.#numbers.set(this.#base.numbers)
    this.#count = this.#base.numbers.length
  }

  add(text: string): void {
    this.#push(-this.#own.push(text))
  }

  /** A text as bytes that are copied. */
  addBytes(bytes: Buffer, from: number, to: number, isAscii: boolean): void {
    this.#copy((copied) => copied.addBytes(bytes, from, to, isAscii))
  }

  #copy(add: (copied: RowsPacker) => void): void {
    if (this.#copied && (this.#copied.count === PLACES || this.#copied.end >= MOST_BYTES)) this.#seal()
    if (!this.#copied) {
      this.#copied = new RowsPacker(FIRST_BYTES, FIRST_ROWS)
      this.#rows.push(NO_ROWS_YET)
    }
    this.#push(((this.#rows.length - 1) << PLACE_BITS) + this.#copied.count)
    add(this.#copied)
  }

  /** One of other rows, whose bytes are not copied; but for those beyond the places that a number can name. */
  addRow(rows: PackedRows, place: number): void {
    if (place >= PLACES) return this.#copy((copied) => copied.addRow(rows, place))
    if (this.#adopted?.rows !== rows) this.#adopted = { rows, base: this.#baseOf(rows) }
    this.#push(this.#adopted.base + place)
  }

  /** Puts another text in the place of one that was added or kept. */
  replace(row: number, text: string): void {
    this.#numbers[row] = -this.#own.push(text)
  }

  at(row: number): string {
    const number = this.#numbers[row] as number
    if (number < 0) return this.#own[-1 - number] as string
    const [among, place] = [number >> PLACE_BITS, number & (PLACES - 1)]
    if (among === this.#rows.length - 1 && this.#copied) return this.#copied.textAt(place)
    const rows = this.#rows[among] as PackedRows
    return textAt(bufferOf(rows.bytes), rows.ends, place)
  }

  /** After this nothing is added. */
  texts(): HeldTexts {
    this.#seal()
    const numbers = new Int32Array(new SharedArrayBuffer(this.#count * 4))
    numbers.set(this.#numbers.subarray(0, this.#count))
    return new HeldTexts({ rows: this.#rowsOf(numbers), numbers }, this.#ownOf(numbers))
  }

  /** The rows without those that no text is among any more, where these are many: each read brings some. */
  #rowsOf(numbers: Int32Array): readonly PackedRows[] {
    if (this.#rows.length <= MOST_ROWS_UNUSED) return this.#rows
    const places = new Int32Array(this.#rows.length).fill(-1)
    for (const number of numbers) if (number >= 0) places[number >> PLACE_BITS] = 0
    const used = this.#rows.filter((_, among) => places[among] === 0)
    if (this.#rows.length <= used.length * 2) return this.#rows
    for (let among = 0, place = 0; among < places.length; among++) if (places[among] === 0) places[among] = place++
    for (let row = 0; row < numbers.length; row++) {
      const number = numbers[row] as number
      if (number >= 0) numbers[row] = ((places[number >> PLACE_BITS] as number) << PLACE_BITS) + (number & (PLACES - 1))
    }
    return used
  }

  /** Their own texts, without those that no row has any more where these are many: what comes out of one another for months must not grow. */
  #ownOf(numbers: Int32Array): readonly string[] {
    let used = 0
    for (const number of numbers) if (number < 0) used++
    if (this.#own.length <= Math.max(MOST_UNUSED, used * 2)) return this.#own
    const own: string[] = []
    for (let row = 0; row < numbers.length; row++) {
      const number = numbers[row] as number
      if (number < 0) numbers[row] = -own.push(this.#own[-1 - number] as string)
    }
    return own
  }

  #push(number: number): void {
    if (this.#count === this.#numbers.length) {
      const larger = new Int32Array(Math.max(FIRST_ROWS, this.#count * 2))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#count++] = number
  }

  #baseOf(rows: PackedRows): number {
    const among = this.#rows.indexOf(rows)
    if (among >= 0) return among << PLACE_BITS
    this.#seal()
    return (this.#rows.push(rows) - 1) << PLACE_BITS
  }

  #seal(): void {
    if (!this.#copied) return
    this.#rows[this.#rows.length - 1] = this.#copied.rows()
    this.#copied = undefined
  }
}

const MOST_UNUSED = 1024
const MOST_ROWS_UNUSED = 256

/** Stands among the rows for those that are still being added to. */
const NO_ROWS_YET: PackedRows = new RowsPacker(0, 0).rows()
