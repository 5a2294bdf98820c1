import { foldCase } from '../../../shared/fold-case'
import type { KeyIndex } from '../key-index'

/**
 * Who holds which value of one attribute while a lens walks over everybody, as in a plan: what the target holds, what people before
 * this one were given, and what they gave up. The target's own index stays as it is. A layer of `KeyIndex` would do the same and take
 * twice the time, which is half of what a lens has.
 */
export class TakenValues {
  readonly #held: KeyIndex
  /** Folded value → row that was given it first. */
  readonly #given = new Map<string, number>()
  readonly #moved: Uint8Array
  #value = ''
  #key = ''

  /** `size`: how many objects the target has. */
  constructor(held: KeyIndex, size: number) {
    this.#held = held
    this.#moved = new Uint8Array(size)
  }

  /** A row other than `own` that holds the value, as `TargetView.index` counts rows; undefined for none. */
  ownerOf(value: string, own: number | undefined): number | undefined {
    const key = this.#fold(value)
    for (const row of this.#held.findFolded(key)) if (row !== own && this.#moved[row] === 0) return row
    const given = this.#given.get(key)
    return given === own ? undefined : given
  }

  give(value: string, row: number): void {
    const key = this.#fold(value)
    if (!this.#given.has(key)) this.#given.set(key, row)
  }

  /** An object gets another value: its only one of before is free. */
  giveUp(row: number): void {
    this.#moved[row] = 1
  }

  /** A value is asked for and given in turn. */
  #fold(value: string): string {
    if (value !== this.#value) {
      this.#value = value
      this.#key = foldCase(value)
    }
    return this.#key
  }
}
