import { parentPort } from 'node:worker_threads'
import { comparer } from '../engine/compare-ahead'
import type { SharedComparison, ToComparer } from './compare-in-thread'

/*
 * The comparing thread of one object mapping: which mappings may change something, chunk by chunk, ahead of the walk.
 */

parentPort?.on('message', answering())

function answering(): (message: ToComparer) => void {
  let compare: ReturnType<typeof comparer> | undefined
  let shared: SharedComparison | undefined
  return (message) => {
    if (message.kind === 'begin') {
      compare = comparer(message.comparison)
      shared = message.shared
      return
    }
    const { chunk, rows, sources, targets } = message
    if (!compare || !shared || Atomics.load(shared.reached, 0) >= chunk) return
    for (let i = 0; i < rows.length; i++) shared.bits[rows[i] as number] = compare(sources[i] as string, targets[i] as string)
    Atomics.store(shared.done, chunk, 1)
  }
}
