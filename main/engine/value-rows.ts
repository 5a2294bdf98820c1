import { normalName } from '../../shared/directory-name'
import { foldCase } from '../../shared/fold-case'
import { type RowBytes, cellIn } from '../../shared/model/texts'
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
 * twice over and no text, for a million keys are more than all other memory that a cycle needs; a hit is compared with the bytes of its key
 * where that is short, else with the object itself.
 */
export function valueRows(objects: Objects, positions: readonly number[], keyOf: KeyOf = foldCase): readonly ValueRows[] {
  const tables = positions.map((position) => new ValueTable(objects, position, keyOf))
  const inOrder = [...tables].sort((a, b) => a.position - b.position)
  const { bodies } = objects
  for (let row = 0; row < bodies.length; row++) {
    const found = bodies.bytes?.(row)
    if (found) addBytes(found, row, inOrder)
    else for (const table of inOrder) table.addCell(row)
  }
  return tables
}

/** Adds an object's cells out of its bytes; `inOrder` are the tables by ascending position. */
function addBytes({ bytes, from, to, cells, firstCell, cellCount }: RowBytes, row: number, inOrder: readonly ValueTable[]): void {
  if (cellCount > 0) {
    for (const table of inOrder) {
      const at = firstCell + table.position
      if (table.position < cellCount) table.addBytes(bytes, table.position === 0 ? from : from + (cells[at - 1] as number) + 1, from + (cells[at] as number), row)
    }
    return
  }
  let start = from
  let position = 0
  for (const table of inOrder) {
    for (; position < table.position; position++) {
      while (start < to && bytes[start] !== SEPARATOR) start++
      if (start === to) return
      start++
    }
    table.addBytes(bytes, start, to, row)
  }
}

/** What parts cells, and what begins one that is not plain (packed.ts). */
const SEPARATOR = 0x1f
const ESCAPE = 0x10
const NONE: readonly number[] = []
const FIRST_SLOTS = 1024
/** Up to so many objects there is room for the value of each from the start, and for long ones; with more, memory counts. */
const MOST_AT_FIRST = 1 << 18

/** An open hash table of distinct keys: the hash of each, and the first row that holds it plus one, 0 for a free slot. */
class ValueTable implements ValueRows {
  readonly position: number
  readonly #objects: Objects
  readonly #keyOf: KeyOf
  /** Whether keys can be read off bytes, and whether they are distinguished names. */
  readonly #readsBytes: boolean
  readonly #isName: boolean
  readonly #keys: ShortKeys
  #hashes: Int32Array
  #rows: Int32Array
  #size = 0
  /** By slot, all rows of a key that several hold. */
  #several = new Map<number, number[]>()

  constructor(objects: Objects, position: number, keyOf: KeyOf) {
    this.#objects = objects
    this.position = position
    this.#keyOf = keyOf
    this.#isName = keyOf === normalName
    this.#readsBytes = keyOf === foldCase || this.#isName
    const slots = slotsFor(objects.anchors.length)
    this.#keys = new ShortKeys(slots, objects.anchors.length > MOST_AT_FIRST ? LONGEST_OF_MANY : LONGEST_KEY)
    this.#hashes = new Int32Array(slots)
    this.#rows = new Int32Array(slots)
  }

  /** Adds the cell that starts there, of a row that ends at `to`. Nearly always no text is made of it. */
  addBytes(bytes: Uint8Array, start: number, to: number, row: number): void {
    if (!this.#readsBytes) return this.addCell(row)
    const { wanted } = this.#keys
    let hash = FNV_OFFSET
    let at = start
    let last = COMMA
    for (; at < to; at++) {
      const byte = bytes[at] as number
      if (byte === SEPARATOR) break
      if (byte > 0x7f || byte === ESCAPE || (this.#isName && !isPlainInName(byte, last))) return this.addCell(row)
      last = byte
      const folded = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
      wanted[at - start] = folded // beyond the longest key nothing is kept
      hash = Math.imul(hash ^ folded, FNV_PRIME)
    }
    if (at === start) return
    if (this.#isName && last === SPACE) return this.addCell(row)
    this.#keys.want(at - start)
    this.#put(mixed(hash), row, undefined)
  }

  /** Adds a row's cell as a text. */
  addCell(row: number): void {
    for (const key of this.#keysAt(row)) this.#put(this.#lookFor(key), row, key)
  }

  find(value: string): readonly number[] {
    const hash = this.#lookForPlain(value)
    const slot = hash === undefined ? this.#slotOfKey(this.#keyOf(value)) : this.#slotOf(hash, () => this.#keyOf(value))
    const first = this.#rows[slot] as number
    if (first === 0) return NONE
    return this.#several.get(slot)?.sort(ascending) ?? [first - 1]
  }

  /** Puts a row's key where it belongs, which is looked for; `key` where it is a text already. */
  #put(hash: number, row: number, key: string | undefined): void {
    const slot = this.#slotOf(hash, () => key ?? this.#keysAt(row)[0] as string)
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
    this.#keys.keep(slot)
    if (++this.#size * 2 > this.#rows.length) this.#grow()
  }

  /** Makes a key the one that is looked for. Returns its hash. */
  #lookFor(key: string): number {
    const { wanted } = this.#keys
    let hash = FNV_OFFSET
    let isAscii = true
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i)
      if (code > 0x7f) isAscii = false
      wanted[i] = code
      hash = Math.imul(hash ^ code, FNV_PRIME)
    }
    this.#keys.want(isAscii ? key.length : NOT_SHORT)
    return mixed(hash)
  }

  /** Makes the key of a value the one that is looked for, without a text of it where folding letters is all there is to do; its hash. */
  #lookForPlain(value: string): number | undefined {
    if (!this.#readsBytes) return undefined
    const { wanted } = this.#keys
    let hash = FNV_OFFSET
    let last = COMMA
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 0x7f || (this.#isName && !isPlainInName(code, last))) return undefined
      last = code
      const folded = code >= 0x41 && code <= 0x5a ? code + 0x20 : code
      wanted[i] = folded
      hash = Math.imul(hash ^ folded, FNV_PRIME)
    }
    if (this.#isName && last === SPACE) return undefined
    this.#keys.want(value.length)
    return mixed(hash)
  }

  #slotOfKey(key: string): number {
    return this.#slotOf(this.#lookFor(key), () => key)
  }

  /** Where the key that is looked for stands, or would; `key` gives it as a text. */
  #slotOf(hash: number, key: () => string): number {
    const mask = this.#rows.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = this.#rows[slot] as number
      if (row === 0 || (this.#hashes[slot] === hash && (this.#keys.isAt(slot) ?? this.#keysAt(row - 1).includes(key())))) return slot
    }
  }

  #keysAt(row: number): readonly string[] {
    const cell = cellIn(this.#objects.bodies, row, this.position)
    if (cell === null) return NO_KEYS
    return typeof cell === 'string' ? [this.#keyOf(cell)] : cell.map(this.#keyOf)
  }

  #grow(): void {
    const [hashes, rows, several] = [this.#hashes, this.#rows, this.#several]
    const moveKeys = this.#keys.grow(rows.length * 2)
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
      moveKeys(old, slot)
      const all = several.get(old)
      if (all) this.#several.set(slot, all)
    }
  }
}

/** Whether a byte of a distinguished name, after the one before it, says that folding is all that `normalName` would do. */
function isPlainInName(byte: number, last: number): boolean {
  if (byte === COMMA || byte === EQUALS) return last !== SPACE
  if (byte === SPACE) return last !== COMMA && last !== EQUALS
  return byte > SPACE && byte !== BACKSLASH && byte !== QUOTE && byte !== PLUS && byte !== SEMICOLON
}

const [SPACE, QUOTE, PLUS, COMMA, SEMICOLON, EQUALS, BACKSLASH] = [0x20, 0x22, 0x2b, 0x2c, 0x3b, 0x3d, 0x5c]

function slotsFor(objects: number): number {
  let slots = FIRST_SLOTS
  while (slots < objects * 2 && slots <= MOST_AT_FIRST) slots *= 2
  return slots
}

/** Longer keys are compared with the object itself; of many objects the bytes of most distinguished names would be too many. */
const LONGEST_KEY = 128
const LONGEST_OF_MANY = 32
const FIRST_BYTES = 1 << 16
const NOT_SHORT = -1

/** Keys of so many ASCII characters at most as bytes, by slot, and the one that is looked for. */
class ShortKeys {
  /** Where each begins, with its length; 0 for none. */
  #starts: Int32Array
  #bytes = new Uint8Array(FIRST_BYTES)
  #end = 1
  /** The key that is looked for is written here; then `want` is told its length. */
  readonly wanted: Uint8Array
  #length = 0

  constructor(slots: number, longest: number) {
    this.wanted = new Uint8Array(longest)
    this.#starts = new Int32Array(slots)
  }

  /** `NOT_SHORT` for a key that is not ASCII. */
  want(length: number): void {
    this.#length = length > this.wanted.length ? NOT_SHORT : length
  }

  /** Keeps the key that is looked for, where it is short. */
  keep(slot: number): void {
    const length = this.#length
    if (length === NOT_SHORT) return
    if (this.#end + 1 + length > this.#bytes.length) this.#bytes = grown(this.#bytes)
    const at = this.#end
    this.#bytes[at] = length
    for (let i = 0; i < length; i++) this.#bytes[at + 1 + i] = this.wanted[i] as number
    this.#starts[slot] = at
    this.#end = at + 1 + length
  }

  /** Whether the key at a slot is the one that is looked for; `undefined` where neither is short. */
  isAt(slot: number): boolean | undefined {
    const at = this.#starts[slot] as number
    const length = this.#length
    if (at === 0) return length === NOT_SHORT ? undefined : false
    if (length === NOT_SHORT || this.#bytes[at] !== length) return false
    for (let i = 0; i < length; i++) if (this.#bytes[at + 1 + i] !== this.wanted[i]) return false
    return true
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

const NO_KEYS: readonly string[] = []

function ascending(a: number, b: number): number {
  return a - b
}

/** FNV-1a's low bits alone are poor. */
function mixed(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & 0x7fffffff
}

const FNV_OFFSET = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193
