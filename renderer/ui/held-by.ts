import type { GuardHold, JobCounts } from '../../shared/model/cycle'

/** The guards that hold something of a job, the most dangerous first. */
export function heldBy(job: JobCounts): readonly GuardHold[] {
  return job.guards ?? (job.held === null ? [] : [job.held])
}
