import { type ObjectTable, sortedByAnchor } from '../mirror/object-table'
import { lookupsOf, shareAnchors } from '../engine/object-lookups'
import type { RehearsedObject } from '../mirror/rehearsal-tables'

/** A type's objects as the last rehearsal left them, and what each row was as read. */
export interface EffectiveObjects {
  readonly table: ObjectTable
  /** Rehearsed rows that a later read has overtaken: reality has moved on, so they no longer count. */
  readonly overtaken: readonly RehearsedObject[]
}

/**
 * What was read with what rehearsals made of it laid over. Where a read since then brought other values for an object, the read
 * wins. `rehearsed` by anchor; the table itself where nothing was rehearsed.
 */
export function effectiveObjects(rehearsed: ReadonlyMap<string, RehearsedObject>, table: ObjectTable): EffectiveObjects {
  if (rehearsed.size === 0) return { table, overtaken: [] }
  const anchors: string[] = []
  const bodies: string[] = []
  const hashes: string[] = []
  const ids: number[] = []
  const fromReads: number[] = []
  const stamps: number[] = []
  const overtaken: RehearsedObject[] = []
  const seen = new Set<string>()
  for (let row = 0; row < table.anchors.length; row++) {
    const anchor = table.anchors[row] as string
    const made = rehearsed.get(anchor)
    let body = table.bodies[row] as string
    let stamp = 0
    if (made) {
      seen.add(anchor)
      if (made.baseHash !== table.hashes[row]) overtaken.push(made)
      else if (made.kind === 'deleted') continue
      else {
        body = made.body
        stamp = made.stamp
      }
    }
    anchors.push(anchor)
    bodies.push(body)
    hashes.push(table.hashes[row] as string)
    ids.push(table.ids[row] as number)
    fromReads.push(table.fromReads[row] as number)
    stamps.push(stamp)
  }
  for (const [anchor, made] of rehearsed) {
    if (seen.has(anchor)) continue
    if (made.kind !== 'created') {
      overtaken.push(made) // the object itself is gone
      continue
    }
    anchors.push(anchor)
    bodies.push(made.body)
    hashes.push('')
    ids.push(-made.id)
    fromReads.push(0)
    stamps.push(made.stamp)
  }
  return { table: sortedByAnchor({ ...table, anchors, bodies, hashes, ids, fromReads, stamps }), overtaken }
}

/**
 * The same after a run that only changed objects that were there, without going over all of them; nothing where it made or removed some.
 */
export function withChanges({ table, overtaken }: EffectiveObjects, changes: ReadonlyMap<string, RehearsedObject | undefined>): EffectiveObjects | undefined {
  const rows = lookupsOf(table).anchors
  const bodies = [...table.bodies]
  const ids = [...table.ids]
  const stamps = table.stamps ? [...table.stamps] : new Array<number>(ids.length).fill(0)
  for (const [anchor, made] of changes) {
    const row = rows.get(anchor)
    if (row === undefined || made === undefined || made.kind === 'deleted') return undefined
    bodies[row] = made.body
    stamps[row] = made.stamp
    if (made.kind === 'created') ids[row] = -made.id
  }
  const changed = { ...table, bodies, ids, stamps }
  shareAnchors(changed, table)
  return { table: changed, overtaken }
}
