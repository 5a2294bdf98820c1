import { isHeaderAgain, isLabelRow, titleRows } from './header-rows'
import { RowScanner, type RowDialect } from './rows'

/** How a delimited file is written, as found or as given. */
export interface Dialect extends RowDialect {
  readonly header: boolean
  readonly skipRows: number
  /** For people: what ends the lines. */
  readonly newline: '\r\n' | '\n' | '\r'
}

export interface GivenDialect {
  readonly delimiter?: string | undefined
  readonly quote?: string | undefined
  readonly rowEnd?: string | undefined
  readonly header?: boolean | undefined
  readonly skipRows?: number | undefined
}

/** Pairs before their parts: where both fit, the longer one is meant. */
const DELIMITERS = ['+|', '|~|', '~|~', '|^|', '||', '~~', '::', ';;', '\t', ';', ',', '|', '\u0001', '\u001f', '^', '~', '¬', ':']
/** Tabs stand in no text by chance; colons do, in every time of day. */
const WEIGHTS = new Map([['\t', 1.5], [':', 0.3], ['::', 0.5], ['^', 0.8], ['~', 0.8]])
const ROW_ENDS = ['&|', '|&|', '#@#', '@@', '##', '\u001e', '\u0002']
const SAMPLE_ROWS = 200
const SAMPLE_TEXT = 256 * 1024

/**
 * How a file is written, guessed from its first rows; what is given stays. The delimiter is the one that cuts most rows into the same number
 * of cells as the first, and into most cells. `complete` says that the text is the whole file.
 */
export function detectDialect(start: string, complete: boolean, given: GivenDialect = {}): Dialect {
  const text = start.length > SAMPLE_TEXT ? start.slice(0, SAMPLE_TEXT) : start
  const whole = complete && text.length === start.length
  const newline = detectNewline(text)
  const rowEnd = given.rowEnd ?? detectRowEnd(text)
  const first = firstLines(text, given.skipRows)
  const skipRows = given.skipRows ?? first.skipRows
  const sample = { whole, rowEnd, skipRows }
  const delimiter = given.delimiter ?? first.delimiter ?? detectDelimiter(text, given.quote ?? '"', sample)
  // Bulk copies that end rows in their own way know no quotes: a quote in them is text.
  const quote = given.quote ?? (rowEnd !== undefined && given.rowEnd === undefined ? '' : detectQuote(text, delimiter))
  if (given.header !== undefined) return { delimiter, quote, rowEnd, header: given.header, skipRows, newline }
  const rows = sampleRows(text, { delimiter, quote, rowEnd }, sample)
  const titles = given.skipRows === undefined && skipRows === 0 ? titleRows(rows) : 0
  // Only what stands above a row that is surely a header is no row itself.
  if (titles > 0 && headerEvidence(rows.slice(titles)) > 0) return { delimiter, quote, rowEnd, header: true, skipRows: titles, newline }
  return { delimiter, quote, rowEnd, header: looksLikeHeader(rows), skipRows, newline }
}

/** The first rows of a sample, the last one left out where the sample may cut it. */
export function sampleRows(text: string, dialect: RowDialect, sample: { readonly whole: boolean; readonly skipRows: number }): string[][] {
  const rows: string[][] = []
  new RowScanner(dialect).push(text, sample.whole, {
    row: (cells) => rows.push(cells) >= SAMPLE_ROWS + sample.skipRows,
    issue: () => undefined,
  })
  return rows.slice(sample.skipRows)
}

function detectNewline(text: string): Dialect['newline'] {
  const feed = text.indexOf('\n')
  if (feed < 0) return text.includes('\r') ? '\r' : '\n'
  const carriage = text.indexOf('\r')
  if (carriage >= 0 && carriage < feed - 1 && !text.includes('\r\n')) return '\r'
  return text[feed - 1] === '\r' ? '\r\n' : '\n'
}

function detectRowEnd(text: string): string | undefined {
  for (const rowEnd of ROW_ENDS) {
    if (!text.includes(rowEnd)) continue
    const lines = text.split(/\r\n|\n|\r/, 100).filter((line) => line !== '')
    // The last line may be cut.
    const judged = lines.length > 1 ? lines.slice(0, -1) : lines
    const ending = judged.filter((line) => line.endsWith(rowEnd)).length
    const withoutLines = lines.length === 1 && text.split(rowEnd).length > 2
    if ((judged.length > 0 && ending > judged.length * 0.6) || withoutLines) return rowEnd
  }
  return undefined
}

/** Excel's `sep=;` and PowerShell's `#TYPE` stand before the header and are no rows. */
function firstLines(text: string, skipRows: number | undefined): { delimiter?: string; skipRows: number } {
  if (skipRows !== undefined && skipRows > 0) return { skipRows }
  const line = (/^[^\r\n]*/.exec(text) as RegExpExecArray)[0]
  const separator = /^"?sep=(.)"?$/i.exec(line)
  if (separator) return { delimiter: separator[1] as string, skipRows: 1 }
  return { skipRows: line.startsWith('#TYPE ') ? 1 : 0 }
}

function detectDelimiter(text: string, quote: string, sample: { readonly whole: boolean; readonly rowEnd: string | undefined; readonly skipRows: number }): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue
    const rows = sampleRows(text, { delimiter, quote, rowEnd: sample.rowEnd }, sample)
    const counts = rows.map((cells) => cells.length)
    const columns = mostFrequent(counts)
    if (columns < 2) continue
    const same = counts.filter((count) => count === columns).length / counts.length
    const first = counts[0] === columns ? 1 : 0.5
    const score = same * same * first * (1 + Math.log2(columns)) * (WEIGHTS.get(delimiter) ?? 1)
    // A later candidate has to be better, not as good: `|` fits wherever `+|` does.
    if (score > bestScore * 1.001) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

function detectQuote(text: string, delimiter: string): string {
  const opened = (quote: string): number => text.split(delimiter + quote).length - 1 + text.split('\n' + quote).length - 1 + (text.startsWith(quote) ? 1 : 0)
  const closed = (quote: string): number => text.split(quote + delimiter).length - 1
  if (opened('"') > 0) return '"'
  // An apostrophe opens names ('t Hart) as well: it is a quote only where it closes as often as it opens.
  const single = opened("'")
  return single > 2 && closed("'") >= single * 0.5 ? "'" : '"'
}

/**
 * Whether the first row names the columns. Names are not numbers, dates, e-mail addresses or ids, and do not come again below; what stands
 * above numbers and is none is a name.
 */
function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first] = rows
  if (!first) return true
  const names = first.map((cell) => cell.trim())
  if (names.every((name) => name === '')) return false
  const evidence = headerEvidence(rows)
  if (evidence !== 0) return evidence > 0
  return names.every((name) => /^[\p{L}_#@$*({[<]/u.test(name) || name === '')
}

/** How much speaks for a header; less than 0 where more speaks against it. Rows that repeat it count only where it is one without them. */
function headerEvidence(rows: readonly (readonly string[])[]): number {
  const [first = [], ...others] = rows
  const people = others.filter((cells, i) => !isHeaderAgain(cells, first) && !(i === 0 && isLabelRow(cells, first)))
  const apart = people.length < others.length ? evidenceOf(first, people) : 0
  return apart > 0 ? apart : evidenceOf(first, others)
}

function evidenceOf(first: readonly string[], others: readonly (readonly string[])[]): number {
  const names = first.map((cell) => cell.trim())
  while (names.length > 1 && names[names.length - 1] === '') names.pop()
  let evidence = 0
  for (let column = 0; column < names.length; column++) {
    const name = names[column] as string
    if (name === '') continue
    if (name.length > 100) evidence -= 2
    if (isTyped(name)) {
      evidence -= 3
      continue
    }
    const below = others.map((cells) => (cells[column] ?? '').trim()).filter((cell) => cell !== '')
    if (below.length === 0) continue
    if (below.filter(isTyped).length > below.length * 0.8) evidence += 2
    // Under a name its own text is not expected; in a column of few different values it is.
    if (below.includes(name)) evidence -= 3
  }
  return evidence
}

/** A number, a date, a time, an id, an address: what no column is called. */
function isTyped(cell: string): boolean {
  return /^[+-]?[\d.,' ]*\d[\d.,' ]*%?$/.test(cell)
    || /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$/.test(cell)
    || /^\d{1,2}:\d{2}(:\d{2}.*)?$/.test(cell)
    || /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i.test(cell)
    || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)
    || /^(true|false)$/i.test(cell)
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = 0
  let bestCount = 0
  for (const [value, count] of counts) {
    if (count > bestCount || (count === bestCount && value > best)) {
      best = value
      bestCount = count
    }
  }
  return best
}
