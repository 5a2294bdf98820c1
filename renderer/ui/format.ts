import { dayAndMonth, dayText, MONTHS } from '../../shared/day-text'

const NUMBERS = new Intl.NumberFormat('en-GB')
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const YEAR_MS = 365 * 86_400_000

/** `4,782`; never abbreviated, because rows stand behind it. */
export function formatNumber(value: number): string {
  return NUMBERS.format(value)
}

/** One decimal, rounded towards the middle: 0% and 100% only where they are exact. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%'
  if (part === whole) return '100%'
  const exact = (part / whole) * 100
  const shown = Math.min(99.9, Math.max(0.1, Math.round(exact * 10) / 10))
  return `${shown.toFixed(1)}%`
}

/** `0.4 s`, `6.1 s`, `42 s`, `2 min 10 s`, `1 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(ms, 0) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${String(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(seconds % 60)} s`
  return minutes % 60 === 0 ? `${String(Math.floor(minutes / 60))} h` : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`
}

/** What is left of a work: whole seconds, from a minute on whole minutes. */
export function formatTimeLeft(seconds: number): string {
  return seconds < 60 ? `${String(Math.max(1, Math.round(seconds)))} s left` : `${String(Math.round(seconds / 60))} min left`
}

/** `940 bytes`, `2.1 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1000
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) { size /= 1000; unit++ }
  return `${size.toFixed(1)} ${units[unit] ?? 'TB'}`
}

/** `21 Nov 2026, 06:00 UTC`. */
export function formatDateTime(instant: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return `${dayText(instant)}, ${time(date)} UTC`
}

/** `21 Nov, 06:00`, with the year when it is more than twelve months from the clock. For lists whose header names the time zone. */
export function formatShortDateTime(instant: string, clock: Date = new Date()): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const far = Math.abs(date.getTime() - clock.getTime()) > YEAR_MS
  return `${dayAndMonth(date)}${far ? ` ${String(date.getUTCFullYear())}` : ''}, ${time(date)}`
}

/** `06:00 UTC` of the clock's day, else `21 Nov, 06:00 UTC`. */
export function formatRecentTime(instant: string, clock: Date = new Date()): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  const today = date.toISOString().slice(0, 10) === clock.toISOString().slice(0, 10)
  return `${today ? time(date) : formatShortDateTime(instant, clock)} UTC`
}

/** `Thu 31 Dec 2026` of a date `2026-12-31`; short: `31 Dec`. */
export function formatDay(date: string, form: 'long' | 'short' = 'long'): string {
  const day = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return date
  return form === 'short' ? dayAndMonth(day) : `${DAYS[day.getUTCDay()] ?? ''} ${dayText(date)}`
}

/** `Dec 2026` of a date or a month `2026-12`. */
export function formatMonth(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`
}

function time(date: Date): string {
  return `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`
}
