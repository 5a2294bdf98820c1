import { invariant } from '../../shared/assert'
import { counted } from '../../shared/counted'
import type { Issue } from '../../shared/model/issue'
import type { PrintsEvent, ReadEvent, RecordsEvent, RowPrints, SameRows } from '../../shared/model/record'
import type { WorkProgress } from '../../shared/model/cycle'
import type { Mirror } from './open-mirror'
import type { RunWriter } from './run-writes'
import type { ObjectTable } from './object-table'
import { type StagedObjects, objectsTable } from './objects-table'
import { type Origins, type ReadRow, readsTable } from './reads-table'
import type { Pacer } from '../../shared/model/pacer'
import { type HeldBefore, type Place, TypeStage } from './type-stage'

export interface StageRequest extends HeldBefore {
  readonly system: string
  readonly events: AsyncIterable<ReadEvent>
  readonly readAt: string
  /** Names of the system's files, for origins. */
  readonly files: readonly string[]
  /** The system's tables as they are now, by type: from the session where it holds them, else loaded. */
  readonly tables: ReadonlyMap<string, ObjectTable>
  /** The table's rows of the objects of the read before, in their order: what rows that are the same are counted in. */
  readonly order?: Int32Array
  /** The id of the next new object, shared by everybody who stages at the same time. */
  readonly ids: { next: number }
  /** Takes the rows; what is small is written over the mirror's own connection. */
  readonly writer: RunWriter
  /** Whether somebody said that the system, or a type of it, really is empty now. */
  readonly acceptEmpty: boolean
  /** The object types that the system's settings can give: of another one nobody is left, whatever is read. */
  readonly possibleTypes: readonly string[]
  readonly pacer: Pacer
  readonly onProgress: (progress: WorkProgress) => void
}

export interface StageResult {
  readonly read: ReadRow
  readonly issues: readonly Issue[]
  readonly tables: ReadonlyMap<string, ObjectTable>
  /** What the next read can be compared with, and its objects' rows in their order; nothing where something was amiss. */
  readonly prints: { readonly prints: RowPrints; readonly order: Int32Array } | undefined
}

/**
 * One read into the mirror: what is new, changed, unchanged and missing, by hash. Rows are written in small batches as a generation
 * that nobody sees until one small transaction makes it the current read. Two rows with one anchor: identical ones count once, with
 * a note; different ones are not staged at all, each is an issue, and the object stays as last known (provisioning-cycle.md §2.4).
 * Objects are missing only where the read was complete. A complete read of nothing, over something, is not believed unless somebody says so; nor is one
 * that has nobody of a type any more.
 */
export async function stageRecords(mirror: Mirror, request: StageRequest): Promise<StageResult> {
  const { system, pacer, writer } = request
  const objects = objectsTable(mirror.db)
  const reads = readsTable(mirror.db)
  reads.begin(system)
  const readNo = objects.currentRead(system) + 1
  const types = new Map<string, TypeStage>()
  for (const row of objects.types(system)) types.set(row.name, new TypeStage(row, request.tables.get(row.name), readNo, request, mirror.file))
  const issues: Issue[] = []
  let fresh: GrowingObjects | undefined
  let overtaken: number[] = []
  let count = 0
  let end: Extract<ReadEvent, { kind: 'end' }> | undefined
  let prints: PrintsEvent | undefined
  let order: Int32Array | undefined

  for await (const event of request.events) {
    switch (event.kind) {
      case 'attributes': {
        await writer.drain() // else it is this connection that waits, asleep, until the writer pauses: in the end in vain
        mirror.db.transaction(() => {
          const { row, attributes } = stageOf(event.type)
          objects.addAttributes(row.typeId, attributes.length, event.names)
          attributes.push(...event.names)
        })()
        break
      }
      case 'records': {
        const stage = stageOf(event.type)
        const { same = [] } = event
        let nextSame = 0
        // One transaction a slice, so that a cancel or another reader never waits for more than a slice.
        for (let from = 0; from < event.anchors.length; from += SLICE) {
          const to = Math.min(from + SLICE, event.anchors.length)
          for (let i = from; i < to; i++) {
            for (; same[nextSame]?.before === i; nextSame++) stageSame(stage, same[nextSame] as SameRows)
            stageOne(stage, event, i)
          }
          write()
          await (writer.turn() ?? pacer.turn())
        }
        for (; nextSame < same.length; nextSame++) stageSame(stage, same[nextSame] as SameRows)
        count += event.anchors.length
        request.onProgress({ step: 'stage', done: count, unit: 'objects', label: system })
        break
      }
      case 'same': {
        const stage = stageOf(event.type)
        for (const rows of event.same) stageSame(stage, rows)
        break
      }
      case 'prints': prints = event; break
      case 'issue': issues.push(event.issue); break
      case 'progress': {
        request.onProgress({ step: 'read', done: event.bytes, ...(event.totalBytes === undefined ? {} : { total: event.totalBytes }), unit: 'bytes', label: system })
        break
      }
      case 'end': end = event; break
    }
    await pacer.turn()
  }

  const held = [...types.values()].reduce((sum, stage) => sum + (stage.old?.anchors.length ?? 0), 0)
  let complete = end?.complete ?? false
  const doubted = complete && count === 0 && held > 0 && !request.acceptEmpty
  if (doubted) {
    complete = false
    issues.push({ code: 'fileEmpty', origin: request.files[0] ?? system, message: `The read of ${system} was complete and held nobody, where ${held} objects were held before; it is taken for a mistake and nobody counts as missing. Read the right file. If the system really is empty now, say so in Connections, or with: rehearsal import FOLDER --system ${system} --accept-empty` })
  }

  const isDoubted = (stage: TypeStage): boolean => complete && !request.acceptEmpty && stage.isMissing && request.possibleTypes.includes(stage.row.name)
  const missingTypes = [...types.values()].filter(isDoubted)
  for (const { row: { name }, old } of missingTypes) {
    issues.push({ code: 'typeMissing', origin: request.files[0] ?? system, message: `The read of ${system} was complete and held nobody of type ${name}, where ${counted(old?.anchors.length ?? 0, 'object')} ${old?.anchors.length === 1 ? 'was' : 'were'} held before; it is taken for a mistake and nobody of that type counts as missing. Read all files. If there really is none now, say so in Connections, or with: rehearsal import FOLDER --system ${system} --accept-empty` })
  }

  await writer.drain()
  const counts = { new: 0, changed: 0, unchanged: 0, missing: 0 }
  const tables = new Map<string, ObjectTable>()
  const origins = new Map<number, Origins>()
  const ended: number[] = []
  const allTold: Record<string, readonly string[]> = {}
  for (const stage of types.values()) {
    for (const [anchor, lines] of stage.conflicts) {
      for (const line of lines) {
        issues.push({ code: 'anchorDuplicate', origin: originOf(line), message: `${lines.length} rows have the anchor ${anchor} and differ; none of them is used and the object stays as last known. Choose which row counts, or correct the export.` })
      }
    }
    mirror.db.transaction(() => stage.settleConflicts(objects))()
    const believed = complete && !missingTypes.includes(stage)
    const missing = believed ? stage.missingRows() : []
    for (let from = 0; from < missing.length; from += SLICE) {
      overtaken = missing.slice(from, from + SLICE).map((row) => stage.oldId(row))
      write()
      await (writer.turn() ?? pacer.turn())
    }
    if (!believed) stage.keepUnseen()
    for (const key of ['new', 'changed', 'unchanged'] as const) counts[key] += stage.counts[key]
    counts.missing += missing.length
    ended.push(...stage.ended, ...missing.map((row) => stage.oldId(row)))
    const staged = stage.staged(system)
    if (stage.row.name === prints?.type) order = staged.order
    // What was told of a part holds for nobody else.
    const told = believed ? end?.told?.[stage.row.name] : stage.old?.told
    if (told) allTold[stage.row.name] = told
    tables.set(stage.row.name, told ? { ...staged.table, told } : staged.table)
    origins.set(stage.row.typeId, { files: request.files, entries: staged.origins })
  }
  issues.sort(byOrigin)
  const read: ReadRow = { readNo, readAt: request.readAt, contentHash: complete && missingTypes.length === 0 ? end?.contentHash : undefined, complete, read: count, ...counts, finding: { ...end?.finding, ...(doubted ? { doubted: held } : doubtedTypes(missingTypes)) }, told: allTold }
  await writer.drain()
  reads.commit(system, read, issues, origins)
  for (let from = 0; from < ended.length; from += SLICE) writer.post({ staged: undefined, ended: [], readNo, removed: ended.slice(from, from + SLICE), index: false })
  if (ended.length > 0) await writer.drain()
  reads.finish(system)
  return { read, issues, tables, prints: prints && order && issues.length === 0 && complete ? { prints: prints.prints, order } : undefined }

  function write(): void {
    if (fresh || overtaken.length > 0) writer.post({ staged: fresh, ended: overtaken, readNo, removed: [], index: false })
    fresh = undefined
    overtaken = []
  }

  function stageOf(type: string): TypeStage {
    let stage = types.get(type)
    if (!stage) {
      stage = new TypeStage(objects.addType(system, type), undefined, readNo, request, mirror.file)
      types.set(type, stage)
    }
    return stage
  }

  function stageOne(stage: TypeStage, event: RecordsEvent, i: number): void {
    const anchor = event.anchors[i] as string
    const hash = event.hashes[i] as string
    const line = event.lines[i] as number
    const old = stage.oldRow(anchor)
    const seen = stage.hashSeen(anchor, old)
    if (seen !== undefined) {
      repeated(stage, anchor, old, { line, file: event.file, isSame: seen === hash })
      return
    }
    if (old !== undefined && stage.oldHash(old) === hash) {
      stage.addOld(old, line, event.file)
      return
    }
    const id = request.ids.next++
    fresh ??= { typeId: stage.row.typeId, ids: [], anchors: [], hashes: [], bodies: event.bodies, places: [] }
    fresh.ids.push(id)
    fresh.anchors.push(anchor)
    fresh.hashes.push(hash)
    fresh.places.push(i)
    if (old !== undefined) overtaken.push(stage.oldId(old))
    stage.add(old, { anchor, hash, id, rows: event.bodies, place: i }, line, event.file)
  }

  /** Rows that are, byte for byte, those of the read before, whose objects are those that are held. */
  function stageSame(stage: TypeStage, same: SameRows): void {
    count += same.count
    for (let i = 0; i < same.count; i++) {
      const old = request.order?.[same.from + i]
      invariant(old !== undefined && old >= 0, 'Rows are compared with those of the read that is held.')
      if (stage.addOld(old, same.line + i, 0)) continue
      const anchor = stage.oldAnchor(old)
      repeated(stage, anchor, old, { line: same.line + i, file: 0, isSame: stage.hashSeen(anchor, old) === stage.oldHash(old) })
    }
  }

  /** A row whose anchor has come already. */
  function repeated(stage: TypeStage, anchor: string, old: number | undefined, { isSame, ...place }: Place & { readonly isSame: boolean }): void {
    if (!isSame) return stage.conflict(anchor, old, place)
    issues.push({ code: 'rowRepeated', origin: originOf(place), message: `This row repeats an earlier one with the anchor ${anchor}; it counts once.` })
  }

  function originOf(place: Place): string {
    const file = request.files[place.file] ?? request.files[0] ?? system
    return place.line > 0 ? `${file} line ${place.line}` : file
  }
}

const SLICE = 2000

/** New objects of one slice, while it is staged. */
interface GrowingObjects extends StagedObjects {
  readonly ids: number[]
  readonly anchors: string[]
  readonly hashes: string[]
  readonly places: number[]
}

function doubtedTypes(missing: readonly TypeStage[]): Readonly<Record<string, string | number>> {
  if (missing.length === 0) return {}
  return { doubted: missing.reduce((sum, { old }) => sum + (old?.anchors.length ?? 0), 0), doubtedTypes: missing.map(({ row }) => row.name).sort().join(', ') }
}

function byOrigin(a: Issue, b: Issue): number {
  const [fileA, lineA] = splitOrigin(a.origin)
  const [fileB, lineB] = splitOrigin(b.origin)
  return fileA < fileB ? -1 : fileA > fileB ? 1 : lineA - lineB
}

function splitOrigin(origin: string): [string, number] {
  const at = origin.lastIndexOf(' line ')
  return at < 0 ? [origin, 0] : [origin.slice(0, at), Number(origin.slice(at + 6))]
}
