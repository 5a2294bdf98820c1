import type { AttributeProfileView } from '../../../shared/ipc/views'
import { unpackCells } from '../../../shared/model/packed'

/** Different values that are told apart for each attribute; beyond that `distinct` is a lower bound. */
const MAX_DISTINCT = 300_000
/** Different values that are counted one by one, for the most frequent ones. */
const MAX_COUNTED = 5_000
const SAMPLES = 5
const TOP = 10

type ValueType = 'string' | 'integer' | 'boolean' | 'dateTime' | 'reference'

/** Profiles all attributes of an object type, over every object: what is filled, how different, how long, what it looks like. */
export class AttributeProfiles {
  readonly #columns: Column[]

  constructor(private readonly names: readonly string[], private readonly anchor: string | undefined) {
    this.#columns = names.map(() => new Column())
  }

  add(body: string): void {
    const cells = unpackCells(body)
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]
      if (cell !== null && cell !== undefined) this.#columns[i]?.add(cell)
    }
  }

  result(): AttributeProfileView[] {
    return this.#columns.map((column, i) => column.result(this.names[i] as string, this.names[i] === this.anchor))
  }
}

class Column {
  #filled = 0
  #multiValued = false
  #maxLength = 0
  #counts = new Map<string, number>()
  #others: HashSet | undefined
  #type: ValueType | undefined

  add(cell: string | readonly string[]): void {
    this.#filled++
    if (typeof cell === 'string') return this.#addValue(cell)
    this.#multiValued = true
    for (const value of cell) this.#addValue(value)
  }

  #addValue(value: string): void {
    if (value.length > this.#maxLength) this.#maxLength = value.length
    const count = this.#counts.get(value)
    if (count !== undefined) return void this.#counts.set(value, count + 1)
    if (this.#counts.size < MAX_COUNTED) {
      this.#counts.set(value, 1)
      this.#type = commonType(this.#type, value)
      return
    }
    this.#others ??= new HashSet(MAX_DISTINCT - MAX_COUNTED)
    this.#others.add(value)
  }

  result(name: string, anchor: boolean): AttributeProfileView {
    const values = [...this.#counts.keys()]
    const top = [...this.#counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).filter(([, count]) => count > 1).slice(0, TOP)
    return {
      name, anchor, type: this.#type ?? 'string', multiValued: this.#multiValued, filled: this.#filled, distinct: values.length + (this.#others?.size ?? 0),
      distinctIsLowerBound: this.#others?.full ?? false, maxLength: this.#maxLength, samples: values.slice(0, SAMPLES), top: top.map(([value, count]) => ({ value, count })),
    }
  }
}

/** How many different texts there were, by 53 bits of hash and without keeping them: eight bytes each. */
class HashSet {
  size = 0
  full = false
  #slots = new Float64Array(1 << 14)

  constructor(private readonly max: number) {}

  add(text: string): void {
    if (this.full) return
    const hash = hash53(text)
    if (!this.#put(hash)) return
    if (++this.size >= this.max) this.full = true
    else if (this.size * 2 > this.#slots.length) this.#grow()
  }

  #put(hash: number): boolean {
    const mask = this.#slots.length - 1
    for (let at = (hash % 0x8000_0000) & mask; ; at = (at + 1) & mask) {
      if (this.#slots[at] === hash) return false
      if (this.#slots[at] === 0) {
        this.#slots[at] = hash
        return true
      }
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2)
    for (const hash of old) if (hash !== 0) this.#put(hash)
  }
}

/** Two rounds of FNV-1a with different starts, side by side; never 0. */
function hash53(text: string): number {
  let a = 0x811c9dc5
  let b = 0x1b873593
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
    b ^= b >>> 13
  }
  return (b & 0x1f_ffff) * 0x1_0000_0000 + (a >>> 0) + 1
}

/** The narrowest type that all values so far agree on. */
function commonType(known: ValueType | undefined, value: string): ValueType | undefined {
  if (value === '' || known === 'string') return known
  const type = typeOf(value)
  if (known === undefined || known === type) return type
  return 'string'
}

function typeOf(value: string): ValueType {
  if (/^(?:true|false|yes|no)$/i.test(value)) return 'boolean'
  if (/^-?(?:0|[1-9]\d{0,18})$/.test(value)) return 'integer'
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}|[-+Z]|$)/.test(value) || /^\d{14}(?:\.\d+)?Z$/.test(value)) return 'dateTime'
  if (/^(?:CN|OU|DC|UID|O)=[^,]+,.*=/i.test(value)) return 'reference'
  return 'string'
}
