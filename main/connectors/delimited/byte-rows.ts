import { isAscii } from 'node:buffer'
import { RowScanner, type RowDialect, type RowSink, type TextTraits } from './rows'

/*
 * Rows straight from UTF-8 bytes, for files whose delimiter is one ASCII character: nearly all. A row becomes a packed row (packed.ts) while its
 * bytes are looked at once, and no cell becomes a text of its own, which takes less than half the time of splitting texts. What a careful
 * reader has to think about (a quote that is neither doubled nor closing, a row without end) is left to `RowScanner`, for the rest of the file.
 */

/** A row in a buffer that is used again: its cells one after the other, U+001F between them. */
export interface ByteRow {
  readonly bytes: Buffer
  /** Where the first cell starts. */
  start: number
  /** Where each cell ends; it starts one after the end of the one before. */
  ends: Int32Array
  /** Number of cells. */
  count: number
  /** Whether all is ASCII. */
  ascii: boolean
}

export interface ByteRowSink extends RowSink {
  /** One row without surprises: only called while the traits are all false. Returns true to stop. */
  bytes(row: ByteRow, line: number): boolean
  /** Whether what follows is wanted. */
  readonly printed?: boolean
  /** Asked before each row, with the bytes from `at` to `length`: how much of them need not be read as rows; `more` where they do not reach. */
  known?(bytes: Buffer, at: number, length: number, line: number): { readonly bytes: number; readonly lines: number } | 'more' | undefined
  /** Told of each row that was read, as its bytes stand from `start` to `end`, with the lines that it takes, and of the end of the bytes: how many were told of. */
  passed?(bytes: Buffer, start: number, end: number, lines: number): void
  bytesEnd?(bytes: Buffer, end: number): void
}

const MAX_CARRY = 1 << 24
const NO_QUOTE = -1
const SEPARATOR = 0x1f
/** A few blocks of rows, and as long as a window ever gets. */
const FIRST_WINDOW = 1 << 14
const MAX_WINDOW = 1 << 26

/** Reads rows of one file; `push` as with `RowScanner`, but with bytes of UTF-8 that end at a character's end. */
export class ByteRowScanner {
  readonly #dialect: RowDialect
  readonly #delimiter: number
  readonly #quote: number
  #text: RowScanner | undefined
  #rest: Buffer = Buffer.alloc(0)
  #wanted = 0
  #line = 1
  #stopped = false
  #lastRowEnded = true
  #traits: TextTraits = { nul: false, replacement: false, structure: false }
  #raw: Buffer = Buffer.alloc(0)
  #window = FIRST_WINDOW
  /** The text being read, and a byte that ends it. Rows without quotes are handed over where they stand. */
  #work: Buffer = Buffer.alloc(0)
  #plain: ByteRow = { bytes: this.#work, start: 0, ends: new Int32Array(256), count: 0, ascii: true }
  /** Rows with quotes are copied, without them. */
  #copied: ByteRow = { bytes: Buffer.alloc(0), start: 0, ends: new Int32Array(256), count: 0, ascii: true }
  #row: ByteRow = this.#plain
  readonly #stops = new Uint8Array(256)
  #next = 0
  #severalLines = false

  constructor(dialect: RowDialect) {
    this.#dialect = dialect
    this.#delimiter = dialect.delimiter.charCodeAt(0)
    this.#quote = dialect.quote === '' ? NO_QUOTE : dialect.quote.charCodeAt(0)
    const simple = dialect.rowEnd === undefined && dialect.delimiter.length === 1 && this.#delimiter < 0x80 && this.#quote < 0x80
      && this.#delimiter !== 10 && this.#delimiter !== 13
    if (!simple) this.#text = new RowScanner(dialect)
    for (const byte of [this.#delimiter, 10, 13]) this.#stops[byte] = 1
  }

  get traits(): TextTraits {
    return this.#text?.traits ?? this.#traits
  }

  get trusted(): boolean {
    return this.#text?.trusted ?? true
  }

  get lastRowEnded(): boolean {
    return this.#text?.lastRowEnded ?? this.#lastRowEnded
  }

  /** As `RowScanner.push`. The bytes are not kept. */
  push(piece: Buffer, last: boolean, sink: ByteRowSink): boolean {
    if (this.#text) return this.#text.push(piece.toString('utf8'), last, sink)
    if (this.#stopped) return true
    const length = this.#rest.length + piece.length
    if (!last && length < this.#wanted) {
      this.#rest = Buffer.concat([this.#rest, piece])
      return false
    }
    this.#wanted = 0
    const raw = this.#joined(piece, length)
    let at = 0
    // Rows are taken apart in a copy: what is compared is how they stood, and what is known is not copied.
    let [from, to] = [0, 0]
    while (at < length) {
      const known = sink.printed ? sink.known?.(raw, at, length, this.#line) : undefined
      if (known === 'more') {
        if (!last) break
      } else if (known) {
        this.#line += known.lines
        this.#window = FIRST_WINDOW
        at += known.bytes
        continue
      }
      if (at >= to) [from, to] = this.#load(raw, at, length)
      let found = this.#readRow(at - from, to - from, last && to === length)
      while (found === 'incomplete' && to < length) {
        [from, to] = this.#load(raw, at, length)
        found = this.#readRow(0, to - from, last && to === length)
      }
      if (found === 'odd' || (found === 'incomplete' && length - at > MAX_CARRY)) {
        this.#text = new RowScanner(this.#dialect, this.#line)
        return this.#text.push(raw.toString('utf8', at, length), last, sink)
      }
      if (found === 'incomplete') break
      const row = this.#row
      const line = this.#line
      const lines = this.#severalLines ? countLines(raw, at, from + this.#next) : 1
      const start = at
      this.#line += lines
      at = from + this.#next
      const blank = row.count === 1 && row.ends[0] === row.start
      if (!blank && this.#hand(row, line, sink)) return true
      if (sink.printed) sink.passed?.(raw, start, at, lines)
    }
    if (sink.printed) sink.bytesEnd?.(raw, at)
    if (at < length) {
      this.#rest = Buffer.from(raw.subarray(at, length))
      if (at === 0) this.#wanted = length * 2
    }
    return false
  }

  /** What was left over and the new piece side by side, in a buffer that is used again: one for each piece would set the garbage collector to work. */
  #joined(piece: Buffer, length: number): Buffer {
    if (this.#rest.length === 0) return piece
    if (this.#raw.length < length) this.#raw = Buffer.allocUnsafe(length + (length >> 2))
    this.#rest.copy(this.#raw, 0)
    piece.copy(this.#raw, this.#rest.length)
    this.#rest = EMPTY
    return this.#raw
  }

  /**
   * Copies a window of the text to work on, with a line end behind it so that no loop need ask for the end; each is twice as long as the one before, as
   * long as nothing is known. Returns from where to where it is.
   */
  #load(raw: Buffer, from: number, length: number): [from: number, to: number] {
    const to = Math.min(length, from + this.#window)
    this.#window = Math.min(this.#window * 2, MAX_WINDOW)
    const size = to - from
    if (this.#work.length <= size) {
      this.#work = Buffer.allocUnsafe(size + (size >> 2) + 64)
      this.#plain = { ...this.#plain, bytes: this.#work }
      this.#copied = { ...this.#copied, bytes: Buffer.allocUnsafe(this.#work.length) }
    }
    raw.copy(this.#work, 0, from, to)
    this.#work[size] = 10
    const bytes = this.#work.subarray(0, size)
    const ascii = isAscii(bytes)
    this.#traits = {
      nul: bytes.includes(0),
      replacement: !ascii && bytes.includes('\ufffd'),
      structure: bytes.includes(0x1f) || bytes.includes(0x1e) || bytes.includes(0x10),
    }
    this.#plain.ascii = ascii
    this.#copied.ascii = ascii
    return [from, to]
  }

  #hand(row: ByteRow, line: number, sink: ByteRowSink): boolean {
    const { nul, replacement, structure } = this.#traits
    this.#stopped = nul || replacement || structure ? sink.row(cellsOf(row), line) : sink.bytes(row, line)
    return this.#stopped
  }

  /** Finds the cells of the row that starts here. `odd` when its quotes are not plain. */
  #readRow(start: number, length: number, last: boolean): 'row' | 'odd' | 'incomplete' {
    const bytes = this.#work
    const stops = this.#stops
    const delimiter = this.#delimiter
    const quote = this.#quote
    const row = this.#plain
    let ends = row.ends
    let count = 0
    let at = start
    for (;;) {
      const first = bytes[at] as number
      if (first === quote || ((first === 32 || first === 9) && quote !== NO_QUOTE && this.#quoteFollows(at))) return this.#copyRow(start, length, last)
      while (stops[bytes[at] as number] === 0) at++
      if (count === ends.length) ends = row.ends = widened(ends)
      ends[count++] = at
      if (bytes[at] !== delimiter) break
      at++
    }
    const end = this.#endRow(at, length, last)
    if (end === 'incomplete') return end
    if (at - start > MAX_BYTES) return 'odd'
    for (let i = 0; i < count - 1; i++) bytes[ends[i] as number] = SEPARATOR
    row.start = start
    row.count = count
    this.#row = row
    this.#severalLines = false
    return 'row'
  }

  /** As `readRow`, for a row with quotes. */
  #copyRow(start: number, length: number, last: boolean): 'row' | 'odd' | 'incomplete' {
    const bytes = this.#work
    const stops = this.#stops
    const delimiter = this.#delimiter
    const quote = this.#quote
    const row = this.#copied
    const out = row.bytes
    let ends = row.ends
    let count = 0
    let at = start
    let to = 0
    let severalLines = false
    for (;;) {
      let byte = bytes[at] as number
      if (byte === quote && at < length) {
        at++
        for (;;) {
          if (at >= length) return last ? 'odd' : 'incomplete'
          byte = bytes[at++] as number
          if (byte === quote) {
            if (at >= length && !last) return 'incomplete'
            if (at >= length || bytes[at] !== quote) break
            at++
          } else if (byte === 10 || byte === 13) severalLines = true
          out[to++] = byte
        }
        if (stops[bytes[at] as number] === 0) return 'odd'
      } else {
        if ((byte === 32 || byte === 9) && this.#quoteFollows(at)) return 'odd'
        while (stops[byte] === 0) {
          out[to++] = byte
          byte = bytes[++at] as number
        }
      }
      if (count === ends.length) ends = row.ends = widened(ends)
      ends[count++] = to
      if (bytes[at] !== delimiter) break
      at++
      out[to++] = SEPARATOR
    }
    const end = this.#endRow(at, length, last)
    if (end === 'incomplete') return end
    // A cell of megabytes is for the careful reader, which cuts it and says so.
    if (to > MAX_BYTES) return 'odd'
    row.count = count
    this.#row = row
    this.#severalLines = severalLines
    return 'row'
  }

  /** Where the next row starts, for one that ends here. */
  #endRow(at: number, length: number, last: boolean): 'row' | 'incomplete' {
    const bytes = this.#work
    if (at >= length) {
      if (!last) return 'incomplete'
      this.#lastRowEnded = false
      this.#next = length
    } else if (bytes[at] === 13) {
      if (at + 1 >= length && !last) return 'incomplete'
      this.#next = at + 1 < length && bytes[at + 1] === 10 ? at + 2 : at + 1
    } else this.#next = at + 1
    return 'row'
  }

  /** Whether the blanks here are followed by a quote, or by the end of what is known. The line end behind the text ends the search. */
  #quoteFollows(at: number): boolean {
    const bytes = this.#work
    while (bytes[at] === 32 || bytes[at] === 9) {
      if (bytes[at] === this.#delimiter) return false
      at++
    }
    return bytes[at] === this.#quote
  }
}

function widened(ends: Int32Array): Int32Array {
  const wider = new Int32Array(ends.length * 2)
  wider.set(ends)
  return wider
}

const EMPTY = Buffer.alloc(0)
const MAX_BYTES = 1 << 20

/** The cells of a row as texts. */
export function cellsOf(row: ByteRow): string[] {
  const cells = new Array<string>(row.count)
  let { start } = row
  for (let i = 0; i < row.count; i++) {
    const end = row.ends[i] as number
    cells[i] = row.bytes.toString(row.ascii ? 'latin1' : 'utf8', start, end)
    start = end + 1
  }
  return cells
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (byte === 10 || (byte === 13 && bytes[at + 1] !== 10)) lines++
  }
  return lines
}
