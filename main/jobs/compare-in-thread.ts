import { Worker } from 'node:worker_threads'
import { ANYTHING, type CompareAhead, type Comparison } from '../engine/comparison'
import { type SharedTexts, SpilledTexts } from '../mirror/spilled-texts'
import type { Texts } from '../../shared/model/texts'

/** Rows of the source in one message. */
export const ROWS_AT_ONCE = 1024

/** Messages that may be on their way: far enough ahead that the walk does not catch up, few enough that they take little memory. */
const CHUNKS_AHEAD = 8

/** With fewer objects the walk is done before a thread has started. */
const COMPARED_FROM = 20_000

/** What both threads see. */
export interface SharedComparison {
  /** By source row, once its chunk is done. */
  readonly bits: Int32Array<SharedArrayBuffer>
  /** By chunk: 1 once it is done. */
  readonly done: Int32Array<SharedArrayBuffer>
  /** The chunk that the walk is in, -1 before it begins: this one and those before need not be compared any more. */
  readonly reached: Int32Array<SharedArrayBuffer>
}

/** Objects whose texts lie in files, which the thread reads itself. */
export interface ComparedFiles {
  readonly sources: SharedTexts
  readonly targets: SharedTexts
  /** By source row, the row of its target object; -1 for none. */
  readonly rows: Int32Array
}

export type ToComparer =
  | { readonly kind: 'begin'; readonly comparison: Comparison; readonly shared: SharedComparison; readonly files?: ComparedFiles }
  /** Of the rows `rows`, all in one chunk, both packed objects. */
  | { readonly kind: 'chunk'; readonly chunk: number; readonly rows: readonly number[]; readonly sources: readonly string[]; readonly targets: readonly string[] }
  | { readonly kind: 'chunkOfFiles'; readonly chunk: number }

/** Compares ahead until it is closed. */
export interface ComparingThread extends CompareAhead {
  close(): void
}

/** Starts what compares the objects of one object mapping ahead of its walk; nothing where that does not pay. */
export type OpenComparing = (sources: Texts, targets: Texts) => ComparingThread | undefined

/**
 * Compares in a thread of its own: while people are planned the other core has little to do. The walk reads what is done out of shared memory
 * and never waits, so the plan is the same however fast the thread is, and where it fails.
 */
export function compareInThread(workerFile: string, { from = COMPARED_FROM }: { readonly from?: number } = {}): OpenComparing {
  return (sources, targets) => {
    const inMemory = Array.isArray(sources) && Array.isArray(targets)
    const inFiles = sources instanceof SpilledTexts && targets instanceof SpilledTexts
    if ((!inMemory && !inFiles) || sources.length < from || targets.length < from) return undefined
    const worker = new Worker(workerFile)
    const post = (message: ToComparer): void => worker.postMessage(message)
    worker.unref()
    worker.on('error', () => undefined) // what it has not compared is compared by the walk
    return {
      begin: (comparison, rows) => {
        const shared = sharedComparison(rows.length)
        if (inFiles) {
          post({ kind: 'begin', comparison, shared, files: { sources: sources.shared(), targets: targets.shared(), rows } })
          return ahead(shared, (chunk) => post({ kind: 'chunkOfFiles', chunk }))
        }
        post({ kind: 'begin', comparison, shared })
        return ahead(shared, (chunk) => {
          const message = chunkOf(chunk, rows, sources, targets)
          if (message.rows.length > 0) post(message)
        })
      },
      close: () => void worker.terminate(),
    }
  }
}

function sharedComparison(rows: number): SharedComparison {
  const shared = (length: number): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(length * 4))
  return { bits: shared(rows).fill(ANYTHING), done: shared(Math.ceil(rows / ROWS_AT_ONCE)), reached: shared(1).fill(-1) }
}

/** Sends chunks as the walk comes closer to them, and gives what is known of a row. */
function ahead({ bits, done, reached }: SharedComparison, send: (chunk: number) => void): (row: number) => number | undefined {
  let sent = 0
  let known = -1
  const goTo = (chunk: number): void => {
    Atomics.store(reached, 0, chunk)
    for (sent = Math.max(sent, chunk + 1); sent < done.length && sent <= chunk + CHUNKS_AHEAD; sent++) send(sent)
  }
  for (; sent < Math.min(done.length, CHUNKS_AHEAD); sent++) send(sent)
  return (row) => {
    const chunk = Math.floor(row / ROWS_AT_ONCE)
    if (chunk !== known) {
      known = chunk
      goTo(chunk)
    }
    return Atomics.load(done, chunk) === 1 ? bits[row] : undefined
  }
}

function chunkOf(chunk: number, rows: Int32Array, sources: Texts, targets: Texts): Extract<ToComparer, { kind: 'chunk' }> {
  const message = { kind: 'chunk' as const, chunk, rows: [] as number[], sources: [] as string[], targets: [] as string[] }
  for (let row = chunk * ROWS_AT_ONCE; row < Math.min(rows.length, (chunk + 1) * ROWS_AT_ONCE); row++) {
    const target = rows[row] as number
    if (target < 0) continue
    message.rows.push(row)
    message.sources.push(sources.at(row) as string)
    message.targets.push(targets.at(target) as string)
  }
  return message
}
