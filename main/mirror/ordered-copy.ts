import { type FileBytes, type SharedFile, type SpillFile, FileReader, closing, textOf, openNameless, sharedFloats, writeFully } from './spill-file'

/** A stretch of the copy that is read at once: some thousand texts. */
const REGION = 1 << 22
const WRITTEN_AT_ONCE = 1 << 15
const NOWHERE = -1

/** A copy as other threads of the process see it; by number of a text. */
export interface SharedCopy {
  readonly descriptor: number
  /** Which one it is of those that will be asked for, counted from 0; -1 for one that is not in the copy. */
  readonly ranks: Int32Array<SharedArrayBuffer>
  /** Where it starts in the copy. */
  readonly starts: Float64Array<SharedArrayBuffer>
}

/**
 * Texts of a file once more, near to each other in the order in which they will be asked for. A million reads from all over a file cost
 * several seconds; this costs one, for the file is read from one end to the other and every text put into its region.
 */
export class OrderedCopy {
  readonly #shared: SharedCopy

  /** `numbers`: of texts of the file in the order in which they will be asked for, -1 for none. Throws `diskFull`, `fileWriteFailed`. */
  constructor(beside: string, file: SpillFile, numbers: Int32Array) {
    const descriptor = openNameless(beside)
    closing.register(this, descriptor)
    const regions = inRegions(numbers, file)
    const parts = Array.from({ length: regions.count }, (_, region) => ({ at: region * REGION, bytes: Buffer.allocUnsafe(WRITTEN_AT_ONCE), filled: 0 }))
    const flush = (part: typeof parts[number]): void => {
      writeFully(beside, descriptor, part.bytes.subarray(0, part.filled), part.at)
      part.at += part.filled
      part.filled = 0
    }
    const starts = sharedFloats(file.count)
    file.eachBytes((number, bytes, from, to) => {
      const part = parts[regions.of[number] as number]
      if (!part) return
      const length = to - from
      if (part.filled + length > part.bytes.length) flush(part)
      starts[number] = part.at + part.filled
      if (length > part.bytes.length) {
        writeFully(beside, descriptor, bytes.subarray(from, to), part.at)
        part.at += length
      } else part.filled += bytes.copy(part.bytes, part.filled, from, to)
    })
    for (const part of parts) flush(part)
    this.#shared = { descriptor, ranks: regions.ranks, starts }
  }

  /** For this thread and others, as long as this one holds the copy. */
  shared(): SharedCopy {
    return this.#shared
  }
}

/** In which region each text lies, -1 for none: as many as a region holds, in the order of `numbers`. */
function inRegions(numbers: Int32Array, { count, starts }: Pick<SpillFile, 'count' | 'starts'>): { readonly of: Int32Array; readonly count: number; readonly ranks: SharedCopy['ranks'] } {
  const of = new Int32Array(count).fill(NOWHERE)
  const ranks = new Int32Array(new SharedArrayBuffer(count * 4)).fill(NOWHERE)
  let [region, filled, rank] = [0, 0, 0]
  for (const number of numbers) {
    if (number < 0 || of[number] !== NOWHERE) continue
    const length = (starts[number + 1] as number) - (starts[number] as number)
    if (length > REGION) continue
    if (filled + length > REGION) {
      region++
      filled = 0
    }
    of[number] = region
    ranks[number] = rank++
    filled += length
  }
  return { of, count: region + 1, ranks }
}

/** Who is so near behind the one before is the next one that was expected. */
const NEAR = 256
/** After so many from elsewhere the order is taken up where they are. */
const MOST_STRAYS = 1000

/** Reads texts, from the copy where one is there and they are asked for in its order. */
export class TextReader {
  readonly #starts: Float64Array
  readonly #file: FileReader
  readonly #copy: SharedCopy | undefined
  readonly #ordered: FileReader | undefined
  #region = NOWHERE
  /** How far the order has been followed. */
  #rank = NOWHERE
  #strays = 0

  constructor({ descriptor, starts }: SharedFile, copy?: SharedCopy) {
    this.#starts = starts
    this.#file = new FileReader(descriptor)
    this.#copy = copy
    this.#ordered = copy && new FileReader(copy.descriptor)
  }

  text(number: number): string {
    return textOf(this.bytes(number))
  }

  /** The bytes hold until the next call. */
  bytes(number: number): FileBytes {
    const start = this.#starts[number] as number
    const end = this.#starts[number + 1] as number
    const rank = this.#copy?.ranks[number] ?? NOWHERE
    if (!this.#copy || !this.#ordered || rank < 0) return this.#file.bytes(start, end)
    const at = this.#copy.starts[number] as number
    const region = Math.floor(at / REGION)
    if (!this.#isRead(region, rank)) return this.#file.bytes(start, end)
    return this.#ordered.bytesIn({ from: region * REGION, length: REGION }, at, at + end - start)
  }

  /** Whether a text's region is read, or worth to be: a single text from elsewhere, somebody's manager, is not. */
  #isRead(region: number, rank: number): boolean {
    const isNext = rank > this.#rank && rank <= this.#rank + NEAR
    if (region !== this.#region && !isNext && ++this.#strays < MOST_STRAYS) return false
    if (isNext || region !== this.#region) this.#rank = rank
    this.#region = region
    this.#strays = 0
    return true
  }
}
