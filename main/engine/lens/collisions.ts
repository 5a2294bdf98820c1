import { positionIn } from '../../../shared/sorted'
import { ValueTable } from './value-table'

/** A value that is somebody else's already. */
export interface Collision {
  readonly value: string
  /** As `TargetView.index` counts: a target row, or, from the number of target objects on, a source row. */
  readonly owner: number
}

/** By person, the value that somebody else has: in an expression that is half typed nearly everybody's, so that each costs a number and no object. */
export class Collisions {
  readonly #people: number
  #owners: Int32Array | undefined
  readonly #values: string[] = []
  readonly #persons: number[] = []
  #different: ValueTable | undefined
  #differentValues = 0

  constructor(people: number) {
    this.#people = people
  }

  /** Values without regard to case. */
  get differentValues(): number {
    return this.#differentValues
  }

  /** Once for a person, ascending. */
  add(person: number, { value, owner }: Collision): void {
    this.#owners ??= new Int32Array(this.#people)
    this.#owners[person] = owner + 1
    this.#persons.push(person)
    this.#values.push(value)
    this.#different ??= new ValueTable(FEWEST)
    if (this.#different.find(value, anybody) !== undefined) return
    this.#different.add(value, person)
    this.#differentValues++
  }

  get(person: number): Collision | undefined {
    const owner = this.#owners?.[person] ?? 0
    return owner === 0 ? undefined : { value: this.#values[positionIn(this.#persons, person)] as string, owner: owner - 1 }
  }

  /** Ascending. */
  keys(): readonly number[] {
    return this.#persons
  }

  *[Symbol.iterator](): Generator<readonly [person: number, collision: Collision]> {
    for (const [at, person] of this.#persons.entries()) yield [person, { value: this.#values[at] as string, owner: (this.#owners?.[person] as number) - 1 }]
  }
}

const FEWEST = 1024
const anybody = (): boolean => true
