import type { AttributeChange } from '../../shared/model/plan'

/** The people whose action differs by one attribute's change alone, and what it is now. */
export class LoneChanges {
  /** What the changes are; the first stands for none. */
  readonly changes: (AttributeChange | undefined)[] = [undefined]
  /** By source row, which of the changes it is; -1 for somebody whom the edit does not touch, or who is planned again. */
  readonly changeOf: Int32Array
  readonly #numbers = new Map<string, number>()

  constructor(readonly attribute: string, rows: number) {
    this.changeOf = new Int32Array(rows).fill(-1)
  }

  set(row: number, change: AttributeChange | undefined): void {
    this.changeOf[row] = change === undefined ? 0 : this.#numberOf(change)
  }

  /** One number for all who get the same, for most attributes hold few different values. */
  #numberOf(change: AttributeChange): number {
    const { before, after } = change
    const key = typeof after === 'string' && typeof before !== 'object' ? `${before === undefined ? '' : `${before}\u0000`}\u0000${after}` : JSON.stringify([before, after])
    let number = this.#numbers.get(key)
    if (number === undefined) this.#numbers.set(key, number = this.changes.push(change) - 1)
    return number
  }
}
