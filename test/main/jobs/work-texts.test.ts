import { describe, expect, test } from 'vitest'
import { forecastText, importedText, rehearsedText } from '../../../main/jobs/work-texts'

const system = { read: 40, new: 0, changed: 0, missing: 0, issues: [], complete: true }
const summary = { create: 1, update: 2, disable: 0, enable: 0, delete: 0, held: 0, failed: 0 }

describe('the status bar', () => {
  test.each([
    { systems: [system], says: 'Read 40 objects of 1 system, nothing has changed' },
    { systems: [{ ...system, new: 3, missing: 1 }, { ...system, complete: false }], says: 'Read 80 objects of 2 systems, 3 new, 1 missing, 1 system not to the end' },
    { systems: [{ ...system, read: 300_001, new: 300_001 }], says: 'Read 300,001 objects of 1 system, 300,001 new, too many to hold in memory, so that each edit plans everybody' },
  ])('says of an import: $says', ({ systems, says }) => {
    expect(importedText(systems)).toBe(says)
  })

  test('says of a rehearsal whether an edit plans everybody', () => {
    expect(rehearsedText(7, summary, { isKept: true })).toBe('Run 7: 3 actions planned')
    expect(rehearsedText(7, summary, { isKept: false })).toBe('Run 7: 3 actions planned, too many to hold in memory, so that each edit plans everybody')
  })

  test('says of a forecast the first day on which a guard trips', () => {
    const forecast = { from: '2026-11-21T06:00:00Z', days: 30, full: false, timeZone: 'UTC', seed: 1, byDay: [], firstTrip: null } as const
    const firstTrip = { day: 9, date: '2026-12-01', job: 'hr', guard: 'deletions', count: 8, limit: 5 } as const
    expect(forecastText(forecast)).toBe('Forecast of 30 days: no guard trips')
    expect(forecastText({ ...forecast, firstTrip })).toBe('Forecast of 30 days: a guard trips on 1 Dec 2026')
  })
})
