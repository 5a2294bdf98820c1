import { fc } from '../../support/laws'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { KeyIndex } from '../../../main/engine/key-index'
import { valueRows } from '../../../main/engine/value-rows'
import { GrowingTexts, pickTexts } from '../../../main/mirror/spilled-texts'
import { normalName } from '../../../shared/directory-name'
import { foldCase } from '../../../shared/fold-case'
import type { Cell } from '../../../shared/model/attribute'
import { cellAt, packCells } from '../../../shared/model/packed'
import type { Texts } from '../../../shared/model/texts'
import { temporaryFolder } from '../../support/folders'
import { heldTexts } from '../../support/texts'

const text = fc.oneof(fc.constantFrom('Ann', 'ANN', 'ann', 'Åsa', 'ÅSA', 'straße', 'STRASSE', 'ſ', 's', 'a\u001fb', '\u0010', '', 'a'.repeat(32), 'A'.repeat(32), 'a'.repeat(33), `${'a'.repeat(31)}Å`), fc.string({ maxLength: 3 }))
const cell: fc.Arbitrary<Cell> = fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) })
const bodies = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }).map(packCells), { minLength: 1, maxLength: 2000 })

const table = (texts: Texts) => ({ type: 'user', attributes: ['a', 'b', 'c'], anchors: [...texts].map((_, row) => String(row).padStart(5, '0')), bodies: texts })
const valuesOf = (held: Cell): readonly string[] => (held === null ? [] : typeof held === 'string' ? [held] : held)
const holders = (all: readonly string[], position: number, wanted: string): number[] => all.flatMap((body, row) => (valuesOf(cellAt(body, position)).some((value) => foldCase(value) === foldCase(wanted)) ? [row] : []))

describe('rows by value', () => {
  test('are those that hold it, letter case apart, ascending, wherever the texts lie', () => {
    const folder = temporaryFolder()
    fc.assert(fc.property(bodies, fc.array(text, { maxLength: 10 }), (all, others) => {
      const growing = new GrowingTexts(path.join(folder, 'mirror.sqlite'), 0)
      for (const body of [...all].reverse()) growing.push(body)
      const spilled = pickTexts(growing.texts(), all.map((_, row) => all.length - 1 - row))
      const wanted = [...others, ...all.slice(0, 30).flatMap((body) => [0, 1, 2].flatMap((position) => valuesOf(cellAt(body, position))))]
      for (const texts of [all, heldTexts(all), spilled]) {
        valueRows(table(texts), [2, 0]).forEach((rows, i) => {
          for (const value of wanted) expect(rows.find(value)).toEqual(holders(all, [2, 0][i] as number, value))
        })
      }
    }), { numRuns: 40 })
  })

  test('are found among many in a file', () => {
    const growing = new GrowingTexts(path.join(temporaryFolder(), 'mirror.sqlite'), 0)
    const name = (i: number): string => `User.${i}@northwind.example`
    for (let i = 0; i < 5000; i++) growing.push(packCells([name(i)]))
    const [rows] = valueRows(table(growing.texts()), [0])
    for (let i = 0; i < 5000; i += 7) expect(rows?.find(name(i).toUpperCase())).toEqual([i])
    expect(rows?.find(name(5000))).toEqual([])
  })

  test('are found by distinguished names however they are spelt', () => {
    const all = ['CN=Berg\\, Ann,OU=Ward,DC=example', 'cn=Ann,ou=ward,dc=example', 'CN=Ann , OU=Ward,DC=example'].map((name) => packCells([name]))
    const [names] = valueRows(table(all), [0], normalName)
    expect(names?.find('cn=berg\\2c ann,ou=ward,dc=example')).toEqual([0])
    expect(names?.find('CN=ANN,OU=WARD,DC=EXAMPLE')).toEqual([1, 2])
    expect(names?.find('CN=Eve,OU=Ward,DC=example')).toEqual([])
  })

  test('of one value that everybody holds are gathered in linear time', () => {
    const all = new Array<string>(200_000).fill(packCells(['n/a', 'x']))
    const [rows] = valueRows(table(all), [0])
    expect(rows?.find('N/A')).toHaveLength(all.length)
  })
})

describe('an index of a plan', () => {
  test('sees what objects hold, and what the plan gives and takes', () => {
    const [rows] = valueRows(table([packCells(['a']), packCells(['b']), packCells(['B'])]), [0])
    const [below, index] = [rows as NonNullable<typeof rows>, new KeyIndex(rows as NonNullable<typeof rows>)]
    index.remove('a', 0)
    index.add('A', 7)
    index.remove('b', 1)
    index.add('new', 0)
    expect([index.find('a'), index.find('B'), index.find('new'), index.has('none')]).toEqual([[7], [2], [0], false])
    expect([below.find('a'), below.find('b'), below.find('new')]).toEqual([[0], [1, 2], []])
  })
})
