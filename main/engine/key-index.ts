import { foldCase } from '../../shared/fold-case'
import type { ValueRows } from './value-rows'

/**
 * Folded value of one attribute → rows that hold it: what the objects hold, with what one plan gives and takes laid over it, so that one
 * index of the objects serves many plans.
 */
export class KeyIndex {
  readonly #below: ValueRows
  /** By folded value, where it is otherwise than below; an empty list is a value that was given up. */
  readonly #rows = new Map<string, readonly number[]>()

  constructor(below: ValueRows) {
    this.#below = below
  }

  add(value: string, row: number): void {
    const held = this.find(value)
    if (!held.includes(row)) this.#rows.set(foldCase(value), [...held, row])
  }

  /** Rows that hold the value, in the order in which they got it; empty for none. */
  find(value: string): readonly number[] {
    return (this.#rows.size === 0 ? undefined : this.#rows.get(foldCase(value))) ?? this.#below.find(value)
  }

  has(value: string): boolean {
    return this.find(value).length > 0
  }

  /** Gives a value up, for an object that gets another one. */
  remove(value: string, row: number): void {
    const held = this.find(value)
    if (held.includes(row)) this.#rows.set(foldCase(value), held.filter((other) => other !== row))
  }
}
