import { readFileSync } from 'node:fs'

const EVERY_MS = 1000

/**
 * Starts to watch the memory of this process, threads included, and returns what tells its peak in MB: the proportional set size where the
 * system tells it (Linux), looked at once a second; elsewhere the most that was ever resident, which counts shared files in full.
 */
export function watchMemory(): () => number {
  let peak = proportionalKB() ?? 0
  const look = (): void => { peak = Math.max(peak, proportionalKB() ?? 0) }
  const timer = setInterval(look, EVERY_MS)
  return () => {
    clearInterval(timer)
    look()
    return Math.round((peak > 0 ? peak : process.resourceUsage().maxRSS) / 1024)
  }
}

function proportionalKB(): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'))?.[1]
    return found === undefined ? undefined : Number(found)
  } catch {
    return undefined // another system
  }
}
