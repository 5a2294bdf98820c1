import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply, toErrorReply } from '../../shared/app-error'
import type { ConnectorSettings } from '../../shared/model/project'
import type { ReadEvent, RowPrints } from '../../shared/model/record'
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
  /** SHA-256 over the settings and the files' bytes; `undefined` for a system that is not files. */
  readonly contentHash: string | undefined
  /** Absent when the content is what the mirror already holds. */
  readonly events?: AsyncIterable<ReadEvent>
}

/** Reads a system somewhere: in this thread, or in one of its own. */
export type ReadSystem = (request: SystemReadRequest) => Promise<SystemRead>

/** Reads in this thread: for tests, and for systems that mostly wait for a network. */
export const readInline: ReadSystem = async (request) => {
  const contentHash = await hashContent(request.settings, request.folder, request.signal)
  if (contentHash !== undefined && contentHash === request.heldHash) return { contentHash }
  return { contentHash, events: readSystem(request) }
}

/** What goes to the reading thread and comes back. Batches are acknowledged, so that a fast reader cannot fill the memory. */
export type ToReader = { readonly kind: 'read'; readonly request: Omit<SystemReadRequest, 'signal'> } | { readonly kind: 'taken' } | { readonly kind: 'cancel' }
export type FromReader =
  | { readonly kind: 'content'; readonly contentHash: string | undefined; readonly same: boolean }
  | { readonly kind: 'events'; readonly events: readonly ReadEvent[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorReply }

/** Messages that may be on their way before the reader waits. */
export const READ_AHEAD = 4

/** Reads in a thread of its own, so that one core parses while the other stages: nearly half of a cold import. */
export function readInThread(workerFile: string): ReadSystem {
  return async (request) => {
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
    const content = await next()
    if (content.kind !== 'content') throw new Error('The reader answers with its content first.')
    if (content.same) {
      close()
      return { contentHash: content.contentHash }
    }
    return { contentHash: content.contentHash, events: events() }

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

/** SHA-256 over the settings and the bytes of all files, `undefined` for systems without files. Throws `fileMissing`. */
export async function hashContent(settings: ConnectorSettings, folder: string, signal: AbortSignal): Promise<string | undefined> {
  if (settings.kind === 'ldap') return undefined
  const hash = createHash('sha256').update(JSON.stringify(settings))
  for (const path of settings.paths) {
    const file = resolve(folder, path)
    try {
      for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer)
    } catch (cause) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was changed.')
      const code = (cause as NodeJS.ErrnoException).code
      if (code === 'ENOENT') throw new AppError('fileMissing', `The file ${path} is not there (looked for ${file}); choose another file, or put it back.`, { file }, { cause })
      throw new AppError('fileUnreadable', `The file ${path} cannot be read (${code ?? 'unknown reason'}); check that it is a file and that you may read it.`, { file }, { cause })
    }
  }
  return `sha256:${hash.digest('hex')}`
}

function fromReply(error: ErrorReply): Error {
  return error.code === 'bug' ? new Error(error.message.replace('This is a bug in Rehearsal: ', '')) : new AppError(error.code, error.message, error.context)
}
