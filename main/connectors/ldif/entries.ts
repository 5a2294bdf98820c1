import { isAscii } from 'node:buffer'
import type { ReadIssueCode } from '../../../shared/model/issue'
import { EntryShapes, type Spelling } from './entry-shapes'
import { base64Bytes, type Entry, EntryValues, MAX_VALUE } from './entry-values'

/*
 * LDIF (RFC 2849) into entries, streaming. Entries of one directory repeat the same attributes in the same order, so each attribute remembers
 * which one came after it: a line is then recognised by one comparison, without cutting out its name, and a whole entry by the path it took.
 */

export interface EntrySink {
  /** Returns true to stop. */
  entry(entry: Entry): boolean
  /** `dn` where the entry is known. */
  issue(code: ReadIssueCode, line: number, what: string, dn?: string): void
}

const MAX_LINE = 1 << 26
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const SPACE = 32
const COMMENT = 35

/** Bytes of an LDIF file, piece after piece, into entries. */
export class EntryScanner {
  readonly #shapes: EntryShapes
  readonly #entry: EntryValues
  readonly #first: Spelling
  #sink: EntrySink | undefined
  #rest: Buffer = Buffer.alloc(0)
  /** The text being read, and line ends behind it so that no loop need ask for the end. */
  #work: Buffer = Buffer.alloc(0)
  #wanted = 0
  #line = 1
  #stopped = false
  #complete = true
  #carriageOnly: boolean | undefined

  #state: 'between' | 'inside' | 'skipping' = 'between'
  /** A folded value, its bytes put together. */
  #folded: Buffer = Buffer.allocUnsafe(4096)
  #foldedBytes = 0
  #foldedLines = 0
  #previous: Spelling

  constructor(known: Iterable<string> = []) {
    this.#shapes = new EntryShapes(known)
    this.#entry = new EntryValues(this.#shapes, (code, what) => this.#sink?.issue(code, this.#line, what, this.#entry.dn))
    this.#first = { attribute: this.#shapes.attribute('dn'), base64: false, prefix: Buffer.from('dn: '), next: undefined, other: undefined }
    this.#previous = this.#first
  }

  /** False when the file ends in the middle of an entry, or says itself that it was cut. */
  get complete(): boolean {
    return this.#complete
  }

  /** Hands all entries to the sink that have ended. The bytes are UTF-8 up to a character's end, and are not kept. Returns true once the sink has stopped. */
  push(piece: Buffer, last: boolean, sink: EntrySink): boolean {
    if (this.#stopped) return true
    this.#sink = sink
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
    this.#entry.traits = { structure, nul, replacement, ascii, plain: !structure && !nul && !replacement }
  }

  #scan(length: number, last: boolean, sink: EntrySink): number {
    const bytes = this.#work
    const entry = this.#entry
    let at = 0
    while (at < length) {
      let feed: number
      if (this.#state === 'inside' && entry.traits.plain) {
        const expected = this.#expected(at)
        if (expected !== undefined) {
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
              if (!expected.base64) entry.fileBytes(expected.attribute, bytes, start, end)
              else if (!entry.fileBase64(expected.attribute, bytes, { start, end })) this.#value(expected, bytes.toString('latin1', start, end), feed >= length, sink)
              this.#line++
              at = next
              continue
            }
            const after = this.#putTogether(start, end, next, length)
            if (after >= 0 && entry.fileCopy(expected, this.#folded, this.#foldedBytes)) {
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

  /** The attribute of the line that starts here, if it is one of the last two that came after the one before: an accent makes `cn:` a `cn::`. */
  #expected(at: number): Spelling | undefined {
    const { next, other } = this.#previous
    if (next !== undefined && startsWith(this.#work, at, next.prefix)) return next
    return other !== undefined && startsWith(this.#work, at, other.prefix) ? other : undefined
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

  #logicalLine(text: string, { sink, cut }: { readonly sink: EntrySink; readonly cut: boolean }): void {
    if (text.charCodeAt(0) === COMMENT) return
    if (this.#state === 'skipping') return
    const to = text.length
    const colon = text.indexOf(':')
    if (colon < 0) {
      if (cut) this.#truncated(sink)
      else if (this.#state === 'inside') sink.issue('valueUnreadable', this.#line, 'is no line of LDIF: it has no colon, and was left out. A value that goes on starts with a blank on its second line.', this.#entry.dn)
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
    if (this.#entry.isNew && this.#isChangeLine(written, value, sink)) return
    if (reference) {
      sink.issue('valueByReference', this.#line, `gives ${written} by reference to ${value}, which is not read; the value is absent.`, this.#entry.dn)
      return
    }
    const spelling = this.#shapes.spelling(written, base64)
    this.#previous.other = this.#previous.next
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
    this.#entry.begin(dn, this.#line)
    this.#previous = this.#first
  }

  /** `changetype` and what belongs to it, directly under the dn (RFC 2849, change-record). Only additions are entries. */
  #isChangeLine(written: string, value: string, sink: EntrySink): boolean {
    const name = written.toLowerCase()
    if (name === 'control') return true
    if (name !== 'changetype') return false
    if (value.trim().toLowerCase() !== 'add') {
      sink.issue('changeRecord', this.#entry.line, `is a change (${value.trim()}) and no entry; it was left out. Export the whole directory instead. Nobody counts as missing because of it.`, this.#entry.dn)
      this.#state = 'skipping'
    }
    return true
  }

  /** Adds one value to the entry. */
  #value(spelling: Spelling, text: string, cut: boolean, sink: EntrySink): void {
    if (this.#entry.fileText(spelling, text)) return
    if (cut) this.#truncated(sink)
    else sink.issue('valueUnreadable', this.#line, `has a value of ${spelling.attribute.name} whose base64 cannot be decoded; the value is absent.`, this.#entry.dn)
  }

  /** Returns true once the sink has stopped. */
  #endEntry(sink: EntrySink): boolean {
    const inside = this.#state === 'inside'
    this.#state = 'between'
    if (!inside) return false
    this.#stopped = sink.entry(this.#entry.entry())
    return this.#stopped
  }

  #skip(sink: EntrySink, code: ReadIssueCode, what: string): void {
    sink.issue(code, this.#line, what)
    this.#state = 'skipping'
  }

  /** The file ends within an entry: what is there of it would look like values that were removed. */
  #truncated(sink: EntrySink): void {
    sink.issue('fileTruncated', this.#line, 'is where the file breaks off, in the middle of an entry; the entry was left out. Export it again. Nobody counts as missing because of it.', this.#state === 'inside' ? this.#entry.dn : undefined)
    this.#complete = false
    this.#state = 'skipping'
  }

}

const EMPTY = Buffer.alloc(0)

function startsWith(bytes: Buffer, at: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false
  return true
}
