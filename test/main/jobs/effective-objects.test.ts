import { fc } from '../../support/laws'
import { describe, expect, test } from 'vitest'
import { effectiveObjects, withChanges } from '../../../main/jobs/effective-objects'
import { type ObjectTable, emptyTable } from '../../../main/mirror/object-table'
import type { RehearsedObject } from '../../../main/mirror/rehearsal-tables'

const read = { ...emptyTable('ad', 'user', 1, ['cn']), anchors: ['b', 'd', 'f', 'h'], bodies: ['B', 'D', 'F', 'H'], hashes: ['#b', '#d', '#f', '#h'], ids: [1, 2, 3, 4], fromReads: [1, 1, 2, 2] }

/** What a rehearsal makes of an object, as it follows from what stands there. */
function rehearse(rehearsed: ReadonlyMap<string, RehearsedObject>, anchor: string, id: number, deletes: boolean): RehearsedObject | undefined {
  const old = rehearsed.get(anchor)
  const row = read.anchors.indexOf(anchor)
  const created = row < 0
  if (deletes) return created ? undefined : { id, kind: 'deleted', body: '', baseHash: read.hashes[row] as string, stamp: id }
  if (old?.kind === 'deleted') return old
  return { id, kind: created ? 'created' : 'changed', body: `made ${id}`, baseHash: created ? '' : read.hashes[row] as string, stamp: id }
}

const run = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'), fc.boolean())

/** With its texts as a list. */
function plain(table: ObjectTable): ObjectTable {
  return { ...table, bodies: [...table.bodies] }
}

describe('objects as rehearsals leave them', () => {
  test('stand in the order of anchors, with what was created among what was read', () => {
    const rehearsed = new Map<string, RehearsedObject>([
      ['e', { id: 7, kind: 'created', body: 'E', baseHash: '', stamp: 5 }],
      ['b', { id: 8, kind: 'deleted', body: '', baseHash: '#b', stamp: 5 }],
      ['h', { id: 9, kind: 'changed', body: 'older', baseHash: '#before', stamp: 5 }],
    ])
    const { table, overtaken } = effectiveObjects(rehearsed, read)
    expect(plain(table)).toMatchObject({ anchors: ['d', 'e', 'f', 'h'], bodies: ['D', 'E', 'F', 'H'], ids: [2, -7, 3, 4], stamps: [0, 5, 0, 0] })
    expect(overtaken.map(({ id }) => id)).toEqual([9])
  })

  test('are the same whether a run is laid over the run before or everything over what was read', () => {
    fc.assert(fc.property(fc.array(run, { maxLength: 4 }), (runs) => {
      const rehearsed = new Map<string, RehearsedObject>()
      let effective = effectiveObjects(rehearsed, read)
      let id = 0
      for (const acts of runs) {
        const changes = new Map<string, RehearsedObject | undefined>()
        for (const [anchor, deletes] of Object.entries(acts)) {
          if (rehearsed.get(anchor)?.kind === 'deleted') continue
          changes.set(anchor, rehearse(rehearsed, anchor, ++id, deletes))
        }
        for (const [anchor, made] of changes) {
          if (made) rehearsed.set(anchor, made)
          else rehearsed.delete(anchor)
        }
        const next = withChanges(effective, changes)
        const { table, overtaken } = effectiveObjects(rehearsed, read)
        expect(next).toBeDefined()
        if (!next) return
        expect({ ...plain(next.table), stamps: next.table.stamps ?? [] }).toEqual({ ...plain(table), stamps: table.stamps ?? next.table.anchors.map(() => 0) })
        expect(next.overtaken).toEqual(overtaken)
        effective = next
      }
    }))
  })

  test('are worked out anew where a change is none of what stands there', () => {
    const overtaken = effectiveObjects(new Map([['b', { id: 1, kind: 'changed', body: 'older', baseHash: '#before', stamp: 1 }]]), read)
    expect(withChanges(overtaken, new Map([['b', { id: 2, kind: 'changed', body: 'x', baseHash: '#other', stamp: 2 }]]))).toBeUndefined()
    expect(withChanges(overtaken, new Map([['z', { id: 2, kind: 'changed', body: 'x', baseHash: '#z', stamp: 2 }]]))).toBeUndefined()
  })
})
