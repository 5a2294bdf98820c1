import { describe, expect, test } from 'vitest'
import { boundSentences, startOfDay } from '../../renderer/features/forecast/day-bounds'
import { cutSide, datedAttributes, dayBars, drawnGuards, eventDay, findPeople, guardLines, isDated, monthTotals, scaleOf, ticksOf } from '../../renderer/features/forecast/forecast-days'
import { FORECAST } from '../../renderer/texts/forecast'
import { daysFromToday } from '../../renderer/ui/clock'
import { formatDay, formatMonth } from '../../renderer/ui/format'
import { countsOf, type ForecastDay, type ForecastPerson } from '../../shared/model/forecast'
import type { ForecastCounts } from '../../shared/model/forecast-counts'
import { fakeData } from '../support/fake-data'

const { document } = fakeData().project
const person = (kind: ForecastPerson['kind'], status: ForecastPerson['status'], display = 'Ann'): ForecastPerson => ({ job: 'hr-to-ad', kind, status, anchor: '1', display, reason: 'Leaves scope.' })

/** Days from Saturday, 21 November 2026 on. */
function days(...counts: readonly Partial<ForecastDay>[]): readonly ForecastCounts[] {
  return counts.map((one, day) => countsOf({
    day, date: new Date(Date.parse('2026-11-21T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10), now: '', create: 0, update: 0, enable: 0, disable: 0, delete: 0, held: 0, failed: 0, guards: [], people: [], ...one,
  }))
}

test('jobs that the service would disable are named, of many the number', () => {
  expect(FORECAST.disabled('19 Dec', ['Workday → AD'])).toBe('The service would disable Workday → AD on 19 Dec.')
  expect(FORECAST.disabled('19 Dec', ['A', 'B'])).toBe('The service would disable A and B, the first on 19 Dec.')
  expect(FORECAST.disabled('19 Dec', ['A', 'B', 'C', 'D'])).toBe('The service would disable 4 jobs, the first on 19 Dec.')
  expect([FORECAST.disabledWhy(0), FORECAST.disabledWhy(1)]).toEqual(['In quarantine for more than four weeks by then.', '1 object has failed for 28 days by then. Mend the cause before.'])
})

describe('the days of a forecast', () => {
  test('count who is held when it is first said, and not again', () => {
    const held = [person('create', 'held'), person('disable', 'held'), person('delete', 'held'), person('disable', 'planned')]
    const [first, second] = dayBars(days({ disable: 1, held: 3, people: held }, { held: 3 }))
    expect(first).toMatchObject({ heldUp: 1, heldDown: 2, disable: 1, weekend: true })
    expect(second).toMatchObject({ heldUp: 0, heldDown: 0, weekend: true })
  })

  test('without events are gone over in both directions, and the last day with one stays', () => {
    const bars = dayBars(days({ create: 1 }, {}, {}, { disable: 1 }, {}))
    expect([eventDay(bars, 0, 1), eventDay(bars, 3, -1), eventDay(bars, 3, 1)]).toEqual([3, 0, 3])
  })

  test('share one scale that today does not press to the ground; a near guard is within it', () => {
    const removals = (limit: number) => ({ side: 'down' as const, limit, label: String(limit) })
    const bars = dayBars(days({ create: 400 }, { create: 10 }, { disable: 30 }))
    expect(scaleOf(bars, [], 160)).toEqual({ perPerson: 4, zero: 40 })
    expect(scaleOf(bars, [removals(60)], 70)).toEqual({ perPerson: 42 / 60, zero: 28 })
    expect(scaleOf(dayBars(days({ disable: 222 }, { create: 8 })), [], 108)).toEqual({ perPerson: 10, zero: 80 })
    expect(drawnGuards(bars, [removals(60), removals(61), { side: 'up', limit: 20, label: 'creates' }]).map(({ limit }) => limit)).toEqual([60, 20])
    expect(scaleOf(bars, [{ side: 'up', limit: 20, label: 'creates' }], 100)).toEqual({ perPerson: 2, zero: 40 })
    expect(scaleOf(dayBars(days({ create: 4 }, {})), [], 80)).toEqual({ perPerson: 20, zero: 80 })
    expect(scaleOf(dayBars(days({}, {})), [], 80).zero).toBe(40)
  })

  test('are cut on the side where they would leave the chart', () => {
    const bars = dayBars(days({ disable: 222, create: 8 }, { create: 8 }))
    const scale = scaleOf(bars, [], 108)
    expect(bars.map((bar) => [cutSide(bar, 'up', scale, 108), cutSide(bar, 'down', scale, 108)])).toEqual([[false, true], [false, false]])
  })

  test('sum by month to what all of them sum to', () => {
    const bars = dayBars(days(...Array.from({ length: 40 }, (_one, day) => ({ create: day, disable: 1 }))))
    const months = monthTotals(bars)
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-12'])
    expect(months.reduce((sum, month) => sum + month.create, 0)).toBe(780)
    expect(months.map((month) => month.disable)).toEqual([10, 30])
  })

  test('are labelled by Mondays where they are few, and by months', () => {
    expect(ticksOf(dayBars(days(...Array.from({ length: 31 }, () => ({}))))).map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21'])
    expect(ticksOf(dayBars(days(...Array.from({ length: 91 }, () => ({}))))).map(({ date }) => date)).toEqual(['2026-12-01', '2027-01-01', '2027-02-01'])
    expect([formatDay('2026-12-31'), formatDay('2026-12-31', 'short'), formatMonth('2027-01-01')]).toEqual(['Thu 31 Dec 2026', '31 Dec', 'Jan 2027'])
  })
})

test('each limit is a line that names its job, or says that it is of any one job; guards that are off have none', () => {
  const [first, second] = document.jobs
  if (first === undefined || second === undefined) throw new Error('the data has two jobs')
  const lines = (jobs: typeof document.jobs): readonly string[] => guardLines({ jobs }, (id) => id).map(({ side, label }) => `${side} ${label}`)
  expect(lines([first, second])).toEqual(['down Guard: 100 disables and deletes in hr-to-ad', 'down Guard: 500 disables and deletes in ad-to-entra'])
  expect(lines([second, { ...second, id: 'other' }])).toEqual(['down Guard: 500 disables and deletes in one job'])
  expect(lines([{ ...first, guards: { deletions: { enabled: false, value: 5 }, creations: { value: 40 } } }])).toEqual(['up Guard: 40 creates in one job'])
})

test('a day begins when it is midnight in its time zone, also where the clocks change', () => {
  const at = (date: string, timeZone: string): string => new Date(startOfDay(date, timeZone)).toISOString()
  expect(at('2026-11-21', 'America/Los_Angeles')).toBe('2026-11-21T08:00:00.000Z')
  expect(at('2026-10-25', 'Europe/Stockholm')).toBe('2026-10-24T22:00:00.000Z')
  expect(at('2026-10-26', 'Europe/Stockholm')).toBe('2026-10-25T23:00:00.000Z')
  expect(at('2026-11-21', 'Asia/Kolkata')).toBe('2026-11-20T18:30:00.000Z')
  const bound = { job: 'a', timeZone: 'America/Los_Angeles', hoursAhead: 0 }
  expect(boundSentences([bound, { ...bound, job: 'b' }, { ...bound, hoursAhead: 24, of: 'terminations' }], '2026-11-21', (id) => id)).toEqual([
    'A day begins at 08:00 UTC (America/Los_Angeles) for a and b.', 'A day begins at 08:00 UTC the day before (America/Los_Angeles) for terminations of a.',
  ])
})

test('what would make a day count is a mapping with the clock over an attribute with a date', () => {
  const [job] = document.jobs
  const [mapping] = job?.objectMappings ?? []
  if (job === undefined || mapping === undefined) throw new Error('the data has a mapping')
  const dated = { ...mapping, attributeMappings: [{ type: 'Expression' as const, target: 'accountDisabled', expression: 'IIF(DateDiff("d", CDate([EndDate]), now()) > 0, "True", "False")' }] }
  expect(isDated(document)).toBe(false)
  expect(isDated({ ...document, jobs: [{ ...job, objectMappings: [dated] }] })).toBe(true)
  expect(datedAttributes([{ name: 'Start', type: 'DateTime' }, { name: 'HireDate', type: 'String' }])).toEqual(['Start'])
  expect(datedAttributes([{ name: 'Title', type: 'String' }, { name: 'HireDate', type: 'String' }])).toEqual(['HireDate'])
})

test('people are found by name without accents, by ID and by cause', () => {
  const people = [person('create', 'planned', 'Zofia Wójcik'), { ...person('disable', 'planned', 'Bea'), anchor: '207' }]
  expect(['wojcik', '207', 'leaves scope', 'nobody'].map((text) => findPeople(people, text).length)).toEqual([1, 1, 2, 0])
})

test('a clock is not now from the next date in UTC on', () => {
  const clock = new Date('2026-11-21T23:30:00Z')
  expect(['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z', '2027-01-01T06:00:00Z', '2026-11-20T23:59:59Z', 'soon'].map((now) => daysFromToday(now, clock))).toEqual([0, 1, 41, -1, 0])
})
