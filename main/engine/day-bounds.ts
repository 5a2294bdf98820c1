import type { DayBound } from '../../shared/model/forecast'
import type { Job, ProjectDocument } from '../../shared/model/project'
import { dueDays, timeZoneOf } from './decisions'

const HOUR_MS = 3_600_000

/**
 * When the days begin on which people are looked up again (provisioning-cycle.md §2.4), job by job: one bound for all their dates where hires and
 * terminations agree. Other services look nobody up.
 */
export function dayBounds({ jobs, systems }: Pick<ProjectDocument, 'jobs' | 'systems'>): readonly DayBound[] {
  return jobs.flatMap((job): readonly DayBound[] => {
    const source = systems.find(({ id }) => id === job.source)
    if (source === undefined || (job.service !== 'Workday' && job.service !== 'SuccessFactors')) return []
    const hires = boundOf(job, dueDays(job, source, 'HireDate'))
    const terminations = boundOf(job, dueDays(job, source, 'TerminationDate'))
    return hires.timeZone === terminations.timeZone && hires.hoursAhead === terminations.hoursAhead ? [hires] : [{ ...hires, of: 'hires' }, { ...terminations, of: 'terminations' }]
  })
}

function boundOf({ id }: Job, { timeZone, aheadMs }: ReturnType<typeof dueDays>): DayBound {
  return { job: id, timeZone, hoursAhead: aheadMs / HOUR_MS }
}

/**
 * The time zone whose days a forecast of some jobs counts: that in which hires of the first job come due whose service looks people up, else that
 * of the first source that has another than UTC.
 */
export function forecastZone(document: Pick<ProjectDocument, 'jobs' | 'systems'>): string {
  const [bound] = dayBounds(document)
  if (bound) return bound.timeZone
  const zones = document.jobs.flatMap(({ source }) => document.systems.filter(({ id }) => id === source).map((system) => timeZoneOf(system)))
  return zones.find((zone) => zone !== 'UTC') ?? 'UTC'
}
