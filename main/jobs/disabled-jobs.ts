import type { JobCounts } from '../../shared/model/cycle'
import type { DisabledJob } from '../../shared/model/forecast'

const FOUR_WEEKS_MS = 28 * 86_400_000

/**
 * On which of the coming days the service would disable a job: when failures are given up after 28 days, or when it has been in quarantine for more
 * than four weeks (provisioning-cycle.md §11). Each job once. The days go on all the same, for a person mends the cause long before.
 */
export class DisabledJobs {
  /** By job, since when every day has put it into quarantine. */
  readonly #quarantined = new Map<string, number>()
  readonly #found = new Map<string, DisabledJob>()

  /** The jobs of a day's cycle, those of its later rounds included. */
  add({ day, date, now }: { readonly day: number; readonly date: string; readonly now: string }, jobs: readonly JobCounts[]): void {
    const at = Date.parse(now)
    const quarantined = new Set(jobs.flatMap(({ id, quarantine }) => (quarantine ? [id] : [])))
    for (const { id, givenUp } of jobs) {
      if (!quarantined.has(id)) this.#quarantined.delete(id)
      else if (!this.#quarantined.has(id)) this.#quarantined.set(id, at)
      if (this.#found.has(id)) continue
      if (givenUp !== undefined) this.#found.set(id, { job: id, day, date, givenUp })
      else if (at - (this.#quarantined.get(id) ?? at) > FOUR_WEEKS_MS) this.#found.set(id, { job: id, day, date })
    }
  }

  /** In the order of days, then of jobs. */
  get list(): readonly DisabledJob[] {
    return [...this.#found.values()]
  }
}
