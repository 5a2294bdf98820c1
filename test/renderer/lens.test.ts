import { describe, expect, test } from 'vitest'
import { countOf, limitPlace, placeOf, tickLabels } from '../../renderer/features/expression-editor/lens-numbers'
import { asCompared, shownRow, type PreviewRow } from '../../renderer/features/expression-editor/preview-outcome'
import { LENS } from '../../renderer/texts/lens'
import type { LensRow, LensView } from '../../shared/ipc/lens-views'
import type { PreviewPerson } from '../../shared/ipc/views'

const lens: LensView = {
  against: 'target', people: 4782, evaluated: 4782, happens: { changes: 3790, same: 521, newAccount: 464, unknown: 7 },
  wrong: { collides: 28, collidingValues: 14, characters: 5, blank: 0, tooLong: 0, fails: 0 }, charactersText: 'characters outside ASCII',
  histogram: { of: 'length', bins: [] }, oddest: [], failures: [], durationMs: 14,
}
const bins = (...labels: readonly string[]) => labels.map((label) => ({ label, count: 1 }))

describe('the numbers of the lens', () => {
  test('every person of the population stands in one part, at one place', () => {
    const places = Array.from({ length: lens.people }, (_, index) => placeOf(lens, index))
    expect(new Set(places.map((place) => `${String(place?.part)} ${String(place?.offset)}`)).size).toBe(lens.people)
    expect(places[0]).toEqual({ part: 'changes', offset: 0 })
    expect(places[3790]).toEqual({ part: 'same', offset: 0 })
    expect(places.at(-1)).toEqual({ part: 'unknown', offset: 6 })
    expect(placeOf(lens, lens.people)).toBeUndefined()
  })

  test('each part has its own count', () => {
    expect(countOf(lens, 'same')).toBe(521)
    expect(countOf(lens, 'collides')).toBe(28)
  })

  test.each([
    { labels: ['10', '11', '12', '13'], limit: 11, place: 0.5, because: 'the line stands behind the last length that fits' },
    { labels: ['0–9', '10–19'], limit: 14, place: 0.75, because: 'within a bar it stands in proportion' },
    { labels: ['10', '11'], limit: 256, place: undefined, because: 'a limit out of range has no line' },
    { labels: ['10', '11'], limit: undefined, place: undefined, because: 'there is no limit' },
    { labels: ['Nurse', '3 others'], limit: 5, place: undefined, because: 'values are no lengths' },
  ])('$because', ({ labels, limit, place }) => {
    expect(limitPlace(bins(...labels), limit)).toBe(place)
  })

  test('about five bars have their length written under them', () => {
    expect(tickLabels(bins(...Array.from({ length: 20 }, (_, index) => `${String(12 + index * 2)}–${String(13 + index * 2)}`))).filter((tick) => tick !== undefined)).toEqual(['12', '20', '28', '36', '44'])
    expect(tickLabels(bins('3'))).toEqual(['3'])
  })

  test('one sentence says what changes and what is wrong, and nothing of what is not', () => {
    expect(LENS.said(lens)).toBe('3,790 change, 28 collide, 5 with characters outside ASCII')
    expect(LENS.said({ ...lens, happens: { ...lens.happens, changes: 1 }, wrong: { ...lens.wrong, collides: 0, characters: 0, fails: 1 } })).toBe('1 changes, 1 fails')
  })
})

describe('what the table says of a person', () => {
  const row = (kind: PreviewRow['kind'], more: Partial<PreviewRow> = {}): PreviewRow => ({ person: ada, kind, ...more })
  const finding = (wrong: LensRow['wrong'], more: Partial<LensRow> = {}): LensRow => ({ anchor: '1', display: 'Ada', outcome: 'changes', wrong, after: 'x', ...more })

  test.each([
    { kind: 'changes', wrong: ['collides'], outcome: 'changes', shown: 'collides', because: 'what only everybody shows comes before what happens' },
    { kind: 'new', wrong: ['blank', 'characters'], outcome: 'newAccount', shown: 'refused', because: 'a value that is refused says more than no value' },
    { kind: 'new', wrong: ['collides', 'fails'], outcome: 'newAccount', shown: 'fails', because: 'who fails has no value that could collide' },
    { kind: 'wait', wrong: [], outcome: 'same', shown: 'same', because: 'the lens finds out which account a reference names' },
    { kind: 'new', wrong: [], outcome: 'unknown', shown: 'unknown', because: 'the lens matches, and found two' },
    { kind: 'notFlowed', wrong: [], outcome: 'same', shown: 'notFlowed', because: 'why nothing flows is known here' },
  ] as const)('$shown, because $because', ({ kind, wrong, outcome, shown }) => {
    expect(shownRow(row(kind), finding(wrong, { outcome })).kind).toBe(shown)
  })

  test('the value is the one that the lens found, with its sentence', () => {
    expect(shownRow(row('new', { after: 'first candidate', reason: 'reference' }), finding([], { after: 'second', note: 'Grace has the first.' }))).toEqual({ person: ada, kind: 'changes', after: 'second', note: 'Grace has the first.' })
  })

  test('a person of whom the lens says nothing is as the row is', () => {
    expect(shownRow(row('changes'), undefined)).toEqual(row('changes'))
  })

  test('the account is the one that the lens found, whether a rehearsal has linked it or not', () => {
    expect(asCompared(ada, finding([], { before: 'a@x' }), 'mail').target).toEqual({ mail: 'a@x' })
    expect(asCompared({ ...ada, target: { Mail: 'old', cn: 'Ada' } }, finding([], { before: null }), 'mail').target).toEqual({ cn: 'Ada' })
    expect(asCompared({ ...ada, target: { cn: 'Ada' } }, finding([], { outcome: 'newAccount' }), 'mail').target).toBeUndefined()
    expect(asCompared(ada, undefined, 'mail')).toBe(ada)
  })
})

const ada: PreviewPerson = { anchor: '1', display: 'Ada', attributes: {} }
