import type { Cell } from '../../../shared/model/attribute'
import { listOf } from '../diff'
import type { Objects } from '../objects'
import { columnOf, keptFor } from './columns'
import type { LensPopulation } from './population'
import { ValueTable } from './value-table'

/**
 * Who holds which value of one attribute while a lens walks over everybody, as in a plan: what the target holds, what people before
 * this one were given, and what they gave up. What the target holds is gathered once.
 */
export class TakenValues {
  readonly #held: ValueTable
  readonly #given: ValueTable
  /** By target row, whether its only value of before is free. */
  readonly #moved: Uint8Array
  #own = -1
  readonly #holdsStill = (row: number): boolean => row !== this.#own && this.#moved[row] === 0
  readonly #isAnother = (row: number): boolean => row !== this.#own

  constructor(population: LensPopulation, attribute: string) {
    const { target } = population.input
    this.#held = heldValues(target.objects, target.position(attribute))
    this.#given = new ValueTable(population.size)
    this.#moved = new Uint8Array(target.objects.anchors.length)
  }

  /** A row other than `own` that holds the value, as `TargetView.index` counts rows; undefined for none. */
  ownerOf(value: string, own: number | undefined): number | undefined {
    this.#own = own ?? -1
    return this.#held.find(value, this.#holdsStill) ?? this.#given.find(value, this.#isAnother)
  }

  give(value: string, row: number): void {
    this.#given.add(value, row)
  }

  giveUp(row: number): void {
    this.#moved[row] = 1
  }
}

/** The values of all target objects, of which the first is found first. */
function heldValues(objects: Objects, position: number): ValueTable {
  return keptFor(tables, objects, position, () => {
    const table = new ValueTable(objects.anchors.length)
    const column = columnOf(objects, position)
    for (let row = column.length - 1; row >= 0; row--) {
      const cell = column[row] as Cell
      if (cell !== null) for (const value of listOf(cell)) table.add(value, row)
    }
    return table
  })
}
const tables = new WeakMap<Objects, Map<number, ValueTable>>()
