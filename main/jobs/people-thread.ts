import { Worker } from 'node:worker_threads'
import { AppError, type ErrorReply, fromErrorReply } from '../../shared/app-error'
import type { FoundPerson, PersonHop, PersonTrace } from '../../shared/ipc/person-views'
import type { ScopeAnswer, ScopeRow } from '../../shared/ipc/scope-views'
import type { Page } from '../../shared/ipc/views'
import type { InputOf } from '../../shared/ipc/contract'
import type { PersonQuestion, ScopePeopleQuestion, ScopeQuestion } from './people-desk'
import type { ProjectContext } from './project-context'

interface Questions {
  readonly 'scope.measure': { readonly input: ScopeQuestion; readonly answer: ScopeAnswer }
  readonly 'scope.people': { readonly input: ScopePeopleQuestion; readonly answer: Page<ScopeRow> }
  readonly trace: { readonly input: PersonQuestion; readonly answer: PersonTrace }
  readonly follow: { readonly input: PersonQuestion; readonly answer: readonly PersonHop[] }
  readonly find: { readonly input: InputOf<'person.find'>; readonly answer: readonly FoundPerson[] }
}

export type ToPeople = { readonly [N in keyof Questions]: { readonly id: number; readonly name: N; readonly project: ProjectContext; readonly input: Questions[N]['input'] } }[keyof Questions]

export type FromPeople = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: ErrorReply }

/** Questions about single people, and about everybody's scope, answered by a thread so that pages stay fast. */
export interface PeopleThread {
  /** Rejects with what the desk throws, and with `engineStopped` when the thread ends first. */
  ask<N extends keyof Questions>(name: N, project: ProjectContext, input: Questions[N]['input']): Promise<Questions[N]['answer']>
  close(): void
}

/** A screen that is left gives its memory back after so long. */
const IDLE_MS = 5 * 60_000

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The thread is started with the first question, and again with the first one after it ended. */
export function peopleThread(workerFile: string, nativeBinding: string | undefined): PeopleThread {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let nextId = 1

  function start(): Worker {
    if (worker) return worker
    const started = new Worker(workerFile, { workerData: { nativeBinding } })
    worker = started
    started.on('message', receive)
    started.on('error', () => end(started))
    started.on('exit', () => end(started))
    return started
  }

  function receive(message: FromPeople): void {
    const asked = pending.get(message.id)
    pending.delete(message.id)
    // A thread without a question does not keep its process.
    if (pending.size === 0) worker?.unref()
    if (!asked) return
    if ('value' in message) asked.resolve(message.value)
    else asked.reject(fromErrorReply(message.error))
  }

  function end(ended: Worker): void {
    if (worker !== ended) return
    worker = undefined
    const error = new AppError('engineStopped', 'The look at people stopped unexpectedly. What was saved is unchanged; try again.')
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }

  function close(): void {
    clearTimeout(idle)
    const ending = worker
    if (!ending) return
    end(ending)
    void ending.terminate()
  }

  return {
    ask(name, project, input) {
      clearTimeout(idle)
      idle = setTimeout(() => {
        if (pending.size === 0) close()
      }, IDLE_MS).unref()
      const id = nextId++
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject })
        const asked = start()
        asked.ref()
        asked.postMessage({ id, name, project, input })
      })
    },
    close,
  }
}
