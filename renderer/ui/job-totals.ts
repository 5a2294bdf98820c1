import type { JobCounts } from '../../shared/model/cycle'

/** Where everybody ends up: each counted once, so that the parts sum to the population. */
export interface Totals {
  readonly create: number
  readonly update: number
  readonly disable: number
  readonly enable: number
  readonly delete: number
  readonly held: number
  readonly failed: number
  readonly noAction: number
  readonly population: number
}

/** The counts of jobs, added up. */
export function totalsOf(jobs: readonly JobCounts[]): Totals {
  const sum = (count: (job: JobCounts) => number): number => jobs.reduce((total, job) => total + count(job), 0)
  const parts = {
    create: sum((job) => job.actions.create), update: sum((job) => job.actions.update), disable: sum((job) => job.actions.disable),
    enable: sum((job) => job.actions.enable), delete: sum((job) => job.actions.delete), held: sum((job) => job.held?.actions ?? 0),
    failed: sum((job) => job.failed), noAction: sum((job) => job.noAction),
  }
  return { ...parts, population: Object.values(parts).reduce((total, part) => total + part, 0) }
}

/** What a job has in its plan, held and failing ones included. */
export function plannedOf(totals: Totals): number {
  return totals.population - totals.noAction
}
