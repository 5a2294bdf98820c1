import type { PackedRows } from '../../shared/model/record'
import type { Texts } from '../../shared/model/texts'
import { ascendingOrder } from '../../shared/sorted'
import { type ObjectTable, emptyTable } from './object-table'
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
  readonly conflicts = new Map<string, Place[]>()
  readonly ended: number[] = []
  readonly counts = { new: 0, changed: 0, unchanged: 0 }
  readonly #oldRows: () => Pick<ReadonlyMap<string, number>, 'get'>
  readonly #readNo: number
  #lastOld = -1
  /** By row of those that were there before: what came of it, and where it stood. */
  readonly #came: Int32Array
  readonly #lines: Int32Array
  readonly #files: Int32Array
  /** Objects with values that were not held, in the order in which they came: all lists have the same length. */
  readonly #bodies: GrowingTexts
  readonly #anchors: string[] = []
  readonly #hashes: string[] = []
  readonly #ids: number[] = []
  readonly #newLines: number[] = []
  readonly #newFiles: number[] = []
  readonly #rowsBefore: number[] = []
  /** Where new anchors stand among them, and maybe others; made when one is asked for that is not greater than all before it. */
  #rowOfNew: Map<string, number> | undefined
  #greatest = ''
  /** In the order in which everybody came: the row before, or below 0 the place among the others. */
  #order: Int32Array
  #total = 0

  constructor(readonly row: ObjectTypeRow, readonly old: ObjectTable | undefined, readNo: number, { rowsByAnchor, mostHeld }: HeldBefore, beside: string) {
    const held = old?.anchors.length ?? 0
    this.#readNo = readNo
    this.#bodies = new GrowingTexts(beside, mostHeld, old?.bodies)
    this.attributes = [...row.attributes]
    this.#oldRows = () => (old ? rowsByAnchor(old) : NO_ROWS)
    this.#came = new Int32Array(held).fill(NOT_YET)
    this.#lines = new Int32Array(held)
    this.#files = new Int32Array(held)
    this.#order = new Int32Array(held)
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
    return this.#total === 0 && this.#came.length > 0
  }

  oldAnchor(row: number): string { return this.old?.anchors[row] as string }
  oldHash(row: number): string { return this.old?.hashes[row] as string }
  oldId(row: number): number { return this.old?.ids[row] as number }

  /** The hash of what has come with an anchor; `old` is the row that it had. */
  hashSeen(anchor: string, old: number | undefined): string | undefined {
    const at = this.#seen(anchor, old)
    return at === undefined ? undefined : at === AS_IT_WAS ? this.oldHash(old as number) : this.#hashes[at]
  }

  /** Where that stands among those with other values, or `AS_IT_WAS`. */
  #seen(anchor: string, old: number | undefined): number | undefined {
    if (old === undefined) return anchor > this.#greatest ? undefined : this.#rowsOfNew().get(anchor) // exports mostly come in order
    const came = this.#came[old] as number
    return came === NOT_YET ? undefined : came
  }

  #rowsOfNew(): ReadonlyMap<string, number> {
    if (this.#rowOfNew) return this.#rowOfNew
    const rows = this.#rowOfNew = new Map<string, number>()
    for (let at = 0; at < this.#anchors.length; at++) if (this.#rowsBefore[at] === NOT_THERE) rows.set(this.#anchors[at] as string, at)
    return rows
  }

  /** An object that is as it was; false where it has come already. */
  addOld(row: number, line: number, file: number): boolean {
    if (this.#came[row] !== NOT_YET) return false
    this.#came[row] = AS_IT_WAS
    this.#lines[row] = line
    this.#files[row] = file
    this.#lastOld = row
    this.counts.unchanged++
    this.#note(row)
    return true
  }

  /** An object with values that were not held, the place of which among the rows is given; `old` is the row that its anchor had. */
  add(old: number | undefined, { anchor, hash, id, rows, place }: { readonly anchor: string; readonly hash: string; readonly id: number; readonly rows: PackedRows; readonly place: number }, line: number, file: number): void {
    const at = this.#anchors.push(anchor) - 1
    this.#bodies.pushRow(rows, place)
    this.#hashes.push(hash)
    this.#ids.push(id)
    this.#newLines.push(line)
    this.#newFiles.push(file)
    this.#rowsBefore.push(old ?? NOT_THERE)
    this.#note(old ?? ~at)
    if (old !== undefined) {
      this.#came[old] = at
      this.ended.push(this.oldId(old))
      this.counts.changed++
      return
    }
    if (anchor > this.#greatest) this.#greatest = anchor
    this.#rowOfNew?.set(anchor, at)
    this.counts.new++
  }

  #note(who: number): void {
    if (this.#total === this.#order.length) {
      const larger = new Int32Array(Math.max(FEWEST, this.#total * 2))
      larger.set(this.#order)
      this.#order = larger
    }
    this.#order[this.#total++] = who
  }

  conflict(anchor: string, old: number | undefined, place: Place): void {
    const places = this.conflicts.get(anchor)
    if (places) {
      places.push(place)
      return
    }
    const first = this.#seen(anchor, old) as number
    const firstPlace = first === AS_IT_WAS ? { line: this.#lines[old as number] as number, file: this.#files[old as number] as number } : { line: this.#newLines[first] as number, file: this.#newFiles[first] as number }
    this.conflicts.set(anchor, [firstPlace, place])
  }

  /** Takes rows whose anchor turned out to be disputed back, and puts what was known before in their place. */
  settleConflicts(objects: Pick<ObjectsTable, 'remove' | 'revive'>): void {
    for (const anchor of this.conflicts.keys()) {
      const old = this.oldRow(anchor)
      const at = this.#seen(anchor, old) as number
      if (at === AS_IT_WAS) continue // the first of them was as before: it stands
      objects.remove(this.#ids[at] as number)
      this.#ids[at] = GONE
      if (old === undefined) {
        this.counts.new--
        continue
      }
      this.counts.changed--
      this.counts.unchanged++
      this.ended.splice(this.ended.indexOf(this.oldId(old)), 1)
      this.#came[old] = AS_IT_WAS
      this.#lines[old] = this.#newLines[at] as number
      this.#files[old] = this.#newFiles[at] as number
      objects.revive(this.oldId(old))
    }
  }

  missingRows(): number[] {
    const rows: number[] = []
    this.#came.forEach((came, row) => { if (came === NOT_YET) rows.push(row) })
    return rows
  }

  /** After a read that was not complete, objects that it did not bring are still there. */
  keepUnseen(): void {
    for (const row of this.missingRows()) this.#came[row] = AS_IT_WAS
  }

  /** What the read leaves, its origins, and the rows of its objects in the order in which they came, where none came twice. After this nothing is added. */
  staged(system: string): StagedType {
    const { old } = this
    const added = this.#addedInOrder()
    const isAll = !this.#came.includes(NOT_YET)
    const laid = this.#laid(added)
    const pick = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] => {
      const values: T[] = []
      for (const from of laid) values.push((from < 0 ? now[~from] : before?.[from]) as T)
      return values
    }
    const ids = pick(old?.ids, this.#ids)
    const table: ObjectTable = {
      ...emptyTable(system, this.row.name, this.row.typeId, this.attributes),
      // The same list where the same objects are there: so it is seen at a glance.
      anchors: old && isAll && added.length === 0 ? old.anchors : pick(old?.anchors, this.#anchors),
      bodies: this.#laidBodies(laid), hashes: pick(old?.hashes, this.#hashes), ids, fromReads: pick(old?.fromReads, new Array<number>(this.#ids.length).fill(this.#readNo)),
    }
    return { table, origins: this.#origins(laid, ids), order: this.#orderIn(laid) }
  }

  /** New objects that were not taken back, ascending by anchor. */
  #addedInOrder(): readonly number[] {
    const added: number[] = []
    let isAscending = true
    for (let at = 0; at < this.#ids.length; at++) {
      if (this.#rowsBefore[at] !== NOT_THERE || this.#ids[at] === GONE) continue
      const last = added.at(-1)
      if (last !== undefined && (this.#anchors[last] as string) > (this.#anchors[at] as string)) isAscending = false
      added.push(at)
    }
    if (isAscending) return added
    const rows = this.#rowsOfNew()
    // Without a comparator the engine sorts by code unit, and five times faster.
    return added.map((at) => this.#anchors[at] as string).sort().map((anchor) => rows.get(anchor) as number)
  }

  /** Of each row of the new table, the row that it was before, or below 0 the place among those with other values. */
  #laid(added: readonly number[]): Int32Array {
    const anchors = this.old?.anchors ?? []
    const laid = new Int32Array(anchors.length + added.length)
    let next = 0
    let count = 0
    for (let row = 0; row < anchors.length; row++) {
      while (next < added.length && (this.#anchors[added[next] as number] as string) < (anchors[row] as string)) laid[count++] = ~(added[next++] as number)
      const came = this.#came[row] as number
      if (came !== NOT_YET) laid[count++] = came === AS_IT_WAS ? row : ~came
    }
    while (next < added.length) laid[count++] = ~(added[next++] as number)
    return laid.subarray(0, count)
  }

  #laidBodies(laid: Int32Array): Texts {
    let inOrder = true
    const numbers = laid.map((from, row) => {
      const number = from < 0 ? ~from : this.#bodies.keep(from)
      if (number !== row) inOrder = false
      return number
    })
    const texts = this.#bodies.texts()
    return inOrder && texts.length === laid.length ? texts : pickTexts(texts, numbers)
  }

  #origins(laid: Int32Array, ids: readonly number[]): Int32Array {
    const entries = new Int32Array(laid.length * 3)
    ascendingOrder(ids).forEach((row, at) => {
      const from = laid[row] as number
      entries[at * 3] = ids[row] as number
      entries[at * 3 + 1] = (from < 0 ? this.#newLines[~from] : this.#lines[from]) as number
      entries[at * 3 + 2] = (from < 0 ? this.#newFiles[~from] : this.#files[from]) as number
    })
    return entries
  }

  #orderIn(laid: Int32Array): Int32Array {
    const rowOfOld = new Int32Array(this.#came.length).fill(-1)
    const rowOfNew = new Int32Array(this.#ids.length).fill(-1)
    laid.forEach((from, row) => {
      if (from >= 0) rowOfOld[from] = row
      else if (this.#rowsBefore[~from] === NOT_THERE) rowOfNew[~from] = row
      else rowOfOld[this.#rowsBefore[~from] as number] = row
    })
    return this.#order.subarray(0, this.#total).map((who) => (who < 0 ? rowOfNew[~who] : rowOfOld[who]) as number)
  }
}

/** A type as a read leaves it. */
export interface StagedType {
  readonly table: ObjectTable
  /** As `Origins.entries`. */
  readonly origins: Int32Array
  readonly order: Int32Array
}

/** In place of what came of an object that was there before. */
const NOT_YET = -2
const AS_IT_WAS = -1
/** In place of the row of one that was not there before. */
const NOT_THERE = -1
/** Stands in place of the id of a row that was taken back. */
const GONE = -1
const FEWEST = 1024

const NO_ROWS: ReadonlyMap<string, number> = new Map()
