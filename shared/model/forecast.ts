import type { GuardHold } from './cycle'
import type { ForecastCounts } from './forecast-counts'
import type { ActionKind } from './plan'

/** Somebody whom a coming day's cycle creates, enables, disables or deletes, or would if no guard held it. */
export interface ForecastPerson {
  readonly job: string
  readonly kind: Extract<ActionKind, 'create' | 'enable' | 'disable' | 'delete'>
  readonly status: 'planned' | 'held' | 'failed'
  readonly anchor: string
  readonly display: string
  /** Why, as the plan says it. */
  readonly reason: string
  /** The account at the target; absent where it is created. */
  readonly account?: string
  /** Among those who are late: whether an earlier job is, for the same person, so that this one only follows. */
  readonly follows?: true
  /** On how many days before the mappings that read the clock would have had it already, from two on: the service looked at nobody then. */
  readonly daysLate?: number
}

/**
 * One day's cycle. Counts are of actions as in a plan: planned ones by kind, held and failed ones apart. Where a job writes back, the rounds of the
 * day add up, and who is held or would fail counts once.
 */
export interface ForecastDay {
  /** From 0, the day on which the forecast starts. */
  readonly day: number
  /** The date of `now` in the forecast's time zone. */
  readonly date: string
  readonly now: string
  readonly create: number
  readonly update: number
  readonly enable: number
  readonly disable: number
  readonly delete: number
  readonly held: number
  readonly failed: number
  readonly guards: readonly (GuardHold & { readonly job: string })[]
  /** In plan order. Whoever was held or failed on the day before for the same reason is not said again. */
  readonly people: readonly ForecastPerson[]
}

/** A day in numbers. */
export function countsOf({ day, date, create, enable, disable, delete: deletes, guards, people }: ForecastDay): ForecastCounts {
  const held = people.filter(({ status }) => status === 'held')
  const heldUp = held.filter(({ kind }) => kind === 'create' || kind === 'enable').length
  return { day, date, create, enable, disable, delete: deletes, heldUp, heldDown: held.length - heldUp, trips: guards.length > 0 }
}

/** When the days of a job's dates begin: at midnight of a time zone, less so many hours. */
export interface DayBound {
  readonly job: string
  readonly timeZone: string
  readonly hoursAhead: number
  /** Absent where all dates have the same. */
  readonly of?: 'hires' | 'terminations'
}

/** A day on which the service would disable a job: it gives up so many failures after 28 days, or the job has been in quarantine for more than four weeks. */
export interface DisabledJob {
  readonly job: string
  readonly day: number
  readonly date: string
  /** Absent for quarantine. */
  readonly givenUp?: number
}

/** The coming days, a cycle at a time, each on what the one before left behind. */
export interface Forecast {
  readonly from: string
  readonly days: number
  /** Whether everybody is evaluated each day, or as the services do it: those who changed, and who is looked up again on a date (provisioning-cycle.md §2.4). */
  readonly full: boolean
  readonly timeZone: string
  /** Of the jobs whose service looks people up on their dates. */
  readonly dayBounds?: readonly DayBound[]
  readonly seed: number
  readonly byDay: readonly ForecastDay[]
  /** Present where a day's cycle failed: that day and the later ones are not in `byDay`. */
  readonly stopped?: { readonly day: number; readonly date: string; readonly code: string; readonly message: string }
  /** The first day on which a guard holds something. */
  readonly firstTrip: { readonly day: number; readonly date: string; readonly job: string; readonly guard: GuardHold['guard']; readonly count: number; readonly limit: number } | null
  /** The jobs that the service would disable if nobody mended anything, each once; absent for none. */
  readonly disabled?: readonly DisabledJob[]
  /**
   * Whom time alone would have changed by the last day and nobody evaluated: `disable` counts leavers who stay active until their
   * record changes, each once; `people` has them for each job. Absent with `full`, where everybody is evaluated, and where it stopped.
   */
  readonly late?: { readonly create: number; readonly enable: number; readonly disable: number; readonly delete: number; readonly people: readonly ForecastPerson[] }
}
