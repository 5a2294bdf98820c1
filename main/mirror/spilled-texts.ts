import { isAscii } from 'node:buffer'
import type { PackedRows } from '../../shared/model/record'
import type { RowBytes, Texts } from '../../shared/model/texts'
import { endOf, startOf } from '../packed/packed-rows'
import { HeldTexts, HeldTextsBuilder } from './held-texts'
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
  readonly #base: Texts
  #held: HeldTextsBuilder
  #file: SpillFile | undefined
  readonly #replaced = new Map<number, string>()

  /** `base`: texts that many of these will be. */
  constructor(beside: string, mostHeld: number, base: Texts = []) {
    this.#beside = beside
    this.#mostHeld = mostHeld
    this.#base = base
    this.#held = new HeldTextsBuilder(base instanceof HeldTexts ? base : undefined)
  }

  /** Returns the number of the text, counted from 0. */
  push(text: string): number {
    if (this.#file) return this.#file.add(text)
    this.#held.add(text)
    return this.#pushed()
  }

  /** As `push`, for a text of packed rows. */
  pushRow(rows: PackedRows, place: number): number {
    if (this.#file) return this.#file.addBytes(rows.bytes, startOf(rows.ends, place), endOf(rows.ends, place))
    this.#held.addRow(rows, place)
    return this.#pushed()
  }

  /** As `push`, for a text as bytes. */
  pushBytes(bytes: Buffer): number {
    if (this.#file) return this.#file.addBytes(bytes, 0, bytes.length)
    this.#held.addBytes(bytes, 0, bytes.length, isAscii(bytes))
    return this.#pushed()
  }

  /** As `push`, for a text of the base. */
  keep(row: number): number {
    if (this.#file || !(this.#base instanceof HeldTexts)) return this.push(this.#base.at(row) as string)
    this.#held.keep(row)
    return this.#pushed()
  }

  #pushed(): number {
    const held = this.#held.count
    if (held <= this.#mostHeld) return held - 1
    const file = this.#file = new SpillFile(this.#beside)
    for (let row = 0; row < held; row++) file.add(this.#held.at(row))
    this.#held = new HeldTextsBuilder()
    return held - 1
  }

  /** A text that was added. */
  at(number: number): string {
    if (!this.#file) return this.#held.at(number)
    return this.#replaced.get(number) ?? this.#file.read(number)
  }

  /** Puts another text in the place of one that was added. */
  replace(row: number, text: string): void {
    if (this.#file) this.#replaced.set(row, text)
    else this.#held.replace(row, text)
  }

  /** After this nothing is added. */
  texts(): Texts {
    const file = this.#file
    return file ? new SpilledTexts(file, Int32Array.from({ length: file.count }, (_, row) => row), this.#replaced) : this.#held.texts()
  }
}

/** Texts that are added and read again by number, before they become a table's. */
export type KeptTexts = Pick<GrowingTexts, 'push' | 'at'>

/** In memory as they are: they are made in this thread, and somebody else holds them, too. */
export function listedTexts(): KeptTexts {
  const texts: string[] = []
  return { push: (text) => texts.push(text) - 1, at: (number) => texts[number] as string }
}

/** Texts made out of others lie where those lie: in memory or in their file. */
export function textsBuilder(base: Texts): TextsBuilder {
  if (base instanceof SpilledTexts) return base.builder()
  const builder = new HeldTextsBuilder(base instanceof HeldTexts ? base : undefined)
  return {
    keep: base instanceof HeldTexts ? (row) => { builder.keep(row) } : (row) => { builder.add(base.at(row) as string) },
    put: (text) => { builder.add(text) },
    texts: () => builder.texts(),
  }
}

/** The same texts with others in some rows. */
export function withTexts(base: Texts, changed: ReadonlyMap<number, string>): Texts {
  if (base instanceof HeldTexts) {
    const held = new HeldTextsBuilder(base)
    held.keepAll()
    for (const [row, text] of changed) held.replace(row, text)
    return held.texts()
  }
  const builder = textsBuilder(base)
  for (let row = 0; row < base.length; row++) {
    const text = changed.get(row)
    if (text === undefined) builder.keep(row)
    else builder.put(text)
  }
  return builder.texts()
}

/** The texts of some rows, in the order given. */
export function pickTexts(base: Texts, rows: Iterable<number>): Texts {
  const builder = textsBuilder(base)
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
  /** Another one, so that bytes hold while texts are asked for. */
  #bytesReader: TextReader | undefined
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

  bytes(row: number): RowBytes | undefined {
    const number = this.#numbers[row]
    if (number === undefined || number === OWN) return undefined
    this.#bytesReader ??= new TextReader(this.#file.shared(), this.#copy?.shared())
    return this.#bytesReader.bytes(number)
  }

  expect(rows: Int32Array): void {
    const numbers = rows.map((row) => (row < 0 ? OWN : this.#numbers[row] as number))
    if (isAscending(numbers)) return // they lie in that order already
    this.#copy = new OrderedCopy(this.#file.beside, this.#file, numbers)
    this.#reader = undefined
    this.#bytesReader = undefined
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

/** Reads texts of another thread, as bytes: those of them that lie in the file. */
export function sharedReader({ file, copy, numbers }: SharedTexts): (row: number) => RowBytes | undefined {
  const reader = new TextReader(file, copy)
  return (row) => {
    const number = numbers[row] ?? OWN
    return number === OWN ? undefined : reader.bytes(number)
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
