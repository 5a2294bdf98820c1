import type { ProjectDocument } from '../../shared/model/project'
import type { SourceLink } from '../engine/ports'
import type { Effect } from '../engine/planned-object'
import type { ObjectTable } from '../mirror/object-table'
import { GrowingTexts, type KeptTexts, listedTexts, pickTexts, withTexts } from '../mirror/spilled-texts'
import type { RunWrites } from '../mirror/run-writes'
import { objectsTable } from '../mirror/objects-table'
import { type Link, type RehearsedObject, rehearsalTables, stampOf } from '../mirror/rehearsal-tables'
import { type Renamed, followed, ownNamePositions, referencePositions, refersTo } from './follow-references'
import { type NowReal, nowReal } from './now-real'
import type { StartingState } from './plan-basis'
import { withRealAnchors } from './real-anchors'
import { RehearsedRows } from './rehearsed-rows'
import type { Session } from './session'

type RehearsedDocument = Pick<ProjectDocument, 'jobs' | 'systems'>

/**
 * What a run makes of links and target objects. It is written as the run's own generation while the run goes on, and counts once
 * the run is committed; a run that is not kept writes nothing, but its later jobs see what its earlier ones made.
 */
export class Rehearsal {
  readonly #tables: ReturnType<typeof rehearsalTables>
  readonly #effective = new Map<number, ObjectTable>()
  readonly #objects = new Map<number, Map<string, RehearsedObject | undefined>>()
  readonly #links = new Map<string, Map<string, Link | undefined>>()
  readonly #attributes = new Map<number, { readonly system: string; readonly names: string[] }>()
  readonly #rows = new RehearsedRows()
  /** New attributes, which are written when the run's own rows are. */
  #newAttributes: (() => void)[] = []
  #jobNo = 0
  #nextLink: number
  #nextObject: number
  readonly #from: StartingState | undefined
  readonly #dropLinks: boolean
  readonly #asRead: boolean
  readonly #start: StartingState = { effective: new Map(), links: new Map(), nowReal: new Map() }

  readonly #document: RehearsedDocument
  #held: boolean | undefined
  /** By system, rehearsed objects that the target really has by now. */
  readonly #nowReal = new Map<string, NowReal | undefined>()
  /** By type, objects that are linked to one that is real by now, and may hold its anchor. */
  readonly #holding = new Map<number, Map<string, readonly [was: string, is: string]>>()

  /** Whether the result is written, for the cycle that follows. */
  readonly keep: boolean
  /** Whether a later object mapping of the same run looks at it. */
  readonly chained: boolean

  /** `from`: what an earlier run started from, in place of what runs have made since; such a run is not kept. `dropLinks`: as after a restart that drops them. `asRead`: over what was read alone, as if nothing had ever been rehearsed; such a run is not kept either. `document`: says what objects are matched by. */
  constructor(readonly session: Session, readonly run: number, options: { readonly keep: boolean; readonly chained: boolean; readonly from?: StartingState; readonly dropLinks?: boolean; readonly asRead?: boolean; readonly document: RehearsedDocument }) {
    this.#from = options.from
    this.#dropLinks = options.dropLinks === true
    this.#asRead = options.asRead === true
    this.#document = options.document
    this.keep = options.keep
    this.chained = options.chained
    this.#tables = rehearsalTables(session.mirror.db)
    const next = this.#tables.nextIds()
    this.#nextLink = next.link
    this.#nextObject = next.object
  }

  /** A type's objects as earlier runs, and earlier jobs of this one, left them. */
  effective(table: ObjectTable): ObjectTable {
    let held = this.#effective.get(table.typeId)
    if (!held) {
      held = this.#asRead ? table : this.#from?.effective.get(table.typeId) ?? this.#present(table)
      this.#effective.set(table.typeId, held)
      this.#start.effective.set(table.typeId, held)
    }
    const holding = this.#holding.get(table.typeId)
    if (!holding) return held
    this.#holding.delete(table.typeId)
    const start = this.#start.effective.get(table.typeId) ?? held
    const { table: now, bodies } = withRealAnchors(held, holding, this.stamp)
    for (const [row, body] of bodies) this.putObject(now.typeId, now.anchors[row] as string, { kind: 'changed', body, baseHash: now.hashes[row] as string })
    this.#effective.set(table.typeId, now)
    this.#start.effective.set(table.typeId, start === held ? now : withRealAnchors(start, holding, this.stamp).table)
    return now
  }

  #present(table: ObjectTable): ObjectTable {
    const { table: made, overtaken } = this.session.effective(table)
    if (this.keep) for (const old of overtaken) this.#rows.endObject(old.id)
    const real = this.#realOf(table.system)
    return real ? this.#withoutRehearsed(made, real) : made
  }

  /** Rehearsed objects of a system that are real by now; once they are known, every link that names one names the real one. */
  #realOf(system: string): NowReal | undefined {
    if (this.#nowReal.has(system)) return this.#nowReal.get(system)
    const real = nowReal(this.session, system, this.#document)
    this.#nowReal.set(system, real)
    if (real) {
      for (const { id, source, target, objectMappings } of this.#document.jobs) {
        for (const mapping of objectMappings) {
          if (source === system) this.#followSource(`${id}/${mapping.id}`, real, this.session.tables(target).get(mapping.targetType)?.typeId)
          if (target === system) this.#followTarget(`${id}/${mapping.id}`, real)
        }
      }
    }
    return real
  }

  /** Who was created by one job and linked by a later one stays linked: nobody is gone because the source now has the real object. */
  #followSource(mappingKey: string, { anchors }: NowReal, targetType: number | undefined): void {
    const links = this.#withChanges(mappingKey, this.session.links(mappingKey))
    for (const [source, { target, state }] of links) {
      const now = anchors.get(source)
      if (now === undefined) continue
      if (targetType !== undefined) this.#changes(this.#holding, targetType).set(target, [source, now])
      this.putLink(mappingKey, { source, end: true })
      if (!links.has(now)) this.putLink(mappingKey, { source: now, target, state })
    }
  }

  #followTarget(mappingKey: string, { anchors }: NowReal): void {
    const moved = new Set<string>()
    for (const [source, { target, state }] of this.#withChanges(mappingKey, this.session.links(mappingKey))) {
      const now = anchors.get(target)
      if (now === undefined) continue
      this.putLink(mappingKey, { source, target: now, state })
      moved.add(source)
    }
    this.#start.nowReal.set(mappingKey, moved)
  }

  /** Objects without those that stand there as real ones too, and with references that name the real ones. */
  #withoutRehearsed(table: ObjectTable, { anchors, renamed }: NowReal): ObjectTable {
    const product = this.#document.systems.find((system) => system.id === table.system)?.product
    const positions = referencePositions(product, table.type, table.attributes)
    const changes = this.#changes(this.#objects, table.typeId)
    const rows: number[] = []
    const bodies = new Map<number, string>()
    table.anchors.forEach((anchor, row) => {
      if (anchors.has(anchor)) {
        const old = this.session.rehearsed(table.typeId).get(anchor)
        if (old && this.keep) this.#rows.endObject(old.id)
        changes.set(anchor, undefined)
        return
      }
      rows.push(row)
      const body = refersTo(table.bodies, row, positions, renamed) ? followed(table.bodies.at(row) as string, positions, renamed) : undefined
      if (body === undefined) return
      bodies.set(row, body)
      this.putObject(table.typeId, anchor, { kind: 'changed', body, baseHash: table.hashes[row] as string })
    })
    const pick = <T>(values: readonly T[]): T[] => rows.map((row) => values[row] as T)
    return {
      ...table, anchors: pick(table.anchors), bodies: pickTexts(withTexts(table.bodies, bodies), rows), hashes: pick(table.hashes), ids: pick(table.ids), fromReads: pick(table.fromReads),
      ...(table.stamps ? { stamps: pick(table.stamps) } : {}),
    }
  }

  /** A mapping's links as earlier runs left them; those to objects that the target really has by now lead to the real ones. */
  links(mappingKey: string): ReadonlyMap<string, SourceLink> {
    const links = this.#asRead ? NO_LINKS : this.#dropLinks ? this.#dropped(mappingKey) : this.#from?.links.get(mappingKey) ?? this.linksNow(mappingKey)
    this.#start.links.set(mappingKey, links)
    this.#start.nowReal.set(mappingKey, this.nowReal(mappingKey))
    return links
  }

  /** Source anchors whose account an earlier rehearsal created and the target really has by now. After `links`. */
  nowReal(mappingKey: string): ReadonlySet<string> {
    return this.#from?.nowReal.get(mappingKey) ?? this.#start.nowReal.get(mappingKey) ?? NOBODY
  }

  /** The same with what this run has made of them so far. */
  linksNow(mappingKey: string): ReadonlyMap<string, SourceLink> {
    return this.#withChanges(mappingKey, this.#start.links.get(mappingKey) ?? (this.#dropLinks || this.#asRead ? NO_LINKS : this.#from?.links.get(mappingKey) ?? this.session.links(mappingKey)))
  }

  #withChanges(mappingKey: string, before: ReadonlyMap<string, SourceLink>): ReadonlyMap<string, SourceLink> {
    const changes = this.#links.get(mappingKey)
    if (!changes || changes.size === 0) return before
    const links = new Map(before)
    for (const [source, link] of changes) {
      if (link) links.set(source, link)
      else links.delete(source)
    }
    return links
  }

  /** Which source objects of a mapping got their link, or came back into scope, after a run; absent where none did. */
  linkedAfter(mappingKey: string, run: number): ((sourceAnchor: string) => boolean) | undefined {
    const last = this.#tables.lastLinkOf(run)
    if (!this.#tables.hasLinkAfter(mappingKey, last)) return undefined
    const links = this.session.links(mappingKey)
    return (source) => (links.get(source)?.id ?? 0) > last
  }

  /** Ends every link of a mapping: its objects are matched anew. */
  #dropped(mappingKey: string): ReadonlyMap<string, SourceLink> {
    for (const source of this.#withChanges(mappingKey, this.session.links(mappingKey)).keys()) this.putLink(mappingKey, { source, end: true })
    return new Map()
  }

  /** Writes what nobody asked for: accounts of systems that no job of the run writes, which hold anchors of objects that are real by now. */
  settle(): void {
    if (!this.keep || this.#holding.size === 0) return
    for (const { target, objectMappings } of this.#document.jobs) {
      for (const { targetType } of objectMappings) {
        const table = this.session.tables(target).get(targetType)
        if (table && this.#holding.has(table.typeId)) this.effective(table)
      }
    }
  }

  /** What this run started from. */
  start(): StartingState {
    return this.#start
  }

  /** When what is rehearsed now is rehearsed: later than the watermark of every job that reads it. */
  get stamp(): number {
    return stampOf(this.run, this.#jobNo)
  }

  /** What is rehearsed from here on is the work of this job of the run. */
  beginJob(jobNo: number): void {
    this.#jobNo = jobNo
  }

  /** What was gathered since the last call, to be written. */
  take(): Omit<RunWrites, 'run' | 'pages'> {
    return this.#rows.take()
  }

  /** Writes the attributes that types have gained, over this connection: when nobody else writes. */
  writeAttributes(): void {
    const writes = this.#newAttributes
    this.#newAttributes = []
    if (writes.length > 0) this.session.mirror.db.transaction(() => { for (const write of writes) write() })()
  }

  /** After the run is committed: what the session keeps in memory becomes what the mirror now holds. */
  committed(): void {
    if (!this.keep) return
    if (this.#isHeld) this.#handOver()
    else this.session.forgetRehearsals()
    for (const [typeId, { system, names }] of this.#attributes) this.session.setAttributes(system, typeId, names)
    this.#tables.purge(this.#rows.ended)
  }

  #handOver(): void {
    for (const [typeId, changes] of this.#objects) this.session.changeRehearsed(typeId, changes)
    for (const [key, changes] of this.#links) this.session.changeLinks(key, changes)
  }

  /** @internal For the sink. `isLastWord`: nothing more comes of it in this run. */
  putLink(key: string, link: NonNullable<Effect['link']>, isLastWord = false): void {
    const old = this.session.links(key).get(link.source)
    const changes = this.#changes(this.#links, key)
    // A second word about it in this run ends what the first one made.
    const ended = changes.has(link.source) ? changes.get(link.source) : old
    if (ended && this.keep) this.#rows.endLink(ended.id)
    if ('end' in link) {
      changes.set(link.source, undefined)
      return
    }
    const id = this.#nextLink++
    const { target, state } = link
    if (this.keep) this.#rows.addLink(key, link.source, { id, target, state })
    if (isLastWord && !this.#isHeld && !this.chained) return // it is written, and nobody asks for it in this run
    changes.set(link.source, { id, target, state })
  }

  /** @internal For the sink. */
  putObject(typeId: number, anchor: string, object: Omit<RehearsedObject, 'id' | 'stamp'>): void {
    const changes = this.#changes(this.#objects, typeId)
    const old = changes.has(anchor) ? changes.get(anchor) : this.session.rehearsed(typeId).get(anchor)
    // An object that only a rehearsal ever made is gone for good when it is deleted.
    const kind = old?.kind === 'created' && object.kind === 'changed' ? 'created' : object.kind
    if (old && this.keep) this.#rows.endObject(old.id)
    if (old?.kind === 'created' && object.kind === 'deleted') {
      changes.set(anchor, undefined)
      return
    }
    const id = this.#nextObject++
    if (this.keep) this.#rows.addObject(typeId, this.#jobNo, anchor, { ...object, id, kind })
    const { stamp } = this
    changes.set(anchor, this.#isHeld ? { ...object, kind, id, stamp } : { kind, id, stamp, body: '', baseHash: object.baseHash })
  }

  /** Whether the session goes on with what this run makes; where there are too many objects, their texts are written and forgotten. */
  get #isHeld(): boolean {
    return this.#held ??= this.session.isKept(this.#document.systems.map((system) => system.id))
  }

  /** @internal For the sink: where the texts of a rehearsal lie, in memory or in a file. */
  newTexts(): KeptTexts {
    return this.#isHeld ? listedTexts() : new GrowingTexts(this.session.mirror.file, 0)
  }

  /** @internal For the sink: what the target looks like for the run's next job. */
  setEffective(table: ObjectTable): void {
    this.#effective.set(table.typeId, table)
  }

  /** @internal For the sink: objects of the system's other types that name what moved or is gone, or with `within`, that stand in a container that moved. */
  followElsewhere(own: ObjectTable, product: string | undefined, renamed: Renamed, within: boolean): void {
    for (const read of this.session.tables(own.system).values()) {
      if (read.typeId === own.typeId) continue
      const table = this.effective(read)
      const positions = [...within ? ownNamePositions(table.attributes) : [], ...referencePositions(product, table.type, table.attributes)]
      if (positions.length === 0) continue
      const bodies = new Map<number, string>()
      const stamps = table.stamps ? [...table.stamps] : new Array<number>(table.anchors.length).fill(0)
      for (let row = 0; row < table.anchors.length; row++) {
        const body = refersTo(table.bodies, row, positions, renamed) ? followed(table.bodies.at(row) as string, positions, renamed) : undefined
        if (body === undefined) continue
        bodies.set(row, body)
        stamps[row] = this.stamp
        this.putObject(table.typeId, table.anchors[row] as string, { kind: 'changed', body, baseHash: table.hashes[row] as string })
      }
      if (bodies.size > 0) this.setEffective({ ...table, bodies: withTexts(table.bodies, bodies), stamps })
    }
  }

  /** @internal For the sink: names that the type's list gains, written with the run. */
  addAttributes(table: ObjectTable, names: readonly string[]): void {
    const fresh = names.slice(table.attributes.length)
    if (fresh.length === 0) return
    this.#attributes.set(table.typeId, { system: table.system, names: [...names] })
    if (this.keep) this.#newAttributes.push(() => objectsTable(this.session.mirror.db).addAttributes(table.typeId, table.attributes.length, fresh))
  }

  #changes<K, V>(map: Map<K, Map<string, V>>, key: K): Map<string, V> {
    let changes = map.get(key)
    if (!changes) {
      changes = new Map()
      map.set(key, changes)
    }
    return changes
  }
}

const NOBODY: ReadonlySet<string> = new Set()
const NO_LINKS: ReadonlyMap<string, SourceLink> = new Map()
