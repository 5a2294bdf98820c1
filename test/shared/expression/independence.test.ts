import { afterEach, describe, expect, test } from 'vitest'
import { evaluate } from './support'

/** Values that a machine's settings could touch, and what they are wherever it stands. */
const EXPECTED: Readonly<Record<string, string>> = {
  'CDate("2021-06-30+08:00")': '6/29/2021 4:00:00 PM',
  'CDate("2021-08-24")': '8/24/2021 12:00:00 AM',
  'Now()': '7/30/2025 12:00:00 AM',
  'FormatDateTime("20150123105347.1Z", , "yyyyMMddHHmmss.fZ", "dddd, d MMMM yyyy HH:mm:ss.ff K")': 'Friday, 23 January 2015 10:53:47.10 Z',
  'NumFromDate("2025-03-30 02:30:00")': '133877754000000000',
  'DateDiff("h", CDate("2025-03-29"), CDate("2025-03-31"))': '48',
  'DateAdd("d", 1, CDate("2025-03-29 12:00:00"))': '3/30/2025 12:00:00 PM',
  'ToLower("III")': 'iii',
  'ToUpper("ii")': 'II',
  'PCase("istanbul ii")': 'Istanbul Ii',
  'ToLower("I", "tr-TR")': 'ı',
  'NormalizeDiacritics("İstanbul ığdır")': 'Istanbul igdir',
  'IIF("ä" < "z", "before", "after")': 'after',
}

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

describe.each(['UTC', 'America/St_Johns', 'Pacific/Kiritimati', 'Europe/Berlin'])('on a machine in %s', (where) => {
  test('every value is the same', () => {
    process.env['TZ'] = where
    expect(new Date(2025, 0, 1).getTimezoneOffset() === 0).toBe(where === 'UTC') // the zone is in force
    expect(Object.fromEntries(Object.keys(EXPECTED).map((e) => [e, evaluate(`CStr(${e})`)]))).toEqual(EXPECTED)
  })
})
