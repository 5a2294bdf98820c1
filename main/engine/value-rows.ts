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
 * twice over and no text, for a million keys are more than all other memory that a cycle needs; a hit is compared with the object itself.
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
    if (++this.#size * 2 > this.#rows.length) this.#grow()
  }

  /** Where the key of a part of a text stands, or would; where `end` is `IS_KEY`, the text is the key. */
  #slotOf(hash: number, text: string, start: number, end: number): number {
    const mask = this.#rows.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = this.#rows[slot] as number
      if (row === 0 || (this.#hashes[slot] === hash && this.#holds(row - 1, end === IS_KEY ? text : this.#keyOf(text.slice(start, end))))) return slot
    }
  }

  #holds(row: number, key: string): boolean {
    const cell = cellAt(this.#objects.bodies.at(row) as string, this.position)
    return typeof cell === 'string' ? this.#keyOf(cell) === key : cell !== null && cell.some((value) => this.#keyOf(value) === key)
  }

  #grow(): void {
    const [hashes, rows, several] = [this.#hashes, this.#rows, this.#several]
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
      const all = several.get(old)
      if (all) this.#several.set(slot, all)
    }
  }
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
    const code = text.charCodeAt(i)
    if (code > 0x7f || code === 0x10) return NOT_PLAIN
    hash = Math.imul(hash ^ (code >= 0x41 && code <= 0x5a ? code + 0x20 : code), FNV_PRIME)
  }
  return mixed(hash)
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
