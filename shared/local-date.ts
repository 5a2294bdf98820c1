/*
 * Calendar days in a time zone, as `YYYY-MM-DD`, which compare as text. A day begins at different instants in different zones.
 */

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant (ISO 8601, or milliseconds since 1970) in an IANA time zone. Throws a RangeError for a zone that is none. */
export function dateIn(timeZone: string, instant: string | number): string {
  let format = formats.get(timeZone)
  if (!format) formats.set(timeZone, format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }))
  return format.format(typeof instant === 'string' ? Date.parse(instant) : instant)
}

/** The time of day of an instant in an IANA time zone: `06:30`. Throws as `dateIn`. */
export function timeIn(timeZone: string, instant: string): string {
  const at = Date.parse(instant)
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(11, 16)
}

/** The instant so many days later at the same time of day in a time zone, both in milliseconds since 1970; at the same instant of the day where the clocks leave that time out. */
export function daysLater(instant: number, days: number, timeZone: string): number {
  const later = instant + days * DAY_MS
  const sameTime = later + offsetAt(instant, timeZone) - offsetAt(later, timeZone)
  return offsetAt(sameTime, timeZone) === offsetAt(later, timeZone) ? sameTime : later
}
const DAY_MS = 86_400_000

/** How far a time zone is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(instant / 1000) * 1000
}

/** Whether a name is that of a time zone: `Europe/Oslo`, `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    dateIn(name, 0)
    return true
  } catch {
    return false
  }
}

/**
 * The calendar day that a text names, as it is written, whatever offset follows: `2026-11-21`, `2026-11-21T08:00:00Z`, `2026-11-21-07:00`
 * (Workday), `20261121` (SAP), `21.11.2026`. Undefined for what is no day, and for slashes, which are read in two ways.
 */
export function dayOf(text: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text) ?? /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text)
  if (iso) return whole(iso[1], iso[2], iso[3])
  const dotted = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text)
  return dotted ? whole(dotted[3], dotted[2], dotted[1]) : undefined
}

function whole(year = '', month = '', day = ''): string | undefined {
  const [m, d] = [Number(month), Number(day)]
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}
