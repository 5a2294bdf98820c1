import type { RowPrints } from '../../../shared/model/record'
import { sha1 } from '../sha1'

/** Rows that stand or fall together: few enough that one changed row costs little, enough that a digest costs nothing. */
const ROWS_PER_BLOCK = 8
/** Characters of a SHA-1 in base64. */
const DIGEST = 28

/** Some rows as they stood in a read. */
interface Block {
  readonly bytes: number
  readonly rows: number
  readonly digest: string
  /** Of its first row. */
  readonly anchor: string
}

/**
 * Finds the stretches of rows that are, byte for byte, those of the read before: by length and SHA-1, which two that differ share once in 2^160. After a stretch that differs it goes on
 * at the next one that starts with a person it knows, so that rows that were added or taken out do not hide those behind them.
 */
export class RowMatcher {
  readonly #held: RowPrints
  readonly #anchors: string[] = []
  readonly #starts = new Map<string, number>()
  #block = 0
  /** Rows until a block is looked for; -1 until somebody comes up with whom one starts. */
  #wait = 0

  constructor(held: RowPrints) {
    this.#held = held
    let at = 0
    for (const length of held.anchorLengths) {
      const anchor = held.anchors.slice(at, at += length)
      this.#starts.set(anchor, this.#anchors.push(anchor) - 1)
    }
  }

  /** The block that starts here, `more` where the bytes do not reach to its end. */
  match(bytes: Buffer, at: number, length: number): number | 'more' | undefined {
    const block = this.#block
    if (this.#wait !== 0 || block >= this.#anchors.length) return undefined
    const end = at + (this.#held.bytes[block] as number)
    if (end > length) return 'more'
    if (!this.#held.digests.startsWith(sha1(bytes.subarray(at, end)), block * DIGEST)) {
      this.#wait = -1
      return undefined
    }
    this.#block++
    return block
  }

  /** A block that was found. */
  block(block: number): Block {
    const { bytes, rows, digests } = this.#held
    return { bytes: bytes[block] as number, rows: rows[block] as number, digest: digests.slice(block * DIGEST, (block + 1) * DIGEST), anchor: this.#anchors[block] as string }
  }

  /** Told of each row that was read instead. */
  passed(anchor: string | undefined): void {
    const block = anchor === undefined ? undefined : this.#starts.get(anchor)
    if (block !== undefined) {
      this.#block = block + 1
      this.#wait = (this.#held.rows[block] as number) - 1
    } else if (this.#wait > 0) this.#wait--
  }
}

/** Notes what a later read is compared with. Rows that gave no object, or take several lines, are left out: they are read again each time. */
export class RowRecorder {
  readonly #bytes: number[] = []
  readonly #rows: number[] = []
  readonly #firsts: number[] = []
  readonly #digests: string[] = []
  readonly #anchors: string[] = []
  #start = -1
  #end = 0
  #count = 0
  #first = 0
  #anchor = ''

  /** One row as it stands in `bytes`: the object number `first` of its file. */
  add(bytes: Buffer, row: { readonly start: number; readonly end: number; readonly object: number; readonly anchor: string }): void {
    if (this.#start < 0) {
      this.#start = row.start
      this.#first = row.object
      this.#anchor = row.anchor
    }
    this.#end = row.end
    this.#count++
    if (this.#count === ROWS_PER_BLOCK) this.close(bytes)
  }

  /** Ends a block before the bytes are gone, or where something else follows. */
  close(bytes: Buffer): void {
    if (this.#start < 0) return
    this.again({ bytes: this.#end - this.#start, rows: this.#count, digest: sha1(bytes.subarray(this.#start, this.#end)), anchor: this.#anchor }, this.#first)
    this.#start = -1
    this.#count = 0
  }

  /** A block, as one that was found again, with the number that its first object has now. */
  again({ bytes, rows, digest, anchor }: Block, first: number): void {
    this.#bytes.push(bytes)
    this.#rows.push(rows)
    this.#firsts.push(first)
    this.#digests.push(digest)
    this.#anchors.push(anchor)
  }

  prints(key: string, fileBytes: number): RowPrints {
    return {
      key, fileBytes, bytes: Int32Array.from(this.#bytes), rows: Int32Array.from(this.#rows), firsts: Int32Array.from(this.#firsts),
      digests: this.#digests.join(''), anchors: this.#anchors.join(''), anchorLengths: Int32Array.from(this.#anchors, ({ length }) => length),
    }
  }
}
