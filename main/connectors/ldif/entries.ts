import type { ReadIssueCode } from '../../../shared/model/issue'
import { attributeNames, directoryText, staysBase64 } from '../directory-values'

/*
 * LDIF (RFC 2849) into entries, streaming. Entries of one directory repeat the same attributes in the same order, so each attribute remembers
 * which one came after it: a line is then recognised by one comparison, without cutting out its name, and a whole entry by the path it took.
 */

/** One attribute as a file spells it and as it is called here. */
export interface Attribute {
  readonly name: string
  /** Values in base64 that stay base64. */
  readonly keepsBase64: boolean
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
  /** As written, base64 decoded. Also the first of the values, as attribute `dn`. */
  readonly dn: string
  readonly shape: Shape
  readonly values: readonly (string | string[])[]
  /** The line of its `dn`. */
  readonly line: number
  /** Whether a value may hold one of the characters that a packed row is built with, or be empty. */
  readonly special: boolean
}

export interface EntrySink {
  /** Returns true to stop. The values are the sink's to keep. */
  entry(entry: Entry): boolean
  /** `dn` where the entry is known. */
  issue(code: ReadIssueCode, line: number, what: string, dn?: string): void
}

interface Spelling {
  readonly attribute: Attribute
  readonly base64: boolean
  /** What such a line starts with, the usual blank included. */
  readonly prefix: string
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
export const MAX_VALUE = 1 << 20
const MAX_STEPS = 50_000

const LINE_FEED = 10
const SPACE = 32

export class EntryScanner {
  readonly #nameOf: (written: string) => string
  readonly #spellings = new Map<string, Spelling>()
  readonly #attributes = new Map<string, Attribute>()
  readonly #first: Spelling
  readonly #dnAttribute: Attribute
  #root: Step
  #stepCount = 0
  #rest = ''
  #wanted = 0
  #line = 1
  #stopped = false
  #complete = true
  #carriageOnly: boolean | undefined

  // The entry being read.
  #entryNumber = 0
  #state: 'between' | 'inside' | 'skipping' = 'between'
  #dn = ''
  #values: (string | string[])[] = []
  #step: Step
  #entryLine = 0
  #special = false
  #previous: Spelling
  #traits = { structure: false, nul: false, replacement: false }

  constructor(known: Iterable<string> = []) {
    this.#nameOf = attributeNames(known)
    this.#root = this.#newStep(['dn'])
    this.#step = this.#root
    this.#dnAttribute = this.#attribute('dn')
    this.#first = { attribute: this.#dnAttribute, base64: false, prefix: 'dn: ', next: undefined }
    this.#previous = this.#first
  }

  /** False when the file ends in the middle of an entry, or says itself that it was cut. */
  get complete(): boolean {
    return this.#complete
  }

  /** Hands all entries to the sink that have ended. Returns true once the sink has stopped. */
  push(piece: string, last: boolean, sink: EntrySink): boolean {
    if (this.#stopped) return true
    let text = this.#rest === '' ? piece : this.#rest + piece
    if (!last && text.length < this.#wanted) {
      this.#rest = text
      return false
    }
    this.#carriageOnly ??= text.includes('\n') ? false : text.includes('\r') ? true : undefined
    if (this.#carriageOnly) text = text.replaceAll('\r', '\n')
    this.#wanted = 0
    this.#traits = {
      structure: text.includes('\u001f') || text.includes('\u001e') || text.includes('\u0010'),
      nul: text.includes('\0'),
      replacement: text.includes('\ufffd'),
    }
    const consumed = this.#scan(text, last, sink)
    if (this.#stopped) return true
    if (last) {
      this.#endEntry(sink)
      return this.#stopped
    }
    this.#rest = consumed === 0 ? text : text.slice(consumed)
    if (consumed === 0) this.#wanted = text.length * 2
    if (this.#rest.length > MAX_LINE) {
      sink.issue('cellTooLong', this.#line, `has no end within ${MAX_LINE.toLocaleString('en-US')} characters; the rest of the file was left out. Check whether this is an LDIF file.`)
      this.#complete = false
      this.#stopped = true
    }
    return this.#stopped
  }

  #scan(text: string, last: boolean, sink: EntrySink): number {
    const { length } = text
    let at = 0
    while (at < length) {
      const feed = text.indexOf('\n', at)
      if (feed < 0 && !last) return at
      let end = feed < 0 ? length : feed
      let next = feed < 0 ? length : feed + 1
      if (end > at && text.charCodeAt(end - 1) === 13) end--
      if (end === at) {
        this.#line++
        if (this.#state !== 'between' && this.#endEntry(sink)) return next
        at = next
        continue
      }
      if (next === length && !last && feed >= 0) return at // whether it is folded is not known yet
      if (text.charCodeAt(next) === SPACE) {
        const folded = this.#unfold(text, at, end, next, last)
        if (folded === undefined) return at
        this.#logicalLine(folded.line, 0, folded.line.length, { sink, cut: last && folded.atEnd })
        this.#line += folded.lines
        at = folded.next
      } else {
        if (this.#state === 'inside') {
          // The attribute that came after the one before, last time.
          const expected = this.#previous.next
          if (expected !== undefined && text.startsWith(expected.prefix, at) && text.charCodeAt(at + expected.prefix.length) !== SPACE) {
            this.#previous = expected
            this.#value(expected, text.slice(at + expected.prefix.length, end), feed < 0, sink)
            this.#line++
            at = next
            continue
          }
        }
        this.#logicalLine(text, at, end, { sink, cut: feed < 0 })
        this.#line++
        at = next
      }
      if (this.#stopped) return at
    }
    return at
  }

  /** A line with those that go on with it (a blank at their start, RFC 2849 note 2). `undefined` when the rest is not there yet. */
  #unfold(text: string, from: number, firstEnd: number, firstNext: number, last: boolean): { line: string; next: number; lines: number; atEnd: boolean } | undefined {
    const parts = [text.slice(from, firstEnd)]
    let next = firstNext
    for (;;) {
      if (next >= text.length) return last ? { line: parts.join(''), next: text.length, lines: parts.length, atEnd: text.charCodeAt(text.length - 1) !== LINE_FEED } : undefined
      if (text.charCodeAt(next) !== SPACE) return { line: parts.join(''), next, lines: parts.length, atEnd: false }
      const feed = text.indexOf('\n', next)
      if (feed < 0 && !last) return undefined
      let end = feed < 0 ? text.length : feed
      if (text.charCodeAt(end - 1) === 13) end--
      parts.push(text.slice(next + 1, end))
      next = feed < 0 ? text.length : feed + 1
    }
  }

  #logicalLine(text: string, from: number, to: number, { sink, cut }: { readonly sink: EntrySink; readonly cut: boolean }): void {
    if (text.charCodeAt(from) === 35) return // a comment
    if (this.#state === 'skipping') return
    const colon = text.indexOf(':', from)
    if (colon < 0 || colon >= to) {
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
    const written = text.slice(from, colon)
    const value = text.slice(start, to)
    if (this.#state === 'between') {
      this.#beginEntry(written, value, { base64, reference, cut, sink })
      return
    }
    if (this.#values.length === 1 && this.#isChangeLine(written, value, sink)) return
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
      const bytes = decodeBase64(value)
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
    this.#values = [dn]
    this.#dnAttribute.entry = this.#entryNumber
    this.#dnAttribute.position = 0
    this.#step = this.#root
    this.#previous = this.#first
    this.#special = line.base64 || this.#traits.structure
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
      this.#special ||= !attribute.keepsBase64
    } else if (this.#traits.nul || this.#traits.replacement) {
      value = this.#checked(attribute, value, sink)
    }
    if (value.length > MAX_VALUE) {
      sink.issue('cellTooLong', this.#line, `has a value of ${attribute.name} with ${value.length.toLocaleString('en-US')} characters, of which the first ${MAX_VALUE.toLocaleString('en-US')} were kept.`, this.#dn)
      value = value.slice(0, MAX_VALUE)
    }
    if (value === '' || this.#traits.structure) this.#special = true
    if (attribute.entry === this.#entryNumber) {
      const there = this.#values[attribute.position] as string | string[]
      if (typeof there === 'string') this.#values[attribute.position] = [there, value]
      else there.push(value)
      return
    }
    if (attribute.partial) {
      sink.issue('rangeIncomplete', this.#line, `has only a part of ${attribute.name}: the server sent a range. Export with a tool that fetches the others.`, this.#dn)
    }
    attribute.entry = this.#entryNumber
    attribute.position = this.#values.push(value) - 1
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
    const bytes = decodeBase64(text)
    return bytes === undefined ? undefined : directoryText(attribute.name, bytes)
  }

  /** Returns true once the sink has stopped. */
  #endEntry(sink: EntrySink): boolean {
    const inside = this.#state === 'inside'
    this.#state = 'between'
    if (!inside) return false
    const values = this.#values
    this.#values = []
    this.#stopped = sink.entry({ dn: this.#dn, shape: this.#step, values, line: this.#entryLine, special: this.#special })
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
      spelling = { attribute: this.#attribute(written), base64, prefix: `${key}: `, next: undefined }
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
      attribute = { name, keepsBase64: staysBase64(name), partial: range !== null && range[1] !== '*', entry: 0, position: 0 }
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

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && BASE64.test(text)
}

function decodeBase64(text: string): Buffer | undefined {
  const trimmed = text.trim()
  return isBase64(trimmed) ? Buffer.from(trimmed, 'base64') : undefined
}
