import { cellAt } from '../../shared/model/packed'
import { foldCase } from '../../shared/fold-case'
import type { Objects } from './objects'

/**
 * Folded value of one attribute → rows that hold it, built in one pass: a query per person would cost minutes at 100,000.
 * A row alone stands as its number, several as a list, because nearly all stand alone.
 */
export class KeyIndex {
  readonly #rows = new Map<string, number | number[]>()

  add(value: string, row: number): void {
    const key = foldCase(value)
    const held = this.#rows.get(key)
    if (held === undefined) this.#rows.set(key, row)
    else if (typeof held === 'number') {
      if (held !== row) this.#rows.set(key, [held, row])
    } else if (!held.includes(row)) held.push(row)
  }

  /** Rows that hold the value, ascending; empty for none. */
  find(value: string): readonly number[] {
    const held = this.#rows.get(foldCase(value))
    return held === undefined ? NONE : typeof held === 'number' ? [held] : held
  }

  has(value: string): boolean {
    return this.#rows.has(foldCase(value))
  }

  /** Gives a value up, for an object that gets another one. */
  remove(value: string, row: number): void {
    const key = foldCase(value)
    const held = this.#rows.get(key)
    if (held === row) this.#rows.delete(key)
    else if (Array.isArray(held)) {
      const rest = held.filter((other) => other !== row)
      if (rest.length === 1) this.#rows.set(key, rest[0] as number)
      else this.#rows.set(key, rest)
    }
  }
}

const NONE: readonly number[] = []

/** The index of one attribute over all objects; every value of a multi-valued one counts. */
export function keyIndex(objects: Objects, position: number): KeyIndex {
  const index = new KeyIndex()
  if (position < 0) return index
  for (let row = 0; row < objects.bodies.length; row++) {
    const cell = cellAt(objects.bodies[row] as string, position)
    if (cell === null) continue
    if (typeof cell === 'string') index.add(cell, row)
    else for (const value of cell) index.add(value, row)
  }
  return index
}
