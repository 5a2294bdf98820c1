import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { deriveLookups, lookupsOf } from '../../../main/engine/object-lookups'
import type { Objects } from '../../../main/engine/objects'
import { packCells } from '../../../shared/model/packed'

const names = fc.constantFrom('CN=Ann,DC=x', 'cn=ann, dc=x', 'CN=Bo,DC=x', 'CN=Cy,DC=x')
const values = fc.constantFrom('a', 'A', 'b', 'ä', 'Ä', 'c')
const cells = fc.tuple(names, fc.oneof(values, fc.constant(null), fc.uniqueArray(values, { minLength: 2, maxLength: 3 })))
const held = fc.dictionary(fc.integer({ min: 0, max: 40 }).map((n) => `o${String(n).padStart(2, '0')}`), cells, { minKeys: 12, maxKeys: 30 })
const changes = fc.dictionary(fc.integer({ min: 0, max: 45 }).map((n) => `o${String(n).padStart(2, '0')}`), fc.oneof(cells, fc.constant(null)), { maxKeys: 4 })

type Held = Readonly<Record<string, readonly [string, string | readonly string[] | null]>>

function tableOf(of: Held): Objects {
  const anchors = Object.keys(of).sort()
  return { type: 'user', attributes: ['dn', 'mail'], anchors, bodies: anchors.map((anchor) => packCells([...(of[anchor] ?? [])])) }
}

function changed(of: Held, by: Readonly<Record<string, Held[string] | null>>): Held {
  return Object.fromEntries(Object.entries({ ...of, ...by }).filter((entry): entry is [string, Held[string]] => entry[1] !== null))
}

describe('a table that came out of another one', () => {
  test('finds whom a table of its own would find, change upon change', () => {
    fc.assert(fc.property(held, fc.array(changes, { minLength: 1, maxLength: 4 }), (start, steps) => {
      let state: Held = start
      let table = tableOf(state)
      lookupsOf(table).index(1)
      for (const step of steps) {
        state = changed(state, step)
        const made = tableOf(state)
        // Where nobody came or left, tables go on with the same anchors.
        const next = made.anchors.join() === table.anchors.join() ? { ...made, anchors: table.anchors } : made
        deriveLookups(next, table)
        const [derived, own] = [lookupsOf(next), lookupsOf({ ...next })]
        for (let n = 0; n <= 45; n++) {
          const anchor = `o${String(n).padStart(2, '0')}`
          expect([derived.anchors.get(anchor), derived.anchors.has(anchor)]).toEqual([own.anchors.get(anchor), own.anchors.has(anchor)])
        }
        for (const value of ['a', 'A', 'b', 'ä', 'c', 'd']) expect(derived.index(1).find(value)).toEqual(own.index(1).find(value))
        for (const name of ['cn=ANN,dc=x', 'CN=Bo,DC=x', 'CN=Cy,DC=x', 'CN=Di,DC=x']) expect(derived.names(0).find(name)).toEqual(own.names(0).find(name))
        expect(derived.index(-1).find('a')).toEqual([])
        table = next
      }
    }), { numRuns: 200 })
  })
})
