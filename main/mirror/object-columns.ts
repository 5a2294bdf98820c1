import { oncePerDatabase } from './once-per-database'

/** One attribute of everybody of a type, as a read left it. */
export interface ObjectColumn {
  readonly position: number
  /** Packed cells; the first is that of an absent value. */
  readonly cells: readonly string[]
  /** For each object of the read, ascending by id, the number of its cell. */
  readonly numbers: Uint16Array
}

export interface TypeColumns {
  readonly typeId: number
  readonly readNo: number
  readonly columns: readonly ObjectColumn[]
}

export type Side = 'source' | 'target'

/** Whom the actions of an object mapping are about. */
export interface RunObjects {
  readonly firstSeq: number
  readonly side: Side
  readonly typeId: number
  /** The read that the objects are of. */
  readonly readNo: number
  /** In the order of seq, ids of objects; 0 for none that was read. */
  readonly ids: Int32Array
}

/** What facets over a million people are counted from, so that no body is looked at. */
export interface ObjectColumns {
  add(columns: TypeColumns): void
  /** Whether any column of that read was gathered. */
  isGathered(typeId: number, readNo: number): boolean
  /** Undefined where the column was not gathered, or not of that read. */
  find(typeId: number, readNo: number, position: number): ObjectColumn | undefined
  addRun(run: number, objects: RunObjects): void
  ofRun(run: number, side: Side): readonly RunObjects[]
}

export const objectColumns = oncePerDatabase((db): ObjectColumns => {
  const insert = db.prepare('INSERT OR REPLACE INTO object_column (type_id, position, read_no, cells, numbers) VALUES (?, ?, ?, ?, ?)')
  const select = db.prepare<[number, number, number], { cells: string; numbers: Buffer }>('SELECT cells, numbers FROM object_column WHERE type_id = ? AND position = ? AND read_no = ?')
  const selectAny = db.prepare<[number, number], number>('SELECT count(*) FROM object_column WHERE type_id = ? AND read_no = ?').pluck()
  const insertRun = db.prepare('INSERT INTO run_object (run_id, first_seq, side, type_id, read_no, ids) VALUES (?, ?, ?, ?, ?, ?)')
  const selectRun = db.prepare<[number, Side], { first_seq: number; type_id: number; read_no: number; ids: Buffer }>('SELECT first_seq, type_id, read_no, ids FROM run_object WHERE run_id = ? AND side = ?')
  return {
    add: ({ typeId, readNo, columns }) => {
      for (const { position, cells, numbers } of columns) insert.run(typeId, position, readNo, JSON.stringify(cells), bytesOf(numbers))
    },
    isGathered: (typeId, readNo) => (selectAny.get(typeId, readNo) as number) > 0,
    find: (typeId, readNo, position) => {
      const row = select.get(typeId, position, readNo)
      return row && { position, cells: JSON.parse(row.cells) as string[], numbers: new Uint16Array(aligned(row.numbers)) }
    },
    addRun: (run, { firstSeq, side, typeId, readNo, ids }) => void insertRun.run(run, firstSeq, side, typeId, readNo, bytesOf(ids)),
    ofRun: (run, side) => selectRun.all(run, side).map((row) => ({ firstSeq: row.first_seq, side, typeId: row.type_id, readNo: row.read_no, ids: new Int32Array(aligned(row.ids)) })),
  }
})

function bytesOf(numbers: Uint16Array | Int32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

/** The bytes in a buffer of their own: integers may not begin anywhere. */
function aligned(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
