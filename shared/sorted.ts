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
 * most 2^25. Those that lie close together are counted; others sorted as one number each, for numbers sort a good deal faster than by a comparison.
 */
export function ascendingOrder(numbers: ArrayLike<number>): Uint32Array {
  return counted(numbers) ?? sorted(numbers)
}

/** Nothing where the numbers are so far apart that there would be more to count than to sort. */
function counted(numbers: ArrayLike<number>): Uint32Array | undefined {
  let [least, greatest] = [Infinity, -1]
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number
    if (number < least) least = number
    if (number > greatest) greatest = number
  }
  if (greatest - least > numbers.length * MOST_APART) return undefined
  const order = new Uint32Array(numbers.length)
  if (numbers.length === 0) return order
  // First how many of each there are, one place on; then where the first of each goes.
  const places = new Uint32Array(greatest - least + 2)
  for (let i = 0; i < numbers.length; i++) (places[(numbers[i] as number) - least + 1] as number)++
  for (let i = 1; i < places.length; i++) (places[i] as number) += places[i - 1] as number
  for (let i = 0; i < numbers.length; i++) order[(places[(numbers[i] as number) - least] as number)++] = i
  return order
}

function sorted(numbers: ArrayLike<number>): Uint32Array {
  const both = new Float64Array(numbers.length)
  for (let i = 0; i < numbers.length; i++) both[i] = (numbers[i] as number) * MOST + i
  both.sort()
  const order = new Uint32Array(numbers.length)
  for (let i = 0; i < order.length; i++) order[i] = (both[i] as number) % MOST
  return order
}

const MOST_APART = 8

/** A number and where it stands make an exact number. */
const MOST = 2 ** 25
