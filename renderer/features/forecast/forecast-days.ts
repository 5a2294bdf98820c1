import type { ForecastPerson } from '../../../shared/model/forecast'
import type { ForecastCounts } from '../../../shared/model/forecast-counts'
import type { ProjectDocument } from '../../../shared/model/project'
import { FORECAST } from '../../texts/forecast'
import { foldAccents } from '../../ui/fold-accents'
import { formatNumber } from '../../ui/format'

export interface DayBar extends ForecastCounts {
  readonly weekend: boolean
}

/** The days as bars: what is held stands above the line, or below it, on the first day. */
export function dayBars(days: readonly ForecastCounts[]): readonly DayBar[] {
  return days.map((one) => ({ ...one, weekend: isWeekend(one.date) }))
}

/** How many stand above a day's line: created, enabled, or held from it. */
export function upOf(bar: DayBar): number {
  return bar.create + bar.enable + bar.heldUp
}

/** How many stand below a day's line: disabled, deleted, or held from it. */
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
 * higher than all others is cut at the edge. Guards that are drawn are within it.
 */
export function scaleOf(bars: readonly DayBar[], guards: readonly GuardLine[], height: number): Scale {
  const later = bars.slice(1)
  const measured = later.some((bar) => upOf(bar) + downOf(bar) > 0) ? later : bars
  const limits = (side: GuardLine['side']): readonly number[] => drawnGuards(bars, guards).filter((guard) => guard.side === side).map(({ limit }) => limit)
  const up = Math.max(0, ...measured.map(upOf), ...limits('up'))
  const down = Math.max(0, ...measured.map(downOf), ...limits('down'))
  if (up + down === 0) return { perPerson: height, zero: height / 2 }
  const perPerson = height / (up + down)
  const [first] = bars
  if (first !== undefined && upOf(first) > up && up * perPerson < CUT_ROOM) return { perPerson: (height - CUT_ROOM) / down, zero: CUT_ROOM }
  if (first !== undefined && downOf(first) > down && down * perPerson < CUT_ROOM) return { perPerson: (height - CUT_ROOM) / up, zero: height - CUT_ROOM }
  return { perPerson, zero: up * perPerson }
}

/** Whether a day's bar would leave the chart on a side, and so is cut there. */
export function cutSide(bar: DayBar, side: GuardLine['side'], { perPerson, zero }: Scale, height: number): boolean {
  return side === 'up' ? upOf(bar) * perPerson > zero + 1 : downOf(bar) * perPerson > height - zero + 1
}

/** A guard that counts what the bars show: a line at its limit. */
export interface GuardLine {
  readonly side: 'up' | 'down'
  readonly limit: number
  readonly label: string
}

/** Guards far beyond every bar would press them to the line: they are said, not drawn. */
export function drawnGuards(bars: readonly DayBar[], guards: readonly GuardLine[]): readonly GuardLine[] {
  const later = bars.slice(1)
  const most = { up: Math.max(0, ...later.map(upOf)), down: Math.max(0, ...later.map(downOf)) }
  return guards.filter(({ side, limit }) => limit <= 2 * most[side])
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

/** The days summed by month, in their order. */
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

/** The guards of the jobs that count what the bars show, the lowest limit first; jobs with the same limit share a line. */
export function guardLines({ jobs }: Pick<ProjectDocument, 'jobs'>, titleOf: (job: string) => string): readonly GuardLine[] {
  const removals = jobs.flatMap(({ id, guards }) => (guards?.deletions?.enabled === false ? [] : [{ id, limit: guards?.deletions?.value ?? DEFAULT_LIMIT }]))
  const creations = jobs.flatMap(({ id, guards }) => (guards?.creations === undefined ? [] : [{ id, limit: guards.creations.value }]))
  return [...lines('down', removals, FORECAST.removalGuard), ...lines('up', creations, FORECAST.creationGuard)]

  function lines(side: GuardLine['side'], guards: typeof removals, say: (limit: string, where: string) => string): readonly GuardLine[] {
    return [...new Set(guards.map(({ limit }) => limit))].sort((a, b) => a - b).map((limit) => {
      const having = guards.filter((one) => one.limit === limit)
      const where = having.length === 1 && jobs.length > 1 ? titleOf(having[0]?.id ?? '') : FORECAST.oneJob
      return { side, limit, label: say(formatNumber(limit), where) }
    })
  }
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
  return document.jobs
    .flatMap((job) => job.objectMappings.flatMap((mapping) => mapping.attributeMappings))
    .some((mapping) => mapping.type === 'Expression' && /\bNow\s*\(/iu.test(mapping.expression))
}

/** Attributes with which something could be dated, by their type, else by what their names say. */
export function datedAttributes(attributes: readonly { readonly name: string; readonly type: string }[]): readonly string[] {
  const typed = attributes.filter(({ type }) => /^date/iu.test(type))
  return (typed.length > 0 ? typed : attributes.filter(({ name }) => /date|hire|terminat/iu.test(name))).map(({ name }) => name)
}

/** People whose name, ID or cause holds a text. */
export function findPeople(people: readonly ForecastPerson[], search: string): readonly ForecastPerson[] {
  const wanted = foldAccents(search)
  return wanted === '' ? people : people.filter((person) => foldAccents(`${person.display} ${person.anchor} ${person.reason}`).includes(wanted))
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
}
