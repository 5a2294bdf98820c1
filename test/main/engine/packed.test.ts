import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import type { Cell } from '../../../shared/model/attribute'
import { cellAt, packCell, packCells, packsPlain, unpackCells, withCell } from '../../../shared/model/packed'

/** Texts full of what the format itself is made of. */
const hostile = fc.string({ unit: fc.constantFrom('\u0010', '\u001e', '\u001f', 'a', 'b', 'c', 'e', 'l', 't', '', '\u0000', 'ø', '😀') })
const text = fc.oneof(hostile, fc.string(), fc.constant(''))
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.constant(null), text, fc.array(text, { minLength: 1, maxLength: 4 }))

describe('packed rows', () => {
  test('unpack to what was packed, whatever characters the values hold', () => {
    fc.assert(fc.property(fc.array(cell, { maxLength: 8 }), (cells) => {
      const unpacked = unpackCells(packCells(cells))
      expect(cells.map((_, i) => unpacked[i] ?? null)).toEqual(cells)
    }), { numRuns: 2000 })
  })

  test('give one cell as unpacking gives it, beyond the end too', () => {
    fc.assert(fc.property(fc.array(cell, { maxLength: 8 }), fc.nat(10), (cells, position) => {
      expect(cellAt(packCells(cells), position)).toEqual(cells[position] ?? null)
    }), { numRuns: 2000 })
  })

  test('take another cell as packing all anew does, beyond the end too', () => {
    fc.assert(fc.property(fc.array(cell, { maxLength: 8 }), fc.nat(10), cell, (cells, position, other) => {
      const changed = Array.from({ length: Math.max(cells.length, position + 1) }, (_, i) => (i === position ? other : cells[i] ?? null))
      expect(withCell(packCells(cells), position, packCell(other))).toBe(packCells(changed))
    }), { numRuns: 2000 })
  })

  test('are equal where the values are, so that an attribute that a type gains later changes no row', () => {
    fc.assert(fc.property(fc.array(cell, { maxLength: 6 }), fc.nat(4), (cells, more) => {
      expect(packCells([...cells, ...new Array<Cell>(more).fill(null)])).toBe(packCells(cells))
    }))
  })

  test('tell every two cells apart', () => {
    fc.assert(fc.property(cell, cell, (a, b) => {
      expect(packCell(a) === packCell(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
    }), { numRuns: 2000 })
  })

  test('hold a text as it is when it is said to pack plainly', () => {
    fc.assert(fc.property(text, (value) => {
      if (packsPlain(value)) expect(packCell(value)).toBe(value)
      else expect(packCell(value)).not.toBe(value)
    }))
  })
})
