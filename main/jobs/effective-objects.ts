import { type ObjectTable, sortedByAnchor } from '../mirror/object-table'
import type { RehearsedObject } from '../mirror/rehearsal-tables'
import type { Session } from './session'

/** A type's objects as the last rehearsal left them, and what each row was as read. */
export interface EffectiveObjects {
  readonly table: ObjectTable
  /** Rehearsed rows that a later read has overtaken: reality has moved on, so they no longer count. */
  readonly overtaken: readonly RehearsedObject[]
}

/**
 * What was read with what rehearsals made of it laid over. Where a read since then brought other values for an object, the read
 * wins. The table itself where nothing was rehearsed.
 */
export function effectiveObjects(session: Session, table: ObjectTable): EffectiveObjects {
  const rehearsed = session.rehearsed(table.typeId)
  if (rehearsed.size === 0) return { table, overtaken: [] }
  const anchors: string[] = []
  const bodies: string[] = []
  const hashes: string[] = []
  const ids: number[] = []
  const fromReads: number[] = []
  const overtaken: RehearsedObject[] = []
  const seen = new Set<string>()
  for (let row = 0; row < table.anchors.length; row++) {
    const anchor = table.anchors[row] as string
    const made = rehearsed.get(anchor)
    let body = table.bodies[row] as string
    if (made) {
      seen.add(anchor)
      if (made.baseHash !== table.hashes[row]) overtaken.push(made)
      else if (made.kind === 'deleted') continue
      else body = made.body
    }
    anchors.push(anchor)
    bodies.push(body)
    hashes.push(table.hashes[row] as string)
    ids.push(table.ids[row] as number)
    fromReads.push(table.fromReads[row] as number)
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
  }
  return { table: sortedByAnchor({ ...table, anchors, bodies, hashes, ids, fromReads }), overtaken }
}
