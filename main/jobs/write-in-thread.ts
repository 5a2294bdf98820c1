import { type ErrorReply, fromErrorReply, toErrorReply } from '../../shared/app-error'
import type { PackedPage } from '../mirror/action-page'
import type { RunWriter } from '../mirror/run-writes'
import type { KeptThreads } from './kept-threads'

export interface WriterData {
  readonly file: string
  readonly nativeBinding: string | undefined
}

export type FromWriter = { readonly kind: 'written' } | { readonly kind: 'failed'; readonly error: ErrorReply }

/** Starts what writes one piece of work. */
export interface OpenWriter {
  (): RunWriter
  /** Gives back what is kept for the next one. */
  readonly close?: () => void
}

/** Batches that may be on their way before the planning waits. */
const WRITE_AHEAD = 12

/**
 * Writes reads and runs in a thread of its own, so that one core stages and plans while the other writes: a third of a cold cycle. What is left
 * in the middle leaves a generation that never counts, as a kill would; its thread is ended, while one that has written everything may wait for the next work.
 */
export function writeInThread(threads: KeptThreads): OpenWriter {
  return Object.assign(() => openWriter(threads), { close: () => { threads.close() } })
}

function openWriter(threads: KeptThreads): RunWriter {
  const worker = threads.take()
  let onTheWay = 0
  let failure: Error | undefined
  /** Several may wait at a time: systems are read side by side. */
  let waiting: (() => void)[] = []
  const wake = (): void => {
    const woken = waiting
    waiting = []
    for (const one of woken) one()
  }
  const fail = (error: ErrorReply): void => {
    failure = fromErrorReply(error)
    wake()
  }
  worker.on('message', (message: FromWriter) => {
    if (message.kind === 'failed') return fail(message.error)
    onTheWay--
    wake()
  })
  worker.on('error', (error) => fail(toErrorReply(error)))
  const until = async (few: number): Promise<void> => {
    for (;;) {
      if (failure) throw failure
      if (onTheWay <= few) return
      await new Promise<void>((resolve) => { waiting.push(resolve) })
    }
  }
  return {
    post: (writes) => {
      onTheWay++
      worker.postMessage(writes, 'pages' in writes ? buffersOf(writes.pages) : [])
    },
    turn: () => {
      if (failure) throw failure
      return onTheWay < WRITE_AHEAD ? undefined : until(WRITE_AHEAD / 2)
    },
    drain: () => until(0),
    close: async () => {
      if (failure || onTheWay > 0) await worker.terminate()
      else await threads.giveBack(worker, false)
    },
  }
}

/** What the pages' bytes lie in: handed over, not copied. */
function buffersOf(pages: readonly PackedPage[]): ArrayBuffer[] {
  return [...new Set(pages.flatMap(({ names, bodies }) => [names.buffer as ArrayBuffer, bodies.buffer as ArrayBuffer]))]
}
