import type { Database } from 'better-sqlite3'
import { invariant } from '../../shared/assert'
import type { Texts } from '../../shared/model/texts'

/** Above this the texts of a type's objects are read when they are asked for: memory stays bounded, and to plan again reads again. */
export const MOST_TEXTS_HELD = 300_000

/** Rows that are read at a time where they follow each other in the mirror too. */
const ROWS_AT_ONCE = 128

/** Reads packed texts of staged objects by their ids. */
export interface TextReader {
  one(id: number): string
  /** Those of ids that follow each other, all of which are there. */
  run(from: number, count: number): readonly string[]
}

export function textReader(db: Database): TextReader {
  const selectOne = db.prepare<[number], string>('SELECT body FROM object WHERE object_id = ?').pluck()
  const selectRun = db.prepare<[number, number], string>('SELECT body FROM object WHERE object_id BETWEEN ? AND ? ORDER BY object_id').pluck()
  return {
    one(id) {
      const text = selectOne.get(id)
      invariant(text !== undefined, `Object ${id} is in the mirror.`)
      return text
    },
    run(from, count) {
      const texts = selectRun.all(from, from + count - 1)
      invariant(texts.length === count, `Objects ${from} to ${from + count - 1} are in the mirror.`)
      return texts
    },
  }
}

/**
 * Texts that stay in the mirror. By row, the id of the staged object, and a text of its own where a rehearsal has made another of it. One after
 * another takes a microsecond each; any order, six.
 */
export class StoredTexts implements Texts {
  readonly #reader: TextReader
  readonly #ids: readonly number[]
  readonly #own: ReadonlyMap<number, string>
  #from = 0
  #read: readonly string[] = []
  #last = -2

  constructor(reader: TextReader, ids: readonly number[], own: ReadonlyMap<number, string> = new Map()) {
    this.#reader = reader
    this.#ids = ids
    this.#own = own
  }

  get length(): number {
    return this.#ids.length
  }

  at(row: number): string | undefined {
    if (row < 0 || row >= this.#ids.length) return undefined
    const own = this.#own.size === 0 ? undefined : this.#own.get(row)
    if (own !== undefined) return own
    const held = this.#read[row - this.#from]
    if (held !== undefined) return held
    const follows = row === this.#last + 1 || row === this.#from + this.#read.length
    this.#last = row
    const count = follows ? this.#runFrom(row) : 1
    this.#read = count > 1 ? this.#reader.run(this.#ids[row] as number, count) : [this.#reader.one(this.#ids[row] as number)]
    this.#from = row
    return this.#read[0]
  }

  *[Symbol.iterator](): Iterator<string> {
    for (let row = 0; row < this.#ids.length; row++) yield this.at(row) as string
  }

  map<T>(of: (text: string, row: number) => T): T[] {
    const made = new Array<T>(this.#ids.length)
    this.forEach((text, row) => { made[row] = of(text, row) })
    return made
  }

  /** In the order in which they stand in the mirror. */
  forEach(take: (text: string, row: number) => void): void {
    const order = this.#inOrderOfIds()
    for (let at = 0; at < order.length;) {
      const first = order[at] as number
      const own = this.#own.get(first)
      if (own !== undefined) {
        take(own, first)
        at++
        continue
      }
      let count = 1
      while (count < ROWS_AT_ONCE && at + count < order.length && this.#ids[order[at + count] as number] === (this.#ids[first] as number) + count && !this.#own.has(order[at + count] as number)) count++
      const texts = this.#reader.run(this.#ids[first] as number, count)
      for (let i = 0; i < count; i++) take(texts[i] as string, order[at + i] as number)
      at += count
    }
  }

  /** What puts the texts of other rows together out of these. */
  builder(): TextsBuilder {
    const ids: number[] = []
    const own = new Map<number, string>()
    return {
      keep: (row) => {
        const text = this.#own.get(row)
        if (text !== undefined) own.set(ids.length, text)
        ids.push(this.#ids[row] as number)
      },
      put: (text) => {
        own.set(ids.length, text)
        ids.push(NO_ID)
      },
      texts: () => new StoredTexts(this.#reader, ids, own),
    }
  }

  #runFrom(row: number): number {
    const first = this.#ids[row] as number
    let count = 1
    while (count < ROWS_AT_ONCE && this.#ids[row + count] === first + count && !this.#own.has(row + count)) count++
    return count
  }

  #inOrderOfIds(): Int32Array {
    const order = Int32Array.from(this.#ids, (_, row) => row)
    return isAscending(this.#ids) ? order : order.sort((a, b) => (this.#ids[a] as number) - (this.#ids[b] as number))
  }
}

/** Stands in the ids for a row whose text is its own. */
const NO_ID = 0

function isAscending(ids: readonly number[]): boolean {
  for (let i = 1; i < ids.length; i++) if ((ids[i - 1] as number) > (ids[i] as number)) return false
  return true
}

/** Puts texts together, row after row. */
export interface TextsBuilder {
  /** The text of a row of the texts that the builder is of. */
  keep(row: number): void
  put(text: string): void
  texts(): Texts
}

/** Texts made out of others stay where those are: in memory or in the mirror. */
export function textsBuilder(base: Texts): TextsBuilder {
  if (base instanceof StoredTexts) return base.builder()
  const texts: string[] = []
  return { keep: (row) => void texts.push(base.at(row) as string), put: (text) => void texts.push(text), texts: () => texts }
}

/** The same texts with others in some rows. */
export function withTexts(base: Texts, changed: ReadonlyMap<number, string>): Texts {
  if (!(base instanceof StoredTexts)) {
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
  if (!(base instanceof StoredTexts)) return rows.map((row) => base.at(row) as string)
  const builder = base.builder()
  for (const row of rows) builder.keep(row)
  return builder.texts()
}
