/**
 * Where a number stands among numbers that ascend, or a text among texts that ascend by UTF-16 code units; -1 where it does not. Takes time with
 * the logarithm of their count.
 */
export function positionIn<Value extends number | string>(ascending: ArrayLike<Value>, wanted: Value): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = ascending[middle] as Value
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/**
 * Where numbers stand, in ascending order of the numbers; equal ones in the order in which they stand. Numbers are whole, from 0 to 2^28, and at
 * most 2^25. As one number each, for numbers sort a good deal faster than by a comparison.
 */
export function ascendingOrder(numbers: ArrayLike<number>): Uint32Array {
  const both = new Float64Array(numbers.length)
  for (let i = 0; i < numbers.length; i++) both[i] = (numbers[i] as number) * MOST + i
  both.sort()
  const order = new Uint32Array(numbers.length)
  for (let i = 0; i < order.length; i++) order[i] = (both[i] as number) % MOST
  return order
}

/** A number and where it stands make an exact number. */
const MOST = 2 ** 25
