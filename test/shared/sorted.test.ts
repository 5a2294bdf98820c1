import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionIn } from '../../shared/sorted'

test('a number is found where it stands among ascending ones, and nowhere else', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 })), fc.integer({ min: -60, max: 60 }), (numbers, wanted) => {
    const ascending = Int32Array.from(numbers).sort()
    expect(positionIn(ascending, wanted)).toBe(ascending.indexOf(wanted))
  }))
})
