import { decisions } from './decisions'

/**
 * The DateTime that exists between date functions (§2): a UTC instant to the 100 nanoseconds that FILETIME counts.
 * Plain arithmetic, so that neither the machine's time zone nor its locale has a say.
 */
export class Instant {
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number
  /** 0 to 9,999,999. */
  readonly ticks: number

  constructor(seconds: number, ticks = 0) {
    this.seconds = seconds
    this.ticks = ticks
  }
}

/** A date of the proleptic Gregorian calendar with its time of day; months and days count from 1. */
export interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ticks: number
}

const DAY = 86_400
const FIRST = instantSeconds(1, 1, 1, 0, 0, 0)
const AFTER_LAST = instantSeconds(10_000, 1, 1, 0, 0, 0)
/** Seconds from 1601-01-01 to 1970-01-01. */
const FILETIME_EPOCH = 11_644_473_600n

/** .NET's DateTime spans the years 1 to 9999. */
export function inRange(seconds: number): boolean {
  return seconds >= FIRST && seconds < AFTER_LAST
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** Seconds since 1970-01-01T00:00:00Z of a date in UTC. */
export function instantSeconds(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  return daysFromCivil(year, month, day) * DAY + hour * 3600 + minute * 60 + second
}

/** The date in UTC. */
export function civilOf({ seconds, ticks }: Instant): Civil {
  const days = Math.floor(seconds / DAY)
  const rest = seconds - days * DAY
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
    hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, ticks,
  }
}

/** Of a month from 1 to 12, in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Of a day since 1970-01-01: 0 is Sunday. */
export function dayOfWeek(days: number): number {
  return (((days + 4) % 7) + 7) % 7
}

/** Whole days since 1970-01-01, negative before it. */
export function dayNumber({ seconds }: Instant): number {
  return Math.floor(seconds / DAY)
}

/** `3/16/2020 7:00:00 AM`: the fixed text form of a DateTime (§2), fractions of a second left out. */
export function instantText(instant: Instant): string {
  const c = civilOf(instant)
  const hour = c.hour % 12 === 0 ? 12 : c.hour % 12
  return `${c.month}/${c.day}/${pad(c.year, 4)} ${hour}:${pad(c.minute, 2)}:${pad(c.second, 2)} ${c.hour < 12 ? 'AM' : 'PM'}`
}

/** A number with noughts before it, to that many digits at least. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** 100-nanosecond ticks since 1601, which exceed 2^53. */
export function fileTimeOf({ seconds, ticks }: Instant): bigint {
  return (BigInt(seconds) + FILETIME_EPOCH) * 10_000_000n + BigInt(ticks)
}

/** Undefined beyond .NET's last day: 9223372036854775807 means "never" and is no date. */
export function instantOfFileTime(fileTime: bigint): Instant | undefined {
  if (fileTime < 0n) return undefined
  const seconds = Number(fileTime / 10_000_000n - FILETIME_EPOCH)
  return inRange(seconds) ? new Instant(seconds, Number(fileTime % 10_000_000n)) : undefined
}

/** The year that .NET takes two digits for. */
export function fullYear(twoDigits: number): number {
  const century = Math.floor(decisions.twoDigitYearMax / 100) * 100
  return century + twoDigits > decisions.twoDigitYearMax ? century - 100 + twoDigits : century + twoDigits
}

export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

const TIME = String.raw`(?:(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?:\s*([AaPp][Mm]))?)`
const OFFSET = String.raw`(?:\s*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?))?`
const ISO = new RegExp(String.raw`^\s*(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|\s+)${TIME})?${OFFSET}\s*$`)
const AMERICAN = new RegExp(String.raw`^\s*(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})(?:\s+${TIME})?${OFFSET}\s*$`)
const NAMED = new RegExp(String.raw`^\s*(?:([A-Za-z]{3,9}),?\s+)?(?:(\d{1,2})[\s-]+([A-Za-z]{3,9})\.?,?|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?)[\s-]+(\d{4})(?:\s+${TIME})?${OFFSET}\s*$`)

/**
 * Text as CDate reads it: ISO date with or without time and offset, a date directly followed by an offset
 * (`2020-03-16-07:00`, Workday), `M/d/yyyy [h:mm:ss tt]`, and month names. No offset means UTC. Undefined if it is no date.
 */
export function parseInstant(text: string): Instant | undefined {
  let instant = parsed.get(text)
  if (instant === undefined && !parsed.has(text)) {
    instant = parseAnew(text)
    if (parsed.size > 20_000) parsed.clear()
    parsed.set(text, instant)
  }
  return instant
}

/** The same few thousand dates come up for a hundred thousand people. */
const parsed = new Map<string, Instant | undefined>()

function parseAnew(text: string): Instant | undefined {
  const iso = ISO.exec(text)
  if (iso) return assemble(Number(iso[1]), Number(iso[3]), Number(iso[4]), iso, 5)
  const american = AMERICAN.exec(text)
  if (american) return assemble(american[4]?.length === 2 ? fullYear(Number(american[4])) : Number(american[4]), Number(american[1]), Number(american[3]), american, 5)
  const named = NAMED.exec(text)
  if (!named) return undefined
  const [year, month, day] = [Number(named[6]), indexOfName(MONTHS, named[3] ?? named[4] ?? '') + 1, Number(named[2] ?? named[5])]
  const weekday = named[1]
  if (month === 0 || (weekday !== undefined && indexOfName(DAYS, weekday) !== dayOfWeek(daysFromCivil(year, month, day)))) return undefined
  return assemble(year, month, day, named, 7)
}

/** A name in full or its first three letters, in any case; -1 if it is none. */
function indexOfName(names: readonly string[], name: string): number {
  const lower = name.toLowerCase()
  return names.findIndex((n) => n.toLowerCase() === lower || n.slice(0, 3).toLowerCase() === lower)
}

function assemble(year: number, month: number, day: number, parts: RegExpExecArray, time: number): Instant | undefined {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  let hour = Number(parts[time] ?? 0)
  const minute = Number(parts[time + 1] ?? 0)
  const second = Number(parts[time + 2] ?? 0)
  const half = parts[time + 4]?.toLowerCase()
  if (parts[time] !== undefined && parts[time + 1] === undefined && half === undefined) return undefined // "2020-01-01 5" is no time
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half === 'pm' ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const offset = offsetSeconds(parts[time + 5])
  if (offset === undefined) return undefined
  const seconds = instantSeconds(year, month, day, hour, minute, second) - offset
  if (!inRange(seconds)) return undefined
  const fraction = parts[time + 3]
  return new Instant(seconds, fraction === undefined ? 0 : Number(fraction.slice(0, 7).padEnd(7, '0')))
}

/** Undefined when it is out of range; .NET allows up to 14 hours. */
export function offsetSeconds(text: string | undefined): number | undefined {
  if (text === undefined || /^[A-Za-z]/.test(text)) return 0
  const hours = Number(/\d{1,2}/.exec(text)?.[0] ?? 0)
  const digits = text.replace(/\D/g, '')
  const minutes = digits.length > 2 ? Number(digits.slice(-2)) : 0
  const wholeHours = digits.length === 3 ? Number(digits.slice(0, 1)) : hours
  if (minutes > 59 || wholeHours * 60 + minutes > 14 * 60) return undefined
  return (text.startsWith('-') ? -1 : 1) * (wholeHours * 3600 + minutes * 60)
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
