import { isAscii, isUtf8 } from 'node:buffer'
import type { ReadIssueCode } from '../../../shared/model/issue'
import { attributeNames, directoryText, isBinaryAttribute, staysBase64 } from '../directory-values'
import { decodeBase64 } from './base64-bytes'
import { ValueStore } from './value-store'

/*
 * LDIF (RFC 2849) into entries, streaming. Entries of one directory repeat the same attributes in the same order, so each attribute remembers
 * which one came after it: a line is then recognised by one comparison, without cutting out its name, and a whole entry by the path it took.
 */

/** One attribute as a file spells it and as it is called here. */
export interface Attribute {
  readonly name: string
  /** Values in base64 that stay base64. */
  readonly keepsBase64: boolean
  /** Values in base64 are other bytes than text. */
  readonly binary: boolean
  /** Part of a list that the server cut: `member;range=0-1499`. */
  readonly partial: boolean
  /** The entry in which it occurred last, and where: entries are built without a look-up for each line. */
  entry: number
  position: number
}

/** One sequence of attributes. Entries with the same sequence have the same shape, so what depends on it alone is worked out once. */
export interface Shape {
  readonly names: readonly string[]
  /** For whoever packs entries: what was worked out, and for which object type. */
  plans: Map<string, unknown> | undefined
}

export interface Entry {
  readonly shape: Shape
  /** Its values, the dn (as written, base64 decoded) first. Used again for the next entry. */
  readonly values: ValueStore
  /** The line of its `dn`. */
  readonly line: number
  /** Whether a value holds one of the characters that a packed row is built with, or is empty. */
  readonly special: boolean
}

export interface EntrySink {
  /** Returns true to stop. */
  entry(entry: Entry): boolean
  /** `dn` where the entry is known. */
  issue(code: ReadIssueCode, line: number, what: string, dn?: string): void
}

interface Spelling {
  readonly attribute: Attribute
  readonly base64: boolean
  /** What such a line starts with, the usual blank included. */
  readonly prefix: Uint8Array
  next: Spelling | undefined
}

interface Step extends Shape {
  readonly names: readonly string[]
  lastAttribute: Attribute | undefined
  lastStep: Step | undefined
  steps: Map<Attribute, Step> | undefined
}

const MAX_LINE = 1 << 26
/** A value longer than this is cut, and said so. */
const MAX_VALUE = 1 << 20
const MAX_STEPS = 50_000
/** As long as the text of a GUID may be, and more than that of a security identifier takes beyond twice its base64. */
const BINARY_TEXT = 64

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const COMMENT = 35

export class EntryScanner {
  readonly #nameOf: (written: string) => string
  readonly #spellings = new Map<string, Spelling>()
  readonly #attributes = new Map<string, Attribute>()
  readonly #first: Spelling
  readonly #dnAttribute: Attribute
  #root: Step
  #stepCount = 0
  #rest: Buffer = Buffer.alloc(0)
  /** The text being read, and line ends behind it so that no loop need ask for the end. */
  #work: Buffer = Buffer.alloc(0)
  #wanted = 0
  #line = 1
  #stopped = false
  #complete = true
  #carriageOnly: boolean | undefined

  // The entry being read.
  #entryNumber = 0
  #state: 'between' | 'inside' | 'skipping' = 'between'
  #dn = ''
  readonly #values = new ValueStore()
  #viewed: Buffer | undefined
  #view: DataView = new DataView(new ArrayBuffer(0))
  /** A folded value, its bytes put together. */
  #folded: Buffer = Buffer.allocUnsafe(4096)
  #foldedBytes = 0
  #foldedLines = 0
  #step: Step
  #entryLine = 0
  #special = false
  #previous: Spelling
  #traits = { structure: false, nul: false, replacement: false, ascii: true, plain: true }

  constructor(known: Iterable<string> = []) {
    this.#nameOf = attributeNames(known)
    this.#root = this.#newStep(['dn'])
    this.#step = this.#root
    this.#dnAttribute = this.#attribute('dn')
    this.#first = { attribute: this.#dnAttribute, base64: false, prefix: Buffer.from('dn: '), next: undefined }
    this.#previous = this.#first
  }

  /** False when the file ends in the middle of an entry, or says itself that it was cut. */
  get complete(): boolean {
    return this.#complete
  }

  /** Hands all entries to the sink that have ended. The bytes are UTF-8 up to a character's end, and are not kept. Returns true once the sink has stopped. */
  push(piece: Buffer, last: boolean, sink: EntrySink): boolean {
    if (this.#stopped) return true
    const length = this.#rest.length + piece.length
    if (!last && length < this.#wanted) {
      this.#rest = Buffer.concat([this.#rest, piece])
      return false
    }
    this.#wanted = 0
    this.#load(piece, length)
    const consumed = this.#scan(length, last, sink)
    if (this.#stopped) return true
    if (last) {
      this.#endEntry(sink)
      return this.#stopped
    }
    if (consumed < length) this.#rest = Buffer.from(this.#work.subarray(consumed, length))
    if (consumed === 0) this.#wanted = length * 2
    if (this.#rest.length > MAX_LINE) {
      sink.issue('cellTooLong', this.#line, `has no end within ${MAX_LINE.toLocaleString('en-US')} bytes; the rest of the file was left out. Check whether this is an LDIF file.`)
      this.#complete = false
      this.#stopped = true
    }
    return this.#stopped
  }

  #load(piece: Buffer, length: number): void {
    if (this.#work.length < length + 64) this.#work = Buffer.allocUnsafe(length + (length >> 2) + 128)
    this.#rest.copy(this.#work, 0)
    piece.copy(this.#work, this.#rest.length)
    this.#rest = EMPTY
    this.#work.fill(LINE_FEED, length, length + 64)
    const bytes = this.#work.subarray(0, length)
    if (this.#carriageOnly === undefined) {
      // A CR at the very end may be half of a CRLF.
      const carriage = bytes.indexOf(CARRIAGE_RETURN)
      if (bytes.includes(LINE_FEED)) this.#carriageOnly = false
      else if (carriage >= 0 && carriage < length - 1) this.#carriageOnly = true
    }
    if (this.#carriageOnly) for (let i = bytes.indexOf(CARRIAGE_RETURN); i >= 0; i = bytes.indexOf(CARRIAGE_RETURN, i + 1)) bytes[i] = LINE_FEED
    const ascii = isAscii(bytes)
    const structure = bytes.includes(0x1f) || bytes.includes(0x1e) || bytes.includes(0x10)
    const nul = bytes.includes(0)
    const replacement = !ascii && bytes.includes('\ufffd')
    this.#traits = { structure, nul, replacement, ascii, plain: !structure && !nul && !replacement }
  }

  #scan(length: number, last: boolean, sink: EntrySink): number {
    const bytes = this.#work
    let at = 0
    while (at < length) {
      let feed: number
      if (this.#state === 'inside' && this.#traits.plain) {
        // The attribute that came after the one before, last time.
        const expected = this.#previous.next
        if (expected !== undefined && startsWith(bytes, at, expected.prefix)) {
          const start = at + expected.prefix.length
          feed = bytes.indexOf(LINE_FEED, start)
          if (feed >= length && !last) return at
          const next = Math.min(feed + 1, length)
          let end = feed
          if (bytes[end - 1] === CARRIAGE_RETURN) end--
          const foldUnknown = next >= length && !last
          if (!foldUnknown && bytes[start] !== SPACE && end > start && end - start <= MAX_VALUE) {
            if (bytes[next] !== SPACE) {
              this.#previous = expected
              if (!expected.base64) this.#fileBytes(expected.attribute, start, end, sink)
              else if (!this.#fileBase64(expected.attribute, bytes, { start, end }, sink)) this.#value(expected, bytes.toString('latin1', start, end), feed >= length, sink)
              this.#line++
              at = next
              continue
            }
            const after = this.#putTogether(start, end, next, length)
            if (after >= 0 && this.#fileFolded(expected, sink)) {
              this.#previous = expected
              this.#line += this.#foldedLines
              at = after
              continue
            }
          }
        } else feed = bytes.indexOf(LINE_FEED, at)
      } else feed = bytes.indexOf(LINE_FEED, at)
      if (feed >= length && !last) return at
      const ended = feed < length
      let end = Math.min(feed, length)
      const next = Math.min(feed + 1, length)
      if (end > at && bytes[end - 1] === CARRIAGE_RETURN) end--
      if (end === at) {
        this.#line++
        if (this.#state !== 'between' && this.#endEntry(sink)) return next
        at = next
        continue
      }
      if (next === length && !last && ended) return at // whether it is folded is not known yet
      if (bytes[next] === SPACE && next < length) {
        const folded = this.#unfold(at, end, next, length, last)
        if (folded === undefined) return at
        this.#logicalLine(folded.line, { sink, cut: last && folded.atEnd })
        this.#line += folded.lines
        at = folded.next
      } else {
        if (bytes[at] !== COMMENT && this.#state !== 'skipping') this.#logicalLine(bytes.toString('utf8', at, end), { sink, cut: !ended })
        this.#line++
        at = next
      }
      if (this.#stopped) return at
    }
    return at
  }

  /** A line with those that go on with it (a blank at their start, RFC 2849 note 2). `undefined` when the rest is not there yet. */
  #unfold(from: number, firstEnd: number, firstNext: number, length: number, last: boolean): { line: string; next: number; lines: number; atEnd: boolean } | undefined {
    const bytes = this.#work
    const parts = [bytes.subarray(from, firstEnd)]
    let next = firstNext
    for (;;) {
      // Put together before it is decoded: a fold may part the bytes of one character.
      if (next >= length) return last ? { line: Buffer.concat(parts).toString('utf8'), next: length, lines: parts.length, atEnd: bytes[length - 1] !== LINE_FEED } : undefined
      if (bytes[next] !== SPACE) return { line: Buffer.concat(parts).toString('utf8'), next, lines: parts.length, atEnd: false }
      const feed = bytes.indexOf(LINE_FEED, next)
      if (feed >= length && !last) return undefined
      let end = Math.min(feed, length)
      if (bytes[end - 1] === CARRIAGE_RETURN) end--
      parts.push(bytes.subarray(next + 1, end))
      next = Math.min(feed + 1, length)
    }
  }

  /** Puts a folded value together in `folded`. Returns where the next line starts, -1 where what there is ends before. */
  #putTogether(firstStart: number, firstEnd: number, firstNext: number, length: number): number {
    const bytes = this.#work
    let [start, end, next] = [firstStart, firstEnd, firstNext]
    this.#foldedBytes = 0
    this.#foldedLines = 1
    for (;;) {
      const to = this.#foldedBytes + end - start
      if (to > this.#folded.length) this.#folded = Buffer.concat([this.#folded], to * 2)
      bytes.copy(this.#folded, this.#foldedBytes, start, end)
      this.#foldedBytes = to
      if (next >= length) return -1
      if (bytes[next] !== SPACE) return next
      const feed = bytes.indexOf(LINE_FEED, next)
      if (feed >= length) return -1
      start = next + 1
      end = bytes[feed - 1] === CARRIAGE_RETURN ? feed - 1 : feed
      next = feed + 1
      this.#foldedLines++
    }
  }

  /** Files what was put together; false where it needs a closer look, and nothing was filed. */
  #fileFolded({ attribute, base64 }: Spelling, sink: EntrySink): boolean {
    const end = this.#foldedBytes
    if (end > MAX_VALUE) return false
    if (base64) return this.#fileBase64(attribute, this.#folded, { start: 0, end }, sink)
    const values = this.#values
    values.reserve(end)
    this.#folded.copy(values.bytes, values.used, 0, end)
    this.#file(attribute, values.used + end, sink)
    return true
  }

  /** Files a value as it stands, four bytes at a time. */
  #fileBytes(attribute: Attribute, start: number, end: number, sink: EntrySink): void {
    const values = this.#values
    values.reserve(end - start)
    const out = values.view
    const { used } = values
    const source = this.#viewOf(this.#work)
    for (let n = 0; n < end - start; n += 4) out.setInt32(used + n, source.getInt32(start + n))
    this.#file(attribute, used + end - start, sink)
  }

  /** Files a value in base64; false where it needs a closer look, and nothing was filed. */
  #fileBase64(attribute: Attribute, source: Uint8Array, range: { readonly start: number; readonly end: number }, sink: EntrySink): boolean {
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
    this.#file(attribute, end, sink)
    return true
  }

  #viewOf(bytes: Buffer): DataView {
    if (this.#viewed !== bytes) {
      this.#viewed = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return this.#view
  }

  #logicalLine(text: string, { sink, cut }: { readonly sink: EntrySink; readonly cut: boolean }): void {
    if (text.charCodeAt(0) === COMMENT) return
    if (this.#state === 'skipping') return
    const to = text.length
    const colon = text.indexOf(':')
    if (colon < 0) {
      if (cut) this.#truncated(sink)
      else if (this.#state === 'inside') sink.issue('valueUnreadable', this.#line, 'is no line of LDIF: it has no colon, and was left out. A value that goes on starts with a blank on its second line.', this.#dn)
      else this.#skip(sink, 'entryUnreadable', 'is no line of LDIF: it has no colon; the entry was left out.')
      return
    }
    const second = text.charCodeAt(colon + 1)
    const base64 = second === 58
    const reference = second === 60
    let start = base64 || reference ? colon + 2 : colon + 1
    while (start < to && text.charCodeAt(start) === SPACE) start++
    const written = text.slice(0, colon)
    const value = text.slice(start, to)
    if (this.#state === 'between') {
      this.#beginEntry(written, value, { base64, reference, cut, sink })
      return
    }
    if (this.#values.attributes === 1 && this.#isChangeLine(written, value, sink)) return
    if (reference) {
      sink.issue('valueByReference', this.#line, `gives ${written} by reference to ${value}, which is not read; the value is absent.`, this.#dn)
      return
    }
    const spelling = this.#spelling(written, base64)
    this.#previous.next = spelling
    this.#previous = spelling
    this.#value(spelling, value, cut, sink)
  }

  #beginEntry(written: string, value: string, line: { readonly base64: boolean; readonly reference: boolean; readonly cut: boolean; readonly sink: EntrySink }): void {
    const { sink } = line
    const name = written.toLowerCase()
    if (name === 'version') return
    if (name !== 'dn') {
      // What ldapsearch prints after the entries, unless told not to.
      if (name === 'search') return
      if (name === 'result') {
        if (!/^0\b/.test(value)) {
          sink.issue('resultLimited', this.#line, `says that the directory ended the search with ${value}; this is not all of it. Search again with paging or a higher limit.`)
          this.#complete = false
        }
        return
      }
      if (name === 'ref') {
        sink.issue('referralIgnored', this.#line, `points to another directory, ${value}, which was not read.`)
        return
      }
      this.#skip(sink, 'dnMissing', `starts an entry with ${written} instead of dn; the entry was left out.`)
      return
    }
    let dn = value
    if (line.base64) {
      const bytes = base64Bytes(value)
      if (bytes === undefined) {
        if (line.cut) this.#truncated(sink)
        else this.#skip(sink, 'entryUnreadable', 'has a dn whose base64 cannot be decoded; the entry was left out.')
        return
      }
      dn = bytes.toString('utf8')
    }
    if (line.cut) {
      this.#truncated(sink)
      return
    }
    if (dn === '' || line.reference) {
      this.#skip(sink, 'dnMissing', 'starts an entry without a dn; the entry was left out.')
      return
    }
    this.#state = 'inside'
    this.#dn = dn
    this.#entryNumber++
    this.#entryLine = this.#line
    this.#values.clear()
    this.#values.ascii = this.#traits.ascii
    this.#values.addText(0, dn)
    this.#dnAttribute.entry = this.#entryNumber
    this.#dnAttribute.position = 0
    this.#step = this.#root
    this.#previous = this.#first
    this.#special = SPECIAL.test(dn)
  }

  /** `changetype` and what belongs to it, directly under the dn (RFC 2849, change-record). Only additions are entries. */
  #isChangeLine(written: string, value: string, sink: EntrySink): boolean {
    const name = written.toLowerCase()
    if (name === 'control') return true
    if (name !== 'changetype') return false
    if (value.trim().toLowerCase() !== 'add') {
      sink.issue('changeRecord', this.#entryLine, `is a change (${value.trim()}) and no entry; it was left out. Export the whole directory instead.`, this.#dn)
      this.#state = 'skipping'
    }
    return true
  }

  /** Adds one value to the entry. */
  #value(spelling: Spelling, text: string, cut: boolean, sink: EntrySink): void {
    const { attribute } = spelling
    let value = text
    if (spelling.base64) {
      const decoded = this.#decode(attribute, text)
      if (decoded === undefined) {
        if (cut) this.#truncated(sink)
        else sink.issue('valueUnreadable', this.#line, `has a value of ${attribute.name} whose base64 cannot be decoded; the value is absent.`, this.#dn)
        return
      }
      value = decoded
    } else if (this.#traits.nul || this.#traits.replacement) {
      value = this.#checked(attribute, value, sink)
    }
    if (value.length > MAX_VALUE) {
      sink.issue('cellTooLong', this.#line, `has a value of ${attribute.name} with ${value.length.toLocaleString('en-US')} characters, of which the first ${MAX_VALUE.toLocaleString('en-US')} were kept.`, this.#dn)
      value = value.slice(0, MAX_VALUE)
    }
    if (value === '' || ((spelling.base64 || this.#traits.structure) && SPECIAL.test(value))) this.#special = true
    const values = this.#values
    values.reserve(value.length * 3)
    const end = values.used + values.bytes.write(value, values.used, 'utf8')
    if (end - values.used !== value.length) values.ascii = false
    this.#file(attribute, end, sink)
  }

  /** Files a value whose bytes are in the store already. */
  #file(attribute: Attribute, end: number, sink: EntrySink): void {
    const values = this.#values
    if (!this.#traits.ascii) values.ascii = false
    if (attribute.entry === this.#entryNumber) {
      values.addRange(attribute.position, end)
      return
    }
    if (attribute.partial) {
      sink.issue('rangeIncomplete', this.#line, `has only a part of ${attribute.name}: the server sent a range. Export with a tool that fetches the others.`, this.#dn)
    }
    attribute.entry = this.#entryNumber
    attribute.position = values.attributes
    values.addRange(attribute.position, end)
    const step = this.#step
    this.#step = step.lastAttribute === attribute ? step.lastStep as Step : this.#nextStep(step, attribute)
  }

  #checked(attribute: Attribute, value: string, sink: EntrySink): string {
    if (value.includes('\ufffd')) sink.issue('invalidCharacter', this.#line, `has a value of ${attribute.name} with bytes that are no characters in this encoding; they stand as \ufffd. Set the encoding of the file.`, this.#dn)
    if (!value.includes('\0')) return value
    sink.issue('nulByte', this.#line, `has a value of ${attribute.name} with zero bytes, which no text has; they were left out.`, this.#dn)
    return value.replaceAll('\0', '')
  }

  #decode(attribute: Attribute, text: string): string | undefined {
    if (attribute.keepsBase64) return isBase64(text) ? text : undefined
    const bytes = base64Bytes(text)
    return bytes === undefined ? undefined : directoryText(attribute.name, bytes)
  }

  /** Returns true once the sink has stopped. */
  #endEntry(sink: EntrySink): boolean {
    const inside = this.#state === 'inside'
    this.#state = 'between'
    if (!inside) return false
    this.#stopped = sink.entry({ shape: this.#step, values: this.#values, line: this.#entryLine, special: this.#special })
    return this.#stopped
  }

  #skip(sink: EntrySink, code: ReadIssueCode, what: string): void {
    sink.issue(code, this.#line, what)
    this.#state = 'skipping'
  }

  /** The file ends within an entry: what is there of it would look like values that were removed. */
  #truncated(sink: EntrySink): void {
    sink.issue('fileTruncated', this.#line, 'is where the file breaks off, in the middle of an entry; the entry was left out. Export it again. Nobody counts as missing because of it.', this.#state === 'inside' ? this.#dn : undefined)
    this.#complete = false
    this.#state = 'skipping'
  }

  #spelling(written: string, base64: boolean): Spelling {
    const key = base64 ? `${written}:` : written
    let spelling = this.#spellings.get(key)
    if (spelling === undefined) {
      spelling = { attribute: this.#attribute(written), base64, prefix: Buffer.from(`${key}: `), next: undefined }
      this.#spellings.set(key, spelling)
    }
    return spelling
  }

  #attribute(written: string): Attribute {
    const range = /;range=\d+-(\*|\d+)/i.exec(written)
    const name = this.#nameOf(range ? written.replace(range[0], '') : written)
    const key = range && range[1] !== '*' ? `${name};range` : name
    let attribute = this.#attributes.get(key)
    if (attribute === undefined) {
      attribute = { name, keepsBase64: staysBase64(name), binary: isBinaryAttribute(name), partial: range !== null && range[1] !== '*', entry: 0, position: 0 }
      this.#attributes.set(key, attribute)
    }
    return attribute
  }

  #nextStep(step: Step, attribute: Attribute): Step {
    let next = step.steps?.get(attribute)
    if (next === undefined) {
      // Bounded, for directories in which no two entries are alike: then shapes are worked out again.
      if (this.#stepCount > MAX_STEPS) {
        this.#stepCount = 0
        this.#root = this.#newStep(['dn'])
      }
      next = this.#newStep([...step.names, attribute.name])
      step.steps ??= new Map()
      step.steps.set(attribute, next)
    }
    step.lastAttribute = attribute
    step.lastStep = next
    return next
  }

  #newStep(names: readonly string[]): Step {
    this.#stepCount++
    return { names, plans: undefined, lastAttribute: undefined, lastStep: undefined, steps: undefined }
  }
}

const EMPTY = Buffer.alloc(0)
// eslint-disable-next-line no-control-regex -- these three characters are the format of packed rows
const SPECIAL = /[\u0010\u001e\u001f]/

function startsWith(bytes: Buffer, at: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false
  return true
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text)
}

function base64Bytes(text: string): Buffer | undefined {
  const trimmed = text.trim()
  return isBase64(trimmed) ? Buffer.from(trimmed, 'base64') : undefined
}
