import { isUtf8 } from 'node:buffer'
import type { ReadIssueCode } from '../../../shared/model/issue'
import { packsPlain } from '../../../shared/model/packed'
import { directoryText } from '../directory-values'
import { decodeBase64 } from './base64-bytes'
import type { Attribute, EntryShapes, Shape, Spelling, Step } from './entry-shapes'
import { ValueStore } from './value-store'

export interface Entry {
  readonly shape: Shape
  /** Its values, the dn (as written, base64 decoded) first. Used again for the next entry. */
  readonly values: ValueStore
  /** The line of its `dn`. */
  readonly line: number
  /** Whether a value holds one of the characters that a packed row is built with, or is empty. */
  readonly special: boolean
}

/** What a piece of a file holds besides plain text. */
export interface PieceTraits {
  /** Characters that a packed row is built with. */
  readonly structure: boolean
  readonly nul: boolean
  readonly replacement: boolean
  readonly ascii: boolean
  /** None of the first three. */
  readonly plain: boolean
}

/** A value longer than this is cut, and said so. */
export const MAX_VALUE = 1 << 20
/** As long as the text of a GUID may be, and more than that of a security identifier takes beyond twice its base64. */
const BINARY_TEXT = 64
const SPACE = 32

/** The values of the entry that is being read, filed one after the other. Nothing here knows of lines. */
export class EntryValues {
  /** The entry's dn, for issues. */
  dn = ''
  traits: PieceTraits = { structure: false, nul: false, replacement: false, ascii: true, plain: true }
  readonly #shapes: EntryShapes
  readonly #issue: (code: ReadIssueCode, what: string) => void
  readonly #values = new ValueStore()
  readonly #dnAttribute: Attribute
  #step: Step
  #number = 0
  #line = 0
  #special = false
  #viewed: Buffer | undefined
  #view: DataView = new DataView(new ArrayBuffer(0))

  /** `issue` says where the entry stands. */
  constructor(shapes: EntryShapes, issue: (code: ReadIssueCode, what: string) => void) {
    this.#shapes = shapes
    this.#issue = issue
    this.#dnAttribute = shapes.attribute('dn')
    this.#step = shapes.root
  }

  /** Whether nothing but the dn was filed. */
  get isNew(): boolean {
    return this.#values.attributes === 1
  }

  /** The line of its `dn`. */
  get line(): number {
    return this.#line
  }

  begin(dn: string, line: number): void {
    this.dn = dn
    this.#number++
    this.#line = line
    this.#values.clear()
    this.#values.ascii = this.traits.ascii
    this.#values.addText(0, dn)
    this.#dnAttribute.entry = this.#number
    this.#dnAttribute.position = 0
    this.#step = this.#shapes.root
    this.#special = !packsPlain(dn)
  }

  /** What was filed since `begin`. */
  entry(): Entry {
    return { shape: this.#step, values: this.#values, line: this.#line, special: this.#special }
  }

  /** Files a value as it stands from `start` to `end`, four bytes at a time: some bytes behind it must be there, too. */
  fileBytes(attribute: Attribute, bytes: Buffer, start: number, end: number): void {
    const values = this.#values
    values.reserve(end - start)
    const out = values.view
    const { used } = values
    const source = this.#viewOf(bytes)
    for (let n = 0; n < end - start; n += 4) out.setInt32(used + n, source.getInt32(start + n))
    this.file(attribute, used + end - start)
  }

  /** Files a value whose first `end` bytes were put together; false where it needs a closer look, and nothing was filed. */
  fileCopy({ attribute, base64 }: Spelling, bytes: Buffer, end: number): boolean {
    if (end > MAX_VALUE) return false
    if (base64) return this.fileBase64(attribute, bytes, { start: 0, end })
    const values = this.#values
    values.reserve(end)
    bytes.copy(values.bytes, values.used, 0, end)
    this.file(attribute, values.used + end)
    return true
  }

  /** Files a value in base64; false where it needs a closer look, and nothing was filed. */
  fileBase64(attribute: Attribute, source: Uint8Array, range: { readonly start: number; readonly end: number }): boolean {
    if (attribute.keepsBase64) return false
    const values = this.#values
    values.reserve((range.end - range.start) * 2 + BINARY_TEXT)
    const { bytes, used } = values
    let end = decodeBase64(source, range, bytes, used)
    if (end <= used) return false
    if (attribute.binary) end = used + bytes.write(directoryText(attribute.name, bytes.subarray(used, end)), used, 'latin1')
    else {
      let all = 0
      for (let at = used; at < end; at++) {
        const byte = bytes[at] as number
        if (byte < SPACE) return false
        all |= byte
      }
      if (all >= 0x80) {
        if (!isUtf8(bytes.subarray(used, end))) return false
        values.ascii = false
      }
    }
    this.file(attribute, end)
    return true
  }

  /** Files a value that is at hand as a text; false where its base64 cannot be decoded, and nothing was filed. */
  fileText(spelling: Spelling, text: string): boolean {
    const { attribute } = spelling
    let value = text
    if (spelling.base64) {
      const decoded = this.#decode(attribute, text)
      if (decoded === undefined) return false
      value = decoded
    } else if (this.traits.nul || this.traits.replacement) {
      value = this.#checked(attribute, value)
    }
    if (value.length > MAX_VALUE) {
      this.#issue('cellTooLong', `has a value of ${attribute.name} with ${value.length.toLocaleString('en-US')} characters, of which the first ${MAX_VALUE.toLocaleString('en-US')} were kept.`)
      value = value.slice(0, MAX_VALUE)
    }
    if (value === '' || ((spelling.base64 || this.traits.structure) && !packsPlain(value))) this.#special = true
    const values = this.#values
    values.reserve(value.length * 3)
    const end = values.used + values.bytes.write(value, values.used, 'utf8')
    if (end - values.used !== value.length) values.ascii = false
    this.file(attribute, end)
    return true
  }

  /** Files a value whose bytes are in the store already. */
  file(attribute: Attribute, end: number): void {
    const values = this.#values
    if (!this.traits.ascii) values.ascii = false
    if (attribute.entry === this.#number) {
      values.addRange(attribute.position, end)
      return
    }
    if (attribute.partial) {
      this.#issue('rangeIncomplete', `has only a part of ${attribute.name}: the server sent a range. Export with a tool that fetches the others.`)
    }
    attribute.entry = this.#number
    attribute.position = values.attributes
    values.addRange(attribute.position, end)
    const step = this.#step
    this.#step = step.lastAttribute === attribute ? step.lastStep as Step : this.#shapes.next(step, attribute)
  }

  #viewOf(bytes: Buffer): DataView {
    if (this.#viewed !== bytes) {
      this.#viewed = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return this.#view
  }

  #checked(attribute: Attribute, value: string): string {
    if (value.includes('\ufffd')) this.#issue('invalidCharacter', `has a value of ${attribute.name} with bytes that are no characters in this encoding; they stand as \ufffd. Set the encoding of the file.`)
    if (!value.includes('\0')) return value
    this.#issue('nulByte', `has a value of ${attribute.name} with zero bytes, which no text has; they were left out.`)
    return value.replaceAll('\0', '')
  }

  #decode(attribute: Attribute, text: string): string | undefined {
    if (attribute.keepsBase64) return isBase64(text) ? text : undefined
    const bytes = base64Bytes(text)
    return bytes === undefined ? undefined : directoryText(attribute.name, bytes)
  }
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text)
}

/** The bytes of a text in base64, blanks around it left out; nothing for what is no base64. */
export function base64Bytes(text: string): Buffer | undefined {
  const trimmed = text.trim()
  return isBase64(trimmed) ? Buffer.from(trimmed, 'base64') : undefined
}
