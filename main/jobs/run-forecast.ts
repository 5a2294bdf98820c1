import { AppError } from '../../shared/app-error'
import { type Forecast, type ForecastDay, type ForecastPerson, countsOf } from '../../shared/model/forecast'
import { dateIn, daysLater } from '../../shared/local-date'
import type { ConnectedSystem, ProjectDocument } from '../../shared/model/project'
import { dayBounds, forecastZone } from '../engine/day-bounds'
import { LOOKED_AT_SOON_MS } from '../engine/decisions'
import { scratchMirror } from '../mirror/scratch-mirror'
import { DisabledJobs } from './disabled-jobs'
import { type DayOutcome, dayOutcome } from './forecast-day'
import { withDaysLate, withFollowers } from './forecast-late'
import { readInline } from './read-systems'
import { runRounds } from './run-chain'
import { type CycleRequest, namedJobs } from './run-cycle'
import { type Work, importSystems } from './run-import'
import { Session } from './session'
import { systemsAsRead } from './systems-as-read'

export interface ForecastRequest {
  readonly document: ProjectDocument
  readonly configHash: string
  readonly draft: boolean
  readonly job?: string
  /** The first day's instant, ISO 8601 UTC; each day's cycle is at the same time of day in the time zone of the days (`forecastZone`). */
  readonly from: string
  /** How many days after the first. */
  readonly days: number
  /** Evaluate everybody each day, instead of those whom the services look at (provisioning-cycle.md §2.4). */
  readonly full: boolean
  readonly seed: number
  readonly startedAt: string
}

/**
 * The coming days, a cycle a day with all its rounds, each on what the one before left behind. Runs on a copy of the mirror that is thrown away: history, rehearsed
 * state and watermark stay as they are. Systems are read once, at the start. Throws as `runCycle`.
 */
export async function runForecast(session: Session, request: ForecastRequest, work: Work): Promise<Forecast> {
  const release = session.beginWork()
  try {
    await importSystems(session, systemsOf(request), { readAt: request.startedAt }, work)
    const scratch = new Session(session.folder, await scratchMirror(session.mirror), readInline)
    try {
      return await forecast(scratch, request, work)
    } finally {
      scratch.close()
    }
  } finally {
    release()
  }
}

function systemsOf({ document, job }: ForecastRequest): readonly ConnectedSystem[] {
  const jobs = namedJobs(document, job)
  return systemsAsRead(document).filter((system) => jobs.some((one) => one.source === system.id || one.target === system.id))
}

async function forecast(session: Session, request: ForecastRequest, work: Work): Promise<Forecast> {
  const { days, full, from, seed } = request
  const ofJobs = { jobs: [...namedJobs(request.document, request.job)], systems: request.document.systems }
  const timeZone = forecastZone(ofJobs)
  const byDay: ForecastDay[] = []
  const disabled = new DisabledJobs()
  let before: ReadonlySet<string> = new Set()
  let lateBefore: ReadonlySet<string> = new Set()
  let stopped: Forecast['stopped']
  for (let day = 0; day <= days; day++) {
    const now = new Date(daysLater(Date.parse(from), day, timeZone)).toISOString().replace('.000Z', 'Z')
    const outcome = await cycle(session, request, { now, ...(full && day > 0 ? { type: 'initial' } : {}), keep: true }, work).catch((cause: unknown) => stopAt(day, cause))
    if ('code' in outcome) {
      stopped = { day, date: dateIn(timeZone, now), ...outcome }
      break
    }
    const { counts, guards, jobs, people: found } = outcome
    const computed: ForecastDay = { day, date: dateIn(timeZone, now), now, ...counts, guards, people: found.filter((person) => !before.has(keyOf(person))) }
    byDay.push(computed)
    disabled.add(computed, jobs)
    before = new Set(found.filter((person) => person.status !== 'planned').map(keyOf))
    if (day === 0 && !full) lateBefore = new Set((await everybody(session, request, now, work)).map(keyOf))
    work.onProgress({ step: 'plan', done: day + 1, total: days + 1, unit: 'days', label: 'Forecast', day: countsOf(computed) })
  }
  const last = byDay[byDay.length - 1] as ForecastDay
  const late = full || stopped ? undefined : withFollowers(await lateOf(session, request, { now: last.now, known: new Set([...lateBefore, ...before]) }, work), request.document)
  return {
    from, days, full, timeZone, dayBounds: dayBounds(ofJobs), seed, byDay: full ? byDay : await withDaysLate(session, request, byDay, work),
    ...(stopped ? { stopped } : {}), firstTrip: firstTripOf(byDay),
    ...(disabled.list.length === 0 ? {} : { disabled: disabled.list }),
    ...(late === undefined ? {} : { late: { ...countKinds(late.filter(({ follows }) => follows !== true)), people: late } }),
  }
}

/** Why the days end before their time. A failure of the first day, an end that was asked for and a mistake of ours are thrown on. */
function stopAt(day: number, cause: unknown): { readonly code: string; readonly message: string } {
  if (day === 0 || !(cause instanceof AppError) || cause.code === 'cancelled') throw cause
  return { code: cause.code, message: cause.message }
}

/** Whoever an evaluation of everybody would act on at an instant; nothing is kept of it. */
async function everybody(session: Session, request: ForecastRequest, now: string, work: Work): Promise<readonly ForecastPerson[]> {
  return (await cycle(session, request, { now, type: 'initial', keep: false }, work)).people
}

/**
 * Whom nobody has looked at when the days end, besides those who are known: but for those whom the next days' cycles look at. Days begin at
 * other hours for a service than for a mapping that reads the clock, so on any day some are ahead of the service.
 */
async function lateOf(
  session: Session, request: ForecastRequest, { now, known }: { readonly now: string; readonly known: ReadonlySet<string> }, work: Work,
): Promise<readonly ForecastPerson[]> {
  const found = (await everybody(session, request, now, work)).filter((person) => !known.has(keyOf(person)))
  if (found.length === 0) return found
  const soon = new Date(Date.parse(now) + LOOKED_AT_SOON_MS).toISOString()
  const { people } = await cycle(session, request, { now: soon, keep: false }, work)
  const lookedAt = new Set(people.map(({ job, kind, anchor }) => JSON.stringify([job, kind, anchor])))
  return found.filter(({ job, kind, anchor }) => !lookedAt.has(JSON.stringify([job, kind, anchor])))
}

async function cycle(session: Session, request: ForecastRequest, how: Pick<CycleRequest, 'now' | 'type' | 'keep'>, work: Work): Promise<DayOutcome> {
  const { document, configHash, draft, job, seed, startedAt } = request
  const runs = await runRounds(session, {
    document, configHash, draft, ...(job === undefined ? {} : { job }), seed, startedAt, reread: false, unevaluated: false, ...how,
  }, { signal: work.signal, onProgress: () => undefined })
  return dayOutcome(session, runs)
}

function firstTripOf(byDay: readonly ForecastDay[]): Forecast['firstTrip'] {
  for (const { day, date, guards } of byDay) {
    const [tripped] = guards
    if (tripped) return { day, date, job: tripped.job, guard: tripped.guard, count: tripped.count, limit: tripped.limit }
  }
  return null
}

function countKinds(people: readonly ForecastPerson[]): Record<ForecastPerson['kind'], number> {
  const counts = { create: 0, enable: 0, disable: 0, delete: 0 }
  for (const { kind } of people) counts[kind]++
  return counts
}

function keyOf(person: ForecastPerson): string {
  return JSON.stringify([person.job, person.kind, person.status, person.anchor, person.reason])
}
