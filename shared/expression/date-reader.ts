import type { Piece } from './date-pieces'
import type { DateStyles } from './date-styles'
import { civilOf, DAYS, dayOfWeek, daysFromCivil, daysInMonth, fullYear, type Instant, MONTHS, offsetSeconds } from './instant'
import { inUtc, type WallClock } from './wall-clock'

/** Reads a text piece by piece, exactly as DateTime.ParseExact does in the invariant culture. */
export class DateReader {
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

  /** Whether the text goes on as the piece says; what it names is kept for `finish`. */
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

  /** What the whole text names; undefined where something follows, or no day or hour is like that. */
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
