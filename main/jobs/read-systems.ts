import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply, toErrorReply } from '../../shared/app-error'
import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../shared/model/record'
import { hasOtherSize, hashContent } from '../connectors/content-hash'
import { readSystem } from '../connectors/registry'

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
export type ReadSystem = (request: SystemReadRequest) => Promise<SystemRead>

/** Reads in this thread: for tests, and for systems that mostly wait for a network. */
export const readInline: ReadSystem = async (request) => (await isHeld(request) ? {} : { events: readSystem(request) })

/** Whether the files are those that the mirror holds already. A file of another size is not hashed to find that out. */
async function isHeld({ settings, folder, heldHash, prints, signal }: SystemReadRequest): Promise<boolean> {
  if (heldHash === undefined || await hasOtherSize(settings, folder, prints)) return false
  return await hashContent(settings, folder, signal) === heldHash
}

/** What goes to the reading thread and comes back. Batches are acknowledged, so that a fast reader cannot fill the memory. */
export type ToReader = { readonly kind: 'read'; readonly request: Omit<SystemReadRequest, 'signal'> } | { readonly kind: 'taken' } | { readonly kind: 'cancel' }
export type FromReader =
  | { readonly kind: 'events'; readonly events: readonly ReadEvent[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorReply }

/** Messages that may be on their way before the reader waits. */
export const READ_AHEAD = 4

/** Reads in a thread of its own, so that one core parses while the other stages: nearly half of a cold import. */
export function readInThread(workerFile: string): ReadSystem {
  return async (request) => {
    if (await isHeld(request)) return {}
    const worker = new Worker(workerFile)
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
    const close = (): void => {
      request.signal.removeEventListener('abort', cancel)
      void worker.terminate()
    }
    const next = async (): Promise<FromReader> => {
      while (queue.length === 0) await new Promise<void>((done) => { wake = done })
      const message = queue.shift() as FromReader
      if (message.kind === 'failed') {
        close()
        throw fromReply(message.error)
      }
      return message
    }
    const post = (message: ToReader): void => worker.postMessage(message)
    const { signal: _, ...rest } = request
    post({ kind: 'read', request: rest })
    return { events: events() }

    async function* events(): AsyncGenerator<ReadEvent> {
      try {
        for (;;) {
          const message = await next()
          if (message.kind === 'done') return
          if (message.kind === 'events') {
            post({ kind: 'taken' })
            yield* message.events
          }
        }
      } finally {
        close()
      }
    }
  }
}

function fromReply(error: ErrorReply): Error {
  return error.code === 'bug' ? new Error(error.message.replace('This is a bug in Rehearsal: ', '')) : new AppError(error.code, error.message, error.context)
}
