import { isAscii } from 'node:buffer'
import type { AttributeValue } from '../../shared/model/attribute'
import { CELL_SEPARATOR, packCell, packsPlain } from '../../shared/model/packed'
import type { ReadEvent } from '../../shared/model/record'
import { RowsPacker } from '../packed/packed-rows'
import { type PackedBytes, type PackedValues, copyValue } from './packed-values'
import { type BagPlan, type ColumnLayout, bagPlan, columnLayout, copyHashName } from './packing-layouts'
import { sha1 } from './sha1'

const BATCH = 4000
/** Of objects with photos, fewer are handed over at a time. */
const BATCH_BYTES = 1 << 24
/** Bytes and rows of the first batch; those after it get as much as the one before them needed. */
const FIRST_ROOM = 1 << 14
const FIRST_ROWS = 256
/** What is copied four bytes at a time may write so far beyond its end. */
const BEYOND = 16

/**
 * Packs the objects of one type for the mirror: positions are those the mirror knows, new attributes are appended and announced
 * before the batch that uses them. Hashes cover names and values in the order of names, so neither column order nor the order in
 * which attributes turn up changes them.
 */
export class RecordPacker {
  readonly #type: string
  readonly #file: number
  readonly #hashed: boolean
  readonly #names: string[]
  readonly #positions = new Map<string, number>()
  #announced: number
  #anchors: string[] = []
  #rows: RowsPacker
  #hashes: string[] = []
  #lines: number[] = []
  #plans = new Map<string, BagPlan>()
  #canonical: DataView<ArrayBuffer> = new DataView(new ArrayBuffer(0))
  #viewed: Buffer | undefined
  #view: DataView = new DataView(new ArrayBuffer(0))
  readonly #lists = new Set<string>()
  #listsAnnounced = 0

  /** `hashes: false` for objects that are looked at and not staged: their hashes are empty. */
  constructor(options: { readonly type: string; readonly known: readonly string[]; readonly file: number; readonly hashes?: boolean }) {
    this.#rows = new RowsPacker(FIRST_ROOM, FIRST_ROWS)
    this.#hashed = options.hashes ?? true
    this.#type = options.type
    this.#file = options.file
    this.#names = [...options.known]
    this.#announced = this.#names.length
    this.#names.forEach((name, i) => this.#positions.set(name, i))
  }

  /** Attribute names in order of position, those not yet announced included. */
  get names(): readonly string[] {
    return this.#names
  }

  /** Objects that were added since the last batch was handed over. */
  get count(): number {
    return this.#anchors.length
  }

  /** A fixed row layout, for files with columns: asked once, used for each row. `undefined` columns are left out. */
  columns(names: readonly (string | undefined)[]): ColumnLayout {
    const positions = names.map((name) => (name === undefined ? -1 : this.#position(name)))
    return columnLayout(names, positions, this.#names.length)
  }

  /** Adds one row. `cells` are in column order, `undefined` or null for absent. Returns true when a batch is full. */
  addRow(layout: ColumnLayout, cells: readonly (AttributeValue | null | undefined)[], anchor: string, line: number): boolean {
    const packed = new Array<string>(cells.length)
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]
      if (typeof cell === 'object' && cell !== null) this.markList(layout.names[i] as string)
      packed[i] = cell === null || cell === undefined ? '' : typeof cell === 'string' && packsPlain(cell) ? cell : packCell(cell)
    }
    return this.addPacked(layout, packed, anchor, line)
  }

  /** Adds one row whose cells are packed already (packed.ts), in column order, `''` for absent. Lists are made known with `markList`. */
  addPacked(layout: ColumnLayout, packed: readonly string[], anchor: string, line: number): boolean {
    let body: string
    if (layout.inOrder) {
      body = packed.join(CELL_SEPARATOR)
      // Absent cells at the end are left out, so that a row is the same before and after its type gained attributes.
      let end = body.length
      while (end > 0 && body.charCodeAt(end - 1) === 0x1f) end--
      if (end < body.length) body = body.slice(0, end)
    } else {
      body = ''
      let pending = ''
      for (const column of layout.columnAt) {
        const cell = column < 0 ? '' : packed[column]
        if (cell) {
          body += pending + cell
          pending = ''
        }
        pending += CELL_SEPARATOR
      }
    }
    let canonical = ''
    const { hashColumns, hashNames } = layout
    for (let i = 0; i < hashColumns.length; i++) {
      const cell = packed[hashColumns[i] as number]
      if (cell) canonical += (hashNames[i] as string) + cell + CELL_SEPARATOR
    }
    return this.#add(anchor, body, canonical, line)
  }

  /**
   * As `addPacked`, for a row of bytes (UTF-8): the cells one after the other with U+001F between them, none of which needs escaping. The
   * row and its hash are the same; no cell becomes a text on the way.
   */
  addBytes(layout: ColumnLayout, row: PackedBytes, anchor: string, line: number): boolean {
    const { bytes, ends, count, start: rowStart } = row
    if (layout.inOrder) {
      let end = ends[count - 1] as number
      while (end > rowStart && bytes[end - 1] === 0x1f) end--
      const rows = this.#rows
      for (let i = 0; i < count && (ends[i] as number) <= end; i++) rows.cell((ends[i] as number) - rowStart)
      rows.addBytes(bytes, rowStart, end, row.ascii || isAscii(bytes.subarray(rowStart, end)))
    } else this.#addInOrder(layout, row)
    // Four bytes at a time: what is copied beyond a cell's end is overwritten by what follows.
    if (!this.#hashed) return this.#push(anchor, '', line)
    const room = (ends[count - 1] as number) - rowStart + layout.hashNameBytes + count + 8
    if (this.#canonical.byteLength < room) this.#canonical = new DataView(new ArrayBuffer(room * 2))
    const source = this.#viewOf(bytes)
    const canonical = this.#canonical
    const last = bytes.length - 4
    const { hashColumns } = layout
    let to = 0
    for (let i = 0; i < hashColumns.length; i++) {
      const column = hashColumns[i] as number
      const from = column === 0 ? rowStart : ends[column - 1] as number + 1
      const end = ends[column] as number
      if (end === from) continue
      to = copyHashName(layout, i, canonical, to)
      let at = from
      for (let n = to; at < end && at <= last; at += 4, n += 4) canonical.setInt32(n, source.getInt32(at))
      for (; at < end; at++) canonical.setUint8(to + at - from, source.getUint8(at))
      to += end - from
      canonical.setUint8(to++, 0x1f)
    }
    return this.#push(anchor, sha1(new Uint8Array(canonical.buffer, 0, to)), line)
  }

  /** Adds the cells of a row of bytes in the order of their positions. */
  #addInOrder(layout: ColumnLayout, { bytes, ends, count, start: rowStart, ascii }: PackedBytes): void {
    const to = this.#rows.room((ends[count - 1] as number) - rowStart + layout.columnAt.length)
    const begin = this.#rows.end
    let at = begin
    let pending = 0
    for (const column of layout.columnAt) {
      if (column >= 0) {
        const start = column === 0 ? rowStart : ends[column - 1] as number + 1
        const end = ends[column] as number
        if (end > start) {
          for (; pending > 0; pending--) {
            this.#rows.cell(at - begin)
            to[at++] = 0x1f
          }
          for (let from = start; from < end; from++) to[at++] = bytes[from] as number
        }
      }
      pending++
    }
    this.#rows.cell(at - begin)
    this.#rows.endRow(at, ascii)
  }

  /** As `addPlanned`, for values as bytes (UTF-8), none of which needs escaping or is empty. The row and its hash are the same. */
  addValues(plan: BagPlan, values: PackedValues, anchor: string, line: number): boolean {
    const { byPosition, gaps, byName } = plan
    const room = values.used + plan.gapBytes + plan.hashNameBytes + byName.length * 4 + BEYOND
    const bodyView = this.#viewOf(this.#rows.room(room))
    const begin = this.#rows.end
    let to = begin
    for (let i = 0; i < byPosition.length; i++) {
      for (let n = (gaps[i] as string).length; n > 0; n--) {
        this.#rows.cell(to - begin)
        bodyView.setUint8(to++, 0x1f)
      }
      to = copyValue(values, byPosition[i] as number, bodyView, to)
    }
    this.#rows.cell(to - begin)
    this.#rows.endRow(to, values.ascii)
    if (!this.#hashed) return this.#push(anchor, '', line)
    if (this.#canonical.byteLength < room) this.#canonical = new DataView(new ArrayBuffer(room * 2))
    const canonical = this.#canonical
    to = 0
    for (let i = 0; i < byName.length; i++) {
      to = copyValue(values, byName[i] as number, canonical, copyHashName(plan, i, canonical, to))
      canonical.setUint8(to++, 0x1f)
    }
    return this.#push(anchor, sha1(new Uint8Array(canonical.buffer, 0, to)), line)
  }

  #viewOf(bytes: Buffer): DataView {
    if (this.#viewed !== bytes) {
      this.#viewed = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    return this.#view
  }

  /** Says that an attribute held a list; announced with the next batch. */
  markList(name: string): void {
    this.#lists.add(name)
  }

  /** Adds one object whose attributes come in any order, names and values side by side. Returns true when a batch is full. */
  addBag(names: readonly string[], values: readonly AttributeValue[], anchor: string, line: number): boolean {
    const key = names.join('\u0000')
    let plan = this.#plans.get(key)
    if (!plan) {
      // Most entries share a few sequences of attributes: sort each sequence once. Bounded, for data where none repeats.
      if (this.#plans.size > 5000) this.#plans.clear()
      plan = this.plan(names)
      this.#plans.set(key, plan)
    }
    const packed = new Array<string>(values.length)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as AttributeValue
      if (typeof value !== 'string') this.markList(names[i] as string)
      packed[i] = typeof value === 'string' && packsPlain(value) ? value : packCell(value)
    }
    return this.addPlanned(plan, packed, anchor, line)
  }

  /** How objects with exactly these attributes, in this order, are packed: asked once for many objects. Names are distinct. */
  plan(names: readonly string[]): BagPlan {
    return bagPlan(names, names.map((name) => this.#position(name)))
  }

  /** Adds one object by its plan. `packed` holds its cells in the order of the plan's names, none of them `''`. */
  addPlanned(plan: BagPlan, packed: readonly string[], anchor: string, line: number): boolean {
    const { byPosition, gaps, byName, hashNames } = plan
    let body = ''
    for (let i = 0; i < byPosition.length; i++) body += (gaps[i] as string) + (packed[byPosition[i] as number] as string)
    let canonical = ''
    for (let i = 0; i < byName.length; i++) canonical += (hashNames[i] as string) + (packed[byName[i] as number] as string) + CELL_SEPARATOR
    return this.#add(anchor, body, canonical, line)
  }

  /** The events for what was gathered since the last call: new attributes first, then the batch. Empty when there is nothing. */
  *flush(): Generator<ReadEvent> {
    if (this.#names.length > this.#announced || this.#lists.size > this.#listsAnnounced) {
      yield {
        kind: 'attributes', type: this.#type, names: this.#names.slice(this.#announced),
        ...(this.#lists.size > 0 ? { multiValued: [...this.#lists] } : {}),
      }
      this.#announced = this.#names.length
      this.#listsAnnounced = this.#lists.size
    }
    if (this.#anchors.length > 0) {
      yield {
        kind: 'records', type: this.#type, anchors: this.#anchors, bodies: this.#rows.rows(), hashes: this.#hashes,
        lines: Int32Array.from(this.#lines), file: this.#file,
      }
      this.#rows = new RowsPacker(Math.ceil(this.#rows.end * 1.1), this.#rows.count, Math.ceil(this.#rows.cellCount * 1.1))
      this.#anchors = []
      this.#hashes = []
      this.#lines = []
    }
  }

  #position(name: string): number {
    let position = this.#positions.get(name)
    if (position === undefined) {
      position = this.#names.push(name) - 1
      this.#positions.set(name, position)
    }
    return position
  }

  #add(anchor: string, body: string, canonical: string, line: number): boolean {
    this.#rows.add(body)
    return this.#push(anchor, this.#hashed ? sha1(canonical) : '', line)
  }

  /** What belongs to the row that was packed last. */
  #push(anchor: string, hash: string, line: number): boolean {
    this.#anchors.push(anchor)
    this.#hashes.push(hash)
    this.#lines.push(line)
    return this.#anchors.length >= BATCH || this.#rows.end >= BATCH_BYTES
  }
}

/** The attributes that the mirror already holds of a type: none for a type it does not know, whatever its name. */
export function knownAttributes(known: Readonly<Record<string, readonly string[]>>, type: string): readonly string[] {
  return Object.hasOwn(known, type) ? known[type] ?? [] : []
}
