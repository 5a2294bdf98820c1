import { isAscii, isUtf8 } from 'node:buffer'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What the first bytes say. `encoding` is absent while all of them are ASCII or there is no mark: then the first others decide. */
export interface EncodingGuess {
  readonly encoding?: TextEncoding
  /** Bytes of the byte-order mark, to be left out. */
  readonly markBytes: number
  /** UTF-32 has a mark of its own and is not read. */
  readonly unsupported?: 'utf-32'
}

/** The byte-order mark of UTF-8. */
export const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])

const SAMPLE = 64 * 1024

/**
 * The encoding by byte-order mark (Unicode 15, §2.6 and §23.8), else by where zero bytes stand: in UTF-16 text of any western
 * language nearly every second byte is zero. UTF-8 and Windows-1252 are told apart later, by the first bytes that are not ASCII.
 */
export function guessEncoding(start: Uint8Array): EncodingGuess {
  if (UTF8_MARK.every((byte, at) => start[at] === byte)) return { encoding: 'utf-8', markBytes: UTF8_MARK.length }
  const [a, b, c, d] = start
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { markBytes: 4, unsupported: 'utf-32' }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { markBytes: 4, unsupported: 'utf-32' }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  const length = Math.min(start.length, SAMPLE)
  const zeros = [0, 0]
  for (let i = 0; i < length; i++) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1
  const [even, odd] = zeros as [number, number]
  const half = length / 2
  if (odd > half * 0.4 && even < odd / 4) return { encoding: 'utf-16le', markBytes: 0 }
  if (even > half * 0.4 && odd < even / 4) return { encoding: 'utf-16be', markBytes: 0 }
  return { markBytes: 0 }
}

/**
 * UTF-8 or Windows-1252, for bytes of which at least one is not ASCII. `doubtful` when both kinds of evidence are there: mostly
 * good UTF-8 with bytes that are none.
 */
function decideEightBit(bytes: Uint8Array): { readonly encoding: 'utf-8' | 'windows-1252'; readonly doubtful: boolean } {
  if (isUtf8(bytes)) return { encoding: 'utf-8', doubtful: false }
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue
    const length = sequenceLength(bytes, i)
    if (length > 1) good++
    else bad++
    i += length - 1
  }
  // Two Windows-1252 letters side by side rarely look like UTF-8: even a few good sequences for each bad byte say UTF-8.
  return good > bad * 3 ? { encoding: 'utf-8', doubtful: true } : { encoding: 'windows-1252', doubtful: good > 0 }
}

/** Turns the bytes of one file into text, chunk by chunk: characters that are cut by the end of a chunk wait for the next one. */
export class TextDecoderStream {
  #encoding: TextEncoding | undefined
  #rest: Buffer = Buffer.alloc(0)
  #doubtful = false
  #invalidTail = false

  constructor(encoding: TextEncoding | undefined) {
    this.#encoding = encoding
  }

  /** `undefined` while everything so far was ASCII. */
  get encoding(): TextEncoding | undefined {
    return this.#encoding
  }

  /** The bytes fit two encodings in part. */
  get doubtful(): boolean {
    return this.#doubtful
  }

  /** The last character was cut off by the end of the file. */
  get cutOff(): boolean {
    return this.#invalidTail
  }

  /** The text of a chunk. Bytes that mean nothing become U+FFFD. `last` for the file's last chunk. The text does not share the chunk's memory. */
  decode(chunk: Buffer, last: boolean): string {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    this.#rest = EMPTY
    if (this.#encoding === undefined) {
      if (isAscii(bytes)) return bytes.toString('latin1')
      const whole = last ? bytes : bytes.subarray(0, bytes.length - cutBytes(bytes))
      if (!last && isAscii(whole)) {
        // The first that are not ASCII are cut by the chunk's end.
        this.#keep(bytes, whole.length)
        return whole.toString('latin1')
      }
      const decision = decideEightBit(whole)
      this.#encoding = decision.encoding
      this.#doubtful = decision.doubtful
    }
    switch (this.#encoding) {
      case 'utf-8': {
        if (isAscii(bytes)) return bytes.toString('latin1')
        const cut = cutBytes(bytes)
        if (cut > 0 && last) this.#invalidTail = true
        const end = last ? bytes.length : bytes.length - cut
        this.#keep(bytes, end)
        return bytes.toString('utf8', 0, end)
      }
      case 'windows-1252':
        return decodeWindows1252(bytes)
      case 'utf-16le':
      case 'utf-16be': {
        const end = bytes.length - (bytes.length % 2)
        if (this.#encoding === 'utf-16be') {
          const swapped = Buffer.from(bytes.subarray(0, end)).swap16()
          return this.#decodeUnits(swapped, bytes, end, last)
        }
        return this.#decodeUnits(bytes, bytes, end, last)
      }
    }
  }

  /** As `decode`, but as UTF-8. Good UTF-8 is handed back as it is: then the bytes share the chunk's memory. */
  decodeToUtf8(chunk: Buffer, last: boolean): Buffer {
    if (this.#encoding === undefined && this.#rest.length === 0) {
      if (isAscii(chunk)) return chunk
      const whole = last ? chunk : chunk.subarray(0, chunk.length - cutBytes(chunk))
      if (!isAscii(whole) && isUtf8(whole)) this.#encoding = 'utf-8'
    }
    if (this.#encoding === 'utf-8') {
      const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
      const whole = bytes.subarray(0, last ? bytes.length : bytes.length - cutBytes(bytes))
      if (isUtf8(whole)) {
        this.#rest = EMPTY
        this.#keep(bytes, whole.length)
        return whole
      }
    }
    return Buffer.from(this.decode(chunk, last), 'utf8')
  }

  #decodeUnits(littleEndian: Buffer, original: Buffer, end: number, last: boolean): string {
    if (end !== original.length && last) this.#invalidTail = true
    // A surrogate pair that the chunk's end cuts in two.
    let units = end
    if (!last && units >= 2) {
      const unit = littleEndian.readUInt16LE(units - 2)
      if (unit >= 0xd800 && unit <= 0xdbff) units -= 2
    }
    if (!last) this.#keep(original, units)
    const text = littleEndian.toString('utf16le', 0, units) + (last && end !== original.length ? '\ufffd' : '')
    return withoutLoneSurrogates(text)
  }

  #keep(bytes: Buffer, end: number): void {
    this.#rest = end < bytes.length ? Buffer.from(bytes.subarray(end)) : EMPTY
  }
}

const EMPTY = Buffer.alloc(0)

/** Windows-1252 as the Encoding Standard has it (whatwg index-windows-1252): 0x80 to 0x9F are not what Latin-1 says. */
const WINDOWS_1252 = '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

// Written out rather than left to TextDecoder, which some Node releases let answer with Latin-1.
function decodeWindows1252(bytes: Buffer): string {
  const text = bytes.toString('latin1')
   
  return /[\x80-\x9f]/.test(text) ? text.replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] as string) : text
}

/** Halves of surrogate pairs are no characters: neither SQLite nor a hash can hold them. */
export function withoutLoneSurrogates(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}

/** Length of the valid UTF-8 sequence that starts here, or 1 for a byte that starts none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1
  if (lead >= 0xf5 || length === 1 || at + length > bytes.length) return 1
  return isUtf8(bytes.subarray(at, at + length)) ? length : 1
}

/** How many bytes at the end are the start of a UTF-8 sequence that goes on in the next chunk. */
function cutBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xf5) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}
