import { Worker } from 'node:worker_threads'
import { ANYTHING, type CompareAhead, type Comparison } from '../engine/comparison'
import { HeldTexts, type SharedHeldTexts } from '../mirror/held-texts'
import { type SharedTexts, SpilledTexts } from '../mirror/spilled-texts'
import type { Texts } from '../../shared/model/texts'

/** Rows of the source that are done together. */
export const ROWS_AT_ONCE = 1024

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

/** The objects of one side, which the thread reads itself. */
export type ComparedTexts = { readonly held: SharedHeldTexts } | { readonly inFile: SharedTexts }

/** What the thread is told once. */
export interface ToComparer {
  readonly comparison: Comparison
  readonly shared: SharedComparison
  readonly sources: ComparedTexts
  readonly targets: ComparedTexts
  /** By source row, the row of its target object; -1 for none. */
  readonly rows: Int32Array
}

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
    if (sources.length < from || targets.length < from || !isShared(sources) || !isShared(targets)) return undefined
    const worker = new Worker(workerFile)
    worker.unref()
    worker.on('error', () => undefined) // what it has not compared is compared by the walk
    return {
      begin: (comparison, rows) => {
        const shared = sharedComparison(rows.length)
        worker.postMessage({ comparison, shared, sources: comparedTexts(sources), targets: comparedTexts(targets), rows } satisfies ToComparer)
        return known(shared)
      },
      close: () => void worker.terminate(),
    }
  }
}

function isShared(texts: Texts): texts is HeldTexts | SpilledTexts {
  return texts instanceof HeldTexts || texts instanceof SpilledTexts
}

function comparedTexts(texts: HeldTexts | SpilledTexts): ComparedTexts {
  return texts instanceof HeldTexts ? { held: texts.shared() } : { inFile: texts.shared() }
}

function sharedComparison(rows: number): SharedComparison {
  const shared = (length: number): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(length * 4))
  return { bits: shared(rows).fill(ANYTHING), done: shared(Math.ceil(rows / ROWS_AT_ONCE)), reached: shared(1).fill(-1) }
}

/** What is known of a row, asked in the order of rows; says how far the walk has come. */
function known({ bits, done, reached }: SharedComparison): (row: number) => number | undefined {
  let at = -1
  return (row) => {
    const chunk = Math.floor(row / ROWS_AT_ONCE)
    if (chunk !== at) {
      at = chunk
      Atomics.store(reached, 0, chunk)
    }
    return Atomics.load(done, chunk) === 1 ? bits[row] : undefined
  }
}
