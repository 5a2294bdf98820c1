import { foldCase } from '../../shared/fold-case'
import { CELL_SEPARATOR, cellAt } from '../../shared/model/packed'
import type { Objects } from './objects'

/** The form in which two values are one: `foldCase` for most attributes, `normalName` for distinguished names. */
export type KeyOf = (value: string) => string

/** Finds the rows of objects by their values at one position; every value of a multi-valued attribute counts. */
export interface ValueRows {
  /** Rows that hold the value, ascending; empty for none. */
  find(value: string): readonly number[]
}

/** Finds nobody: an attribute that no object has. */
export const NO_VALUES: ValueRows = { find: () => NONE }

/**
 * Built in one pass over the objects, for all positions at once: a query per person would cost minutes at 100,000. Eight bytes for each value
 * twice over and no text, for a million keys are more than all other memory that a cycle needs; a hit is compared with the object itself, and
 * where objects lie in a file and the key is short, with its bytes, for to read a million objects in any order costs seconds.
 */
export function valueRows(objects: Objects, positions: readonly number[], keyOf: KeyOf = foldCase): readonly ValueRows[] {
  const tables = positions.map((position) => new ValueTable(objects, position, keyOf))
  const inOrder = [...tables].sort((a, b) => a.position - b.position)
  objects.bodies.forEach((body, row) => {
    let start = 0
    let at = 0
    for (const table of inOrder) {
      for (; at < table.position; at++) {
        const next = body.indexOf(CELL_SEPARATOR, start)
        if (next < 0) return
        start = next + 1
      }
      table.add(body, start, row)
    }
  })
  return tables
}

const NONE: readonly number[] = []
const FIRST_SLOTS = 1024

/** An open hash table of distinct keys: the hash of each, and the first row that holds it plus one, 0 for a free slot. */
class ValueTable implements ValueRows {
  readonly position: number
  readonly #objects: Objects
  readonly #keyOf: KeyOf
  readonly #folds: boolean
  readonly #keys: ShortKeys | undefined
  #hashes = new Int32Array(FIRST_SLOTS)
  #rows = new Int32Array(FIRST_SLOTS)
  #size = 0
  /** By slot, all rows of a key that several hold. */
  #several = new Map<number, number[]>()

  constructor(objects: Objects, position: number, keyOf: KeyOf) {
    this.#objects = objects
    this.position = position
    this.#keyOf = keyOf
    this.#folds = keyOf === foldCase
    this.#keys = this.#folds && !Array.isArray(objects.bodies) ? new ShortKeys(FIRST_SLOTS) : undefined
  }

  /** Adds the cell that starts there. */
  add(body: string, start: number, row: number): void {
    const found = body.indexOf(CELL_SEPARATOR, start)
    const end = found < 0 ? body.length : found
    if (end === start) return
    const hash = this.#folds ? hashFolded(body, start, end) : NOT_PLAIN
    if (hash !== NOT_PLAIN) {
      this.#put(hash, row, body, start, end)
      return
    }
    const cell = cellAt(body, this.position)
    for (const value of cell === null ? NONE_OF : typeof cell === 'string' ? [cell] : cell) {
      const key = this.#keyOf(value)
      this.#put(hashKey(key), row, key, 0, IS_KEY)
    }
  }

  find(value: string): readonly number[] {
    const key = this.#keyOf(value)
    const slot = this.#slotOf(hashKey(key), key, 0, IS_KEY)
    const first = this.#rows[slot] as number
    if (first === 0) return NONE
    return this.#several.get(slot)?.sort(ascending) ?? [first - 1]
  }

  #put(hash: number, row: number, text: string, start: number, end: number): void {
    const slot = this.#slotOf(hash, text, start, end)
    const first = this.#rows[slot] as number
    if (first !== 0) {
      const rows = this.#several.get(slot)
      if (rows === undefined) {
        if (first - 1 !== row) this.#several.set(slot, [first - 1, row])
      } else if (rows[rows.length - 1] !== row) rows.push(row)
      return
    }
    this.#hashes[slot] = hash
    this.#rows[slot] = row + 1
    this.#keys?.put(slot, text, start, end === IS_KEY ? text.length : end)
    if (++this.#size * 2 > this.#rows.length) this.#grow()
  }

  /** Where the key of a part of a text stands, or would; where `end` is `IS_KEY`, the text is the key. */
  #slotOf(hash: number, text: string, start: number, end: number): number {
    const mask = this.#rows.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = this.#rows[slot] as number
      if (row === 0 || (this.#hashes[slot] === hash && this.#isAt(slot, row - 1, text, start, end))) return slot
    }
  }

  #isAt(slot: number, row: number, text: string, start: number, end: number): boolean {
    return this.#keys?.isAt(slot, text, start, end === IS_KEY ? text.length : end) ?? this.#holds(row, end === IS_KEY ? text : this.#keyOf(text.slice(start, end)))
  }

  #holds(row: number, key: string): boolean {
    const cell = cellAt(this.#objects.bodies.at(row) as string, this.position)
    return typeof cell === 'string' ? this.#keyOf(cell) === key : cell !== null && cell.some((value) => this.#keyOf(value) === key)
  }

  #grow(): void {
    const [hashes, rows, several] = [this.#hashes, this.#rows, this.#several]
    const moveKeys = this.#keys?.grow(rows.length * 2)
    this.#hashes = new Int32Array(rows.length * 2)
    this.#rows = new Int32Array(rows.length * 2)
    this.#several = new Map()
    const mask = this.#rows.length - 1
    for (let old = 0; old < rows.length; old++) {
      if (rows[old] === 0) continue
      let slot = (hashes[old] as number) & mask
      while (this.#rows[slot] !== 0) slot = (slot + 1) & mask
      this.#hashes[slot] = hashes[old] as number
      this.#rows[slot] = rows[old] as number
      moveKeys?.(old, slot)
      const all = several.get(old)
      if (all) this.#several.set(slot, all)
    }
  }
}

/** Longer keys are compared with the object itself: their bytes would be too many. */
const LONGEST_KEY = 32
const FIRST_BYTES = 1 << 16

/** Folded keys of up to 32 ASCII characters as bytes, by slot. */
class ShortKeys {
  /** Where each begins, with its length; 0 for none. */
  #starts: Int32Array
  #bytes = new Uint8Array(FIRST_BYTES)
  #end = 1

  constructor(slots: number) {
    this.#starts = new Int32Array(slots)
  }

  /** Keeps the folded form of a part of a text, where it is short and plain. */
  put(slot: number, text: string, start: number, end: number): void {
    const length = end - start
    if (length > LONGEST_KEY) return
    if (this.#end + 1 + LONGEST_KEY > this.#bytes.length) this.#bytes = grown(this.#bytes)
    const at = this.#end
    this.#bytes[at] = length
    for (let i = 0; i < length; i++) {
      const code = foldedCode(text, start + i)
      if (code === NOT_PLAIN) return
      this.#bytes[at + 1 + i] = code
    }
    this.#starts[slot] = at
    this.#end = at + 1 + length
  }

  /** Whether the key at a slot is the folded form of a part of a text; `undefined` where that is not known. */
  isAt(slot: number, text: string, start: number, end: number): boolean | undefined {
    const at = this.#starts[slot] as number
    if (at === 0) return undefined
    const length = end - start
    for (let i = 0; i < length; i++) {
      const code = foldedCode(text, start + i)
      if (code === NOT_PLAIN) return undefined
      if (i >= (this.#bytes[at] as number) || this.#bytes[at + 1 + i] !== code) return false
    }
    return this.#bytes[at] === length
  }

  /** Makes room for more slots; the function returned moves the key of a slot to its new one. */
  grow(slots: number): (from: number, to: number) => void {
    const before = this.#starts
    const starts = this.#starts = new Int32Array(slots)
    return (from, to) => { starts[to] = before[from] as number }
  }
}

function grown(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const twice = new Uint8Array(bytes.length * 2)
  twice.set(bytes)
  return twice
}

const NONE_OF: readonly string[] = []
const IS_KEY = -1

function ascending(a: number, b: number): number {
  return a - b
}

/** What is not hashed without making a text of it: anything but ASCII, a list, a text with escapes. */
const NOT_PLAIN = -1

/** The hash of the folded form of a part of a text, which nearly always is ASCII. */
function hashFolded(text: string, start: number, end: number): number {
  let hash = FNV_OFFSET
  for (let i = start; i < end; i++) {
    const code = foldedCode(text, i)
    if (code === NOT_PLAIN) return NOT_PLAIN
    hash = Math.imul(hash ^ code, FNV_PRIME)
  }
  return mixed(hash)
}

/** A code unit in its folded form. */
function foldedCode(text: string, i: number): number {
  const code = text.charCodeAt(i)
  if (code > 0x7f || code === 0x10) return NOT_PLAIN
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
}

function hashKey(key: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), FNV_PRIME)
  return mixed(hash)
}

/** FNV-1a (its low bits alone are poor), and never `NOT_PLAIN`. */
function mixed(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & 0x7fffffff
}

const FNV_OFFSET = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193
