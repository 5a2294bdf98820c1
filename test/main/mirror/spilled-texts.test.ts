import { fc } from '../../support/laws'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { GrowingTexts, type SpilledTexts, pickTexts, sharedReader, textsBuilder, withTexts } from '../../../main/mirror/spilled-texts'
import type { RowBytes, Texts } from '../../../shared/model/texts'
import { temporaryFolder } from '../../support/folders'

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 60 })

function textOf(found: RowBytes | undefined): string | undefined {
  return found && Buffer.from(found.bytes).toString('utf8', found.from, found.to)
}

describe('texts that lie in a file', () => {
  function spilled(folder: string, all: readonly string[], mostHeld = 0): Texts {
    const growing = new GrowingTexts(path.join(folder, 'mirror.sqlite'), mostHeld)
    for (const text of all) growing.push(text)
    return growing.texts()
  }

  test('are those that were added, in any order and one after another', () => {
    const folder = temporaryFolder()
    fc.assert(fc.property(texts, fc.nat(60), fc.array(fc.nat(59)), (all, mostHeld, rows) => {
      const found = spilled(folder, all, mostHeld)
      expect([...found]).toEqual(all)
      for (const row of rows) expect(found.at(row)).toBe(all[row])
      expect(found.map((text, row) => `${row} ${text}`)).toEqual(all.map((text, row) => `${row} ${text}`))
    }))
  })

  test('are picked, replaced and put together as texts in memory are', () => {
    const folder = temporaryFolder()
    fc.assert(fc.property(texts, fc.array(fc.nat(59)), fc.dictionary(fc.nat(59).map(String), fc.string()), (all, picked, changes) => {
      const rows = picked.filter((row) => row < all.length)
      const changed = new Map(Object.entries(changes).map(([row, text]) => [Number(row), text] as const).filter(([row]) => row < all.length))
      const built = (base: Texts): Texts => {
        const builder = textsBuilder(pickTexts(withTexts(base, changed), rows))
        rows.forEach((_, row) => { builder.keep(row) })
        builder.put('made')
        return withTexts(builder.texts(), new Map([[0, 'first']]))
      }
      expect([...built(spilled(folder, all))]).toEqual([...built(all)])
      expect(built(spilled(folder, all)).map((text) => text)).toEqual([...built(all)])
    }))
  })

  test('can be replaced while others are still added', () => {
    const growing = new GrowingTexts(path.join(temporaryFolder(), 'mirror.sqlite'), 1)
    for (const text of ['a', 'b', 'c']) growing.push(text)
    growing.replace(1, 'B')
    expect([...growing.texts()]).toEqual(['a', 'B', 'c'])
  })

  test('can be read while others are still added', () => {
    const growing = new GrowingTexts(path.join(temporaryFolder(), 'mirror.sqlite'), 1)
    const numbers = ['a', 'b', 'c'].map((text) => growing.push(text))
    expect(numbers).toEqual([0, 1, 2])
    expect(growing.at(2)).toBe('c')
    expect(growing.push('d')).toBe(3)
    expect([3, 0].map((number) => growing.at(number))).toEqual(['d', 'a'])
  })

  test('hold more than is written at a time, and a text that is longer than that', () => {
    const folder = temporaryFolder()
    const all = ['ä'.repeat(5_000_000), 'short', ...Array.from({ length: 3000 }, (_, i) => `${i} ${'ł'.repeat(1000)}`)]
    const found = spilled(folder, all)
    for (const row of [0, 3001, 1, 1500, 0, 2]) expect(found.at(row) === all[row]).toBe(true)
  })

  test('are the same when they were brought into the order in which they are asked for', () => {
    const folder = temporaryFolder()
    fc.assert(fc.property(texts, fc.array(fc.integer({ min: -1, max: 59 })), fc.array(fc.nat(59)), fc.dictionary(fc.nat(59).map(String), fc.string()), (all, expected, rows, changes) => {
      const changed = new Map(Object.entries(changes).map(([row, text]) => [Number(row), text] as const).filter(([row]) => row < all.length))
      const [held, found] = [withTexts(all, changed), withTexts(spilled(folder, all), changed)]
      found.expect?.(Int32Array.from(expected.filter((row) => row < all.length)))
      for (const row of [...expected, ...rows]) expect(found.at(row)).toBe(row < 0 ? undefined : [...held][row])
      const shared = sharedReader((found as SpilledTexts).shared())
      for (const row of rows) expect(textOf(shared(row))).toBe(changed.has(row) ? undefined : all[row])
    }))
  })

  test('are the same in the order expected, in any other, and from one end to another of it', () => {
    const all = Array.from({ length: 4000 }, (_, row) => `${row} ${'ł'.repeat(1500)}`)
    const found = spilled(temporaryFolder(), all)
    const order = Int32Array.from(all.keys(), (at) => (at * 2053) % all.length)
    found.expect?.(order)
    const others = Int32Array.from(all.keys(), (at) => (at * 1009 + 7) % all.length)
    order.forEach((row, at) => {
      const other = others[at] as number
      if (found.at(row) !== all[row] || (at % 3 === 0 && found.at(other) !== all[other])) throw new Error(`Row ${row} or ${other} is another one.`)
    })
    for (const rows of [others, order.toReversed(), order]) expect(rows.every((row) => found.at(row) === all[row])).toBe(true)
  })

  test('leave no file behind', () => {
    const folder = temporaryFolder()
    spilled(folder, ['a', 'b']).at(0)
    expect(readdirSync(folder)).toEqual([])
  })
})
