const DAY_MS = 86_400_000

/** How many days a run's clock is ahead of the machine's, negative for behind: whole dates in UTC. 0 is today. */
export function daysFromToday(now: string, clock: Date = new Date()): number {
  const days = Math.floor(Date.parse(now) / DAY_MS) - Math.floor(clock.getTime() / DAY_MS)
  return Number.isNaN(days) ? 0 : days
}
