import { describe, expect, test } from 'vitest'
import { countOf, limitPlace, placeOf, tickLabels } from '../../renderer/features/expression-editor/lens-numbers'
import { shownOutcome, type PreviewRow } from '../../renderer/features/expression-editor/preview-outcome'
import { LENS } from '../../renderer/texts/lens'
import type { LensRow, LensView } from '../../shared/ipc/lens-views'

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
  const row = (kind: PreviewRow['kind']): PreviewRow => ({ person: { anchor: '1', display: 'Ada', attributes: {} }, kind })
  const finding = (...wrong: LensRow['wrong']): LensRow => ({ anchor: '1', display: 'Ada', outcome: 'changes', wrong, note: 'Grace gets the same.' })

  test.each([
    { kind: 'changes', wrong: ['collides'], said: { kind: 'collides', note: 'Grace gets the same.' }, because: 'what only everybody shows comes before what happens' },
    { kind: 'new', wrong: ['blank', 'characters'], said: { kind: 'characters', note: 'Grace gets the same.' }, because: 'the rest the row knows itself' },
    { kind: 'fails', wrong: ['collides'], said: { kind: 'fails' }, because: 'who fails has no value that could collide' },
    { kind: 'same', wrong: [], said: { kind: 'same' }, because: 'nothing is wrong' },
  ] as const)('$said.kind, because $because', ({ kind, wrong, said }) => {
    expect(shownOutcome(row(kind), finding(...wrong))).toEqual(said)
  })

  test('a person of whom the lens says nothing is as the row is', () => {
    expect(shownOutcome(row('changes'), undefined)).toEqual({ kind: 'changes' })
  })
})
