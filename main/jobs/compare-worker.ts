import { parentPort } from 'node:worker_threads'
import type { RowBytes } from '../../shared/model/texts'
import { comparer } from '../engine/comparer'
import { HeldTexts } from '../mirror/held-texts'
import { sharedReader } from '../mirror/spilled-texts'
import { RowCells } from '../packed/row-cells'
import { type ComparedTexts, ROWS_AT_ONCE, type ToComparer } from './compare-in-thread'

/*
 * The comparing thread of one object mapping: which mappings may change something, chunk by chunk, ahead of the walk.
 */

parentPort?.once('message', compareAll)

function compareAll({ comparison, shared, sources, targets, rows }: ToComparer): void {
  const compare = comparer(comparison)
  const [sourceAt, targetAt] = [bytesOf(sources), bytesOf(targets)]
  const [source, target] = [new RowCells(), new RowCells()]
  for (let chunk = 0; chunk < shared.done.length; chunk++) {
    if (Atomics.load(shared.reached, 0) >= chunk) continue // the walk is there already
    for (let row = chunk * ROWS_AT_ONCE; row < Math.min(rows.length, (chunk + 1) * ROWS_AT_ONCE); row++) {
      const to = rows[row] as number
      if (to < 0) continue
      const of = sourceAt(row)
      const into = targetAt(to)
      if (!of || !into) continue // the walk compares it
      source.goTo(of)
      target.goTo(into)
      shared.bits[row] = compare(source, target)
    }
    Atomics.store(shared.done, chunk, 1)
  }
}

function bytesOf(texts: ComparedTexts): (row: number) => RowBytes | undefined {
  if ('inFile' in texts) return sharedReader(texts.inFile)
  const held = new HeldTexts(texts.held)
  return (row) => held.bytes(row)
}
