import type { WorkProgressView } from '../../shared/ipc/views'
import type { ForecastCounts } from '../../shared/model/forecast-counts'
import type { WorkProgress } from '../../shared/model/cycle'

const EVERY_MS = 100
const MEASURE_MS = 1000

interface Options {
  readonly emit: (progress: WorkProgressView) => void
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number
}

export interface ProgressRelay {
  readonly report: (progress: WorkProgress) => void
  /** The last one reported, with what is left. */
  readonly last: () => WorkProgressView | undefined
  /** Nothing is emitted afterwards. */
  readonly end: () => void
}

/**
 * Relays progress at most ten times a second, and the last one of each step always, with the seconds left of the step: from one second of measuring
 * on, and only where the total is known. The days of a forecast are gathered, so that none is missed.
 */
export function progressRelay({ emit, now = () => performance.now() }: Options): ProgressRelay {
  let step: string | undefined
  let startedAt = 0
  let startedWith = 0
  let emittedAt = -Infinity
  let last: WorkProgressView | undefined
  let timer: NodeJS.Timeout | undefined
  let days: readonly ForecastCounts[] = []

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    emittedAt = now()
    if (last) emit(last)
  }

  return {
    report({ day, ...progress }) {
      if (day !== undefined) days = [...days, day]
      const at = now()
      const key = `${progress.step}\n${progress.label}\n${progress.round ?? 1}`
      if (key !== step) {
        if (timer !== undefined) flush() // how the step before ended
        step = key
        startedAt = at
        startedWith = progress.done
      }
      const secondsLeft = timeLeft(progress, { elapsedMs: at - startedAt, since: startedWith })
      last = { ...progress, ...(secondsLeft === undefined ? {} : { secondsLeft }), ...(day === undefined ? {} : { days }) }
      const dueIn = emittedAt + EVERY_MS - at
      if (dueIn <= 0) flush()
      else timer ??= setTimeout(flush, dueIn)
    },
    last: () => last,
    end: () => clearTimeout(timer),
  }
}

function timeLeft({ done, total }: Pick<WorkProgress, 'done' | 'total'>, { elapsedMs, since }: { elapsedMs: number; since: number }): number | undefined {
  if (total === undefined || elapsedMs < MEASURE_MS || done <= since) return undefined
  return Math.ceil(Math.max(0, total - done) * (elapsedMs / (done - since)) / 1000)
}
