/*
 * When a failed object is tried again (provisioning-cycle.md §11): 6, 12 and 24 hours after it first failed, then every 24 hours, up to 28
 * days. Then it is dropped, and the service disables the job.
 */

const HOUR_MS = 3_600_000
const FIRST_GAPS_HOURS = [6, 12, 24] as const
const GAP_HOURS = 24
const KEPT_DAYS = 28

/** An object whose action failed, kept until it succeeds, changes at its source, or is dropped. */
export interface EscrowEntry {
  /** ISO 8601 UTC, of the cycle in which it first failed. */
  readonly failedAt: string
  /** Of the cycle in which it was tried last. */
  readonly triedAt: string
}

/** Whether an entry is tried again in a cycle. A cycle between two of the times does not try it. */
export function isRetried(entry: EscrowEntry, now: string): boolean {
  const failed = Date.parse(entry.failedAt)
  return dueTimes(failed, Date.parse(now)) > dueTimes(failed, Date.parse(entry.triedAt))
}

/** Whether an entry has failed for so long that the service gives it up. */
export function isDropped(entry: EscrowEntry, now: string): boolean {
  return Date.parse(now) - Date.parse(entry.failedAt) > KEPT_DAYS * 24 * HOUR_MS
}

/** The next time at which an entry is tried, after `now`; undefined once it is dropped. */
export function nextRetry(entry: EscrowEntry, now: string): string | undefined {
  const failed = Date.parse(entry.failedAt)
  const passed = (Date.parse(now) - failed) / HOUR_MS
  const next = FIRST_GAPS_HOURS.find((hours) => hours > passed) ?? (Math.floor(passed / GAP_HOURS) + 1) * GAP_HOURS
  return next > KEPT_DAYS * 24 ? undefined : new Date(failed + next * HOUR_MS).toISOString().replace('.000Z', 'Z')
}

/** How many times a retry has been due until an instant. */
function dueTimes(failed: number, at: number): number {
  const hours = (at - failed) / HOUR_MS
  const early = FIRST_GAPS_HOURS.filter((gap) => gap <= hours).length
  return early < FIRST_GAPS_HOURS.length ? early : early + Math.floor((hours - 24) / GAP_HOURS)
}
