import type { RowPrints } from '../../../shared/model/record'
import { bufferOf } from '../../packed/packed-rows'
import { UTF8_MARK } from '../text-encoding'

/** Text that is longer than this is not kept: it would take more memory than it saves time. */
const MOST_BYTES = 1 << 28
/** Bytes that are compared at once before the place of a difference is looked for. */
const STRETCH = 1 << 15
/** Rows that may be one after the other unlike before, while the next that is like before is looked for near by. */
const MOST_NEAR = 8
/** One row in so many can be found by its anchor. */
const ANCHORED = 8

/** Rows of the read before, one after the other. */
export interface FoundRows {
  readonly row: number
  readonly count: number
  readonly bytes: number
}

/**
 * Finds the rows that are, byte for byte, those of the read before. Behind rows that differ it goes on where they were changed, added or taken out;
 * where that is not near by, at the next row with an anchor that it knows.
 */
export class RowMatcher {
  readonly #held: RowPrints
  readonly #bytes: Buffer
  /** The row that is expected next. */
  #row = 0
  /** Rows since the last that was like before. */
  #unlike = 0
  /** Whether nothing is found near by any more. */
  #lost = false
  #rowOfAnchor: ReadonlyMap<string, number> | undefined

  constructor(held: RowPrints) {
    this.#held = held
    this.#bytes = bufferOf(held.bytes)
  }

  /** The rows of before that start here, one after the other: the first and how many; `more` where the bytes do not reach to the end of the first. */
  match(bytes: Buffer, at: number, length: number): FoundRows | 'more' | undefined {
    if (this.#lost) return undefined
    for (let i = 0; i < this.#unlike + 3; i++) {
      // That one was changed is tried first, then that some were added or taken out.
      const row = this.#row + (i === 0 ? this.#unlike : this.#unlike === 0 ? i : i - 1)
      const found = this.#rowsLike(row, bytes, at, length)
      if (found === undefined) continue
      if (found === 'more') return 'more'
      this.#row = row + found.count
      this.#unlike = 0
      return found
    }
    this.#lost = this.#unlike >= MOST_NEAR
    return undefined
  }

  /** Told of each row that was read instead. */
  passed(anchor: string | undefined): void {
    this.#unlike++
    if (!this.#lost || anchor === undefined) return
    const row = this.#anchored().get(anchor)
    if (row === undefined) return
    this.#row = row + 1
    this.#unlike = 0
    this.#lost = false
  }

  #rowsLike(row: number, bytes: Buffer, at: number, length: number): FoundRows | 'more' | undefined {
    const { starts, objects } = this.#held
    if (row >= objects.length || (objects[row] as number) < 0) return undefined
    const from = starts[row] as number
    const rowEnd = starts[row + 1] as number
    const reach = Math.min(rowEnd - from, length - at)
    if (!this.#isSame(from, bytes, at, reach)) return undefined
    if (reach < rowEnd - from) return 'more'
    const end = rowEnd + this.#sameBytes(rowEnd, bytes, at + reach, length)
    let next = row + 1
    while (next < objects.length && (starts[next + 1] as number) <= end && objects[next] === (objects[next - 1] as number) + 1) next++
    // A row that ends in a carriage return may go on with a line feed.
    const to = at + (starts[next] as number) - from
    if (bytes[to - 1] === CARRIAGE_RETURN && (to >= length || bytes[to] === LINE_FEED)) next--
    return next > row ? { row, count: next - row, bytes: (starts[next] as number) - from } : to < length ? undefined : 'more'
  }

  #isSame(from: number, bytes: Buffer, at: number, count: number): boolean {
    return this.#bytes.compare(bytes, at, at + count, from, from + count) === 0
  }

  /** How many bytes are the same from here on. */
  #sameBytes(from: number, bytes: Buffer, at: number, length: number): number {
    const most = Math.min(length - at, this.#bytes.length - from)
    let low = 0
    while (low < most) {
      let high = Math.min(low + STRETCH, most)
      if (this.#isSame(from + low, bytes, at + low, high - low)) {
        low = high
        continue
      }
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (this.#isSame(from + low, bytes, at + low, middle - low)) low = middle
        else high = middle
      }
      return low
    }
    return most
  }

  #anchored(): ReadonlyMap<string, number> {
    if (this.#rowOfAnchor) return this.#rowOfAnchor
    const { starts, anchorAt, anchorBytes } = this.#held
    const rows = new Map<string, number>()
    for (let row = 0; row < anchorBytes.length; row++) {
      const length = anchorBytes[row] as number
      if (length === 0) continue
      const start = (starts[row] as number) + (anchorAt[row] as number)
      rows.set(this.#bytes.toString('utf8', start, start + length), row)
    }
    return this.#rowOfAnchor = rows
  }
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Keeps the rows of a read for a later one to compare with. Rows that gave no object, or take several lines, are marked, to be read again each time. */
export class RowRecorder {
  readonly #bytes: Buffer<SharedArrayBuffer> | undefined
  #kept = 0
  #count = 0
  #starts: Int32Array<SharedArrayBuffer>
  #objects: Int32Array<SharedArrayBuffer>
  #anchorAt: Int32Array<SharedArrayBuffer>
  #anchorBytes: Int32Array<SharedArrayBuffer>

  /** `bytes`: what the text may take at most. `rows`: how many are likely. */
  constructor(bytes: number, rows: number) {
    // Memory that is never written to costs nothing.
    this.#bytes = bytes <= MOST_BYTES ? Buffer.from(new SharedArrayBuffer(bytes)) : undefined
    this.#starts = sharedInts(rows + 1)
    this.#objects = sharedInts(rows)
    this.#anchorAt = sharedInts(rows)
    this.#anchorBytes = sharedInts(rows)
  }

  /** One row, from where it starts among `bytes` to where the next one does: the object with a number, or none. */
  add(bytes: Buffer, row: { readonly start: number; readonly end: number; readonly object: number; readonly anchor: string }): void {
    this.#makeRoom(1)
    const at = this.#count++
    const isPlain = row.object >= 0 && (bytes[row.end - 1] === LINE_FEED || bytes[row.end - 1] === CARRIAGE_RETURN)
    this.#starts[at] = this.#kept + row.start
    this.#starts[at + 1] = this.#kept + row.end
    this.#objects[at] = isPlain ? row.object : -1
    this.#anchorBytes[at] = 0
    if (!isPlain || at % ANCHORED !== 0) return
    const found = bytes.indexOf(row.anchor, row.start)
    if (found < 0 || found >= row.end) return
    this.#anchorAt[at] = found - row.start
    this.#anchorBytes[at] = Buffer.byteLength(row.anchor)
  }

  /** Rows of before that were found again, at `start` among the bytes, with the number that the first object has now. */
  again(held: RowPrints, { row, count }: { readonly row: number; readonly count: number }, start: number, object: number): void {
    this.#makeRoom(count)
    const at = this.#count
    const moved = this.#kept + start - (held.starts[row] as number)
    const renumbered = object - (held.objects[row] as number)
    for (let i = 0; i < count; i++) {
      this.#starts[at + i] = (held.starts[row + i] as number) + moved
      this.#objects[at + i] = (held.objects[row + i] as number) + renumbered
    }
    this.#starts[at + count] = (held.starts[row + count] as number) + moved
    this.#anchorAt.set(held.anchorAt.subarray(row, row + count), at)
    this.#anchorBytes.set(held.anchorBytes.subarray(row, row + count), at)
    this.#count += count
  }

  /** Keeps the bytes whose rows were told, before they are gone. */
  keep(bytes: Buffer, end: number): void {
    if (this.#bytes && this.#kept + end <= this.#bytes.length) bytes.copy(this.#bytes, this.#kept, 0, end)
    this.#kept += end
  }

  /** Nothing where the text is too long to be kept, or was not told to its end. */
  prints(of: Pick<RowPrints, 'key' | 'settings' | 'fileBytes'> & { readonly isUtf8: boolean }): RowPrints | undefined {
    const { isUtf8, ...rest } = of
    const count = this.#count
    const markBytes = of.fileBytes - this.#kept
    if (!this.#bytes || this.#kept > this.#bytes.length || (count > 0 && (this.#starts[count] as number) > this.#kept)) return undefined
    return {
      ...rest, bytes: new Uint8Array(this.#bytes.buffer, 0, this.#kept), starts: this.#starts.subarray(0, count + 1), objects: this.#objects.subarray(0, count),
      anchorAt: this.#anchorAt.subarray(0, count), anchorBytes: this.#anchorBytes.subarray(0, count),
      ...(isUtf8 && (markBytes === 0 || markBytes === UTF8_MARK.length) ? { markBytes } : {}),
    }
  }

  #makeRoom(rows: number): void {
    if (this.#count + rows <= this.#objects.length) return
    const room = Math.max(FEWEST_ROWS, this.#count + rows, this.#objects.length * 2)
    const larger = (ints: Int32Array<SharedArrayBuffer>, length: number): Int32Array<SharedArrayBuffer> => {
      const made = sharedInts(length)
      made.set(ints)
      return made
    }
    this.#starts = larger(this.#starts, room + 1)
    this.#objects = larger(this.#objects, room)
    this.#anchorAt = larger(this.#anchorAt, room)
    this.#anchorBytes = larger(this.#anchorBytes, room)
  }
}

const FEWEST_ROWS = 1024

function sharedInts(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}
