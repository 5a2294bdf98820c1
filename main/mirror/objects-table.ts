import type { PackedRows } from '../../shared/model/record'
import { bufferOf, endOf, startOf } from '../packed/packed-rows'
import { type SqlValue, batchInsert } from './batch-insert'
import { type ObjectTable, emptyTable, sortedByAnchor } from './object-table'
import { GrowingTexts, MOST_TEXTS_HELD } from './spilled-texts'
import { oncePerDatabase } from './once-per-database'
import type { ReadRow } from './reads-table'

export interface ObjectTypeRow {
  readonly typeId: number
  readonly system: string
  readonly name: string
  readonly attributes: readonly string[]
  /** As `ObjectTable.told`. */
  readonly told?: readonly string[]
}

/** New objects of one type: all lists have the same length. */
export interface StagedObjects {
  readonly typeId: number
  readonly ids: readonly number[]
  readonly anchors: readonly string[]
  readonly hashes: readonly string[]
  /** The rows that the objects are among, and the place of each. */
  readonly bodies: PackedRows
  readonly places: readonly number[]
}

/** Objects as read, and the types and attributes that they are packed by. */
export interface ObjectsTable {
  types(system: string): ObjectTypeRow[]
  addType(system: string, name: string): ObjectTypeRow
  addAttributes(typeId: number, from: number, names: readonly string[]): void
  currentRead(system: string): number
  /** Every live object of a type, sorted by anchor. Reads the texts: 0.25 s for 100,000. `mostHeld`: as `GrowingTexts`. */
  load(type: ObjectTypeRow, mostHeld?: number): ObjectTable
  /** The id that the next new object gets; whoever stages counts on from it. */
  nextId(): number
  insert(staged: StagedObjects, readNo: number): void
  /** Marks an object as ended with a read that is not current yet. */
  end(objectId: number, toRead: number): void
  /** Takes an end back. */
  revive(objectId: number): void
  remove(objectId: number): void
  /** Made after a first load: an index kept up during it costs a third of the load. */
  index(): void
}

export const objectsTable = oncePerDatabase((db): ObjectsTable => {
  const selectTypes = db.prepare<[string], { type_id: number; name: string }>('SELECT type_id, name FROM object_type WHERE system_id = ? ORDER BY name')
  const selectAttributes = db.prepare<[number], { name: string }>('SELECT name FROM attribute WHERE type_id = ? ORDER BY position')
  const insertType = db.prepare('INSERT INTO object_type (system_id, name) VALUES (?, ?)')
  const insertAttribute = db.prepare('INSERT INTO attribute (type_id, position, name) VALUES (?, ?, ?)')
  const selectRead = db.prepare<[string], { current_read: number }>('SELECT current_read FROM system WHERE system_id = ?')
  const selectObjects = db.prepare<[number, number, number], [number, string, Buffer, string, number]>(`
    SELECT object_id, anchor, CAST(body AS BLOB), hash, from_read
    FROM object
    WHERE type_id = ? AND from_read <= ? AND (to_read IS NULL OR to_read > ?)
  `).raw()
  const insertObjects = batchInsert(db, 'object (object_id, type_id, anchor, body, hash, from_read)', 6, '(?, ?, ?, CAST(? AS TEXT), ?, ?)')
  const selectNextId = db.prepare<[], number>('SELECT coalesce(max(object_id), 0) + 1 FROM object').pluck()
  const endObject = db.prepare('UPDATE object SET to_read = ? WHERE object_id = ?')
  const reviveObject = db.prepare('UPDATE object SET to_read = NULL WHERE object_id = ?')
  const deleteObject = db.prepare('DELETE FROM object WHERE object_id = ?')
  const selectTold = db.prepare<[string], string | null>('SELECT r.told FROM system s JOIN read r ON r.system_id = s.system_id AND r.read_no = s.current_read WHERE s.system_id = ?').pluck()
  const toldBy = (system: string): ReadonlyMap<string, readonly string[]> => new Map(Object.entries(JSON.parse(selectTold.get(system) ?? '{}') as NonNullable<ReadRow['told']>))
  const currentRead = (system: string): number => selectRead.get(system)?.current_read ?? 0

  return {
    currentRead,
    types: (system) => {
      const told = toldBy(system)
      return selectTypes.all(system).map((row) => ({
        typeId: row.type_id, system, name: row.name, attributes: selectAttributes.all(row.type_id).map((a) => a.name), ...toldOf(told.get(row.name)),
      }))
    },
    addType: (system, name) => ({ typeId: Number(insertType.run(system, name).lastInsertRowid), system, name, attributes: [] }),
    addAttributes: (typeId, from, names) => names.forEach((name, i) => insertAttribute.run(typeId, from + i, name)),
    load: (type, mostHeld = MOST_TEXTS_HELD) => {
      const read = currentRead(type.system)
      const bodies = new GrowingTexts(db.name, mostHeld)
      const table = { ...tableOf(type), anchors: [] as string[], hashes: [] as string[], ids: [] as number[], fromReads: [] as number[] }
      for (const [id, anchor, body, hash, fromRead] of selectObjects.iterate(type.typeId, read, read)) {
        table.ids.push(id)
        table.anchors.push(anchor)
        table.hashes.push(hash)
        table.fromReads.push(fromRead)
        bodies.pushBytes(body)
      }
      return sortedByAnchor({ ...table, bodies: bodies.texts() })
    },
    nextId: () => selectNextId.get() as number,
    insert({ typeId, ids, anchors, hashes, bodies: { bytes, ends }, places }, readNo) {
      const values: SqlValue[] = []
      const buffer = bufferOf(bytes)
      for (let i = 0; i < ids.length; i++) {
        const place = places[i] as number
        values.push(ids[i] as number, typeId, anchors[i] as string, buffer.subarray(startOf(ends, place), endOf(ends, place)), hashes[i] as string, readNo)
      }
      insertObjects(values)
    },
    end: (objectId, toRead) => void endObject.run(toRead, objectId),
    revive: (objectId) => void reviveObject.run(objectId),
    remove: (objectId) => void deleteObject.run(objectId),
    index: () => db.exec('CREATE INDEX IF NOT EXISTS object_by_anchor ON object (type_id, anchor)'),
  }
})

/** A type's table without objects. */
export function tableOf({ system, name, typeId, attributes, told }: ObjectTypeRow): ObjectTable {
  return { ...emptyTable(system, name, typeId, attributes), ...toldOf(told) }
}

function toldOf(told: readonly string[] | undefined): Pick<ObjectTable, 'told'> {
  return told ? { told } : {}
}
