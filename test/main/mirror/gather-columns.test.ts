import { fc } from '../../support/laws'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { gatherColumns } from '../../../main/mirror/gather-columns'
import type { ObjectColumn } from '../../../main/mirror/object-columns'
import { GrowingTexts, type SpilledTexts } from '../../../main/mirror/spilled-texts'
import type { Cell } from '../../../shared/model/attribute'
import { packCell, packCells } from '../../../shared/model/packed'
import { temporaryFolder } from '../../support/folders'

const ATTRIBUTES = 4
const cell: fc.Arbitrary<Cell> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('Ward', 'Åsane', '', 'a\u001fb') }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 2 }) }, { weight: 1, arbitrary: fc.string() })
const objects = fc.array(fc.array(cell, { maxLength: ATTRIBUTES }), { minLength: 1, maxLength: 40 })

describe('columns gathered out of a file', () => {
  function gathered(folder: string, rows: readonly (readonly Cell[])[], ids: readonly number[]): readonly ObjectColumn[] {
    const growing = new GrowingTexts(path.join(folder, 'mirror.sqlite'), 0)
    for (const row of rows) growing.push(packCells(row))
    return gatherColumns({ texts: (growing.texts() as SpilledTexts).shared(), ids: Int32Array.from(ids), attributes: ATTRIBUTES })
  }

  test('give every object its cell, in the order of ids', () => {
    const folder = temporaryFolder()
    fc.assert(fc.property(objects, fc.integer({ min: 1, max: 1000 }), (rows, factor) => {
      const ids = rows.map((_, row) => 1 + ((row * 7919 * factor) % 10_007))
      fc.pre(new Set(ids).size === ids.length)
      const byId = [...rows.keys()].sort((a, b) => (ids[a] as number) - (ids[b] as number))
      for (const { position, cells, numbers } of gathered(folder, rows, ids)) {
        expect(Array.from(numbers, (number) => cells[number])).toEqual(byId.map((row) => packCell(rows[row]?.[position])))
      }
    }))
  })

  test('leave out an attribute of which nearly everybody has a value of their own', () => {
    const rows = Array.from({ length: 6000 }, (_, row) => [String(row), `Ward ${row % 300}`, null, 'all'])
    expect(gathered(temporaryFolder(), rows, rows.map((_, row) => row + 1)).map(({ position, cells }) => [position, cells.length])).toEqual([[1, 301], [2, 1], [3, 2]])
  })
})
