import type { ReadIssueCode } from '../../../shared/model/issue'
import { withoutLoneSurrogates } from '../text-encoding'

/*
 * Text into rows, streaming (RFC 4180 and what real files make of it). Our own reader, because the numbers of a cycle hang on it: a
 * row without quotes is one search for its end and one split, and the sink is told once for each piece of text, not for each cell,
 * whether anything in it needs a second look. What a parser may make of a piece never depends on where a piece ends.
 */

/** How a file is written. `quote` is empty for none; without `rowEnd` each of CRLF, LF and CR ends a row. */
export interface RowDialect {
  readonly delimiter: string
  readonly quote: string
  readonly rowEnd?: string | undefined
}

export interface RowSink {
  /** One row, blank lines left out. `line` is the physical line on which it starts. Returns true to stop. The array is the sink's to keep. */
  row(cells: string[], line: number): boolean
  issue(code: ReadIssueCode, line: number, what: string): void
}

/** What a piece of text holds somewhere, so that a row is looked at closely only when it may matter. */
export interface TextTraits {
  readonly nul: boolean
  readonly replacement: boolean
  /** One of the characters that a packed row is built with. */
  readonly structure: boolean
}

/** A cell longer than this is cut, and said so. */
const MAX_CELL = 1 << 20
/** A row that has not ended after this much cannot be one. */
const MAX_ROW = 1 << 26
const NEVER = Number.MAX_SAFE_INTEGER

const INCOMPLETE = -1

export class RowScanner {
  readonly #delimiter: string
  readonly #quote: string
  readonly #rowEnd: string | undefined
  /** How far past a place one may have to look to know what stands there: a delimiter, or a row end with the line end that belongs to it. */
  readonly #lookahead: number
  /** What there is to say about the row being read. Said when all of the row is there, for one that is not yet is read again. */
  readonly #held: Parameters<RowSink['issue']>[] = []
  #rest = ''
  #line: number
  /** Text is not looked at again before there is this much of it. */
  #wanted = 0
  #skipping = false
  #trusted = true
  #lastRowEnded = true
  #traits: TextTraits = { nul: false, replacement: false, structure: false }
  #stopped = false
  readonly #feeds = new Finder('\n')
  readonly #carriages = new Finder('\r')

  /** `line` is the physical line that the text starts on. */
  constructor(dialect: RowDialect, line = 1) {
    this.#line = line
    this.#delimiter = dialect.delimiter
    this.#quote = dialect.quote
    this.#rowEnd = dialect.rowEnd
    this.#lookahead = Math.max(dialect.delimiter.length, dialect.rowEnd?.length ?? 1) + 2
  }

  get traits(): TextTraits {
    return this.#traits
  }

  /** False once a quote was left open or a row had no end: what was read is then not all there is. */
  get trusted(): boolean {
    return this.#trusted
  }

  /** Whether the last row was closed by a row end, not by the end of the file. */
  get lastRowEnded(): boolean {
    return this.#lastRowEnded
  }

  /** Hands all rows to the sink that have ended; the remainder waits for the next piece. Returns true once the sink has stopped. */
  push(piece: string, last: boolean, sink: RowSink): boolean {
    if (this.#stopped) return true
    const text = this.#rest === '' ? piece : this.#rest + piece
    if (!last && text.length < this.#wanted) {
      this.#rest = text
      return false
    }
    this.#wanted = 0
    this.#feeds.reset()
    this.#carriages.reset()
    this.#traits = {
      nul: text.includes('\0'),
      replacement: text.includes('\ufffd'),
      structure: text.includes('\u001f') || text.includes('\u001e') || text.includes('\u0010'),
    }
    const consumed = this.#rowEnd === undefined ? this.#scanLines(text, last, sink) : this.#scanEnded(text, this.#rowEnd, last, sink)
    if (this.#stopped) return true
    this.#rest = consumed === 0 ? text : text.slice(consumed)
    // A row that outgrows its piece is tried again when there is twice as much, so that a long one costs no more than it weighs.
    if (!last && consumed === 0) this.#wanted = text.length * 2
    if (!last && this.#rest.length > MAX_ROW) this.#dropEndless(sink)
    return false
  }

  #scanLines(text: string, last: boolean, sink: RowSink): number {
    const delimiter = this.#delimiter
    const length = text.length
    let at = 0
    let feed = -1
    let carriage = -1
    let quote = this.#quote === '' ? NEVER : -1
    while (at < length) {
      if (feed < at) feed = find(text, '\n', at)
      if (carriage < at) carriage = find(text, '\r', at)
      if (quote < at) quote = find(text, this.#quote, at)
      let end = feed < carriage ? feed : carriage
      if (quote < end && !this.#skipping) {
        const next = this.#quotedRow(text, at, last, sink)
        if (next === INCOMPLETE) return at
        if (this.#stopped) return next
        at = next
        continue
      }
      let next = end + 1
      if (end === NEVER) {
        if (!last) return at
        end = length
        next = length
        this.#lastRowEnded = false
      } else if (end === carriage) {
        if (next === length && !last) return at
        if (feed === next) next++
      }
      const line = this.#line++
      if (this.#skipping) this.#skipping = false
      else if (end > at && this.#emit(this.#split(text, at, end, delimiter, line, sink), line, sink)) return next
      at = next
    }
    return at
  }

  /** As `scanLines`, for files that say how a row ends; a line end that follows belongs to it. */
  #scanEnded(text: string, rowEnd: string, last: boolean, sink: RowSink): number {
    const length = text.length
    let at = 0
    let quote = this.#quote === '' ? NEVER : -1
    while (at < length) {
      let end = find(text, rowEnd, at)
      if (quote < at) quote = find(text, this.#quote, at)
      if (quote < end && !this.#skipping) {
        const next = this.#quotedRow(text, at, last, sink)
        if (next === INCOMPLETE) return at
        if (this.#stopped) return next
        at = next
        continue
      }
      let next: number
      if (end === NEVER) {
        if (!last) return at
        end = length
        next = length
        // What follows the last row end may be a line end alone.
        if (text.slice(at).trim() === '') return length
        this.#lastRowEnded = false
      } else {
        next = this.#afterRowEnd(text, end)
        if (!last && next + 2 > length) return at
      }
      const line = this.#line
      this.#line += this.#countLines(text, at, next)
      if (this.#skipping) this.#skipping = false
      else if (end > at && this.#emit(this.#split(text, at, end, this.#delimiter, line, sink), line, sink)) return next
      at = next
    }
    return at
  }

  #split(text: string, from: number, to: number, delimiter: string, line: number, sink: RowSink): string[] {
    const cells = text.slice(from, to).split(delimiter)
    if (to - from > MAX_CELL) {
      for (let i = 0; i < cells.length; i++) cells[i] = this.#capped(cells[i] as string, line)
      this.#tell(sink)
    }
    return cells
  }

  #emit(cells: string[], line: number, sink: RowSink): boolean {
    if (sink.row(cells, line)) this.#stopped = true
    return this.#stopped
  }

  #tell(sink: RowSink): void {
    for (const issue of this.#held) sink.issue(...issue)
    this.#held.length = 0
  }

  #capped(cell: string, line: number): string {
    if (cell.length <= MAX_CELL) return cell
    this.#held.push([
      'cellTooLong',
      line,
      `has a cell of ${cell.length.toLocaleString('en-US')} characters, of which the first ${MAX_CELL.toLocaleString('en-US')} were kept; check whether a quote was left open there.`,
    ])
    return withoutLoneSurrogates(cell.slice(0, MAX_CELL))
  }

  /** One row in which a quote occurs. Returns where the next row starts, or INCOMPLETE when its end is not there yet. */
  #quotedRow(text: string, start: number, last: boolean, sink: RowSink): number {
    const { length } = text
    const delimiter = this.#delimiter
    const quote = this.#quote
    const line = this.#line
    const cells: string[] = []
    this.#held.length = 0
    let at = start
    let nextDelimiter = -1
    let rowEnd = -1
    for (;;) {
      const open = this.#skipBlanks(text, at)
      if (text.startsWith(quote, open)) {
        const cell = this.#quotedCell(text, open + 1, last)
        if (cell === undefined) return INCOMPLETE
        if (cell === 'unclosed') return this.#recover(text, start, last, sink)
        if (cell.stray) this.#held.push([
          'valueUnreadable',
          line,
          `has a quote inside column ${cells.length + 1} that is not doubled; the cell was read as far as its delimiter. Double quotes inside quoted cells.`,
        ])
        cells.push(this.#capped(cell.value, line))
        at = cell.end
        if (text.startsWith(delimiter, at)) {
          at += delimiter.length
          continue
        }
      } else {
        if (rowEnd < at) rowEnd = this.#findRowEnd(text, at)
        if (nextDelimiter < at) nextDelimiter = find(text, delimiter, at)
        if (nextDelimiter < rowEnd) {
          cells.push(this.#capped(text.slice(at, nextDelimiter), line))
          at = nextDelimiter + delimiter.length
          continue
        }
        if (rowEnd === NEVER && !last) return INCOMPLETE
        const end = rowEnd === NEVER ? length : rowEnd
        cells.push(this.#capped(text.slice(at, end), line))
        at = end
      }
      // At the end of the row, or of the file.
      if (!last && at + this.#lookahead > length) return INCOMPLETE
      if (at >= length) this.#lastRowEnded = false
      const next = at >= length ? length : this.#afterRowEnd(text, at)
      this.#line += this.#countLines(text, start, next)
      this.#tell(sink)
      if (cells.length > 1 || cells[0] !== '') this.#emit(cells, line, sink)
      return next
    }
  }

  /** The quoted cell whose content starts here; `end` is at the delimiter or row end behind it. `undefined` when it is not all there yet. */
  #quotedCell(text: string, from: number, last: boolean): { value: string; end: number; stray: boolean } | 'unclosed' | undefined {
    const quote = this.#quote
    const contentStart = from
    let value = ''
    let stray = false
    for (;;) {
      const at = text.indexOf(quote, from)
      if (at < 0) return last || text.length - contentStart > MAX_ROW ? 'unclosed' : undefined
      const after = at + 1
      if (!last && after >= text.length) return undefined
      if (text.startsWith(quote, after)) {
        value += text.slice(from, after)
        from = after + 1
        continue
      }
      const end = this.#skipBlanks(text, after)
      if (!last && end + this.#lookahead > text.length) return undefined
      if (end >= text.length || text.startsWith(this.#delimiter, end) || this.#isRowEnd(text, end)) return { value: value + text.slice(from, at), end, stray }
      // Neither doubled nor closing. In a cell that already runs over a line end, its opening quote is the one that is wrong.
      if (this.#findRowEnd(text, contentStart) < at) return 'unclosed'
      const lineEnd = this.#findRowEnd(text, after)
      if (!last && lineEnd + this.#lookahead > text.length) return undefined
      stray = true
      const closing = this.#closingQuote(text, after, Math.min(lineEnd, text.length))
      if (closing) {
        value += text.slice(from, after)
        from = after
        continue
      }
      const cellEnd = Math.min(find(text, this.#delimiter, after), lineEnd, text.length)
      return { value: value + text.slice(from, at) + text.slice(after, cellEnd), end: cellEnd, stray }
    }
  }

  /** Whether a quote that closes the cell follows on this line, before another cell is opened: `"She said "yes" at last",`. */
  #closingQuote(text: string, from: number, lineEnd: number): boolean {
    const opening = find(text, this.#delimiter + this.#quote, from)
    for (let at = find(text, this.#quote, from); at < lineEnd && at < opening; at = find(text, this.#quote, at + 1)) {
      const end = this.#skipBlanks(text, at + 1)
      if (end >= lineEnd || text.startsWith(this.#delimiter, end)) return true
    }
    return false
  }

  /** A quote was opened and never closed: its line is given up, what follows is read, and the file counts as incomplete. */
  #recover(text: string, start: number, last: boolean, sink: RowSink): number {
    const end = this.#findRowEnd(text, start)
    if (end === NEVER && !last) {
      this.#skipping = true
    }
    this.#tell(sink)
    sink.issue('quoteUnclosed', this.#line, 'opens a quote that is never closed; the line was left out, and the file counts as incomplete. Close the quote or double it.')
    this.#trusted = false
    this.#lastRowEnded = end !== NEVER
    const next = end === NEVER ? text.length : this.#afterRowEnd(text, end)
    this.#line += this.#countLines(text, start, next)
    return next
  }

  #dropEndless(sink: RowSink): void {
    sink.issue('cellTooLong', this.#line, `has no end within ${MAX_ROW.toLocaleString('en-US')} characters; it was left out, and the file counts as incomplete. Check the row end and whether this is a text file.`)
    this.#line += this.#rest.split('\n').length - 1
    this.#rest = ''
    this.#wanted = 0
    this.#skipping = true
    this.#trusted = false
  }

  #findRowEnd(text: string, from: number): number {
    if (this.#rowEnd !== undefined) return find(text, this.#rowEnd, from)
    return Math.min(this.#feeds.next(text, from), this.#carriages.next(text, from))
  }

  /** Physical lines that end between two places: by LF, by CRLF, or by a lone CR. */
  #countLines(text: string, from: number, to: number): number {
    let lines = 0
    for (let at = this.#feeds.next(text, from); at < to; at = this.#feeds.next(text, at + 1)) lines++
    for (let at = this.#carriages.next(text, from); at < to; at = this.#carriages.next(text, at + 1)) if (text.charCodeAt(at + 1) !== 10) lines++
    return lines
  }

  #isRowEnd(text: string, at: number): boolean {
    if (this.#rowEnd !== undefined) return text.startsWith(this.#rowEnd, at)
    const code = text.charCodeAt(at)
    return code === 10 || code === 13
  }

  #afterRowEnd(text: string, at: number): number {
    if (this.#rowEnd === undefined) return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1
    const next = at + this.#rowEnd.length
    if (/[\r\n]$/.test(this.#rowEnd)) return next
    if (text.charCodeAt(next) === 13) return text.charCodeAt(next + 1) === 10 ? next + 2 : next + 1
    return text.charCodeAt(next) === 10 ? next + 1 : next
  }

  #skipBlanks(text: string, at: number): number {
    for (;;) {
      const code = text.charCodeAt(at)
      if ((code !== 32 && code !== 9) || text.startsWith(this.#delimiter, at)) return at
      at++
    }
  }
}

function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? NEVER : at
}

/** Where a character stands next, remembered: a character that is rare would otherwise be searched to the end for each row. */
class Finder {
  readonly #what: string
  #from = 0
  #found = -1

  constructor(what: string) {
    this.#what = what
  }

  /** To be called when the text is another one. */
  reset(): void {
    this.#from = 0
    this.#found = -1
  }

  next(text: string, at: number): number {
    if (at >= this.#from && at <= this.#found) return this.#found
    this.#from = at
    this.#found = find(text, this.#what, at)
    return this.#found
  }
}
