import { AppError, fromErrorReply, toErrorReply } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'
import type { StoreEntry } from '../../shared/model/password-place'
import type { FromChild } from './messages'
import type { Child, Spawn } from './transport'

export interface Asked {
  /** Rejects with the child's `AppError`, with `engineStopped` when the child ends first, with `cancelled` after a cancel. */
  readonly answer: Promise<unknown>
  /** Ends it within the grace time: by the child's own doing, else by ending the child. */
  readonly cancel: () => void
}

/** Asks one child. The child is started with the first question, and again with the first one after it ended. */
export interface ProcessClient {
  ask(name: string, input: unknown, onProgress?: (progress: WorkProgress) => void): Asked
  /** Starts the child before there is a question, so that the first one need not wait. */
  warm(): void
  /** Somebody is at the window: a child without a question is not put to rest yet. */
  keepAwake(): void
  /** Ends the child; what is pending is rejected with `engineStopped`. A later question starts it again. */
  stop(): void
}

export interface ClientOptions {
  readonly spawn: Spawn
  /** What the child is called in sentences: `The engine`. */
  readonly title: string
  /** Cancelled work that has not ended by itself after this long is ended with its child: killing it is safe at any instant. */
  readonly graceMs?: number
  readonly onFailure?: (message: string) => void
  /**
   * A child that nobody has asked anything for this long is asked `rest`, and ended where it answers true: nothing that it keeps in memory is
   * dear. Where absent it goes on.
   */
  readonly restMs?: number
  /** Passwords for the child, each when a read needs it. None where this is absent. */
  readonly stored?: (entry: StoreEntry) => string | undefined
}

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: WorkProgress) => void) | undefined
}

/** A child process that is started with the first question, and again after it ended. */
export function processClient({ spawn, title, graceMs = 200, restMs, onFailure = () => undefined, stored = () => undefined }: ClientOptions): ProcessClient {
  const pending = new Map<number, Pending>()
  let child: Child | undefined
  /** Settled when a child that was killed is gone: its successor must not meet its locks. */
  let gone: Promise<void> = Promise.resolve()
  let leaving = false
  let resting: NodeJS.Timeout | undefined
  let nextId = 1

  function start(): Child {
    if (child) return child
    const started = spawn()
    child = started
    started.onMessage((message) => child === started && receive(message))
    started.onExit((code) => {
      if (child !== started) return
      child = undefined
      onFailure(`${title} ended with status ${code ?? 'unknown'}, ${pending.size} questions pending`)
      rejectAll(code)
    })
    return started
  }

  function receive(message: FromChild): void {
    const asked = pending.get(message.id)
    if (!asked) return
    if (message.kind === 'progress') return asked.onProgress?.(message.progress)
    if (message.kind === 'wantSecret') return give(message)
    pending.delete(message.id)
    if (message.kind === 'value') return asked.resolve(message.value)
    if (message.stack) onFailure(message.stack)
    asked.reject(fromErrorReply(message.error))
  }

  function give({ want, entry }: Extract<FromChild, { kind: 'wantSecret' }>): void {
    try {
      const secret = stored(entry)
      child?.post({ kind: 'secret', want, ...(secret === undefined ? {} : { secret }) })
    } catch (error) {
      child?.post({ kind: 'secret', want, error: toErrorReply(error) })
    }
  }

  function rejectAll(code: number | null): void {
    const waiting = [...pending.values()]
    pending.clear()
    const error = new AppError('engineStopped', `${title} stopped unexpectedly. What was saved is unchanged; try again.`, { exitCode: code ?? -1 })
    for (const { reject } of waiting) reject(error)
  }

  /** Kills the child and forgets it; what else was pending is rejected. */
  function end(): void {
    const ending = child
    if (!ending) return
    clearTimeout(resting)
    child = undefined
    leaving = true
    gone = new Promise((resolve) => ending.onExit(() => { leaving = false; resolve() }))
    ending.kill()
    rejectAll(null)
  }

  /** Looks whether the child may rest when nothing has been asked for a while, from now on. */
  function restLater(): void {
    clearTimeout(resting)
    if (restMs !== undefined && child && pending.size === 0) resting = setTimeout(() => void rest(), restMs)
  }

  async function rest(): Promise<void> {
    if (!child) return
    const id = nextId
    const mayEnd = await ask('rest', null).answer.catch(() => false) // A child that ends instead rests, too.
    if (mayEnd === true && nextId === id + 1) end()
  }

  function post(id: number, name: string, input: unknown): void {
    const send = () => {
      const asked = pending.get(id)
      if (!asked) return
      try {
        start().post({ kind: 'ask', id, name, input })
      } catch (cause) {
        pending.delete(id)
        asked.reject(new AppError('engineStopped', `${title} could not be started.`, {}, { cause }))
      }
    }
    if (leaving) void gone.then(send)
    else send()
  }

  function ask(name: string, input: unknown, onProgress?: (progress: WorkProgress) => void): Asked {
    const id = nextId++
    clearTimeout(resting)
    let timer: NodeJS.Timeout | undefined
    const answer = new Promise<unknown>((resolve, reject) => {
      pending.set(id, { resolve, reject, onProgress })
      post(id, name, input)
    }).finally(() => {
      clearTimeout(timer)
      if (name !== 'rest') restLater()
    })
    const cancel = () => {
      if (!pending.has(id) || timer) return
      child?.post({ kind: 'cancel', id })
      timer = setTimeout(() => {
        const asked = pending.get(id)
        if (!asked) return
        pending.delete(id)
        asked.reject(new AppError('cancelled', 'Cancelled.'))
        end()
      }, graceMs)
    }
    return { answer, cancel }
  }

  return {
    ask,
    warm: () => { if (!leaving) start() },
    keepAwake: restLater,
    stop: end,
  }
}
