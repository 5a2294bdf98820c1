import type { PackedValues } from '../packed-values'

const SEPARATOR = 0x1e

/** The values of one entry as bytes (UTF-8), in a buffer that the next entry uses again. Attributes are numbered in the order of their first value. */
export class ValueStore implements PackedValues {
  bytes: Buffer = Buffer.alloc(4096)
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength)
  /** Where each value starts and ends, and which is the next one of its attribute (-1 for none). */
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  nexts = new Int32Array(64)
  /** The first and the last value of each attribute. */
  firsts = new Int32Array(64)
  lasts = new Int32Array(64)
  attributes = 0
  ascii = true
  used = 0
  #values = 0

  clear(): void {
    this.attributes = 0
    this.#values = 0
    this.used = 0
    this.ascii = true
  }

  /** Makes room for so many bytes more, and some beyond them. */
  reserve(more: number): void {
    if (this.used + more + 16 <= this.bytes.length) return
    const larger = Buffer.alloc((this.used + more) * 2 + 64)
    this.bytes.copy(larger, 0, 0, this.used)
    this.bytes = larger
    this.view = new DataView(larger.buffer, larger.byteOffset, larger.byteLength)
  }

  addText(attribute: number, text: string): void {
    this.reserve(text.length * 3)
    const end = this.used + this.bytes.write(text, this.used, 'utf8')
    if (end - this.used !== text.length) this.ascii = false
    this.addRange(attribute, end)
  }

  /** Files the bytes between `used` and `end`, which were written there after `reserve`. */
  addRange(attribute: number, end: number): void {
    const value = this.#values++
    if (value === this.starts.length) this.#widenValues()
    this.starts[value] = this.used
    this.ends[value] = end
    this.nexts[value] = -1
    // Between neighbours stands what separates the items of a packed list: values of one attribute that stand together are one.
    this.bytes[end] = SEPARATOR
    this.used = end + 1
    if (attribute < this.attributes) {
      this.nexts[this.lasts[attribute] as number] = value
      this.lasts[attribute] = value
      return
    }
    if (attribute === this.firsts.length) this.#widenAttributes()
    this.attributes = attribute + 1
    this.firsts[attribute] = value
    this.lasts[attribute] = value
  }

  isList(attribute: number): boolean {
    return this.firsts[attribute] !== this.lasts[attribute]
  }

  /** The first value of an attribute. */
  first(attribute: number): string {
    return this.#text(this.firsts[attribute] as number)
  }

  /** All values of an attribute as one text, which is the same for the same values and no others, as long as none holds U+001E. */
  joined(attribute: number): string {
    const first = this.firsts[attribute] as number
    const last = this.lasts[attribute] as number
    let together = true
    for (let value = first; value !== last; value = this.nexts[value] as number) if (this.nexts[value] !== value + 1) together = false
    if (together) return this.bytes.toString(this.ascii ? 'latin1' : 'utf8', this.starts[first], this.ends[last])
    return this.values(attribute).join('\u001e')
  }

  values(attribute: number): string[] {
    const texts: string[] = []
    for (let value = this.firsts[attribute] as number; value >= 0; value = this.nexts[value] as number) texts.push(this.#text(value))
    return texts
  }

  #text(value: number): string {
    return this.bytes.toString(this.ascii ? 'latin1' : 'utf8', this.starts[value], this.ends[value])
  }

  #widenValues(): void {
    this.starts = widened(this.starts)
    this.ends = widened(this.ends)
    this.nexts = widened(this.nexts)
  }

  #widenAttributes(): void {
    this.firsts = widened(this.firsts)
    this.lasts = widened(this.lasts)
  }
}

function widened(array: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(array.length * 2)
  wider.set(array)
  return wider
}
