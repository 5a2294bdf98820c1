import { fc } from '../../support/laws'
import { expect, test } from 'vitest'
import { RecordPacker } from '../../../main/connectors/record-packer'
import { HeldTextsBuilder, type HeldTexts } from '../../../main/mirror/held-texts'
import { packRows, rowTexts } from '../../../main/packed/packed-rows'
import { RowCells } from '../../../main/packed/row-cells'
import type { Cell } from '../../../shared/model/attribute'
import { cellOf, packCells, splitCells } from '../../../shared/model/packed'
import type { PackedRows } from '../../../shared/model/record'
import { type RowBytes, isSameCell } from '../../../shared/model/texts'

const plain = fc.oneof(fc.constantFrom('', 'Ann', 'Růžička', '😀', 'x'.repeat(300), 'ø'), fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/[\u0010\u001e\u001f]/.test(text))) // eslint-disable-line no-control-regex -- what begins a packed cell
const rows = fc.array(fc.array(plain, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 })

/** Rows as a reader of bytes packs them, with the columns in the order of `names` and positions in that of `known`. */
function packed(all: readonly (readonly string[])[], names: readonly string[], known: readonly string[]): PackedRows {
  const packer = new RecordPacker({ type: 'user', known, file: 0 })
  const layout = packer.columns(names)
  all.forEach((cells, i) => {
    const bytes = Buffer.concat([Buffer.from(cells.join('\u001f')), Buffer.alloc(8)])
    const ends = Int32Array.from(cells, (_, column) => Buffer.byteLength(cells.slice(0, column + 1).join('\u001f')))
    packer.addBytes(layout, { bytes, start: 0, ends, count: cells.length, ascii: false }, String(i), i)
  })
  for (const event of packer.flush()) if (event.kind === 'records') return event.bodies
  throw new Error('There are rows.')
}

function held(of: PackedRows): HeldTexts {
  const builder = new HeldTextsBuilder()
  for (let place = 0; place < of.ends.length; place++) builder.addRow(of, place)
  return builder.texts()
}

function cellsIn(found: RowBytes | undefined): RowCells {
  const cells = new RowCells()
  if (!found) throw new Error('The row is there.')
  cells.goTo(found)
  return cells
}

test('rows that were read as bytes are the objects that they would be as texts, in the order of columns or another', () => {
  fc.assert(fc.property(rows, fc.boolean(), (all, swapped) => {
    const known = swapped ? ['c', 'a', 'b'] : []
    const wanted = all.map(([a = '', b = '', c = '']) => packCells((swapped ? [c, a, b] : [a, b, c]).map((cell) => (cell === '' ? null : cell))))
    expect(rowTexts(packed(all, ['a', 'b', 'c'], known))).toEqual(wanted)
  }))
})

test('a cell is what splitting the text gives, whether or not somebody noted where cells end', () => {
  fc.assert(fc.property(rows, fc.boolean(), fc.array(fc.nat(4)), (all, swapped, positions) => {
    const noted = packed(all, ['a', 'b', 'c'], swapped ? ['c', 'a', 'b'] : [])
    const texts = rowTexts(noted)
    for (const of of [noted, packRows(texts)]) {
      const objects = held(of)
      texts.forEach((text, row) => {
        const cells = splitCells(text)
        for (const position of positions) {
          const wanted: Cell = cellOf(cells[position])
          expect(objects.cell(row, position)).toEqual(wanted)
          expect(cellOf(cellsIn(objects.bytes(row)).at(position))).toEqual(wanted)
          expect(objects.at(row)).toBe(text)
          expect(objects.cell(row, position)).toEqual(wanted)
        }
      })
    }
  }))
})

test('two cells are the same where their texts are', () => {
  fc.assert(fc.property(rows, (all) => {
    const [one, other] = [held(packed(all, ['a', 'b', 'c'], [])), held(packed(all, ['a', 'b', 'c'], ['c', 'a', 'b']))]
    for (let row = 0; row < all.length; row++) {
      const otherRow = all.length - 1 - row
      const [own, others] = [cellsIn(one.bytes(row)), cellsIn(other.bytes(otherRow))]
      for (let position = 0; position < 4; position++) {
        for (let against = 0; against < 4; against++) expect(own.isSame(position, others, against)).toBe((own.at(position) ?? '') === (others.at(against) ?? ''))
      }
      const at = (cells: RowCells, position: number): string => (position < 0 ? '' : cells.at(position) ?? '')
      const [bytes, otherBytes] = [one.bytes(row) as RowBytes, other.bytes(otherRow) as RowBytes]
      for (let position = -1; position < 4; position++) {
        for (let against = -1; against < 4; against++) expect(isSameCell(bytes, position, otherBytes, against)).toBe(at(own, position) === at(others, against))
      }
      expect(one.isSame(row, other, otherRow)).toBe(one.at(row) === other.at(otherRow))
    }
  }))
})

test('a row that is too long to note its cells is read all the same', () => {
  const all = [['a', 'x'.repeat(70_000), 'ž'], ['b', '', 'c']]
  const objects = held(packed(all, ['a', 'b', 'c'], []))
  expect(objects.cell(0, 2)).toBe('ž')
  expect(cellsIn(objects.bytes(0)).at(2)).toBe('ž')
  expect(objects.cell(1, 2)).toBe('c')
})

test('texts that come out of one another again and again are what they were, and do not grow', () => {
  const all = Array.from({ length: 300 }, (_, row) => `row ${row}`)
  let texts = held(packRows(all))
  for (let round = 0; round < 50; round++) {
    const builder = new HeldTextsBuilder(texts)
    builder.keepAll()
    for (let row = round % 3; row < all.length; row += 3) {
      all[row] = `row ${row} of round ${round}`
      builder.replace(row, all[row] as string)
    }
    texts = builder.texts()
  }
  expect([...texts]).toEqual(all)
  expect(texts.parts().own.length).toBeLessThan(2000)
  expect(texts.isSame(0, held(packRows(all)), 0)).toBe(true)
  expect(texts.isSame(0, texts, 1)).toBe(false)
})

test('objects with photos are handed over before they are many', () => {
  const packer = new RecordPacker({ type: 'user', known: [], file: 0 })
  const layout = packer.columns(['id', 'photo'])
  const photo = 'A'.repeat(1 << 20)
  let rows = 0
  while (!packer.addRow(layout, [String(rows), photo], String(rows), rows)) rows++
  expect(rows).toBeLessThan(20)
  const builder = new HeldTextsBuilder()
  for (let i = 0; i < 20; i++) {
    const bytes = Buffer.from(`${i} ${photo}`)
    builder.addBytes(bytes, 0, bytes.length, true)
  }
  expect([...builder.texts()].map((text) => text.slice(0, 3).trim())).toEqual(Array.from({ length: 20 }, (_, i) => `${i} A`.slice(0, 3).trim()))
})

test('texts that are replaced time and again do not keep the rows that they were among', () => {
  let texts = held(packRows(Array.from({ length: 50 }, (_, row) => `0 ${row}`)))
  for (let time = 1; time <= 700; time++) {
    const builder = new HeldTextsBuilder(texts)
    const fresh = packRows([`${time} ${time % 50}`])
    for (let row = 0; row < 50; row++) {
      if (row === time % 50) builder.addRow(fresh, 0)
      else builder.keep(row)
    }
    texts = builder.texts()
  }
  expect(texts.shared().rows.length).toBeLessThanOrEqual(257)
  expect([...texts]).toEqual(Array.from({ length: 50 }, (_, row) => `${row === 0 ? 700 : row + 650} ${row}`))
})
