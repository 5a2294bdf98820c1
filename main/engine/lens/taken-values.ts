import { KeyIndex } from '../key-index'

/**
 * Who holds which value of one attribute while a lens walks over everybody, as in a plan: what the target holds, what people before
 * this one were given, and what they gave up. The target's own index stays as it is.
 */
export class TakenValues {
  readonly #held: KeyIndex
  readonly #given = new KeyIndex()
  readonly #givenUp = new KeyIndex()

  constructor(held: KeyIndex) {
    this.#held = held
  }

  /** A row other than `own` that holds the value, as `TargetView.index` counts rows; undefined for none. */
  ownerOf(value: string, own: number | undefined): number | undefined {
    for (const row of this.#held.find(value)) if (row !== own && !this.#givenUp.find(value).includes(row)) return row
    for (const row of this.#given.find(value)) if (row !== own && !this.#givenUp.find(value).includes(row)) return row
    return undefined
  }

  give(value: string, row: number): void {
    this.#given.add(value, row)
  }

  giveUp(value: string, row: number): void {
    this.#givenUp.add(value, row)
  }
}
