import { ascendingOrder } from '../../shared/sorted'
import { type ObjectTable, emptyTable, sortedByAnchor } from './object-table'
import type { ObjectTypeRow, ObjectsTable } from './objects-table'
import { GrowingTexts, pickTexts } from './spilled-texts'

export interface HeldBefore {
  /** The row that each anchor of a table that was there before stands in. */
  readonly rowsByAnchor: (table: ObjectTable) => Pick<ReadonlyMap<string, number>, 'get'>
  /** As `GrowingTexts`. */
  readonly mostHeld: number
}

/** Where a row stood. */
export interface Place {
  readonly line: number
  readonly file: number
}

/** One object type while it is staged: what was there, and what has come so far. */
export class TypeStage {
  readonly attributes: string[]
  readonly anchors: string[] = []
  readonly bodies: GrowingTexts
  readonly hashes: string[] = []
  readonly ids: number[] = []
  readonly fromReads: number[] = []
  readonly lines: number[] = []
  readonly fileNumbers: number[] = []
  readonly conflicts = new Map<string, Place[]>()
  readonly ended: number[] = []
  readonly counts = { new: 0, changed: 0, unchanged: 0 }
  readonly #oldRows: () => Pick<ReadonlyMap<string, number>, 'get'>
  #lastOld = -1
  /** Where those stand that were there before, by the row that they had; -1 for those that have not come yet. */
  readonly #seenOld: Int32Array
  /** Where new anchors stand, and maybe others; made when one is asked for that is not greater than all before it. */
  #seenNew: Map<string, number> | undefined
  #greatest = ''

  constructor(readonly row: ObjectTypeRow, readonly old: ObjectTable | undefined, { rowsByAnchor, mostHeld }: HeldBefore, beside: string) {
    this.bodies = new GrowingTexts(beside, mostHeld, old?.bodies)
    this.attributes = [...row.attributes]
    this.#oldRows = () => (old ? rowsByAnchor(old) : NO_ROWS)
    this.#seenOld = new Int32Array(old?.anchors.length ?? 0).fill(-1)
  }

  /** The row that an anchor had. Exports mostly keep their order, so that the next one is looked at before any is looked up. */
  oldRow(anchor: string): number | undefined {
    const next = this.#lastOld + 1
    const row = this.old?.anchors[next] === anchor ? next : this.#oldRows().get(anchor)
    this.#lastOld = row ?? this.#lastOld
    return row
  }

  /** Whether nobody of the type has come, where somebody was held. */
  get isMissing(): boolean {
    return this.anchors.length === 0 && (this.old?.anchors.length ?? 0) > 0
  }

  oldBody(row: number): string { return this.old?.bodies.at(row) as string }
  oldHash(row: number): string { return this.old?.hashes[row] as string }
  oldId(row: number): number { return this.old?.ids[row] as number }
  oldFromRead(row: number): number { return this.old?.fromReads[row] as number }

  /** Where an anchor that has come stands; `old` is the row that it had. */
  seen(anchor: string, old: number | undefined): number | undefined {
    if (old === undefined) return anchor > this.#greatest ? undefined : this.#rowsOfNew().get(anchor) // exports mostly come in order
    const at = this.#seenOld[old] as number
    return at < 0 ? undefined : at
  }

  #rowsOfNew(): ReadonlyMap<string, number> {
    return this.#seenNew ??= new Map(this.anchors.map((anchor, at) => [anchor, at]))
  }

  /** After its text. */
  add(old: number | undefined, anchor: string, hash: string, id: number, fromRead: number, line: number, file: number): void {
    const at = this.anchors.push(anchor) - 1
    if (anchor > this.#greatest) this.#greatest = anchor
    if (old === undefined) this.#seenNew?.set(anchor, at)
    else this.#seenOld[old] = at
    this.hashes.push(hash)
    this.ids.push(id)
    this.fromReads.push(fromRead)
    this.lines.push(line)
    this.fileNumbers.push(file)
  }

  /** An object that is as it was. */
  addOld(old: number, line: number, file: number): void {
    this.counts.unchanged++
    this.#keep(old, line, file)
  }

  #keep(row: number, line: number, file: number): void {
    const { anchors, hashes, ids, fromReads } = this.old as ObjectTable
    this.bodies.keep(row)
    this.add(row, anchors[row] as string, hashes[row] as string, ids[row] as number, fromReads[row] as number, line, file)
  }

  conflict(anchor: string, first: number, place: Place): void {
    const places = this.conflicts.get(anchor)
    if (places) places.push(place)
    else this.conflicts.set(anchor, [{ line: this.lines[first] as number, file: this.fileNumbers[first] as number }, place])
  }

  /** Takes rows whose anchor turned out to be disputed back, and puts what was known before in their place. */
  settleConflicts(objects: Pick<ObjectsTable, 'remove' | 'revive'>): void {
    for (const anchor of this.conflicts.keys()) {
      const old = this.oldRow(anchor)
      const at = this.seen(anchor, old) as number
      if (old !== undefined && this.ids[at] === this.oldId(old)) continue // the first of them was as before: it stands
      objects.remove(this.ids[at] as number)
      if (old === undefined) {
        this.counts.new--
        this.ids[at] = GONE
        continue
      }
      this.counts.changed--
      this.counts.unchanged++
      this.ended.splice(this.ended.indexOf(this.oldId(old)), 1)
      this.ids[at] = this.oldId(old)
      this.bodies.replace(at, this.oldBody(old))
      this.hashes[at] = this.oldHash(old)
      this.fromReads[at] = this.oldFromRead(old)
      objects.revive(this.oldId(old))
    }
  }

  missingRows(): number[] {
    const rows: number[] = []
    this.#seenOld.forEach((at, row) => { if (at < 0) rows.push(row) })
    return rows
  }

  /** After a read that was not complete, objects that it did not bring are still there. */
  keepUnseen(): void {
    for (const row of this.missingRows()) this.#keep(row, 0, 0)
  }

  table(system: string): ObjectTable {
    const all: ObjectTable = {
      ...emptyTable(system, this.row.name, this.row.typeId, this.attributes),
      anchors: this.anchors, bodies: this.bodies.texts(), hashes: this.hashes, ids: this.ids, fromReads: this.fromReads,
    }
    const rows = this.#rowsLeft()
    if (!rows) return sortedByAnchor(all, this.#seenNew?.size === this.anchors.length ? this.#seenNew : undefined)
    const keep = <T>(values: readonly T[]): T[] => rows.map((row) => values[row] as T)
    return sortedByAnchor({ ...all, anchors: keep(all.anchors), bodies: pickTexts(all.bodies, rows), hashes: keep(all.hashes), ids: keep(all.ids), fromReads: keep(all.fromReads) })
  }

  origins(): Int32Array {
    const rows = this.#rowsLeft()
    const order = rows ? ascendingOrder(rows.map((row) => this.ids[row] as number)).map((at) => rows[at] as number) : ascendingOrder(this.ids)
    const entries = new Int32Array(order.length * 3)
    order.forEach((i, at) => {
      entries[at * 3] = this.ids[i] as number
      entries[at * 3 + 1] = this.lines[i] as number
      entries[at * 3 + 2] = this.fileNumbers[i] as number
    })
    return entries
  }

  /** The rows that were not taken back; nothing where none was. */
  #rowsLeft(): number[] | undefined {
    return this.ids.includes(GONE) ? this.ids.flatMap((id, row) => (id === GONE ? [] : [row])) : undefined
  }
}

/** Stands in `ids` for a row that was taken back. */
const GONE = -1

const NO_ROWS: ReadonlyMap<string, number> = new Map()
