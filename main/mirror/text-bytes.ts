/** So many bytes are made room for at a time. */
const ROOM = 1 << 20
/** A UTF-16 code unit takes at most so many in UTF-8. */
const MOST_BYTES = 3

/** Texts as UTF-8, one after another in buffers that nothing else lies in. */
export class TextBytes {
  #buffer = Buffer.alloc(0)
  /** Where what was not cut yet begins and ends. */
  #start = 0
  #end = 0

  add(text: string): void {
    if (text === '') return
    this.#makeRoom(text.length * MOST_BYTES)
    this.#end += this.#buffer.write(text, this.#end)
  }

  /** A character of ASCII. */
  addByte(code: number): void {
    this.#makeRoom(1)
    this.#buffer[this.#end++] = code
  }

  /** What was added since the last call. */
  cut(): Uint8Array {
    const bytes = this.#buffer.subarray(this.#start, this.#end)
    this.#start = this.#end
    return bytes
  }

  #makeRoom(bytes: number): void {
    if (this.#end + bytes <= this.#buffer.length) return
    const open = this.#buffer.subarray(this.#start, this.#end)
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(ROOM, (open.length + bytes) * 2))
    this.#buffer.set(open)
    this.#start = 0
    this.#end = open.length
  }
}
