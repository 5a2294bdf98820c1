import { expect, test } from 'vitest'
import { dateIn, daysLater, timeIn } from '../../shared/local-date'

test.each([
  { from: '2026-11-21T12:00:00Z', days: 30, zone: 'UTC', at: '2026-12-21T12:00', because: 'there is nothing to change' },
  { from: '2027-03-13T18:00:00Z', days: 1, zone: 'America/Los_Angeles', at: '2027-03-14T17:00', because: 'the clocks go forward' },
  { from: '2026-10-31T17:00:00Z', days: 1, zone: 'America/Los_Angeles', at: '2026-11-01T18:00', because: 'the clocks go back' },
  { from: '2027-03-13T10:30:00Z', days: 1, zone: 'America/Los_Angeles', at: '2027-03-14T10:30', because: 'half past two is left out on that day' },
  { from: '2026-09-05T04:30:00Z', days: 1, zone: 'America/Santiago', at: '2026-09-06T04:30', because: 'half past midnight is left out on that day' },
  { from: '2028-02-28T23:59:59.999Z', days: 1, zone: 'Asia/Kolkata', at: '2028-02-29T23:59', because: 'a leap year has a day more' },
])('$days days after $from in $zone is $at, because $because', ({ from, days, zone, at }) => {
  const later = new Date(daysLater(Date.parse(from), days, zone)).toISOString()
  expect(later.slice(0, 16)).toBe(at)
  expect(Date.parse(dateIn(zone, later)) - Date.parse(dateIn(zone, from))).toBe(days * 86_400_000)
})

test('the time of day is that of the time zone', () => {
  expect(['UTC', 'America/Los_Angeles', 'Asia/Kolkata'].map((zone) => timeIn(zone, '2026-11-21T06:00:00Z'))).toEqual(['06:00', '22:00', '11:30'])
})
