import { AppError, toErrorReply } from '../../shared/app-error'
import type { AppEvent } from '../../shared/ipc/contract'
import type { AppState, WorkName, WorkOutcome } from '../../shared/ipc/views'
import type { ProcessClient } from './process-client'
import { progressRelay } from './progress'

export interface Work {
  readonly name: WorkName
  readonly input: unknown
  /** What is going on, for the status bar: `Reading 4 systems`. */
  readonly text: string
}

/** Long work, one piece at a time, in the job process. */
export interface JobHost {
  /** Answers at once with the work's number; throws `jobRunning` while another is under way. */
  start(work: Work): number
  /** The end comes as an event within 250 ms, whatever the work is doing. Work that is over is not an error. */
  cancel(work: number): void
  /** Something short that needs the job process to itself: what a file holds. Throws `jobRunning`, too, and `cancelled` within 250 ms of the signal. */
  ask(name: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  /** Something that work comes before: throws `jobRunning` while some is under way, and the job process gives it up when some begins. */
  askBetween(name: string, input: unknown): Promise<unknown>
  current(): AppState['work']
  /** As `ProcessClient.keepAwake`. */
  keepAwake(): void
  stop(): void
}

interface Options {
  readonly client: ProcessClient
  readonly emit: (event: AppEvent) => void
  /** Called with each outcome before it is announced. */
  readonly onOutcome?: (outcome: WorkOutcome) => void
}

/** The job process as main sees it: one work at a time. */
export function jobHost({ client, emit, onOutcome = () => undefined }: Options): JobHost {
  let current: { readonly work: number; readonly name: WorkName; readonly text: string; readonly cancel: () => void; readonly last: () => NonNullable<AppState['work']>['progress'] } | undefined
  let asking = 0
  let lastWork = 0

  function refuseWhileRunning(): void {
    if (current) throw new AppError('jobRunning', `${current.text} is still under way. Wait for it, or cancel it first.`, { work: current.work })
    if (asking > 0) throw new AppError('jobRunning', 'Files are being looked at. Wait a moment and try again.')
  }

  return {
    start({ name, input, text }) {
      refuseWhileRunning()
      const work = ++lastWork
      const relay = progressRelay({ emit: (progress) => emit({ kind: 'workProgress', work, progress }) })
      const asked = client.ask(name, input, relay.report)
      current = { work, name, text, cancel: asked.cancel, last: relay.last }
      emit({ kind: 'workStarted', work, name, text })
      const finish = (outcome: WorkOutcome) => {
        relay.end()
        current = undefined
        onOutcome(outcome)
        emit({ kind: 'workFinished', work, outcome })
      }
      asked.answer.then((value) => finish(value as WorkOutcome), (error: unknown) => finish(toOutcome(error, text)))
      return work
    },
    cancel(work) {
      if (current?.work === work) current.cancel()
    },
    async ask(name, input, signal) {
      refuseWhileRunning()
      asking++
      try {
        const { answer, cancel } = client.ask(name, input)
        signal?.addEventListener('abort', cancel, { once: true })
        if (signal?.aborted === true) cancel()
        return await answer
      } finally {
        asking--
      }
    },
    askBetween(name, input) {
      refuseWhileRunning()
      return client.ask(name, input).answer
    },
    current() {
      if (!current) return undefined
      const progress = current.last()
      return { work: current.work, name: current.name, text: current.text, ...(progress ? { progress } : {}) }
    },
    keepAwake: client.keepAwake,
    stop: () => client.stop(),
  }
}

function toOutcome(error: unknown, text: string): WorkOutcome {
  const { code, message } = toErrorReply(error)
  return code === 'cancelled' ? { kind: 'cancelled', text: `${text} was cancelled. Everything is as it was before.` } : { kind: 'failed', code, message }
}
