import { foldCase } from '../../../shared/fold-case'

const NONE = -1

/**
 * Values without regard to case → a row that holds each. Does what a `Map` of folded texts does, in a third of the time: nothing is
 * folded into a text of its own, and what is not there is found out from numbers alone. A hundred thousand look-ups are most of a lens.
 */
export class ValueTable {
  readonly #heads: Int32Array
  readonly #next: number[] = []
  readonly #hashes: number[] = []
  readonly #texts: string[] = []
  readonly #rows: number[] = []
  #lastText = ''
  #lastHash = hashOf('')

  /** `expected`: about how many values there will be. */
  constructor(expected: number) {
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)))).fill(NONE)
  }

  /** What is added later is found earlier. */
  add(text: string, row: number): void {
    const hash = this.#hash(text)
    const slot = hash & (this.#heads.length - 1)
    this.#next.push(this.#heads[slot] as number)
    this.#heads[slot] = this.#texts.length
    this.#hashes.push(hash)
    this.#texts.push(text)
    this.#rows.push(row)
  }

  /** A row that holds the value and that `admits` lets through; undefined for none. */
  find(text: string, admits: (row: number) => boolean): number | undefined {
    const hash = this.#hash(text)
    for (let at = this.#heads[hash & (this.#heads.length - 1)] as number; at !== NONE; at = this.#next[at] as number) {
      if (this.#hashes[at] !== hash || !admits(this.#rows[at] as number)) continue
      const held = this.#texts[at] as string
      if (held === text || foldCase(held) === foldCase(text)) return this.#rows[at]
    }
    return undefined
  }

  /** A value is looked for and added in turn. */
  #hash(text: string): number {
    if (text !== this.#lastText) {
      this.#lastText = text
      this.#lastHash = hashOf(text)
    }
    return this.#lastHash
  }
}

/** FNV-1a over the folded text, in 30 bits; of ASCII without making that text. */
function hashOf(text: string): number {
  let hash = START
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return hashOfFolded(foldCase(text))
    hash = Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code | 0x20 : code), STEP) & SMALL
  }
  return hash
}

function hashOfFolded(folded: string): number {
  let hash = START
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), STEP) & SMALL
  return hash
}

const START = 0x011c9dc5
const STEP = 0x01000193
/** Numbers that every V8 keeps without an object of their own. */
const SMALL = 0x3fffffff
