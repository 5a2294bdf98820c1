import type { Forecast, ForecastDay, ForecastPerson } from '../../../shared/model/forecast'
import type { ProjectDocument } from '../../../shared/model/project'

export interface DayBar {
  readonly day: number
  readonly date: string
  readonly weekend: boolean
  readonly create: number
  readonly enable: number
  readonly disable: number
  readonly delete: number
  /** Held for the first time on this day: what would come above the line, and what below. */
  readonly heldUp: number
  readonly heldDown: number
  readonly trips: boolean
}

/** The days as bars. Who is held again on a later day for the same reason is counted on the first. */
export function dayBars(days: readonly ForecastDay[]): readonly DayBar[] {
  return days.map((one) => {
    const held = one.people.filter((person) => person.status === 'held')
    const up = held.filter(({ kind }) => kind === 'create' || kind === 'enable').length
    return {
      day: one.day, date: one.date, weekend: isWeekend(one.date), create: one.create, enable: one.enable, disable: one.disable, delete: one.delete,
      heldUp: up, heldDown: held.length - up, trips: one.guards.length > 0,
    }
  })
}

export function upOf(bar: DayBar): number {
  return bar.create + bar.enable + bar.heldUp
}

export function downOf(bar: DayBar): number {
  return bar.disable + bar.delete + bar.heldDown
}

/** The next day on which something happens, in a direction; the day itself where there is none. */
export function eventDay(bars: readonly DayBar[], from: number, step: 1 | -1): number {
  for (let day = from + step; day >= 0 && day < bars.length; day += step) {
    const bar = bars[day]
    if (bar !== undefined && upOf(bar) + downOf(bar) > 0) return day
  }
  return from
}

export interface Scale {
  readonly perPerson: number
  /** Distance of the zero line from the top. */
  readonly zero: number
}

/** Room that a first day keeps on a side where it is cut, so that it is seen. */
const CUT_ROOM = 28

/**
 * One scale for both directions, from 0. What today's cycle has to catch up with is no measure for the days to come: a first day that is
 * higher than all others is cut at the edge.
 */
export function scaleOf(bars: readonly DayBar[], limit: number | undefined, height: number): Scale {
  const later = bars.slice(1)
  const measured = later.some((bar) => upOf(bar) + downOf(bar) > 0) ? later : bars
  const up = Math.max(0, ...measured.map(upOf))
  const down = Math.max(0, ...measured.map(downOf))
  const bottom = limit !== undefined && drawsLimit(bars, limit) ? Math.max(down, limit) : down
  if (up + bottom === 0) return { perPerson: height, zero: height / 2 }
  const perPerson = height / (up + bottom)
  const [first] = bars
  if (first !== undefined && upOf(first) > up && up * perPerson < CUT_ROOM) return { perPerson: (height - CUT_ROOM) / bottom, zero: CUT_ROOM }
  if (first !== undefined && downOf(first) > down && bottom * perPerson < CUT_ROOM) return { perPerson: (height - CUT_ROOM) / up, zero: height - CUT_ROOM }
  return { perPerson, zero: up * perPerson }
}

/** A guard far beyond every bar would press them to the line: then it is said, not drawn. */
export function drawsLimit(bars: readonly DayBar[], limit: number): boolean {
  return limit <= 2 * Math.max(0, ...bars.slice(1).map(downOf))
}

export interface MonthTotal {
  /** `2026-12`. */
  readonly month: string
  readonly create: number
  readonly enable: number
  readonly disable: number
  readonly delete: number
  readonly held: number
}

export function monthTotals(bars: readonly DayBar[]): readonly MonthTotal[] {
  const months = new Map<string, MonthTotal>()
  for (const bar of bars) {
    const month = bar.date.slice(0, 7)
    const before = months.get(month) ?? { month, create: 0, enable: 0, disable: 0, delete: 0, held: 0 }
    months.set(month, {
      month, create: before.create + bar.create, enable: before.enable + bar.enable, disable: before.disable + bar.disable, delete: before.delete + bar.delete,
      held: before.held + bar.heldUp + bar.heldDown,
    })
  }
  return [...months.values()]
}

/** The limit that the chart draws: of the guard that trips first, else the lowest threshold of a job. */
export function limitOf(forecast: Forecast, document: ProjectDocument): number | undefined {
  if (forecast.firstTrip?.guard === 'deletions') return forecast.firstTrip.limit
  const limits = document.jobs.flatMap(({ guards }) => (guards?.deletions?.enabled === false ? [] : [guards?.deletions?.value ?? DEFAULT_LIMIT]))
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** The threshold that holds where a job sets none. */
const DEFAULT_LIMIT = 500

export interface Tick {
  readonly day: number
  readonly date: string
  readonly kind: 'week' | 'month'
}

const FEW_DAYS = 45

/** Where the axis is labelled: Mondays of a short forecast, the first days of months of a long one. */
export function ticksOf(bars: readonly DayBar[]): readonly Tick[] {
  const short = bars.length <= FEW_DAYS
  return bars.flatMap(({ day, date }): readonly Tick[] => {
    if (short) return new Date(`${date}T00:00:00Z`).getUTCDay() === 1 ? [{ day, date, kind: 'week' }] : []
    return date.endsWith('-01') ? [{ day, date, kind: 'month' }] : []
  })
}

/** Whether a mapping looks at the clock, so that something can happen on a day by itself. */
export function isDated(document: ProjectDocument): boolean {
  return document.jobs.some((job) => job.objectMappings.some((mapping) => mapping.attributeMappings.some((one) => one.type === 'Expression' && /\bNow\s*\(/iu.test(one.expression))))
}

/** Attributes with which something could be dated, by their type, else by what their names say. */
export function datedAttributes(attributes: readonly { readonly name: string; readonly type: string }[]): readonly string[] {
  const typed = attributes.filter(({ type }) => /^date/iu.test(type))
  return (typed.length > 0 ? typed : attributes.filter(({ name }) => /date|hire|terminat/iu.test(name))).map(({ name }) => name)
}

/** People whose name, ID or cause holds a text. */
export function findPeople(people: readonly ForecastPerson[], search: string): readonly ForecastPerson[] {
  const wanted = fold(search)
  return wanted === '' ? people : people.filter((person) => fold(`${person.display} ${person.anchor} ${person.reason}`).includes(wanted))
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}
