/** A packed row as bytes; `ends` says where each of its cells ends. */
export interface PackedBytes {
  readonly bytes: Buffer
  readonly start: number
  readonly ends: Int32Array
  readonly count: number
  readonly ascii: boolean
}

/** The values of one object as bytes, by attribute. Some bytes may be read beyond `used`. */
export interface PackedValues {
  readonly view: DataView
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** The next value of the same attribute, -1 for none. */
  readonly nexts: Int32Array
  /** The first value of each attribute. */
  readonly firsts: Int32Array
  readonly used: number
  readonly ascii: boolean
}

/** Copies an attribute's cell: its value, or its values as a packed list. Returns where it ends. */
export function copyValue(values: PackedValues, attribute: number, target: DataView, to: number): number {
  const { view, starts, ends, nexts } = values
  let value = values.firsts[attribute] as number
  if (nexts[value] as number >= 0) {
    target.setUint8(to++, 0x10)
    target.setUint8(to++, 0x6c)
  }
  for (;;) {
    const start = starts[value] as number
    const length = ends[value] as number - start
    for (let n = 0; n < length; n += 4) target.setInt32(to + n, view.getInt32(start + n))
    to += length
    value = nexts[value] as number
    if (value < 0) return to
    target.setUint8(to++, 0x1e)
  }
}
