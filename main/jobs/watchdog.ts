const LOOKS = 5

export interface Watchdog {
  /** From now on; again while it watches already changes nothing. */
  start(): void
  stop(): void
}

/**
 * Calls `onHeld` once where a thread's count of steps stands still for `holdMs` while it is watched. A count of 0 says that the thread
 * does something whose time depends on the data alone, and is not held against it.
 */
export function watchdog(steps: () => number, holdMs: number, onHeld: () => void): Watchdog {
  let timer: NodeJS.Timeout | undefined
  let seen = 0
  let since = 0

  function look(): void {
    const now = performance.now()
    const count = steps()
    if (count === 0 || count !== seen) {
      seen = count
      since = now
    } else if (now - since >= holdMs) {
      stop()
      onHeld()
    }
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  return {
    start() {
      if (timer) return
      seen = steps()
      since = performance.now()
      timer = setInterval(look, holdMs / LOOKS).unref()
    },
    stop,
  }
}
