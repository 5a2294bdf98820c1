import type { ObjectTable } from '../mirror/object-table'
import { type TextsBuilder, textsBuilder, withTexts } from '../mirror/spilled-texts'
import { deriveLookups, lookupsOf } from '../engine/object-lookups'
import type { RehearsedObject } from '../mirror/rehearsal-tables'

/** A type's objects as the last rehearsal left them, and what each row was as read. */
export interface EffectiveObjects {
  readonly table: ObjectTable
  /** Rehearsed rows that a later read has overtaken: reality has moved on, so they no longer count. */
  readonly overtaken: readonly RehearsedObject[]
}

/**
 * What was read with what rehearsals made of it laid over. Where a read since then brought other values for an object, the read
 * wins. `rehearsed` by anchor; the table itself where nothing was rehearsed. One pass over the table, whose order is kept.
 */
export function effectiveObjects(rehearsed: ReadonlyMap<string, RehearsedObject>, table: ObjectTable): EffectiveObjects {
  if (rehearsed.size === 0) return { table, overtaken: [] }
  const laid = new LaidOver(table)
  const created = [...rehearsed.keys()].filter((anchor) => rehearsed.get(anchor)?.kind === 'created').sort()
  const overtaken: RehearsedObject[] = []
  let next = 0
  let met = 0
  const addCreated = (anchor: string): void => {
    laid.create(anchor, rehearsed.get(anchor) as RehearsedObject)
    met++
  }
  for (let row = 0; row < table.anchors.length; row++) {
    const anchor = table.anchors[row] as string
    while (next < created.length && (created[next] as string) < anchor) addCreated(created[next++] as string)
    if (created[next] === anchor) next++ // a read has brought an object of that very anchor
    const made = rehearsed.get(anchor)
    if (made) met++
    const holds = made?.baseHash === table.hashes[row] ? made : undefined
    if (made && !holds) overtaken.push(made)
    if (holds?.kind !== 'deleted') laid.keep(row, holds)
  }
  while (next < created.length) addCreated(created[next++] as string)
  if (met < rehearsed.size) {
    const there = new Set(table.anchors)
    for (const [anchor, made] of rehearsed) if (made.kind !== 'created' && !there.has(anchor)) overtaken.push(made) // the object itself is gone
  }
  return { table: laid.table(), overtaken }
}

/** What a rehearsal makes of an object; its id once it is one of the mirror's. */
type Made = Pick<RehearsedObject, 'body' | 'stamp'> & Partial<Pick<RehearsedObject, 'id' | 'kind'>>

/** A table while it is put together over another one, row after row, ascending by anchor. */
export class LaidOver {
  readonly #below: ObjectTable
  readonly #anchors: string[] = []
  readonly #bodies: TextsBuilder
  readonly #hashes: string[] = []
  readonly #ids: number[] = []
  readonly #fromReads: number[] = []
  readonly #stamps: number[] = []

  constructor(below: ObjectTable) {
    this.#below = below
    this.#bodies = textsBuilder(below.bodies)
  }

  /** A row as it stands, with the values that a rehearsal gave it. */
  keep(row: number, made: Made | undefined): void {
    const below = this.#below
    this.#anchors.push(below.anchors[row] as string)
    if (made) this.#bodies.put(made.body)
    else this.#bodies.keep(row)
    this.#hashes.push(below.hashes[row] as string)
    this.#ids.push(made?.kind === 'created' && made.id !== undefined ? -made.id : below.ids[row] as number)
    this.#fromReads.push(below.fromReads[row] as number)
    this.#stamps.push(made ? made.stamp : below.stamps?.[row] ?? 0)
  }

  create(anchor: string, { body, id, stamp }: Made): void {
    this.#anchors.push(anchor)
    this.#bodies.put(body)
    this.#hashes.push('')
    this.#ids.push(id === undefined ? 0 : -id)
    this.#fromReads.push(0)
    this.#stamps.push(stamp)
  }

  /** The table after all rows, with what is created at its place among them; `created` ascending. */
  over(created: readonly string[], madeOf: (anchor: string) => Made, takeRow: (row: number) => void): ObjectTable {
    const { anchors } = this.#below
    let next = 0
    for (let row = 0; row < anchors.length; row++) {
      for (; next < created.length && (created[next] as string) < (anchors[row] as string); next++) this.create(created[next] as string, madeOf(created[next] as string))
      takeRow(row)
    }
    for (; next < created.length; next++) this.create(created[next] as string, madeOf(created[next] as string))
    return this.table()
  }

  table(): ObjectTable {
    return { ...this.#below, anchors: this.#anchors, bodies: this.#bodies.texts(), hashes: this.#hashes, ids: this.#ids, fromReads: this.#fromReads, stamps: this.#stamps }
  }
}

/**
 * The same after a run, without going back to what was read and rehearsed before; nothing where a change is none of what stands here, as after a
 * read that overtook it. One pass over the table, whose order is kept.
 */
export function withChanges({ table, overtaken }: EffectiveObjects, changes: ReadonlyMap<string, RehearsedObject | undefined>): EffectiveObjects | undefined {
  const rows = lookupsOf(table).anchors
  const changed = new Map<number, RehearsedObject>()
  const gone = new Set<number>()
  const created: string[] = []
  for (const [anchor, made] of changes) {
    const row = rows.get(anchor)
    if (row !== undefined) {
      if (!follows(made, table, row)) return undefined
      if (made === undefined || made.kind === 'deleted') gone.add(row)
      else changed.set(row, made)
    } else if (made?.kind === 'created') created.push(anchor)
    else if (made) return undefined
  }
  if (created.length + gone.size === 0) {
    const result = withValues(table, changed)
    deriveLookups(result, table, changed.keys())
    return { table: result, overtaken }
  }
  const laid = new LaidOver(table)
  const result = laid.over(created.sort(), (anchor) => changes.get(anchor) as RehearsedObject, (row) => { if (!gone.has(row)) laid.keep(row, changed.get(row)) })
  deriveLookups(result, table)
  return { table: result, overtaken }
}

/** The same objects at their places, some with the values that a run gave them. */
function withValues(table: ObjectTable, changed: ReadonlyMap<number, RehearsedObject>): ObjectTable {
  const bodies = new Map<number, string>()
  const ids = table.ids.slice()
  const stamps = table.stamps?.slice() ?? new Array<number>(ids.length).fill(0)
  for (const [row, { body, id, kind, stamp }] of changed) {
    bodies.set(row, body)
    if (kind === 'created') ids[row] = -id
    stamps[row] = stamp
  }
  return { ...table, bodies: withTexts(table.bodies, bodies), ids, stamps }
}

/** Whether what a run made of an object is made of the one that stands there: created by a rehearsal, or as it was read. */
function follows(made: RehearsedObject | undefined, { ids, hashes }: ObjectTable, row: number): boolean {
  const isCreated = (ids[row] as number) < 0
  if (made === undefined || made.kind === 'created') return isCreated
  return !isCreated && made.baseHash === hashes[row]
}
