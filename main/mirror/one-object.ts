import type { ObjectTable } from './object-table'
import { type ObjectTypeRow, tableOf } from './objects-table'
import { oncePerDatabase } from './once-per-database'
import { type Link, type LinkState, type RehearsedObject, rehearsalTables, stampOf } from './rehearsal-tables'

/** Single objects and links as the last rehearsal left them, without the tables that they stand in: for a process that looks at one person. */
export interface OneObject {
  /** A type's table with this object alone; without a row where nobody has the anchor, or none is asked for. */
  table(type: ObjectTypeRow, anchor: string | undefined): ObjectTable
  link(mappingKey: string, sourceAnchor: string): Link | undefined
  /** When rehearsals created objects of a type, each moment once, as `stampOf`. */
  createdAt(typeId: number): readonly number[]
}

interface ReadRow {
  readonly object_id: number
  readonly body: string
  readonly hash: string
  readonly from_read: number
}

interface MadeRow {
  readonly rehearsed_id: number
  readonly kind: RehearsedObject['kind']
  readonly body: string
  readonly base_hash: string
  readonly from_run: number
  readonly from_job: number
}

export const oneObject = oncePerDatabase((db): OneObject => {
  const selectRead = db.prepare<[number, string, string], ReadRow>(`
    SELECT o.object_id, o.body, o.hash, o.from_read
    FROM object o, system s
    WHERE o.type_id = ? AND o.anchor = ? AND s.system_id = ? AND o.from_read <= s.current_read AND (o.to_read IS NULL OR o.to_read > s.current_read)
  `)
  const selectMade = db.prepare<[number, string, number, number], MadeRow>(`
    SELECT rehearsed_id, kind, body, base_hash, from_run, from_job
    FROM rehearsed_object
    WHERE type_id = ? AND anchor = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `)
  const selectLink = db.prepare<[string, string, number, number], { link_id: number; target_anchor: string; state: LinkState }>(`
    SELECT link_id, target_anchor, state
    FROM link
    WHERE mapping_key = ? AND source_anchor = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `)
  const selectCreated = db.prepare<[number, number, number], { from_run: number; from_job: number }>(`
    SELECT DISTINCT from_run, from_job
    FROM rehearsed_object
    WHERE type_id = ? AND kind = 'created' AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `)
  const currentRun = (): number => rehearsalTables(db).currentRun()

  return {
    table(type, anchor) {
      const empty = tableOf(type)
      if (anchor === undefined) return empty
      const read = selectRead.get(type.typeId, anchor, type.system)
      const made = selectMade.get(type.typeId, anchor, currentRun(), currentRun())
      // Where a read since then brought other values, the read wins (`effectiveObjects`).
      if (read && made?.base_hash !== read.hash) return { ...empty, anchors: [anchor], bodies: [read.body], hashes: [read.hash], ids: [read.object_id], fromReads: [read.from_read], stamps: [0] }
      if (!made || made.kind === 'deleted' || (!read && made.kind !== 'created')) return empty
      const stamps = [stampOf(made.from_run, made.from_job)]
      return { ...empty, anchors: [anchor], bodies: [made.body], hashes: [read?.hash ?? ''], ids: [read?.object_id ?? -made.rehearsed_id], fromReads: [read?.from_read ?? 0], stamps }
    },
    link(mappingKey, sourceAnchor) {
      const found = selectLink.get(mappingKey, sourceAnchor, currentRun(), currentRun())
      return found && { id: found.link_id, target: found.target_anchor, state: found.state }
    },
    createdAt: (typeId) => selectCreated.all(typeId, currentRun(), currentRun()).map((row) => stampOf(row.from_run, row.from_job)),
  }
})
