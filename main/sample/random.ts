/** A source of choices that depends on its seed alone: the same seed gives the same sample on every machine and in every locale. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  /** True in `share` of the calls, 0 to 1. */
  chance(share: number): boolean
  pick<Value>(values: readonly Value[]): Value
  /** The same values in another order; the argument keeps its own. */
  shuffle<Value>(values: readonly Value[]): Value[]
}

/** Mulberry32: 32 bits of state, good enough for sample data and quick. */
export function seededRandom(seed: number): Random {
  let state = mixBits(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return (bits ^ (bits >>> 14)) >>> 0
  }
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit)
  return {
    below,
    chance: share => next() < share * 0x1_0000_0000,
    pick: values => {
      const value = values[below(values.length)]
      if (value === undefined) throw new RangeError('There is nothing to pick from.')
      return value
    },
    shuffle: values => {
      const shuffled = [...values]
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = below(index + 1)
        const kept = shuffled[index]!
        shuffled[index] = shuffled[other]!
        shuffled[other] = kept
      }
      return shuffled
    },
  }
}

/** A number's bits spread over 32: neighbouring numbers come out unrelated. */
export function mixBits(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
