import { setFlagsFromString } from 'node:v8'
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { AppError } from '../../shared/app-error'
import { invariant } from '../../shared/assert'
import type { Texts } from '../../shared/model/texts'

/** Above this the texts of a type's objects lie in a file, not in memory: memory stays bounded, and to plan again reads again. */
export const MOST_TEXTS_HELD = 300_000

/** Puts texts together, row after row. */
export interface TextsBuilder {
  /** The text of a row of the texts that the builder is of. */
  keep(row: number): void
  put(text: string): void
  /** After this nothing is added. */
  texts(): Texts
}

/** For texts that come one by one: in memory, and from `mostHeld` on in a file beside `beside`. Throws `diskFull`, `fileWriteFailed`. */
export class GrowingTexts {
  readonly #beside: string
  readonly #mostHeld: number
  #held: string[] = []
  #file: SpillFile | undefined
  readonly #replaced = new Map<number, string>()

  constructor(beside: string, mostHeld: number) {
    this.#beside = beside
    this.#mostHeld = mostHeld
  }

  /** Returns the number of the text, counted from 0. */
  push(text: string): number {
    if (this.#file) return this.#file.add(text)
    const held = this.#held.push(text)
    if (held <= this.#mostHeld) return held - 1
    const file = this.#file = new SpillFile(this.#beside)
    for (const one of this.#held) file.add(one)
    this.#held = []
    return held - 1
  }

  /** A text that was added. */
  at(number: number): string {
    if (!this.#file) return this.#held[number] as string
    return this.#replaced.get(number) ?? this.#file.read(number)
  }

  /** Puts another text in the place of one that was added. */
  replace(row: number, text: string): void {
    if (this.#file) this.#replaced.set(row, text)
    else this.#held[row] = text
  }

  /** After this nothing is added. */
  texts(): Texts {
    const file = this.#file
    return file ? new SpilledTexts(file, Int32Array.from({ length: file.count }, (_, row) => row), this.#replaced) : this.#held
  }
}

/** Texts made out of others lie where those lie: in memory or in their file. */
export function textsBuilder(base: Texts): TextsBuilder {
  if (base instanceof SpilledTexts) return base.builder()
  const texts: string[] = []
  return { keep: (row) => void texts.push(base.at(row) as string), put: (text) => void texts.push(text), texts: () => texts }
}

/** The same texts with others in some rows. */
export function withTexts(base: Texts, changed: ReadonlyMap<number, string>): Texts {
  if (!(base instanceof SpilledTexts)) {
    const texts = [...base]
    for (const [row, text] of changed) texts[row] = text
    return texts
  }
  const builder = base.builder()
  for (let row = 0; row < base.length; row++) {
    const text = changed.get(row)
    if (text === undefined) builder.keep(row)
    else builder.put(text)
  }
  return builder.texts()
}

/** The texts of some rows, in the order given. */
export function pickTexts(base: Texts, rows: readonly number[]): Texts {
  if (!(base instanceof SpilledTexts)) return rows.map((row) => base.at(row) as string)
  const builder = base.builder()
  for (const row of rows) builder.keep(row)
  return builder.texts()
}

/** Texts that lie in a file, and some of their own that a rehearsal made. */
class SpilledTexts implements Texts {
  readonly #file: SpillFile
  /** By row, the number of the text in the file. */
  readonly #numbers: Int32Array
  readonly #own: ReadonlyMap<number, string>

  constructor(file: SpillFile, numbers: Int32Array, own: ReadonlyMap<number, string>) {
    this.#file = file
    this.#numbers = numbers
    this.#own = own
  }

  get length(): number {
    return this.#numbers.length
  }

  at(row: number): string | undefined {
    const number = this.#numbers[row]
    if (number === undefined) return undefined
    return (this.#own.size === 0 ? undefined : this.#own.get(row)) ?? this.#file.read(number)
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let row = 0; row < this.length; row++) yield this.at(row) as string
  }

  map<T>(of: (text: string, row: number) => T): T[] {
    const made = new Array<T>(this.length)
    this.forEach((text, row) => { made[row] = of(text, row) })
    return made
  }

  /** In the order in which they lie in the file. */
  forEach(take: (text: string, row: number) => void): void {
    const numbers = this.#numbers
    const order = numbers.map((_, row) => row)
    if (numbers.some((number, row) => row > 0 && (numbers[row - 1] as number) > number)) order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number))
    for (const row of order) take(this.at(row) as string, row)
  }

  builder(): TextsBuilder {
    const numbers: number[] = []
    const own = new Map<number, string>()
    return {
      keep: (row) => {
        const text = this.#own.get(row)
        if (text !== undefined) own.set(numbers.length, text)
        numbers.push(this.#numbers[row] as number)
      },
      put: (text) => {
        own.set(numbers.length, text)
        numbers.push(0)
      },
      texts: () => new SpilledTexts(this.#file, Int32Array.from(numbers), own),
    }
  }
}

const WRITTEN_AT_ONCE = 1 << 20
/** What follows a text is read with it, where texts are asked for one after another. */
const READ_AHEAD = 1 << 16
const FIRST_TEXTS = 1 << 12

/**
 * Texts one after another as UTF-8 in a file without a name, which is gone with the process, and before when nobody asks for it any more.
 * One of them costs some two microseconds in any order; through the mirror it would be four times as much.
 */
class SpillFile {
  readonly #descriptor: number
  /** Where each text starts, and where the next one would. */
  #starts = new Float64Array(FIRST_TEXTS)
  #count = 0
  #out = Buffer.allocUnsafe(WRITTEN_AT_ONCE)
  #outAt = 0
  #outEnd = 0
  #in = Buffer.allocUnsafe(READ_AHEAD)
  #inAt = 0
  #inEnd = 0
  #last = -2

  constructor(beside: string) {
    this.#descriptor = guarded(beside, () => openNameless(beside))
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
    const room = text.length * 3
    if (this.#outEnd + room > this.#out.length) {
      this.#flush()
      if (room > this.#out.length) this.#out = Buffer.allocUnsafe(room)
    }
    if (this.#count + 2 > this.#starts.length) {
      const starts = new Float64Array(this.#starts.length * 2)
      starts.set(this.#starts)
      this.#starts = starts
    }
    this.#outEnd += this.#out.write(text, this.#outEnd, 'utf8')
    this.#starts[++this.#count] = this.#outAt + this.#outEnd
    return this.#count - 1
  }

  read(number: number): string {
    if (this.#outEnd > 0) this.#flush()
    const start = this.#starts[number] as number
    const end = this.#starts[number + 1] as number
    if (start < this.#inAt || end > this.#inEnd) this.#fetch(start, number === this.#last + 1 ? Math.max(end, start + READ_AHEAD) : end)
    this.#last = number
    return this.#in.toString('utf8', start - this.#inAt, end - this.#inAt)
  }

  #fetch(start: number, end: number): void {
    const length = Math.min(end, this.#starts[this.#count] as number) - start
    if (length > this.#in.length) this.#in = Buffer.allocUnsafe(length)
    for (let got = 0; got < length;) {
      const read = readSync(this.#descriptor, this.#in, got, length - got, start + got)
      invariant(read > 0, 'A file of texts ends where its texts do.')
      got += read
    }
    this.#inAt = start
    this.#inEnd = start + length
  }

  #flush(): void {
    guarded('', () => {
      for (let put = 0; put < this.#outEnd;) put += writeSync(this.#descriptor, this.#out, put, this.#outEnd - put, this.#outAt + put)
    })
    this.#outAt += this.#outEnd
    this.#outEnd = 0
  }
}

/** Gives the file back when nobody asks for its texts any more. */
const closing = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor))

let files = 0

function openNameless(beside: string): number {
  const file = `${beside}.texts-${process.pid}-${files++}`
  const descriptor = openSync(file, 'wx+')
  rmSync(file, { force: true }) // it has no name from here on, so that nothing is left of it after a kill
  return descriptor
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
