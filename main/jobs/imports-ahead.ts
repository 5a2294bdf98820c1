import { availableParallelism } from 'node:os'
import { AppError } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'
import type { ConnectedSystem } from '../../shared/model/project'

/** Systems that are being read, in the order in which they are needed, while what needs only those before goes on. */
export interface ImportsAhead<Result> {
  /** Aborted with the work, and as soon as a system cannot be read. */
  readonly signal: AbortSignal
  /** Resolves when these systems are staged, as far as they are among those that are read. Throws what reading one of them threw. */
  until(systems: readonly string[]): Promise<void>
  /** Resolves when all are, in their order. Throws the first failure of that order, and only when nothing is read any more. */
  all(): Promise<readonly Result[]>
  /** Gives up what is still being read, and resolves when nothing is read any more. */
  stop(): Promise<void>
}

interface Watched {
  readonly signal: AbortSignal
  readonly onProgress: (progress: WorkProgress) => void
}

interface Reading<Work, Result> {
  readonly read: (system: ConnectedSystem, work: Work) => Promise<Result>
  /** Called once all are staged. */
  readonly staged: () => void
}

/**
 * Starts to read systems, no more at a time than there are cores, so that those that are needed first are there first. Progress is told while somebody
 * waits; of a system that was staged meanwhile, the end.
 */
export function importAhead<Work extends Watched, Result>(systems: readonly ConnectedSystem[], work: Work, { read, staged }: Reading<Work, Result>): ImportsAhead<Result> {
  const givenUp = new AbortController()
  const failed = new AbortController()
  const signal = AbortSignal.any([work.signal, givenUp.signal])
  const next = turns(Math.max(2, availableParallelism()))
  let waiting = 0

  const importOne = async (system: ConnectedSystem): Promise<Result> => {
    const leave = await next()
    let untold: WorkProgress | undefined
    const onProgress = (progress: WorkProgress): void => {
      if (waiting > 0) work.onProgress(progress)
      untold = waiting > 0 ? undefined : progress
    }
    try {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled; nothing was changed.')
      return await read(system, { ...work, signal, onProgress })
    } finally {
      if (untold) work.onProgress(untold)
      leave()
    }
  }
  const imports = new Map(systems.map((system) => {
    const result = importOne(system)
    result.catch(() => { failed.abort() }) // thrown to whoever waits for it
    return [system.id, result]
  }))
  const wait = async <T>(pending: Promise<T>): Promise<T> => {
    waiting++
    try {
      return await pending
    } finally {
      waiting--
    }
  }
  const ended = Promise.allSettled(imports.values()).then((results) => {
    if (!failed.signal.aborted) staged()
    return results
  })

  return {
    signal: AbortSignal.any([work.signal, failed.signal]),
    until: async (needed) => { await wait(Promise.all(needed.flatMap((id) => imports.get(id) ?? []))) },
    all: async () => {
      const results = await wait(ended)
      return results.map((result) => {
        if (result.status === 'rejected') throw result.reason
        return result.value
      })
    },
    stop: async () => {
      givenUp.abort()
      await ended
    },
  }
}

/** Lets so many go on at a time, the others in their order; whoever goes on says when it leaves. */
function turns(most: number): () => Promise<() => void> {
  let free = most
  const queue: (() => void)[] = []
  const leave = (): void => {
    const first = queue.shift()
    if (first) first()
    else free++
  }
  return async () => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => { queue.push(resolve) })
    return leave
  }
}
