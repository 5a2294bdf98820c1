import type { Texts } from '../../shared/model/texts'
import { OrderedCopy, type SharedCopy, TextReader } from './ordered-copy'
import { type SharedFile, SpillFile } from './spill-file'

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

/** Texts that lie in a file, as other threads of the process see them. */
export interface SharedTexts {
  readonly file: SharedFile
  readonly copy: SharedCopy | undefined
  /** By row, the number of the text in the file; -1 for one that only this thread has. */
  readonly numbers: Int32Array<SharedArrayBuffer>
}

/** Texts that lie in a file, and some of their own that a rehearsal made. */
export class SpilledTexts implements Texts {
  readonly #file: SpillFile
  readonly #numbers: Int32Array<SharedArrayBuffer>
  readonly #own: ReadonlyMap<number, string>
  #copy: OrderedCopy | undefined
  #reader: TextReader | undefined
  /** The text that was asked for last, for it mostly is asked for again. */
  #lastRow: number | undefined
  #last = ''

  /** `numbers`: by row, the number of the text in the file; where `own` has the row, it does not matter. */
  constructor(file: SpillFile, numbers: ArrayLike<number>, own: ReadonlyMap<number, string>) {
    this.#file = file
    this.#numbers = new Int32Array(new SharedArrayBuffer(numbers.length * 4))
    this.#numbers.set(numbers)
    for (const row of own.keys()) this.#numbers[row] = OWN
    this.#own = own
  }

  get length(): number {
    return this.#numbers.length
  }

  at(row: number): string | undefined {
    if (row === this.#lastRow) return this.#last
    const number = this.#numbers[row]
    if (number === undefined) return undefined
    this.#last = number === OWN ? this.#own.get(row) as string : this.#read(number)
    this.#lastRow = row
    return this.#last
  }

  #read(number: number): string {
    this.#reader ??= new TextReader(this.#file.shared(), this.#copy?.shared())
    return this.#reader.text(number)
  }

  expect(rows: Int32Array): void {
    const numbers = rows.map((row) => (row < 0 ? OWN : this.#numbers[row] as number))
    if (isAscending(numbers)) return // they lie in that order already
    this.#copy = new OrderedCopy(this.#file.beside, this.#file, numbers)
    this.#reader = undefined
  }

  /** For other threads, as long as this one holds the texts. */
  shared(): SharedTexts {
    return { file: this.#file.shared(), copy: this.#copy?.shared(), numbers: this.#numbers }
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
    const order = Int32Array.from(numbers.keys())
    if (!isAscending(numbers)) order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number))
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
        numbers.push(OWN)
      },
      texts: () => new SpilledTexts(this.#file, numbers, own),
    }
  }
}

/** In place of the number of a text that is not in the file. */
const OWN = -1

/** Reads texts of another thread: those of them that lie in the file. */
export function sharedReader({ file, copy, numbers }: SharedTexts): (row: number) => string | undefined {
  const reader = new TextReader(file, copy)
  return (row) => {
    const number = numbers[row] ?? OWN
    return number === OWN ? undefined : reader.text(number)
  }
}

function isAscending(numbers: Int32Array): boolean {
  let greatest = -1
  for (const number of numbers) {
    if (number < 0) continue
    if (number < greatest) return false
    greatest = number
  }
  return true
}
