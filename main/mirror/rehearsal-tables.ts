import type { Database } from 'better-sqlite3'

export type LinkState = 'active' | 'outOfScope'

export interface Link {
  readonly id: number
  readonly target: string
  readonly state: LinkState
}

export interface RehearsedObject {
  readonly id: number
  readonly kind: 'created' | 'changed' | 'deleted'
  readonly body: string
  readonly baseHash: string
}

/**
 * What rehearsals made of links and target objects. Everything written belongs to a run and counts once `setCurrentRun` names it;
 * until then the state that was there holds.
 */
export interface RehearsalTables {
  currentRun(): number
  /** By source anchor. */
  links(mappingKey: string): Map<string, Link>
  /** By anchor. */
  objects(typeId: number): Map<string, RehearsedObject>
  addLink(run: number, mappingKey: string, source: string, target: string, state: LinkState): number
  endLink(run: number, id: number): void
  addObject(run: number, typeId: number, anchor: string, object: Omit<RehearsedObject, 'id'>): number
  endObject(run: number, id: number): void
  /** Removes rows that ended with the current run or before. */
  purge(): void
}

export function rehearsalTables(db: Database): RehearsalTables {
  const selectCurrent = db.prepare<[], { current_run: number }>('SELECT current_run FROM rehearsal')
  const selectLinks = db.prepare<[string, number, number], [number, string, string, LinkState]>(`
    SELECT link_id, source_anchor, target_anchor, state
    FROM link
    WHERE mapping_key = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `).raw()
  const selectObjects = db.prepare<[number, number, number], [number, string, RehearsedObject['kind'], string, string]>(`
    SELECT rehearsed_id, anchor, kind, body, base_hash
    FROM rehearsed_object
    WHERE type_id = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `).raw()
  const insertLink = db.prepare('INSERT INTO link (mapping_key, source_anchor, target_anchor, state, from_run) VALUES (?, ?, ?, ?, ?)')
  const updateLink = db.prepare('UPDATE link SET to_run = ? WHERE link_id = ?')
  const insertObject = db.prepare('INSERT INTO rehearsed_object (type_id, anchor, kind, body, base_hash, from_run) VALUES (?, ?, ?, ?, ?, ?)')
  const updateObject = db.prepare('UPDATE rehearsed_object SET to_run = ? WHERE rehearsed_id = ?')
  const currentRun = (): number => selectCurrent.get()?.current_run ?? 0
  return {
    currentRun,
    links: (mappingKey) => {
      const links = new Map<string, Link>()
      for (const [id, source, target, state] of selectLinks.iterate(mappingKey, currentRun(), currentRun())) links.set(source, { id, target, state })
      return links
    },
    objects: (typeId) => {
      const objects = new Map<string, RehearsedObject>()
      for (const [id, anchor, kind, body, baseHash] of selectObjects.iterate(typeId, currentRun(), currentRun())) objects.set(anchor, { id, kind, body, baseHash })
      return objects
    },
    addLink: (run, key, source, target, state) => insertLink.run(key, source, target, state, run).lastInsertRowid as number,
    endLink: (run, id) => void updateLink.run(run, id),
    addObject: (run, typeId, anchor, object) => insertObject.run(typeId, anchor, object.kind, object.body, object.baseHash, run).lastInsertRowid as number,
    endObject: (run, id) => void updateObject.run(run, id),
    purge: () => {
      const run = currentRun()
      db.prepare('DELETE FROM link WHERE to_run <= ?').run(run)
      db.prepare('DELETE FROM rehearsed_object WHERE to_run <= ?').run(run)
    },
  }
}
