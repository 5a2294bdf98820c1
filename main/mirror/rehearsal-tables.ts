import { type SqlValue, batchInsert } from './batch-insert'
import { oncePerDatabase } from './once-per-database'

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
  /** The run and, within it, the job that rehearsed it, as one number that grows (`stampOf`). */
  readonly stamp: number
}

/** New links of one object mapping: lists of the same length, which are copied to another thread in a fraction of the time of as many rows. */
export interface NewLinks {
  readonly mappingKey: string
  readonly ids: readonly number[]
  readonly sources: readonly string[]
  readonly targets: readonly string[]
  readonly states: readonly LinkState[]
}

/** New objects of one type, which one job of a run rehearsed: lists of the same length. */
export interface NewObjects {
  readonly typeId: number
  readonly jobNo: number
  readonly ids: readonly number[]
  readonly anchors: readonly string[]
  readonly kinds: readonly RehearsedObject['kind'][]
  readonly bodies: readonly string[]
  readonly baseHashes: readonly string[]
}

/** More jobs than any run has. */
const JOBS_IN_A_RUN = 1000

/** When within the history something was rehearsed: later runs, and later jobs of one run, have larger numbers. */
export function stampOf(run: number, jobNo: number): number {
  return run * JOBS_IN_A_RUN + jobNo
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
  /** The job that rehearsed something, and the read of its target that it saw. */
  rehearsedBy(stamp: number): { readonly job: string; readonly targetRead: number } | undefined
  /** The newest link that a run or one before it made; 0 for none. */
  lastLinkOf(run: number): number
  hasLinkAfter(mappingKey: string, id: number): boolean
  /** Ids that the next new link and the next new object get; whoever rehearses counts on from them. */
  nextIds(): { readonly link: number; readonly object: number }
  addLinks(run: number, links: NewLinks): void
  endLink(run: number, id: number): void
  addObjects(run: number, objects: NewObjects): void
  endObject(run: number, id: number): void
  /** Removes rows that the current run ended. */
  purge(ended: { readonly links: readonly number[]; readonly objects: readonly number[] }): void
}

export const rehearsalTables = oncePerDatabase((db): RehearsalTables => {
  const selectCurrent = db.prepare<[], { current_run: number }>('SELECT current_run FROM rehearsal')
  const selectLinks = db.prepare<[string, number, number], [number, string, string, LinkState]>(`
    SELECT link_id, source_anchor, target_anchor, state
    FROM link
    WHERE mapping_key = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `).raw()
  const selectObjects = db.prepare<[number, number, number], [number, string, RehearsedObject['kind'], string, string, number, number]>(`
    SELECT rehearsed_id, anchor, kind, body, base_hash, from_run, from_job
    FROM rehearsed_object
    WHERE type_id = ? AND from_run <= ? AND (to_run IS NULL OR to_run > ?)
  `).raw()
  const selectJob = db.prepare<[number, number], { job: string; targetRead: number }>('SELECT job_id AS job, target_read AS targetRead FROM run_job WHERE run_id = ? AND job_no = ?')
  const insertLinks = batchInsert(db, 'link (link_id, mapping_key, source_anchor, target_anchor, state, from_run)', 6)
  const updateLink = db.prepare('UPDATE link SET to_run = ? WHERE link_id = ?')
  const selectLastLink = db.prepare<[number], number>('SELECT link_id FROM link WHERE from_run <= ? ORDER BY link_id DESC LIMIT 1').pluck()
  const selectLinkAfter = db.prepare<[number, string], number>('SELECT 1 FROM link WHERE link_id > ? AND mapping_key = ? LIMIT 1').pluck()
  const insertObjects = batchInsert(db, 'rehearsed_object (rehearsed_id, type_id, anchor, kind, body, base_hash, from_run, from_job)', 8)
  const selectNextLink = db.prepare<[], number>('SELECT coalesce(max(link_id), 0) + 1 FROM link').pluck()
  const selectNextObject = db.prepare<[], number>('SELECT coalesce(max(rehearsed_id), 0) + 1 FROM rehearsed_object').pluck()
  const updateObject = db.prepare('UPDATE rehearsed_object SET to_run = ? WHERE rehearsed_id = ?')
  const currentRun = (): number => selectCurrent.get()?.current_run ?? 0
  return {
    currentRun,
    lastLinkOf: (run) => selectLastLink.get(run) ?? 0,
    hasLinkAfter: (mappingKey, id) => selectLinkAfter.get(id, mappingKey) !== undefined,
    links: (mappingKey) => {
      const links = new Map<string, Link>()
      for (const [id, source, target, state] of selectLinks.iterate(mappingKey, currentRun(), currentRun())) links.set(source, { id, target, state })
      return links
    },
    objects: (typeId) => {
      const objects = new Map<string, RehearsedObject>()
      for (const [id, anchor, kind, body, baseHash, run, job] of selectObjects.iterate(typeId, currentRun(), currentRun())) objects.set(anchor, { id, kind, body, baseHash, stamp: stampOf(run, job) })
      return objects
    },
    rehearsedBy: (stamp) => selectJob.get(Math.floor(stamp / JOBS_IN_A_RUN), stamp % JOBS_IN_A_RUN),
    nextIds: () => ({ link: selectNextLink.get() as number, object: selectNextObject.get() as number }),
    addLinks: (run, { mappingKey, ids, sources, targets, states }) => {
      insertLinks(ids.flatMap((id, i): SqlValue[] => [id, mappingKey, sources[i] as string, targets[i] as string, states[i] as LinkState, run]))
    },
    endLink: (run, id) => void updateLink.run(run, id),
    addObjects: (run, { typeId, jobNo, ids, anchors, kinds, bodies, baseHashes }) => {
      insertObjects(ids.flatMap((id, i): SqlValue[] => [id, typeId, anchors[i] as string, kinds[i] as string, bodies[i] as string, baseHashes[i] as string, run, jobNo]))
    },
    endObject: (run, id) => void updateObject.run(run, id),
    purge: ({ links, objects }) => {
      const run = currentRun()
      for (const [table, key, ids] of [['link', 'link_id', links], ['rehearsed_object', 'rehearsed_id', objects]] as const) {
        const remove = db.prepare(`DELETE FROM ${table} WHERE ${key} = ? AND to_run <= ?`)
        for (let from = 0; from < ids.length; from += 2000) db.transaction(() => { for (const id of ids.slice(from, from + 2000)) remove.run(id, run) })()
      }
    },
  }
})
