import { expect, test } from 'vitest'
import { counted, listed, oneOf, plural, titled } from '../../renderer/texts/plural'
import { nounOfTypes, objectNoun, PERSON } from '../../renderer/texts/common'
import { formatDateTime, formatDuration, formatNumber, formatPercent, formatShortDateTime, formatSize, formatTimeLeft } from '../../renderer/ui/format'

test.each([[0, '0 people'], [1, '1 person'], [2, '2 people'], [3790, '3,790 people']])('%i people are said as %s', (count, said) => {
  expect(counted(count, PERSON)).toBe(said)
  expect(plural(count, PERSON)).toBe(said.split(' ')[1])
})

test.each([['worker', 'people'], ['row', 'people'], ['user', 'users'], ['group', 'groups'], ['Department', 'departments'], ['organizationalUnit', 'organizational units'], ['OU', 'OUs'], ['company', 'companies'], ['key', 'keys']])('objects of the type %s are %s', (type, word) => {
  expect(objectNoun(type).other).toBe(word)
})

test.each([
  { types: ['user'], word: 'users' }, { types: ['user', 'user'], word: 'users' }, { types: ['row', 'user'], word: 'people' }, { types: ['row', 'worker'], word: 'people' },
  { types: ['user', 'group'], word: 'objects' }, { types: [], word: 'objects' },
])('objects of the types $types are together $word', ({ types, word }) => {
  expect(nounOfTypes(types).other).toBe(word)
})

test('one of something has its article, and a label its capital', () => {
  expect(['person', 'user', 'object', 'organizationalUnit', 'unit'].map((type) => oneOf(objectNoun(type)))).toEqual(['a person', 'a user', 'an object', 'an organizational unit', 'a unit'])
  expect(titled('people')).toBe('People')
})

test('parts are listed with commas and one and', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c'])
})

test.each([
  { part: 0, whole: 5000, shown: '0%', because: 'nothing is nothing' },
  { part: 1, whole: 5000, shown: '0.1%', because: 'somebody is never rounded away' },
  { part: 4999, whole: 5000, shown: '99.9%', because: 'all but one are not all' },
  { part: 5000, whole: 5000, shown: '100%', because: 'all are all' },
  { part: 0, whole: 0, shown: '0%', because: 'there is nobody' },
  { part: 1, whole: 3, shown: '33.3%', because: 'one decimal is enough' },
])('$part of $whole is $shown, because $because', ({ part, whole, shown }) => {
  expect(formatPercent(part, whole)).toBe(shown)
})

test.each([[400, '0.4 s'], [6100, '6.1 s'], [42_000, '42 s'], [130_000, '2 min 10 s'], [120_000, '2 min'], [3_900_000, '1 h 5 min'], [3_600_000, '1 h']])('%i ms are %s', (ms, shown) => {
  expect(formatDuration(ms)).toBe(shown)
})

test('what is left is whole seconds, then whole minutes, and never nothing', () => {
  expect([formatTimeLeft(0.2), formatTimeLeft(3), formatTimeLeft(59), formatTimeLeft(130)]).toEqual(['1 s left', '3 s left', '59 s left', '2 min left'])
})

test('sizes and numbers are written out', () => {
  expect([formatSize(940), formatSize(2_100_000), formatNumber(16_405)]).toEqual(['940 bytes', '2.1 MB', '16,405'])
})

test('dates are in UTC, and the year is left out within twelve months of the clock', () => {
  expect(formatDateTime('2026-11-21T06:00:00Z')).toBe('21 Nov 2026, 06:00 UTC')
  expect(formatShortDateTime('2026-11-21T06:00:00Z', new Date('2026-11-22T00:00:00Z'))).toBe('21 Nov, 06:00')
  expect(formatShortDateTime('2024-11-21T06:00:00Z', new Date('2026-11-22T00:00:00Z'))).toBe('21 Nov 2024, 06:00')
  expect(formatDateTime('soon')).toBe('soon')
})
