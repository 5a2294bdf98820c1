import { type ErrorReply, fromErrorReply, toErrorReply } from '../../shared/app-error'
import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../shared/model/record'
import { hasOtherSize, hashContent, isAsPrinted } from '../connectors/content-hash'
import { readSystem } from '../connectors/registry'
import type { KeptThreads } from './kept-threads'

export interface SystemReadRequest {
  readonly settings: ConnectorSettings
  readonly folder: string
  readonly known: Readonly<Record<string, readonly string[]>>
  readonly secret?: string
  /** What the read before left to compare with, and whether the next one shall have something. */
  readonly prints?: RowPrints
  readonly printed?: boolean
  /** As `ReadRequest.asOf`. */
  readonly asOf?: string
  /** Hash of the content that the mirror already holds: where it is the same, nothing is read. */
  readonly heldHash: string | undefined
  readonly signal: AbortSignal
}

export interface SystemRead {
  /** Absent when the content is what the mirror already holds. */
  readonly events?: AsyncIterable<ReadEvent>
}

/** Reads a system somewhere: in this thread, or in one of its own. */
export interface ReadSystem {
  (request: SystemReadRequest): Promise<SystemRead>
  /** Gives back what is kept for the next read. */
  readonly close?: () => void
}

/** Reads in this thread: for tests, and for systems that mostly wait for a network. */
export const readInline: ReadSystem = async (request) => (await isHeld(request) ? {} : { events: readSystem(request) })

/** Whether the files are those that the mirror holds already. A file of another size is not hashed to find that out. */
export async function isHeld({ settings, folder, heldHash, prints, signal }: SystemReadRequest): Promise<boolean> {
  if (heldHash === undefined || await hasOtherSize(settings, folder, prints)) return false
  const asPrinted = prints && await isAsPrinted(settings, folder, prints, signal)
  if (asPrinted !== undefined) return asPrinted
  return await hashContent(settings, folder, signal) === heldHash
}

/** What goes to the reading thread and comes back. Batches are acknowledged, so that a fast reader cannot fill the memory. */
export type ToReader = { readonly kind: 'read'; readonly request: Omit<SystemReadRequest, 'signal'> } | { readonly kind: 'taken' } | { readonly kind: 'cancel' }
export type FromReader =
  /** The mirror holds what is there already: nothing follows. */
  | { readonly kind: 'held' }
  | { readonly kind: 'events'; readonly events: readonly ReadEvent[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorReply }

/** Messages that may be on their way before the reader waits. */
export const READ_AHEAD = 4

/** Reads in threads of their own, so that one core parses while the other stages: nearly half of a cold import. */
export function readInThread(threads: KeptThreads): ReadSystem {
  const read = async (request: SystemReadRequest): Promise<SystemRead> => {
    // To start a thread only to see that nothing changed would take longer than to see it here.
    const asked = threads.areReady
    if (!asked && await isHeld(request)) return {}
    const worker = threads.take()
    const queue: FromReader[] = []
    let wake: (() => void) | undefined
    const receive = (message: FromReader): void => {
      queue.push(message)
      wake?.()
    }
    worker.on('message', receive)
    worker.on('error', (error) => receive({ kind: 'failed', error: toErrorReply(error) }))
    const cancel = (): void => receive({ kind: 'failed', error: { code: 'cancelled', message: 'Cancelled; nothing was changed.', context: {} } })
    request.signal.addEventListener('abort', cancel, { once: true })
    const leave = (): void => request.signal.removeEventListener('abort', cancel)
    const next = async (): Promise<FromReader> => {
      while (queue.length === 0) await new Promise<void>((done) => { wake = done })
      const message = queue.shift() as FromReader
      if (message.kind === 'failed') {
        leave()
        void worker.terminate()
        throw fromErrorReply(message.error)
      }
      return message
    }
    const post = (message: ToReader): void => worker.postMessage(message)
    const { signal: _, heldHash, ...rest } = request
    post({ kind: 'read', request: { ...rest, heldHash: asked ? heldHash : undefined } })
    const first = await next()
    if (first.kind === 'held') {
      leave()
      void threads.giveBack(worker, false)
      return {}
    }
    return { events: events(first) }

    async function* events(first: FromReader): AsyncGenerator<ReadEvent> {
      let done = false
      try {
        for (let message = first; ; message = await next()) {
          if (message.kind === 'done') {
            done = true
            return
          }
          if (message.kind === 'events') {
            post({ kind: 'taken' })
            yield* message.events
          }
        }
      } finally {
        leave()
        if (done) void threads.giveBack(worker, request.prints === undefined)
        else void worker.terminate()
      }
    }
  }
  return Object.assign(read, { close: () => threads.close() })
}
