import { expect, test } from 'vitest'
import { sameValue } from '../../../main/engine/diff'
import { foldCase } from '../../../shared/fold-case'
import { fc } from '../../support/laws'

const text = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'z', 'Z', 'k', 'K', '@', '`', '[', '{', '1', ' ', 'ß', 'ẞ', 's', 'S', 'ſ', 'é', 'e', '\u0301', '\u0338', '=', 'İ', 'ı', 'I', 'i', 'Σ', 'ς', '\u212a', ';', '\u037e'), maxLength: 5 })
const flow = { field: { kind: 'cell', position: 0 }, reference: false } as const

test('two texts are the same value without regard to case where they fold into one, and with regard to it where they are one', () => {
  fc.assert(fc.property(text, text, (a, b) => {
    expect(sameValue(a, b, { ...flow, caseExact: false })).toBe(foldCase(a) === foldCase(b))
    expect(sameValue(a, b, { ...flow, caseExact: true })).toBe(a === b)
  }), { numRuns: 500 })
})

test('texts that differ in letter case and in nothing else are the same value', () => {
  fc.assert(fc.property(text, (a) => {
    expect(sameValue(a, a.toUpperCase(), { ...flow, caseExact: false })).toBe(foldCase(a) === foldCase(a.toUpperCase()))
  }))
})
