import { Ber, BerReader } from 'ldapts'

/** One LDAPMessage (RFC 4511 §4.1.1) as it lies in the bytes received: nothing is copied. */
export interface Frame {
  readonly messageId: number
  /** The tag of the operation, `0x64` for an entry. */
  readonly operation: number
  readonly content: Buffer
  /** What follows the operation: the controls, or nothing. */
  readonly rest: Buffer
}

/** How a directory ends an operation (RFC 4511 §4.1.9). */
export interface Result {
  readonly code: number
  readonly diagnostic: string
  readonly referrals: readonly string[]
  /** The paging cookie (RFC 2696), absent when the server sent no paging control, empty when there is nothing further. */
  readonly cookie?: Buffer
}

/** A byte sequence that is no LDAP message. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError'
}

const MAX_MESSAGE_BYTES = 256 * 1024 * 1024

export const Operation = { bindResponse: 0x61, searchEntry: 0x64, searchDone: 0x65, searchReference: 0x73, extendedResponse: 0x78, intermediate: 0x79 } as const

const REFERRAL = 0xa3
const CONTROLS = 0xa0
const PAGED_RESULTS = '1.2.840.113556.1.4.319'

/**
 * Cuts received bytes into messages. A message larger than one chunk is put together once, when its last byte is there. Throws
 * `MalformedError` for what cannot be the start of a message and for one above 256 MB.
 */
export class FrameReader {
  #chunks: Buffer[] = []
  #length = 0
  #wanted = 2

  /** Whether bytes of an unfinished message are held. */
  get midMessage(): boolean {
    return this.#length > 0
  }

  /** Adds received bytes and gives the messages they complete, in order. */
  *push(chunk: Buffer): Generator<Frame> {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#length < this.#wanted) return
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length)
    let at = 0
    for (;;) {
      const size = messageSize(bytes, at)
      if (size === undefined || at + size > bytes.length) {
        const tail = bytes.subarray(at)
        this.#chunks = tail.length === 0 ? [] : [tail]
        this.#length = tail.length
        this.#wanted = size ?? tail.length + 1
        return
      }
      yield parseFrame(bytes, at, at + size)
      at += size
    }
  }
}

/** Bytes that the message at `at` takes, header included; undefined while the header itself is not complete. */
function messageSize(bytes: Buffer, at: number): number | undefined {
  if (bytes.length - at < 2) return undefined
  if (bytes[at] !== 0x30) throw new MalformedError(`a message cannot start with byte ${bytes[at]}`)
  const first = bytes[at + 1] as number
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4) throw new MalformedError('the length of a message is not readable')
  if (bytes.length - at < 2 + count) return undefined
  const size = 2 + count + bytes.readUIntBE(at + 2, count)
  if (size > MAX_MESSAGE_BYTES) throw new MalformedError(`a message of ${size} bytes`)
  return size
}

function parseFrame(bytes: Buffer, start: number, end: number): Frame {
  const cursor = new Cursor(bytes, start, end)
  cursor.enter(0x30)
  const idEnd = cursor.enter(Ber.Integer)
  if (idEnd - cursor.at > 4 || idEnd === cursor.at) throw new MalformedError('a message number is not readable')
  const messageId = bytes.readIntBE(cursor.at, idEnd - cursor.at)
  cursor.at = idEnd
  const operation = cursor.tag()
  const contentEnd = cursor.enter(operation)
  return { messageId, operation, content: bytes.subarray(cursor.at, contentEnd), rest: bytes.subarray(contentEnd, end) }
}

/** The result that ends an operation, with the paging cookie if there is one. Throws `MalformedError`. */
export function parseResult(frame: Frame): Result {
  try {
    const reader = new BerReader(frame.content)
    const code = reader.readEnumeration()
    reader.readString()
    const diagnostic = reader.readString() ?? ''
    if (code === null) throw new MalformedError('a result without a code')
    const referrals: string[] = []
    if (reader.peek() === REFERRAL) {
      reader.readSequence(REFERRAL)
      const end = reader.offset + reader.length
      while (reader.offset < end) referrals.push(reader.readString() ?? '')
    }
    const cookie = frame.rest.length === 0 ? undefined : pagingCookie(frame.rest)
    return { code, diagnostic, referrals, ...(cookie === undefined ? {} : { cookie }) }
  } catch (cause) {
    throw cause instanceof MalformedError ? cause : new MalformedError('a result is not readable', { cause })
  }
}

/** The addresses of a search result reference (RFC 4511 §4.5.3). */
export function parseReference(frame: Frame): string[] {
  const cursor = new Cursor(frame.content, 0, frame.content.length)
  const urls: string[] = []
  while (cursor.at < frame.content.length) {
    const end = cursor.enter(Ber.OctetString)
    urls.push(frame.content.toString('utf8', cursor.at, end))
    cursor.at = end
  }
  return urls
}

function pagingCookie(controls: Buffer): Buffer | undefined {
  const reader = new BerReader(controls)
  if (reader.peek() !== CONTROLS) return undefined
  reader.readSequence(CONTROLS)
  const end = reader.offset + reader.length
  while (reader.offset < end) {
    reader.readSequence(0x30)
    const controlEnd = reader.offset + reader.length
    const type = reader.readString()
    if (reader.offset < controlEnd && reader.peek() === Ber.Boolean) reader.readBoolean()
    if (type === PAGED_RESULTS && reader.offset < controlEnd) {
      const value = new BerReader(reader.readString(Ber.OctetString, true) ?? Buffer.alloc(0))
      value.readSequence(0x30)
      value.readInt()
      // A copy: the cookie outlives the page whose bytes it lies in.
      return Buffer.from(value.readString(Ber.OctetString, true) ?? Buffer.alloc(0))
    }
    reader.offset = controlEnd
  }
  return undefined
}

/** Walks through nested BER elements without copying; every step stays within the bounds given. */
export class Cursor {
  constructor(readonly bytes: Buffer, public at: number, readonly end: number) {}

  tag(): number {
    if (this.at >= this.end) throw new MalformedError('an element is missing')
    return this.bytes[this.at] as number
  }

  /** Steps behind the header of an element with this tag and returns where its content ends. */
  enter(tag: number): number {
    const { bytes } = this
    if (this.at + 2 > this.end || bytes[this.at] !== tag) throw new MalformedError(`expected element ${tag} at ${this.at}`)
    let length = bytes[this.at + 1] as number
    this.at += 2
    if (length >= 0x80) {
      const count = length & 0x7f
      if (count === 0 || count > 4 || this.at + count > this.end) throw new MalformedError('the length of an element is not readable')
      length = bytes.readUIntBE(this.at, count)
      this.at += count
    }
    const end = this.at + length
    if (end > this.end) throw new MalformedError('an element is longer than what holds it')
    return end
  }
}
