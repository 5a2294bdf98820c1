import { fc } from '../support/laws'
import { expect, test } from 'vitest'
import { ascendingOrder, positionIn } from '../../shared/sorted'

test('a number is found where it stands among ascending ones, and nowhere else', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 })), fc.integer({ min: -60, max: 60 }), (numbers, wanted) => {
    const ascending = Int32Array.from(numbers).sort()
    expect(positionIn(ascending, wanted)).toBe(ascending.indexOf(wanted))
  }))
})

test('a text is found by UTF-16 code units', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 3 })), fc.string({ unit: 'grapheme', maxLength: 3 }), (texts, wanted) => {
    const ascending = [...texts, ''].sort()
    expect(ascending[positionIn(ascending, wanted)]).toBe(ascending.includes(wanted) ? wanted : undefined)
  }))
})

test('numbers are brought into order, equal ones as they stand', () => {
  const close = fc.array(fc.integer({ min: 1000, max: 1020 }))
  const apart = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 ** 28 })))
  fc.assert(fc.property(fc.oneof(close, apart), (numbers) => {
    const rows = numbers.map((_, i) => i).sort((a, b) => (numbers[a] as number) - (numbers[b] as number) || a - b)
    expect([...ascendingOrder(numbers)]).toEqual(rows)
  }))
})
