import { type Piece, piecesOf } from './date-pieces'
import { DateReader } from './date-reader'
import { DEFAULT_STYLES, type DateStyles } from './date-styles'
import { DAYS, dayOfWeek, daysFromCivil, type Instant, MONTHS, pad } from './instant'
import { inUtc, type WallClock } from './wall-clock'

/** A .NET date format, standard (one letter) or custom, in the invariant culture. Source: .NET, DateTime.ParseExact and DateTime.ToString. */
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

  /** The same format is taken apart once; undefined if it is none. */
  static of(format: string): DateFormat | undefined {
    const known = formats.get(format)
    if (known !== undefined || formats.has(format)) return known
    const pieces = piecesOf(format)
    const made = pieces && new DateFormat(pieces, format === 'U')
    if (formats.size > 500) formats.clear()
    formats.set(format, made)
    return made
  }

  /** Without an offset, `z` prints that of UTC, where the service runs. */
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
    const reader = new DateReader(text, styles)
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
