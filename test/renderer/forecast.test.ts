import { describe, expect, test } from 'vitest'
import { datedAttributes, dayBars, drawsLimit, eventDay, findPeople, isDated, limitOf, monthTotals, scaleOf, ticksOf } from '../../renderer/features/forecast/forecast-days'
import { daysFromToday } from '../../renderer/ui/clock'
import { formatDay, formatMonth } from '../../renderer/ui/format'
import type { Forecast, ForecastDay, ForecastPerson } from '../../shared/model/forecast'
import { fakeData } from '../support/fake-data'

const { document } = fakeData().project
const person = (kind: ForecastPerson['kind'], status: ForecastPerson['status'], display = 'Ann'): ForecastPerson => ({ job: 'hr-to-ad', kind, status, anchor: '1', display, reason: 'Leaves scope.' })

/** Days from Saturday, 21 November 2026 on. */
function days(...counts: readonly Partial<ForecastDay>[]): readonly ForecastDay[] {
  return counts.map((one, day) => ({
    day, date: new Date(Date.parse('2026-11-21T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10), now: '', create: 0, update: 0, enable: 0, disable: 0, delete: 0, held: 0, failed: 0, guards: [], people: [], ...one,
  }))
}

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
    const bars = dayBars(days({ create: 400 }, { create: 10 }, { disable: 30 }))
    expect(scaleOf(bars, undefined, 160)).toEqual({ perPerson: 4, zero: 40 })
    expect(scaleOf(bars, 60, 70)).toEqual({ perPerson: 42 / 60, zero: 28 })
    expect(scaleOf(dayBars(days({ disable: 222 }, { create: 8 })), undefined, 108)).toEqual({ perPerson: 10, zero: 80 })
    expect([drawsLimit(bars, 60), drawsLimit(bars, 61)]).toEqual([true, false])
    expect(scaleOf(dayBars(days({ create: 4 }, {})), undefined, 80)).toEqual({ perPerson: 20, zero: 80 })
    expect(scaleOf(dayBars(days({}, {})), undefined, 80).zero).toBe(40)
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

test('the guard that trips first is drawn, else the lowest threshold that is on', () => {
  const forecast = { firstTrip: null } as Forecast
  expect(limitOf({ ...forecast, firstTrip: { day: 1, date: '', job: 'hr-to-ad', guard: 'deletions', count: 8, limit: 7 } }, document)).toBe(7)
  expect(limitOf(forecast, document)).toBe(100)
  expect(limitOf(forecast, { ...document, jobs: document.jobs.map((job) => ({ ...job, guards: { deletions: { enabled: false, value: 5 } } })) })).toBeUndefined()
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
