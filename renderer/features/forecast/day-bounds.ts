import { offsetAt } from '../../../shared/local-date'
import type { DayBound } from '../../../shared/model/forecast'
import { FORECAST } from '../../texts/forecast'
import { listed } from '../../texts/plural'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * When a day begins for the dates on which people are looked up, a sentence for each time zone: `A day begins at 08:00 UTC (America/Los_Angeles) for
 * Workday → AD.`
 */
export function boundSentences(bounds: readonly DayBound[], date: string, titleOf: (job: string) => string): readonly string[] {
  const sentences = new Map<string, { readonly first: DayBound; readonly jobs: string[] }>()
  for (const bound of bounds) {
    const key = JSON.stringify([bound.timeZone, bound.hoursAhead, bound.of])
    const known = sentences.get(key)
    if (known === undefined) sentences.set(key, { first: bound, jobs: [titleOf(bound.job)] })
    else known.jobs.push(titleOf(bound.job))
  }
  return [...sentences.values()].map(({ first, jobs }) => FORECAST.bound(beginsAt(first, date), first.timeZone, listed(jobs), first.of))
}

/** The time of day in UTC at which a date begins; with the day before said where it is on that. */
function beginsAt({ timeZone, hoursAhead }: DayBound, date: string): string {
  const midnight = startOfDay(date, timeZone) - hoursAhead * HOUR_MS
  return FORECAST.begins(new Date(midnight).toISOString().slice(11, 16), Math.floor(Date.parse(date) / DAY_MS) - Math.floor(midnight / DAY_MS))
}

/** The instant at which a date begins in a time zone, in milliseconds since 1970. */
export function startOfDay(date: string, timeZone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`)
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = utc - offsetAt(utc, timeZone)
  return utc - offsetAt(guess, timeZone)
}
