import { AppError } from '../../shared/app-error'
import { type Forecast, type ForecastDay, type ForecastPerson, countsOf } from '../../shared/model/forecast'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ProjectDocument } from '../../shared/model/project'
import { dayBounds } from '../engine/day-bounds'
import { actionPages } from '../mirror/action-pages'
import { scratchMirror } from '../mirror/scratch-mirror'
import { readInline } from './read-systems'
import { type CycleOutcome, type CycleRequest, runCycle } from './run-cycle'
import { type Work, importSystems } from './run-import'
import { Session } from './session'

export interface ForecastRequest {
  readonly document: ProjectDocument
  readonly configHash: string
  readonly draft: boolean
  readonly job?: string
  /** The first day's instant, ISO 8601 UTC; each day's cycle is at the same time of day in UTC. */
  readonly from: string
  /** How many days after the first. */
  readonly days: number
  /** Evaluate everybody each day, instead of those whom the services look at (provisioning-cycle.md §2.4). */
  readonly full: boolean
  readonly seed: number
  readonly startedAt: string
}

const DAY_MS = 86_400_000
const SHOWN = ['create', 'enable', 'disable', 'delete'] as const

/**
 * The coming days, a cycle a day, each on what the one before left behind. Runs on a copy of the mirror that is thrown away: history, rehearsed
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

function systemsOf({ document, job }: ForecastRequest): ProjectDocument['systems'] {
  const jobs = document.jobs.filter((one) => job === undefined || one.id === job)
  if (jobs.length === 0) throw new AppError('jobUnknown', `The project has no job ${job ?? ''}; it has ${document.jobs.map((one) => one.id).join(', ') || 'none'}.`, { job: job ?? '' })
  return document.systems.filter((system) => jobs.some((one) => one.source === system.id || one.target === system.id))
}

async function forecast(session: Session, request: ForecastRequest, work: Work): Promise<Forecast> {
  const { days, full, from, seed } = request
  const timeZone = systemsOf(request).find((system) => system.timeZone !== undefined && request.document.jobs.some((job) => job.source === system.id))?.timeZone ?? 'UTC'
  const dateIn = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const byDay: ForecastDay[] = []
  let before: ReadonlySet<string> = new Set()
  let lateBefore: ReadonlySet<string> = new Set()
  let stopped: Forecast['stopped']
  for (let day = 0; day <= days; day++) {
    const now = new Date(Date.parse(from) + day * DAY_MS).toISOString().replace('.000Z', 'Z')
    const outcome = await cycle(session, request, { now, ...(full && day > 0 ? { type: 'initial' } : {}), keep: true }, work).catch((cause: unknown) => stopAt(day, cause))
    if ('code' in outcome) {
      stopped = { day, date: dateIn.format(Date.parse(now)), ...outcome }
      break
    }
    const found = peopleOf(session, outcome.runNumber)
    const computed = toDay({ day, now, date: dateIn.format(Date.parse(now)), outcome, people: found.filter((person) => !before.has(keyOf(person))) })
    byDay.push(computed)
    before = new Set(found.filter((person) => person.status !== 'planned').map(keyOf))
    if (day === 0 && !full) lateBefore = new Set((await everybody(session, request, now, work)).map(keyOf))
    work.onProgress({ step: 'plan', done: day + 1, total: days + 1, unit: 'days', label: 'Forecast', day: countsOf(computed) })
  }
  const last = byDay[byDay.length - 1] as ForecastDay
  const late = full || stopped ? undefined : (await everybody(session, request, last.now, work)).filter((person) => !lateBefore.has(keyOf(person)) && !before.has(keyOf(person)))
  return {
    from, days, full, timeZone, dayBounds: dayBounds(request.document), seed, byDay, ...(stopped ? { stopped } : {}), firstTrip: firstTripOf(byDay),
    ...(late === undefined ? {} : { late: { ...countKinds(late), people: late } }),
  }
}

/** Why the days end before their time. A failure of the first day, an end that was asked for and a mistake of ours are thrown on. */
function stopAt(day: number, cause: unknown): { readonly code: string; readonly message: string } {
  if (day === 0 || !(cause instanceof AppError) || cause.code === 'cancelled') throw cause
  return { code: cause.code, message: cause.message }
}

/** Whoever an evaluation of everybody would act on at an instant; nothing is kept of it. */
async function everybody(session: Session, request: ForecastRequest, now: string, work: Work): Promise<readonly ForecastPerson[]> {
  const outcome = await cycle(session, request, { now, type: 'initial', keep: false }, work)
  return peopleOf(session, outcome.runNumber)
}

async function cycle(session: Session, request: ForecastRequest, how: Pick<CycleRequest, 'now' | 'type' | 'keep'>, work: Work): Promise<CycleOutcome> {
  const { document, configHash, draft, job, seed, startedAt } = request
  return runCycle(session, { document, configHash, draft, ...(job === undefined ? {} : { job }), seed, startedAt, reread: false, unevaluated: false, ...how }, { signal: work.signal, onProgress: () => undefined })
}

function peopleOf(session: Session, run: number): ForecastPerson[] {
  const actions = actionPages(session.mirror.db).open(run)
  const kinds = new Set<string>(SHOWN)
  const wanted = actions.combinations.map(({ kind }) => kinds.has(kind))
  const people: ForecastPerson[] = []
  for (let i = 0; i < actions.seqs.length; i++) {
    if (!wanted[actions.combinationOf[i] as number]) continue
    const action = JSON.parse(actions.body(actions.seqs[i] as number) as string) as ProvisioningAction
    people.push({
      job: action.job, kind: action.kind as ForecastPerson['kind'], status: action.status, anchor: action.source?.anchor ?? action.target?.anchor ?? '',
      display: action.source?.display ?? action.target?.display ?? '', reason: action.status === 'failed' ? action.issues[0]?.message ?? action.reason.text : action.reason.text,
    })
  }
  return people
}

function toDay({ day, now, date, outcome, people }: { readonly day: number; readonly now: string; readonly date: string; readonly outcome: CycleOutcome; readonly people: readonly ForecastPerson[] }): ForecastDay {
  const { summary } = outcome
  return {
    day, date, now, create: summary.create, update: summary.update, enable: summary.enable, disable: summary.disable, delete: summary.delete, held: summary.held, failed: summary.failed,
    guards: outcome.jobs.flatMap((job) => (job.held ? [{ job: job.id, ...job.held }] : [])),
    people,
  }
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
