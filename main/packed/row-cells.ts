import type { RowBytes } from '../../shared/model/texts'
import { bufferOf } from './packed-rows'

const SEPARATOR = 0x1f
const FIRST_CELLS = 64

/** The cells of packed objects (packed.ts), one object after another: found in its bytes, and made texts of one by one, for most are not asked for. */
export class RowCells {
  #bytes: Buffer = Buffer.alloc(0)
  #isAscii = true
  #from = 0
  #to = 0
  /** Where each cell ends, in bytes from `#from`: `#count` of them, from `#first` on. */
  #ends: Uint16Array | Int32Array = new Int32Array(0)
  #first = 0
  #count = 0
  /** For objects whose cells nobody noted. */
  #found = new Int32Array(FIRST_CELLS)
  /** The whole object, once one of its cells was asked for, for that costs little more than one of them; and where cells end in it. */
  #text: string | undefined
  #textEnds = new Int32Array(FIRST_CELLS)

  /** Goes to an object, whose bytes must hold for as long as its cells are asked for. */
  goTo({ bytes, from, to, isAscii, cells, firstCell, cellCount }: RowBytes): void {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : bufferOf(bytes)
    this.#isAscii = isAscii
    this.#from = from
    this.#to = to
    this.#text = undefined
    this.#ends = cells
    this.#first = firstCell
    this.#count = cellCount
    if (cellCount === 0) this.#find()
  }

  /** A cell as it is packed; nothing, or `''`, for an absent one. */
  at(position: number): string | undefined {
    if (position >= this.#count) return undefined
    if (this.#endOf(position) === this.#startOf(position)) return ''
    const text = this.#text ??= this.#decoded()
    if (this.#isAscii) return text.slice(this.#startOf(position) - this.#from, this.#endOf(position) - this.#from)
    return text.slice(position === 0 ? 0 : this.#textEnds[position - 1] as number + 1, this.#textEnds[position])
  }

  /** Whether a cell is the same as one of another object's; absent cells are. */
  isSame(position: number, other: RowCells, otherPosition: number): boolean {
    const start = this.#startOf(position)
    const otherStart = other.#startOf(otherPosition)
    const length = this.#endOf(position) - start
    if (length !== other.#endOf(otherPosition) - otherStart) return false
    const [bytes, otherBytes] = [this.#bytes, other.#bytes]
    for (let i = 0; i < length; i++) if (bytes[start + i] !== otherBytes[otherStart + i]) return false
    return true
  }

  /** Where a cell starts in the bytes; one beyond the last, which is absent, starts and ends at the end. */
  #startOf(position: number): number {
    if (position >= this.#count) return this.#to
    return position === 0 ? this.#from : this.#from + (this.#ends[this.#first + position - 1] as number) + 1
  }

  #endOf(position: number): number {
    return position >= this.#count ? this.#to : this.#from + (this.#ends[this.#first + position] as number)
  }

  #find(): void {
    const [bytes, from, to] = [this.#bytes, this.#from, this.#to]
    let count = 0
    for (let at = from; at <= to; at++) {
      if (at < to && bytes[at] !== SEPARATOR) continue
      if (count === this.#found.length) this.#found = twice(this.#found)
      this.#found[count++] = at - from
    }
    this.#ends = this.#found
    this.#first = 0
    this.#count = count
  }

  /** The object as a text, in which not every byte of UTF-8 is a code unit. */
  #decoded(): string {
    if (this.#isAscii) return this.#bytes.toString('latin1', this.#from, this.#to)
    while (this.#textEnds.length < this.#count) this.#textEnds = twice(this.#textEnds)
    const bytes = this.#bytes
    let at = this.#from
    /** Bytes so far that are no code unit of their own. */
    let more = at
    for (let position = 0; position < this.#count; position++) {
      for (const end = this.#endOf(position); at < end; at++) {
        const byte = bytes[at] as number
        if (byte < 0x80) continue
        if (byte < 0xc0) more++
        else if (byte >= 0xf0) more--
      }
      this.#textEnds[position] = at++ - more
    }
    return bytes.toString('utf8', this.#from, this.#to)
  }
}

function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
