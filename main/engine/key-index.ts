import { cellAt } from '../../shared/model/packed'
import { foldCase } from '../../shared/fold-case'
import type { Objects } from './objects'

/** A row alone stands as its number, several as a list, because nearly all stand alone; an empty list is a value that was given up. */
type Held = number | number[]

/**
 * Folded value of one attribute → rows that hold it, built in one pass: a query per person would cost minutes at 100,000. A layer over
 * an index sees what it holds and keeps what a plan gives and takes to itself, so that one index serves many plans.
 */
export class KeyIndex {
  readonly #rows = new Map<string, Held>()
  readonly #below: ReadonlyMap<string, Held> | undefined

  constructor(below?: KeyIndex) {
    this.#below = below && below.#rows
  }

  add(value: string, row: number): void {
    const key = foldCase(value)
    const held = this.#get(key)
    if (held === undefined) this.#rows.set(key, row)
    else if (typeof held === 'number') {
      if (held !== row) this.#rows.set(key, [held, row])
    } else if (held.length === 0) this.#rows.set(key, row)
    else if (!held.includes(row)) {
      if (this.#below === undefined) held.push(row)
      else this.#rows.set(key, [...held, row])
    }
  }

  /** Rows that hold the value, ascending; empty for none. */
  find(value: string): readonly number[] {
    const held = this.#get(foldCase(value))
    return held === undefined ? NONE : typeof held === 'number' ? [held] : held
  }

  has(value: string): boolean {
    return this.find(value).length > 0
  }

  /** Gives a value up, for an object that gets another one. */
  remove(value: string, row: number): void {
    const key = foldCase(value)
    const held = this.#get(key)
    if (held === row) this.#rows.set(key, [])
    else if (Array.isArray(held)) {
      const rest = held.filter((other) => other !== row)
      this.#rows.set(key, rest.length === 1 ? rest[0] as number : rest)
    }
  }

  #get(key: string): Held | undefined {
    const own = this.#rows.get(key)
    return own === undefined ? this.#below?.get(key) : own
  }
}

const NONE: readonly number[] = []

/** The index of one attribute over all objects; every value of a multi-valued one counts. */
export function keyIndex(objects: Objects, position: number): KeyIndex {
  const index = new KeyIndex()
  if (position < 0) return index
  for (let row = 0; row < objects.bodies.length; row++) {
    const cell = cellAt(objects.bodies.at(row) as string, position)
    if (cell === null) continue
    if (typeof cell === 'string') index.add(cell, row)
    else for (const value of cell) index.add(value, row)
  }
  return index
}
