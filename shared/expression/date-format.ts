import { ownEntry } from '../own-entry'
import { civilOf, DAYS, dayOfWeek, daysFromCivil, daysInMonth, fullYear, inRange, Instant, instantSeconds, MONTHS, offsetSeconds, pad, parseInstant } from './instant'

/** A date as FormatDateTime carries it: the wall clock of the text, and the offset it named, if any. */
export interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ticks: number
  /** Seconds east of UTC; undefined when the text names none. */
  readonly offset: number | undefined
}

/** One piece of a .NET custom format: a specifier such as `yyyy` with its length, or literal text. */
interface Piece { readonly letter: string; readonly length: number; readonly literal: string }

export interface DateStyles {
  readonly leading: boolean
  readonly trailing: boolean
  readonly inner: boolean
  readonly toUniversal: boolean
  readonly assumeUniversal: boolean
  readonly noCurrentDate: boolean
}

const STANDARD: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy', D: 'dddd, dd MMMM yyyy', f: 'dddd, dd MMMM yyyy HH:mm', F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm', G: 'MM/dd/yyyy HH:mm:ss', m: 'MMMM dd', M: 'MMMM dd', o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK", r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss", t: 'HH:mm', T: 'HH:mm:ss', U: 'dddd, dd MMMM yyyy HH:mm:ss', u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", y: 'yyyy MMMM', Y: 'yyyy MMMM',
}
const SPECIFIERS = new Set('dfFghHKmMstyz')

/** A .NET date format, standard (one letter) or custom, in the invariant culture. Undefined if it is not one. */
export class DateFormat {
  private readonly pieces: readonly Piece[]
  /** What was read in this format before: dates recur from person to person. */
  private readonly parsed = new Map<string, WallClock | undefined>()
  /** True if text in this format says the whole date, so that nothing is taken from the clock. */
  readonly hasWholeDate: boolean

  /** `U` shows the instant in UTC. */
  private readonly universal: boolean

  private constructor(pieces: readonly Piece[], universal: boolean) {
    this.pieces = pieces
    this.universal = universal
    const has = (letter: string, most = 9): boolean => pieces.some((p) => p.letter === letter && p.length <= most)
    this.hasWholeDate = has('y') && has('M') && has('d', 2)
  }

  static of(format: string): DateFormat | undefined {
    const known = formats.get(format)
    if (known !== undefined || formats.has(format)) return known
    const pieces = piecesOf(format.length === 1 ? STANDARD[format] : format)
    const made = pieces && new DateFormat(pieces, format === 'U')
    if (formats.size > 500) formats.clear()
    formats.set(format, made)
    return made
  }

  print(t: WallClock): string {
    const shown = this.universal && t.offset !== undefined ? inUtc(t, t.offset) ?? t : t
    let text = ''
    for (const piece of this.pieces) {
      const printed = printPiece(piece, shown)
      // .NET: where `F` has no digits to show, the point before it goes too.
      text = piece.letter === 'F' && printed === '' && text.endsWith('.') ? text.slice(0, -1) : text + printed
    }
    return text
  }

  /** The wall clock that the text names, or undefined: the parse is exact, as DateTime.ParseExact is. `today` fills what is missing. */
  parse(text: string, styles: DateStyles, today: () => Instant): WallClock | undefined {
    if (styles !== DEFAULT_STYLES || !this.hasWholeDate) return this.parseAnew(text, styles, today)
    let clock = this.parsed.get(text)
    if (clock === undefined && !this.parsed.has(text)) {
      clock = this.parseAnew(text, styles, today)
      if (this.parsed.size > 20_000) this.parsed.clear()
      this.parsed.set(text, clock)
    }
    return clock
  }

  private parseAnew(text: string, styles: DateStyles, today: () => Instant): WallClock | undefined {
    const reader = new Reader(text, styles)
    for (let i = 0; i < this.pieces.length; i += 1) {
      const piece = this.pieces[i]
      if (piece === undefined) break
      if (piece.letter === '' && piece.literal === '.' && this.pieces[i + 1]?.letter === 'F' && !reader.sees('.')) { i += 1; continue }
      if (!reader.read(piece)) return undefined
    }
    return reader.finish(today)
  }
}

const formats = new Map<string, DateFormat | undefined>()

function piecesOf(format: string | undefined): Piece[] | undefined {
  if (format === undefined || format === '') return undefined
  const pieces: Piece[] = []
  for (let i = 0; i < format.length;) {
    let c = format.charAt(i)
    if (c === "'" || c === '"') {
      let end = i + 1
      let literal = ''
      while (end < format.length && format.charAt(end) !== c) {
        if (format.charAt(end) === '\\') end += 1
        literal += format.charAt(end)
        end += 1
      }
      if (end >= format.length) return undefined
      pieces.push({ letter: '', length: 0, literal })
      i = end + 1
      continue
    }
    if (c === '\\') {
      if (i + 1 >= format.length) return undefined
      pieces.push({ letter: '', length: 0, literal: format.charAt(i + 1) })
      i += 2
      continue
    }
    if (c === '%') {
      if (i + 1 >= format.length || format.charAt(i + 1) === '%') return undefined
      i += 1
      c = format.charAt(i)
    }
    if (!SPECIFIERS.has(c)) {
      pieces.push({ letter: c === 'Z' ? 'Z' : '', length: 1, literal: c })
      i += 1
      continue
    }
    let end = i + 1
    while (format.charAt(end) === c) end += 1
    if ((c === 'f' || c === 'F') && end - i > 7) return undefined
    pieces.push({ letter: c, length: end - i, literal: '' })
    i = end
  }
  return pieces
}

function printPiece({ letter, length, literal }: Piece, t: WallClock): string {
  switch (letter) {
    case 'd': {
      if (length < 3) return pad(t.day, length)
      const name = DAYS[dayOfWeek(daysFromCivil(t.year, t.month, t.day))] ?? ''
      return length === 3 ? name.slice(0, 3) : name
    }
    case 'M': {
      if (length < 3) return pad(t.month, length)
      const name = MONTHS[t.month - 1] ?? ''
      return length === 3 ? name.slice(0, 3) : name
    }
    case 'y': return length < 3 ? pad(t.year % 100, length) : pad(t.year, length)
    case 'h': return pad(t.hour % 12 === 0 ? 12 : t.hour % 12, Math.min(length, 2))
    case 'H': return pad(t.hour, Math.min(length, 2))
    case 'm': return pad(t.minute, Math.min(length, 2))
    case 's': return pad(t.second, Math.min(length, 2))
    case 'f': return pad(t.ticks, 7).slice(0, length)
    case 'F': return pad(t.ticks, 7).slice(0, length).replace(/0+$/, '')
    case 't': return (t.hour < 12 ? 'AM' : 'PM').slice(0, length === 1 ? 1 : 2)
    case 'g': return 'A.D.'
    case 'K': return t.offset === undefined ? '' : t.offset === 0 ? 'Z' : printOffset(t.offset, 3)
    case 'z': return printOffset(t.offset ?? 0, length)
    default: return literal
  }
}

function printOffset(offset: number, length: number): string {
  const minutes = Math.abs(offset) / 60
  const sign = offset < 0 ? '-' : '+'
  const hours = Math.floor(minutes / 60)
  return length === 1 ? `${sign}${hours}` : length === 2 ? `${sign}${pad(hours, 2)}` : `${sign}${pad(hours, 2)}:${pad(minutes % 60, 2)}`
}

class Reader {
  private at = 0
  private readonly text: string
  private readonly styles: DateStyles
  private year?: number
  private month?: number
  private day?: number
  private weekday?: number
  private hour?: number
  private twelve = false
  private half?: 'A' | 'P'
  private minute?: number
  private second?: number
  private ticks?: number
  private offset?: number

  constructor(text: string, styles: DateStyles) {
    this.text = text
    this.styles = styles
    if (styles.leading) this.skipBlanks()
  }

  sees(literal: string): boolean {
    return this.text.startsWith(literal, this.at)
  }

  read(piece: Piece): boolean {
    if (this.styles.inner) this.skipBlanks()
    switch (piece.letter) {
      case 'd': return piece.length < 3 ? this.set('day', this.digits(piece.length)) : this.set('weekday', this.name(DAYS, piece.length === 3))
      case 'M': {
        if (piece.length < 3) return this.set('month', this.digits(piece.length))
        const index = this.name(MONTHS, piece.length === 3)
        return this.set('month', index === undefined ? undefined : index + 1)
      }
      case 'y': {
        const year = piece.length < 3 ? this.digits(piece.length) : this.exactDigits(piece.length)
        return this.set('year', year === undefined || piece.length > 2 ? year : fullYear(year))
      }
      case 'h': this.twelve = true; return this.set('hour', this.digits(piece.length))
      case 'H': return this.set('hour', this.digits(piece.length))
      case 'm': return this.set('minute', this.digits(piece.length))
      case 's': return this.set('second', this.digits(piece.length))
      case 'f': case 'F': return this.fraction(piece)
      case 't': return this.halfOfDay(piece.length)
      case 'g': return this.match(/A\.?D\.?/iy) !== undefined
      case 'z': return this.zone(piece.length === 1 ? /[+-]\d{1,2}/y : piece.length === 2 ? /[+-]\d{2}/y : /[+-]\d{1,2}:?\d{2}/y)
      case 'Z': return this.zone(/Z|GMT/iy) // DateTime.ParseExact takes an unquoted Z for the zone UTC, where printing takes it for a letter
      case 'K': return this.zone(/Z|[+-]\d{1,2}:?\d{2}/y) || true
      default: return this.literal(piece.literal)
    }
  }

  finish(today: () => Instant): WallClock | undefined {
    if (this.styles.trailing) this.skipBlanks()
    if (this.at !== this.text.length) return undefined
    let hour = this.hour ?? 0
    if (this.twelve) {
      if (hour > 12) return undefined
      if (this.half === 'P') hour = hour === 12 ? 12 : hour + 12
      else if (hour === 12) hour = 0
    } else if (this.half !== undefined && (this.half === 'A') !== hour < 12) return undefined
    const { year, month, day } = this.wholeDate(today)
    if (month < 1 || month > 12 || year < 1 || day < 1 || day > daysInMonth(year, month)) return undefined
    if (hour > 23 || (this.minute ?? 0) > 59 || (this.second ?? 0) > 59) return undefined
    if (this.weekday !== undefined && this.weekday !== dayOfWeek(daysFromCivil(year, month, day))) return undefined
    const offset = this.offset ?? (this.styles.assumeUniversal ? 0 : undefined)
    const clock = { year, month, day, hour, minute: this.minute ?? 0, second: this.second ?? 0, ticks: this.ticks ?? 0, offset }
    return this.styles.toUniversal && offset !== undefined ? inUtc(clock, offset) : clock
  }

  /** .NET: nothing of a date means today; otherwise the current year, January, the first. */
  private wholeDate(today: () => Instant): { year: number; month: number; day: number } {
    if (this.year === undefined && this.month === undefined && this.day === undefined)
      return this.styles.noCurrentDate ? { year: 1, month: 1, day: 1 } : civilOf(today())
    const year = this.year ?? (this.styles.noCurrentDate ? 1 : civilOf(today()).year)
    return { year, month: this.month ?? 1, day: this.day ?? 1 }
  }

  /** A second mention of the same part must agree with the first. */
  private set(part: 'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute' | 'second', value: number | undefined): boolean {
    if (value === undefined || (this[part] !== undefined && this[part] !== value)) return false
    this[part] = value
    return true
  }

  private digits(length: number): number | undefined {
    if (length >= 2) return this.exactDigits(2)
    const found = this.match(/\d{1,2}/y)
    return found === undefined ? undefined : Number(found)
  }

  private exactDigits(length: number): number | undefined {
    const part = this.text.slice(this.at, this.at + length)
    if (part.length < length || !/^\d+$/.test(part)) return undefined
    this.at += length
    return Number(part)
  }

  private fraction({ letter, length }: Piece): boolean {
    let end = this.at
    while (end < this.text.length && end - this.at < length && /\d/.test(this.text.charAt(end))) end += 1
    const found = this.text.slice(this.at, end)
    if (letter === 'f' && found.length < length) return false
    this.at = end
    this.ticks = Number(found.padEnd(7, '0'))
    return true
  }

  private halfOfDay(length: number): boolean {
    const found = this.match(length === 1 ? /[AP]/iy : /[AP]M/iy)
    if (found === undefined) return false
    this.half = found.charAt(0).toUpperCase() === 'A' ? 'A' : 'P'
    return true
  }

  private zone(pattern: RegExp): boolean {
    const found = this.match(pattern)
    const offset = found === undefined ? undefined : offsetSeconds(found)
    if (offset === undefined) return false
    this.offset = offset
    return true
  }

  private name(names: readonly string[], short: boolean): number | undefined {
    const index = names.findIndex((n) => {
      const name = short ? n.slice(0, 3) : n
      return this.text.slice(this.at, this.at + name.length).toLowerCase() === name.toLowerCase()
    })
    if (index < 0) return undefined
    this.at += short ? 3 : (names[index] ?? '').length
    return index
  }

  private literal(literal: string): boolean {
    if (this.styles.inner && literal.trim() === '') { this.skipBlanks(); return true }
    if (!this.sees(literal)) return false
    this.at += literal.length
    return true
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    this.at += found?.length ?? 0
    return found
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && /\s/.test(this.text.charAt(this.at))) this.at += 1
  }
}

function inUtc(clock: WallClock, offset: number): WallClock | undefined {
  const seconds = instantSeconds(clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second) - offset
  return inRange(seconds) ? { ...civilOf(new Instant(seconds, clock.ticks)), offset: 0 } : undefined
}

const STYLE_VALUES: Readonly<Record<string, number>> = {
  none: 0, allowleadingwhite: 1, allowtrailingwhite: 2, allowinnerwhite: 4, allowwhitespaces: 7, nocurrentdatedefault: 8,
  adjusttouniversal: 16, assumelocal: 32, assumeuniversal: 64, roundtripkind: 128,
}

/** RoundtripKind, AllowLeadingWhite and AllowTrailingWhite. */
const DEFAULT_STYLES: DateStyles = { leading: true, trailing: true, inner: false, toUniversal: false, assumeUniversal: false, noCurrentDate: false }

/** Names of .NET's DateTimeStyles, joined by commas, or their number; the default of FormatDateTime when left out. */
export function dateStylesOf(text: string | undefined): DateStyles | undefined {
  if (text === undefined || text.trim() === '') return DEFAULT_STYLES
  let bits = 0
  for (const name of text.split(/[,|+]/)) {
    const key = name.trim().replace(/^DateTimeStyles\./i, '').toLowerCase()
    const value = /^\d+$/.test(key) ? Number(key) : ownEntry(STYLE_VALUES, key)
    if (value === undefined || value > 255) return undefined
    bits |= value
  }
  const has = (bit: number): boolean => (bits & bit) !== 0
  if (has(32) && has(64)) return undefined
  if (has(128) && (has(32) || has(64) || has(16))) return undefined
  return { leading: has(1), trailing: has(2), inner: has(4), noCurrentDate: has(8), toUniversal: has(16), assumeUniversal: has(64) }
}

/** The clock of the cycle as a date; an unreadable one is a bug of the caller, taken as the epoch. */
export function clockOf(now: string): Instant {
  if (now !== lastNow) {
    lastNow = now
    lastClock = parseInstant(now) ?? new Instant(0)
  }
  return lastClock
}
let lastNow = ''
let lastClock = new Instant(0)
