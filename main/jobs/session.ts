import type { GatherColumns } from '../mirror/gather-columns'
import type { ObjectTable } from '../mirror/object-table'
import { objectsTable } from '../mirror/objects-table'
import type { Mirror } from '../mirror/open-mirror'
import { type Link, type RehearsedObject, rehearsalTables } from '../mirror/rehearsal-tables'
import { writeInline } from '../mirror/run-writes'
import type { RowPrints } from '../../shared/model/record'
import { shareAnchors, shareLookups } from '../engine/object-lookups'
import type { OpenComparing } from './compare-in-thread'
import { type EffectiveObjects, effectiveObjects, withChanges } from './effective-objects'
import { MOST_TEXTS_HELD } from '../mirror/spilled-texts'
import type { PlanBasis } from './plan-basis'
import type { ReadSystem } from './read-systems'
import type { OpenWriter } from './write-in-thread'

/** Rows of a read, and the table's rows of its objects in their order, to compare a later read with. */
export interface HeldPrints {
  readonly readNo: number
  readonly prints: RowPrints
  readonly order: Int32Array
}

/**
 * One project at work: its mirror, and what is worth keeping in memory between two pieces of work. The texts of 100,000 people are
 * about 50 MB; reading them back would alone spend the budget of a re-plan. What is kept is dropped when another process wrote.
 */
export class Session {
  readonly #tables = new Map<string, Map<string, ObjectTable>>()
  readonly #links = new Map<string, Map<string, Link>>()
  readonly #rehearsed = new Map<number, Map<string, RehearsedObject>>()
  readonly #created = new Map<number, Map<string, RehearsedObject>>()
  /** `since`: what runs have made of the objects since; laid over them when somebody asks. */
  readonly #effective = new Map<number, { readonly read: ObjectTable; readonly made: EffectiveObjects; readonly since?: ReadonlyMap<string, RehearsedObject | undefined> }>()
  /** By system: what its last read left to compare the next one with. */
  readonly prints = new Map<string, HeldPrints>()
  #dataVersion: number
  /** The last run, where it was an initial one: what an edit is planned over. */
  basis: PlanBasis | undefined
  /** Whether more work follows: else nothing is found out about a read or a run that only the next one would use. */
  stays = true
  /** Starts what compares people with their accounts while others are planned; nothing does where nobody says so. */
  openComparing: OpenComparing = () => undefined
  /** Gathers what facets are counted from while people are planned; nobody does where nobody says so. */
  gatherColumns: GatherColumns | undefined

  /** `openWriter` starts what writes a run; in this thread where nothing else is given. `mostHeld`: the texts of a type with more objects lie in a file. */
  constructor(readonly folder: string, readonly mirror: Mirror, readonly readSystem: ReadSystem, readonly openWriter: OpenWriter = () => writeInline(mirror.db), readonly mostHeld = MOST_TEXTS_HELD) {
    this.#dataVersion = this.#readDataVersion()
  }

  /** Takes the right to write; what another process changed meanwhile is read anew. Throws `mirrorBusy`. */
  beginWork(): () => void {
    const release = this.mirror.beginWork()
    const version = this.#readDataVersion()
    if (version !== this.#dataVersion) this.forget()
    return () => {
      // What the session's own writing thread wrote meanwhile is no news.
      this.#dataVersion = this.#readDataVersion()
      release()
    }
  }

  /** Drops everything kept in memory: after work that failed half way. */
  forget(): void {
    this.#tables.clear()
    this.forgetRehearsals()
    this.basis = undefined
    this.prints.clear()
  }

  /** A system's objects as read, by type. */
  tables(system: string): ReadonlyMap<string, ObjectTable> {
    let tables = this.#tables.get(system)
    if (!tables) {
      const objects = objectsTable(this.mirror.db)
      tables = new Map(objects.types(system).map((type) => [type.name, objects.load(type, this.mostHeld)]))
      this.#tables.set(system, tables)
    }
    return tables
  }

  /** Whether a system's objects are in memory, so that looking at all of them costs nothing. */
  hasTables(system: string): boolean {
    return this.#tables.has(system)
  }

  setTables(system: string, tables: ReadonlyMap<string, ObjectTable>): void {
    for (const [type, table] of tables) {
      const before = this.#tables.get(system)?.get(type)
      if (before && before !== table && sameTexts(before.anchors, table.anchors)) shareAnchors(table, before)
    }
    this.#tables.set(system, new Map(tables))
    this.basis = undefined
  }

  /** Attributes that a type gained by what a run wrote for the first time. */
  setAttributes(system: string, typeId: number, attributes: readonly string[]): void {
    const tables = new Map(this.tables(system))
    for (const [name, table] of tables) {
      if (table.typeId !== typeId) continue
      const read = grown(table, attributes)
      tables.set(name, read)
      const held = this.#effective.get(typeId)
      if (held?.read === table) this.#effective.set(typeId, { ...held, read, made: { ...held.made, table: held.made.table === table ? read : grown(held.made.table, attributes) } })
    }
    this.#tables.set(system, tables)
  }

  /** Whether there are few enough objects that what was found out about them is kept in memory. */
  isKept(systems: readonly string[]): boolean {
    return systems.every((system) => [...this.#tables.get(system)?.values() ?? []].every((table) => table.anchors.length <= this.mostHeld))
  }

  /** Objects whose texts are kept in memory. */
  get objectsKept(): number {
    return [...this.#tables.values()].flatMap((tables) => [...tables.values()]).reduce((sum, table) => sum + table.anchors.length, 0)
  }

  /** What a committed run made is read from the mirror when somebody asks for it. */
  forgetRehearsals(): void {
    this.#links.clear()
    this.#rehearsed.clear()
    this.#created.clear()
    this.#effective.clear()
  }

  /** Links of one object mapping by source anchor. */
  links(mappingKey: string): ReadonlyMap<string, Link> {
    return this.#cached(this.#links, mappingKey, () => rehearsalTables(this.mirror.db).links(mappingKey))
  }

  /** What a committed run made of the links, which it hands over; those that the run started from stay as they were where an edit is planned over them. */
  changeLinks(mappingKey: string, changes: Map<string, Link | undefined>): void {
    let links = this.links(mappingKey) as Map<string, Link>
    if (links.size === 0) {
      for (const [source, link] of changes) if (!link) changes.delete(source)
      this.#links.set(mappingKey, changes as Map<string, Link>)
      return
    }
    if (this.basis?.state.links.get(mappingKey) === links) this.#links.set(mappingKey, links = new Map(links))
    for (const [source, link] of changes) {
      if (link) links.set(source, link)
      else links.delete(source)
    }
  }

  /** A type's objects as the last rehearsal left them; worked out once for as long as neither they nor the read change. */
  effective(table: ObjectTable): EffectiveObjects {
    const held = this.#effective.get(table.typeId)
    const current = held?.read === table ? held : undefined
    if (current && !current.since) return current.made
    const made = (current?.since && withChanges(current.made, current.since)) ?? effectiveObjects(this.rehearsed(table.typeId), table)
    this.#effective.set(table.typeId, { read: table, made })
    return made
  }

  /** What a committed run made of one type's objects. */
  changeRehearsed(typeId: number, changes: ReadonlyMap<string, RehearsedObject | undefined>): void {
    const rehearsed = this.#cached(this.#rehearsed, typeId, () => rehearsalTables(this.mirror.db).objects(typeId))
    const created = this.#created.get(typeId)
    for (const [anchor, object] of changes) {
      if (object) rehearsed.set(anchor, object)
      else rehearsed.delete(anchor)
      if (object?.kind === 'created') created?.set(anchor, object)
      else created?.delete(anchor)
    }
    const held = this.#effective.get(typeId)
    if (held) this.#effective.set(typeId, { ...held, since: held.since ? new Map([...held.since, ...changes]) : changes })
  }

  /** What rehearsals made of one type's objects, by anchor. */
  rehearsed(typeId: number): ReadonlyMap<string, RehearsedObject> {
    return this.#cached(this.#rehearsed, typeId, () => rehearsalTables(this.mirror.db).objects(typeId))
  }

  /** Those of them that only a rehearsal ever made. */
  created(typeId: number): ReadonlyMap<string, RehearsedObject> {
    return this.#cached(this.#created, typeId, () => new Map([...this.rehearsed(typeId)].filter(([, { kind }]) => kind === 'created')))
  }

  close(): void {
    this.forget()
    this.readSystem.close?.()
    this.openWriter.close?.()
    this.mirror.close()
  }

  #cached<K, V>(map: Map<K, V>, key: K, make: () => V): V {
    let value = map.get(key)
    if (value === undefined) {
      value = make()
      map.set(key, value)
    }
    return value
  }

  #readDataVersion(): number {
    return this.mirror.db.pragma('data_version', { simple: true }) as number
  }
}

/** The same objects, whose type has gained attributes. */
function grown(table: ObjectTable, attributes: readonly string[]): ObjectTable {
  const now = { ...table, attributes }
  shareLookups(now, table)
  return now
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
