import { Worker } from 'node:worker_threads'
import type { MappingResult, PlannedObject } from '../engine/planned-object'
import type { TargetView } from '../engine/target-view'
import type { GatherColumns } from '../mirror/gather-columns'
import { type ObjectColumn, type RunObjects, type Side, objectColumns } from '../mirror/object-columns'
import type { ObjectTable } from '../mirror/object-table'
import type { RunWriter } from '../mirror/run-writes'
import { SpilledTexts } from '../mirror/spilled-texts'
import type { Session } from './session'

/** Gathers in a thread of its own: while people are planned the other core has time. */
export function gatherInThread(workerFile: string): GatherColumns {
  return (asked) => new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: asked })
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', () => resolve([]))
    worker.once('exit', () => resolve([]))
  })
}

interface PlannedMapping {
  readonly firstSeq: number
  readonly source: ObjectTable
  readonly target: ObjectTable
  readonly view: Pick<TargetView, 'rowOfAnchor'>
  readonly result: Pick<MappingResult, 'trace' | 'objects'>
  /** Outcomes of links whose source is gone. */
  readonly gone: readonly PlannedObject[]
}

/** What facets over a job's plan are counted from, where its objects are so many that their texts lie in files. */
export class FacetColumns {
  readonly #session: Session
  readonly #writer: RunWriter
  readonly #run: number
  readonly #readNos: Readonly<Record<Side, number>>
  /** By type: resolves when its columns are on their way. One type after another, for each takes memory. */
  readonly #gathering = new Map<number, Promise<void>>()
  #last: Promise<void> = Promise.resolve()

  /** `run`: 0 for a plan that nobody writes down. `readNos`: the reads that the job is planned over. */
  constructor({ session, writer, run, readNos }: { readonly session: Session; readonly writer: RunWriter; readonly run: number; readonly readNos: Readonly<Record<Side, number>> }) {
    this.#session = session
    this.#writer = writer
    this.#run = run
    this.#readNos = readNos
  }

  /** Begins to gather the columns of a type as it was read, where nobody did before. */
  begin(side: Side, { system, type }: ObjectTable): void {
    const read = this.#session.tables(system).get(type)
    const gather = this.#session.gatherColumns
    const readNo = this.#readNos[side]
    if (!read || !gather || this.#run === 0 || !(read.bodies instanceof SpilledTexts) || this.#gathering.has(read.typeId)) return
    if (objectColumns(this.#session.mirror.db).isGathered(read.typeId, readNo)) return
    const asked = { texts: read.bodies.shared(), ids: Int32Array.from(read.ids), attributes: read.attributes.length }
    const gathered = this.#last.then(() => gather(asked)).then((columns) => this.#write(read.typeId, readNo, columns))
    this.#last = gathered.catch(() => undefined) // `finish` tells of it
    this.#gathering.set(read.typeId, gathered)
  }

  /** Writes whom the actions of an object mapping are about. */
  add({ firstSeq, source, target, view, result: { trace, objects }, gone }: PlannedMapping): void {
    if (this.#run === 0 || !(source.bodies instanceof SpilledTexts || target.bodies instanceof SpilledTexts)) return
    const [sources, targets] = [new Int32Array(objects), new Int32Array(objects)]
    trace.seqs.forEach((seq, row) => {
      if (seq < 0) return
      sources[seq] = idOf(source, row)
      targets[seq] = idOf(target, trace.outcomes[row]?.target ?? -1)
    })
    for (const { seq, action } of gone) targets[seq] = idOf(target, view.rowOfAnchor(action.target?.anchor ?? '') ?? -1)
    const of = (side: Side, { typeId }: ObjectTable, ids: Int32Array): RunObjects => ({ firstSeq, side, typeId, readNo: this.#readNos[side], ids })
    this.#writer.post({ run: this.#run, about: [of('source', source, sources), of('target', target, targets)] })
  }

  async #write(typeId: number, readNo: number, columns: readonly ObjectColumn[]): Promise<void> {
    for (const column of columns) {
      this.#writer.post({ typeId, readNo, columns: [column] })
      await this.#writer.turn()
    }
  }

  /** Resolves when all that was gathered is on its way to be written. */
  async finish(): Promise<void> {
    await Promise.all(this.#gathering.values())
  }
}

/** The id of an object as it was read; 0 for none, and for one that only a rehearsal made. */
function idOf({ ids }: ObjectTable, row: number): number {
  return Math.max(0, ids[row] ?? 0)
}
