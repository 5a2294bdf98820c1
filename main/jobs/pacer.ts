import { AppError } from '../../shared/app-error'
import type { Pacer } from '../../shared/model/pacer'

const SLICE_MS = 20

/** A pacer over the process's event loop. */
export function pacer(signal: AbortSignal): Pacer {
  let sliceEnd = performance.now() + SLICE_MS
  return {
    turn: () => {
      if (signal.aborted) throw cancelled()
      if (performance.now() < sliceEnd) return undefined
      return new Promise<void>((resolve, reject) => {
        setImmediate(() => {
          sliceEnd = performance.now() + SLICE_MS
          if (signal.aborted) reject(cancelled())
          else resolve()
        })
      })
    },
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled; nothing was changed.')
}
