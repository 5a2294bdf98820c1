import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { AppError } from '../../shared/app-error'
import { invariant } from '../../shared/assert'
import type { RowBytes } from '../../shared/model/texts'

const WRITTEN_AT_ONCE = 1 << 20
/** What follows a text is read with it, where texts are asked for one after another. */
const READ_AHEAD = 1 << 16
const FIRST_TEXTS = 1 << 12

/** A file of texts as other threads of the process see it. */
export interface SharedFile {
  readonly descriptor: number
  /** By number of a text, where it starts; where the next one would, at the end. */
  readonly starts: Float64Array<SharedArrayBuffer>
}

/**
 * Texts one after another as UTF-8 in a file without a name, which is gone with the process, and before when nobody asks for it any more.
 * One of them costs some five microseconds in any order and one in their own order; through the mirror it would be four times as much.
 */
export class SpillFile {
  readonly #descriptor: number
  #starts = sharedFloats(FIRST_TEXTS)
  #count = 0
  #out = Buffer.allocUnsafe(WRITTEN_AT_ONCE)
  #outAt = 0
  #outEnd = 0
  readonly #reader: FileReader

  /** `beside`: the file that it lies beside. Throws `fileWriteFailed`. */
  constructor(readonly beside: string) {
    this.#descriptor = openNameless(beside)
    this.#reader = new FileReader(this.#descriptor)
    closing.register(this, this.#descriptor)
    // From here on memory counts more than time: by itself the engine lets a heap grow to several times what is in use.
    setFlagsFromString('--heap-growing-percent=30')
    setFlagsFromString('--retain-maps-for-n-gc=0') // else what a run has left behind stays through several collections more
  }

  get count(): number {
    return this.#count
  }

  /** Returns the number of the text, counted from 0. */
  add(text: string): number {
    this.#makeRoom(text.length * 3)
    return this.#added(this.#out.write(text, this.#outEnd, 'utf8'))
  }

  /** As `add`, for a text as UTF-8 in a stretch of bytes. */
  addBytes(bytes: Uint8Array, from: number, to: number): number {
    this.#makeRoom(to - from)
    this.#out.set(bytes.subarray(from, to), this.#outEnd)
    return this.#added(to - from)
  }

  #makeRoom(bytes: number): void {
    if (this.#outEnd + bytes > this.#out.length) {
      this.#flush()
      if (bytes > this.#out.length) this.#out = Buffer.allocUnsafe(bytes)
    }
    if (this.#count + 2 > this.#starts.length) {
      const starts = sharedFloats(this.#starts.length * 2)
      starts.set(this.#starts)
      this.#starts = starts
    }
  }

  #added(bytes: number): number {
    this.#outEnd += bytes
    this.#starts[++this.#count] = this.#outAt + this.#outEnd
    return this.#count - 1
  }

  read(number: number): string {
    if (this.#outEnd > 0) this.#flush()
    return this.#reader.text(this.#starts[number] as number, this.#starts[number + 1] as number)
  }

  /** All texts as bytes in the order of numbers; `from` and `to` say where each stands in `bytes`, which is used again for the next one. */
  eachBytes(take: (number: number, bytes: Buffer, from: number, to: number) => void): void {
    if (this.#outEnd > 0) this.#flush()
    for (let number = 0; number < this.#count; number++) {
      const { bytes, from, to } = this.#reader.bytes(this.#starts[number] as number, this.#starts[number + 1] as number)
      take(number, bytes, from, to)
    }
  }

  /** Where each text starts. */
  get starts(): Float64Array<SharedArrayBuffer> {
    return this.#starts
  }

  /** For other threads, as long as this one holds the file. */
  shared(): SharedFile {
    if (this.#outEnd > 0) this.#flush()
    return { descriptor: this.#descriptor, starts: this.#starts }
  }

  #flush(): void {
    writeFully(this.beside, this.#descriptor, this.#out.subarray(0, this.#outEnd), this.#outAt)
    this.#outAt += this.#outEnd
    this.#outEnd = 0
  }
}

/** What is in a stretch of a file; whether it is ASCII nobody has looked. */
export interface FileBytes extends RowBytes {
  readonly bytes: Buffer
}

const CELLS_UNKNOWN = { cells: new Uint16Array(0), firstCell: 0, cellCount: 0 }

export function textOf({ bytes, from, to }: FileBytes): string {
  return bytes.toString('utf8', from, to)
}

/** Reads stretches of a file, with what follows them where they are asked for one after another. */
export class FileReader {
  readonly #descriptor: number
  #in = Buffer.allocUnsafe(READ_AHEAD)
  #inAt = 0
  #inEnd = 0
  #last = -1

  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  text(start: number, end: number): string {
    return textOf(this.bytes(start, end))
  }

  /** As `bytes`, of what lies in a stretch that is read as a whole. */
  bytesIn(stretch: { readonly from: number; readonly length: number }, start: number, end: number): FileBytes {
    if (!this.#holds(start, end)) this.#fetch(stretch.from, end, stretch.length)
    return this.#found(start, end)
  }

  /** The bytes hold until the next call. */
  bytes(start: number, end: number): FileBytes {
    if (!this.#holds(start, end)) this.#fetch(start, end, start === this.#last ? READ_AHEAD : 0)
    this.#last = end
    return this.#found(start, end)
  }

  #found(start: number, end: number): FileBytes {
    return { bytes: this.#in, from: start - this.#inAt, to: end - this.#inAt, isAscii: false, ...CELLS_UNKNOWN }
  }

  #holds(start: number, end: number): boolean {
    return start >= this.#inAt && end <= this.#inEnd
  }

  /** Reads from `start` to `end`, and more up to `wanted` bytes where there are more. */
  #fetch(start: number, end: number, wanted: number): void {
    const needed = end - start
    const most = Math.max(needed, wanted)
    if (most > this.#in.length) this.#in = Buffer.allocUnsafe(most)
    let got = 0
    while (got < needed) {
      const read = readSync(this.#descriptor, this.#in, got, most - got, start + got)
      invariant(read > 0, 'A file of texts ends where its texts do.')
      got += read
    }
    this.#inAt = start
    this.#inEnd = start + got
  }
}

/** Gives a file back when nobody asks for its texts any more. */
export const closing = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor))

let files = 0

/** A file that has no name, so that nothing is left of it after a kill. Throws `fileWriteFailed`, `diskFull`. */
export function openNameless(beside: string): number {
  return guarded(beside, () => {
    const file = `${beside}.texts-${process.pid}-${files++}`
    const descriptor = openSync(file, 'wx+')
    rmSync(file, { force: true })
    return descriptor
  })
}

/** Throws `fileWriteFailed`, `diskFull`. */
export function writeFully(beside: string, descriptor: number, bytes: Uint8Array, at: number): void {
  guarded(beside, () => {
    for (let put = 0; put < bytes.length;) put += writeSync(descriptor, bytes, put, bytes.length - put, at + put)
  })
}

export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * 8))
}

function guarded<T>(beside: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') throw new AppError('diskFull', 'The disk is full, and what was read does not fit beside the mirror; free some space and run again (nothing that was held is lost).', {}, { cause })
    throw new AppError('fileWriteFailed', `What was read cannot be written beside the mirror ${beside} (${code ?? String(cause)}); check that you may write there.`, {}, { cause })
  }
}
