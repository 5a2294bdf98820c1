/** Where a number stands among numbers that ascend; -1 where it does not. Takes time with the logarithm of their count. */
export function positionIn(ascending: Int32Array, wanted: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = ascending[middle] as number
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
