import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply } from '../../shared/app-error'
import { BugError } from '../../shared/assert'
import type { LensAnswer, LensRow } from '../../shared/ipc/lens-views'
import type { Page } from '../../shared/ipc/views'
import type { LensPeopleQuestion, LensQuestion } from './lens-desk'
import type { ProjectContext } from './project-context'

export interface LensWorkerData {
  /** Number of the newest `lens.measure`. */
  readonly latest: Int32Array
  readonly nativeBinding: string | undefined
}

export type ToLens =
  | { readonly id: number; readonly name: 'lens.measure'; readonly project: ProjectContext; readonly input: LensQuestion }
  | { readonly id: number; readonly name: 'lens.people'; readonly project: ProjectContext; readonly input: LensPeopleQuestion }

export type FromLens = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: ErrorReply }

/** Both questions of the lens, answered by a thread. */
export interface LensThread {
  /** A newer question ends the one before at once, with `superseded`. */
  measure(project: ProjectContext, input: LensQuestion): Promise<LensAnswer>
  /** Rejects with `nothingRead` or `projectInvalid` where the question has no numbers. */
  people(project: ProjectContext, input: LensPeopleQuestion): Promise<Page<LensRow>>
  close(): void
}

/** An editor that is left gives its memory back after so long. */
const IDLE_MS = 5 * 60_000

/** Every answer makes a hundred thousand texts that soon die: with V8's own limit half of the time would go into moving them about. */
const YOUNG_MB = 64

interface Pending {
  readonly name: ToLens['name']
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The thread is started with the first question, and again with the first one after it ended. */
export function lensThread(workerFile: string, nativeBinding: string | undefined, idleMs = IDLE_MS): LensThread {
  const pending = new Map<number, Pending>()
  const latest = new Int32Array(new SharedArrayBuffer(4))
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 1

  function start(): Worker {
    if (worker) return worker
    const started = new Worker(workerFile, { workerData: { latest, nativeBinding } satisfies LensWorkerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    worker = started
    started.on('message', receive)
    started.on('error', () => end(started))
    started.on('exit', () => end(started))
    return started
  }

  function receive(message: FromLens): void {
    const asked = pending.get(message.id)
    pending.delete(message.id)
    // A thread without a question does not keep its process.
    if (pending.size === 0) worker?.unref()
    if (!asked) return
    if ('value' in message) return asked.resolve(message.value)
    const { code, message: sentence, context } = message.error
    asked.reject(code === 'bug' ? new BugError(sentence.replace('This is a bug in Rehearsal: ', '')) : new AppError(code, sentence, context))
  }

  function end(ended: Worker): void {
    if (worker !== ended) return
    worker = undefined
    const error = new AppError('engineStopped', 'The population lens stopped unexpectedly. Change the expression or ask again.')
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }

  function ask(question: ToLens): Promise<unknown> {
    clearTimeout(idle)
    idle = setTimeout(() => {
      if (pending.size === 0) close()
    }, idleMs).unref()
    return new Promise((resolve, reject) => {
      pending.set(question.id, { name: question.name, resolve, reject })
      const asked = start()
      asked.ref()
      asked.postMessage(question)
    })
  }

  function close(): void {
    clearTimeout(idle)
    const ending = worker
    if (!ending) return
    end(ending)
    void ending.terminate()
  }

  return {
    measure(project, input) {
      const id = nextId++
      Atomics.store(latest, 0, id)
      for (const [older, { name, resolve }] of pending) {
        if (name !== 'lens.measure') continue
        pending.delete(older)
        resolve({ kind: 'superseded' } satisfies LensAnswer)
      }
      return ask({ id, name: 'lens.measure', project, input }) as Promise<LensAnswer>
    },
    people: (project, input) => ask({ id: nextId++, name: 'lens.people', project, input }) as Promise<Page<LensRow>>,
    close,
  }
}
