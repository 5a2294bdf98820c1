import { foldCase } from '../../../shared/fold-case'

const NONE = -1

/**
 * Values without regard to case → a row that holds each. Does what a `Map` of folded texts does, in a third of the time: nothing is
 * folded into a text of its own, and what is not there is found out from numbers alone. A hundred thousand look-ups are most of a lens.
 */
export class ValueTable {
  #heads: Int32Array
  /** Of each value three numbers: the value before it with the same end of the hash, its hash, its row. */
  #entries: Int32Array
  readonly #texts: string[] = []

  /** `expected`: about how many values there will be. */
  constructor(expected: number) {
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 2)))).fill(NONE)
    this.#entries = new Int32Array(Math.max(16, expected) * ENTRY)
  }

  /** What is added later is found earlier. */
  add(text: string, row: number): void {
    const at = this.#texts.push(text) - 1
    if (at * ENTRY === this.#entries.length) this.#grow()
    this.#entries[at * ENTRY + HASH] = hashed(text)
    this.#entries[at * ENTRY + ROW] = row
    this.#link(at)
  }

  /** A row that holds the value and that `admits` lets through; undefined for none. */
  find(text: string, admits: (row: number) => boolean): number | undefined {
    const hash = hashed(text)
    const entries = this.#entries
    for (let at = this.#heads[hash & (this.#heads.length - 1)] as number; at !== NONE; at = entries[at * ENTRY] as number) {
      if (entries[at * ENTRY + HASH] !== hash) continue
      const row = entries[at * ENTRY + ROW] as number
      if (!admits(row)) continue
      const held = this.#texts[at] as string
      if (held === text || foldCase(held) === foldCase(text)) return row
    }
    return undefined
  }

  #link(at: number): void {
    const slot = (this.#entries[at * ENTRY + HASH] as number) & (this.#heads.length - 1)
    this.#entries[at * ENTRY] = this.#heads[slot] as number
    this.#heads[slot] = at
  }

  #grow(): void {
    const larger = new Int32Array(this.#entries.length * 2)
    larger.set(this.#entries)
    this.#entries = larger
    this.#heads = new Int32Array(this.#heads.length * 2).fill(NONE)
    for (let at = 0; at < this.#texts.length - 1; at++) this.#link(at)
  }
}

/** Numbers of an entry, and where they stand. */
const ENTRY = 3
const HASH = 1
const ROW = 2

let lastText: string | undefined
let lastHash = 0

/** A value is looked for in one table, then in another, and added in turn. */
function hashed(text: string): number {
  if (text !== lastText) {
    lastHash = hashOf(text)
    lastText = text
  }
  return lastHash
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
