import type { ForecastDay, ForecastPerson } from '../../shared/model/forecast'
import type { ProjectDocument } from '../../shared/model/project'
import { clockValues } from '../engine/clock-values'
import { LOOKED_AT_SOON_MS } from '../engine/decisions'
import { lookupsOf } from '../engine/object-lookups'
import { objectInput } from './object-input'
import { rehearsedAnchor } from './rehearsed-anchor'
import type { Work } from './run-import'
import type { Session } from './session'

const DAY_MS = 86_400_000

/**
 * The same people; those on whom a later job acts because an earlier one does, or acts already, say that they follow. So a leaver of three systems
 * is counted as one. In plan order, which is that of the jobs.
 */
export function withFollowers(people: readonly ForecastPerson[], { jobs }: Pick<ProjectDocument, 'jobs'>): readonly ForecastPerson[] {
  const acted = new Set<string>()
  return people.map((person) => {
    const job = jobs.find(({ id }) => id === person.job)
    if (!job) return person
    const accounts = person.account === undefined ? job.objectMappings.map(({ id }) => rehearsedAnchor(`${job.id}/${id}`, person.anchor)) : [person.account]
    const keys = accounts.map((anchor) => JSON.stringify([job.target, anchor]))
    const follows = [JSON.stringify([job.source, person.anchor]), ...keys].some((key) => acted.has(key))
    for (const key of keys) acted.add(key)
    return follows ? { ...person, follows } : person
  })
}

/**
 * The same days; whoever is acted on two days or more after the mappings that read the clock would have it says how many. A service looks people up on their dates alone, so
 * what a mapping says of the days around a date comes late. Not asked of those who were held or failed on an earlier day.
 */
export async function withDaysLate(
  session: Session, { document, seed }: { readonly document: ProjectDocument; readonly seed: number }, byDay: readonly ForecastDay[], work: Work,
): Promise<readonly ForecastDay[]> {
  const last = byDay[byDay.length - 1]
  const acting = new Set(byDay.flatMap(({ people }) => people.map(({ job }) => job)))
  const readers: { readonly job: string; readonly rowOf: (anchor: string) => number | undefined; readonly valuesOf: ReturnType<typeof clockValues> }[] = []
  for (const job of document.jobs.filter(({ id }) => acting.has(id))) {
    for (const mapping of job.objectMappings.filter(({ enabled }) => enabled !== false)) {
      const input = last && await objectInput({ session, document, job, mapping, now: last.now, seed, work })
      if (input) readers.push({ job: job.id, rowOf: (anchor) => lookupsOf(input.source).anchors.get(anchor), valuesOf: clockValues(input) })
    }
  }
  const seen = new Set<string>()
  const daysLate = ({ job, kind, anchor }: ForecastPerson, day: number): number => {
    for (const { job: of, rowOf, valuesOf } of readers) {
      const row = of === job ? rowOf(anchor) : undefined
      const given = row === undefined ? undefined : valuesOf(row, kind, (byDay[day] as ForecastDay).now)
      if (row === undefined || given === undefined) continue
      let since = day
      while (since > 0 && valuesOf(row, kind, (byDay[since - 1] as ForecastDay).now) === given) since--
      return since === 0 ? 0 : day - since // the first day looks at everybody, so it is something else that came late
    }
    return 0
  }
  return byDay.map((one, day) => ({
    ...one,
    people: one.people.map((person) => {
      const key = JSON.stringify([person.job, person.anchor])
      const late = seen.has(key) ? 0 : daysLate(person, day)
      if (person.status !== 'planned') seen.add(key)
      return late * DAY_MS >= LOOKED_AT_SOON_MS ? { ...person, daysLate: late } : person
    }),
  }))
}
