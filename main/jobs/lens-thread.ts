import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply, fromErrorReply } from '../../shared/app-error'
import type { LensAnswer, LensRow } from '../../shared/ipc/lens-views'
import type { Page } from '../../shared/ipc/views'
import type { LensPeopleQuestion, LensQuestion } from './lens-desk'
import type { ProjectContext } from './project-context'
import { watchdog } from './watchdog'

export interface LensWorkerData {
  /** Number of the newest `lens.measure`. */
  readonly latest: Int32Array
  /** Steps that the thread made for its question; 0 while it loads what the question needs. */
  readonly steps: Int32Array
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

/** A step is a thousand people: one that takes so long would keep every later question waiting. */
const HOLD_MS = 5000

/** An editor that is left gives its memory back after so long. */
const IDLE_MS = 5 * 60_000

/** Every answer makes a hundred thousand texts that soon die: with V8's own limit half of the time would go into moving them about. */
const YOUNG_MB = 64

/** Node's code for a thread whose heap is full. */
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY'
const NO_ROOM = 'The population lens ran out of memory: it keeps the texts of everybody in scope, some 4 KB a person. Narrow the scope while you edit, or look at single people.'

interface Pending {
  readonly name: ToLens['name']
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface LensThreadLimits {
  readonly idleMs?: number
  readonly holdMs?: number
  /** What the thread's heap may grow to; V8's own limit where nothing is said, about 4 GB on a machine that has it. */
  readonly heapMB?: number
}

/**
 * The thread is started with the first question, and again with the first one after it ended. One that a single step holds for
 * `holdMs`, or that runs out of memory, is ended, and its questions are rejected with `engineStopped`.
 */
export function lensThread(workerFile: string, nativeBinding: string | undefined, { idleMs = IDLE_MS, holdMs = HOLD_MS, heapMB }: LensThreadLimits = {}): LensThread {
  const pending = new Map<number, Pending>()
  const latest = new Int32Array(new SharedArrayBuffer(4))
  const steps = new Int32Array(new SharedArrayBuffer(4))
  const held = watchdog(() => Atomics.load(steps, 0), holdMs, () => {
    close(`The population lens was stopped: the expression takes more than ${holdMs / 1000} seconds for some people. Make it simpler.`)
  })
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 1

  function start(): Worker {
    if (worker) return worker
    const started = new Worker(workerFile, {
      workerData: { latest, steps, nativeBinding } satisfies LensWorkerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, ...(heapMB !== undefined && { maxOldGenerationSizeMb: heapMB }) },
    })
    worker = started
    started.on('message', receive)
    started.on('error', (error: NodeJS.ErrnoException) => { end(started, error.code === OUT_OF_MEMORY ? NO_ROOM : undefined) })
    started.on('exit', () => end(started))
    return started
  }

  function receive(message: FromLens): void {
    const asked = pending.get(message.id)
    pending.delete(message.id)
    // A thread without a question does not keep its process.
    if (pending.size === 0) {
      worker?.unref()
      held.stop()
    }
    if (!asked) return
    if ('value' in message) asked.resolve(message.value)
    else asked.reject(fromErrorReply(message.error))
  }

  function end(ended: Worker, why = 'The population lens stopped unexpectedly. Change the expression or ask again.'): void {
    if (worker !== ended) return
    worker = undefined
    held.stop()
    const error = new AppError('engineStopped', why)
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
      held.start()
    })
  }

  function close(why?: string): void {
    clearTimeout(idle)
    const ending = worker
    if (!ending) return
    end(ending, why)
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
    close: () => { close() },
  }
}
