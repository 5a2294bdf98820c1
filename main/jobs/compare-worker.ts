import { parentPort } from 'node:worker_threads'
import { comparer } from '../engine/comparer'
import { sharedReader } from '../mirror/spilled-texts'
import { type ComparedFiles, ROWS_AT_ONCE, type SharedComparison, type ToComparer } from './compare-in-thread'

/*
 * The comparing thread of one object mapping: which mappings may change something, chunk by chunk, ahead of the walk.
 */

parentPort?.on('message', answering())

function answering(): (message: ToComparer) => void {
  let compare: ReturnType<typeof comparer> | undefined
  let shared: SharedComparison | undefined
  let pairs: ReturnType<typeof pairsIn> | undefined
  return (message) => {
    if (message.kind === 'begin') {
      compare = comparer(message.comparison)
      shared = message.shared
      pairs = message.files && pairsIn(message.files)
      return
    }
    const { chunk } = message
    if (!compare || !shared || Atomics.load(shared.reached, 0) >= chunk) return
    if (message.kind === 'chunkOfFiles') {
      for (const { row, source, target } of pairs?.(chunk) ?? []) shared.bits[row] = compare(source, target)
      Atomics.store(shared.done, chunk, 1)
      return
    }
    const { rows, sources, targets } = message
    for (let i = 0; i < rows.length; i++) shared.bits[rows[i] as number] = compare(sources[i] as string, targets[i] as string)
    Atomics.store(shared.done, chunk, 1)
  }
}

/** The objects of a chunk that can be compared, out of their files. */
function pairsIn({ sources, targets, rows }: ComparedFiles): (chunk: number) => Iterable<{ readonly row: number; readonly source: string; readonly target: string }> {
  const [sourceAt, targetAt] = [sharedReader(sources), sharedReader(targets)]
  return function* (chunk) {
    for (let row = chunk * ROWS_AT_ONCE; row < Math.min(rows.length, (chunk + 1) * ROWS_AT_ONCE); row++) {
      const to = rows[row] as number
      if (to < 0) continue
      const [source, target] = [sourceAt(row), targetAt(to)]
      if (source !== undefined && target !== undefined) yield { row, source, target }
    }
  }
}
