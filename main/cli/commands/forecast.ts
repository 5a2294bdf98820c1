import { AppError } from '../../../shared/app-error'
import { counted } from '../../../shared/counted'
import type { DayBound, Forecast, ForecastDay, ForecastPerson } from '../../../shared/model/forecast'
import { runForecast } from '../../jobs/run-forecast'
import { type Command, type CommandArguments, EXIT, flag, instantOption, option, seedOption } from '../command'
import { DRAFT, ONE_JOB, SEED, flagged, takes } from '../options'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

const MOST_DAYS = 3660
/** Lines of people under a day that a terminal shows; --json has them all. */
const SHOWN_PEOPLE = 5

export const forecastCommand: Command = {
  name: 'forecast',
  usage: 'forecast FOLDER [--days N] [--full] [--now INSTANT] [--job ID] [--seed N] [--draft]',
  summary: 'The coming days, a cycle at a time: actions per day, who, and the first day on which a guard trips',
  options: {
    days: takes('N', 'how many days after the first; default: 90'),
    full: flagged('everybody is evaluated each day, not only those whom the services look at'),
    now: takes('INSTANT', 'where the forecast starts; default: the machine\'s clock'), job: ONE_JOB, seed: SEED, draft: DRAFT,
  },
  examples: [
    'forecast my-project --days 30',
    'forecast my-project --full --json',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const days = daysOption(args)
    const now = instantOption(args, 'now')
    const seed = seedOption(args)
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = option(args, 'job')
    if (job !== undefined) jobOf(project.document, job)
    const startedAt = new Date().toISOString()
    const forecast = await withSession(project, (session) => runForecast(session, {
      document: project.document, configHash: project.hash, draft: project.draft, ...(job === undefined ? {} : { job }), from: now ?? startedAt,
      days, full: flag(args, 'full'), seed: seed ?? project.document.seed ?? 1, startedAt,
    }, { signal: context.signal, onProgress: showProgress(context) }))
    if (context.json) context.writeJson(forecast)
    context.say(describe(forecast))
    return EXIT.done
  },
}

function daysOption(args: CommandArguments): number {
  const text = option(args, 'days') ?? '90'
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 1 || days > MOST_DAYS) throw new AppError('usage', `--days takes a whole number from 1 to ${MOST_DAYS}, not ${text}.`)
  return days
}

/** What a person reads: the first guard that trips, the days on which something happens, and whom nobody would look at. */
function describe(forecast: Forecast): string {
  const { byDay, days, firstTrip, late, full, stopped } = forecast
  const jobs = new Set(byDay.flatMap(({ people }) => people.map(({ job }) => job)))
  const inJob = jobs.size > 1 ? Math.max(...[...jobs].map((job) => job.length)) : 0
  const lines = [`Forecast of ${counted(days, 'day')} from ${forecast.from.replace(/\.\d+Z$/, 'Z')}, ${full ? 'everybody evaluated each day' : 'as the services look at people'}, dates in ${forecast.timeZone}`]
  lines.push(...(forecast.dayBounds ?? []).filter((bound) => bound.timeZone !== forecast.timeZone || bound.hoursAhead > 0).map(describeBound))
  lines.push(firstTrip
    ? `  first guard to trip: ${firstTrip.guard} of ${firstTrip.job} on ${firstTrip.date} (day ${firstTrip.day}), ${firstTrip.count} of ${firstTrip.limit}`
    : '  no guard trips')
  for (const { job, date, day, givenUp } of forecast.disabled ?? []) lines.push(`  the service would disable ${job} on ${date} (day ${day}): ${givenUp === undefined ? 'it has been in quarantine for more than four weeks' : `${counted(givenUp, 'failure')} given up after 28 days`}`)
  const told = byDay.flatMap((day, i) => describeDay(day, byDay[i - 1], inJob))
  lines.push(...(told.length === 0 ? ['  nothing happens on any of these days'] : told))
  if (stopped) lines.push(`  the cycle of ${stopped.date} (day ${stopped.day}) failed, and later days are not computed: ${stopped.message}`)
  const overdue = byDay.flatMap(({ people }) => people.flatMap(({ daysLate }) => daysLate ?? []))
  if (overdue.length > 0) lines.push(`  days later than if everybody were evaluated each day: ${counted(overdue.length, 'action')}, by up to ${counted(overdue.reduce((most, days) => Math.max(most, days), 0), 'day')}`)
  if (late && (late.people.length > 0 || overdue.length === 0)) lines.push(...describeLate(late))
  return lines.join('\n')
}

/** A day on which something happens or differs from the day before; of the first day only the numbers, for its plan tells the rest. */
function describeDay(day: ForecastDay, before: ForecastDay | undefined, inJob: number): readonly string[] {
  const { people, held, failed } = day
  const counts = KINDS.flatMap((kind) => (day[kind] > 0 ? [`${n(day[kind])} ${kind}`] : []))
  if (held !== (before?.held ?? 0)) counts.push(`${n(held)} held`)
  if (failed !== (before?.failed ?? 0)) counts.push(`${n(failed)} would fail`)
  if (counts.length === 0 && people.length === 0) return []
  const head = `  ${day.date} ${WEEKDAYS[new Date(day.date).getUTCDay()]}   ${counts.length === 0 ? 'as the day before' : counts.join(', ')}`
  return day.day === 0 ? [head] : [head, ...describePeople(people, inJob)]
}

function describePeople(people: readonly ForecastPerson[], inJob: number): readonly string[] {
  const shown = people.slice(0, SHOWN_PEOPLE).map(({ job, kind, status, display, anchor, reason, daysLate }) =>
    `      ${inJob > 0 ? `${job.padEnd(inJob)}  ` : ''}${kind}${status === 'planned' ? '' : ` (${status})`}  ${display} (${anchor}): ${reason}${daysLate === undefined ? '' : ` ${counted(daysLate, 'day')} later than if everybody were evaluated.`}`)
  return people.length > SHOWN_PEOPLE ? [...shown, `      and ${n(people.length - SHOWN_PEOPLE)} more`] : shown
}

function describeLate(late: NonNullable<Forecast['late']>): readonly string[] {
  const missed = [
    ...(late.disable > 0 ? [`${counted(late.disable, 'leaver')} would stay active`] : []), ...(late.create > 0 ? [`${counted(late.create, 'hire')} would not be created`] : []),
    ...(late.enable > 0 ? [`${counted(late.enable, 'account')} would not be enabled`] : []),
    ...(late.delete > 0 ? [`${counted(late.delete, 'account')} would not be deleted`] : []),
  ]
  if (missed.length === 0) return ['  nobody would be late']
  const jobs = new Set(late.people.map(({ job }) => job))
  return [
    `  until their records change or the job is restarted: ${missed.join(', ')}`,
    ...describePeople(late.people, jobs.size > 1 ? Math.max(...[...jobs].map((job) => job.length)) : 0),
  ]
}

/** Where the days of somebody's dates are not those of the forecast. */
function describeBound({ job, of, timeZone, hoursAhead }: DayBound): string {
  return `  a day of ${of ?? 'dates'} of ${job} begins at midnight in ${timeZone}${hoursAhead === 0 ? '' : `, seen ${hoursAhead} hours ahead`}`
}

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

function n(count: number): string {
  return count.toLocaleString('en-US')
}
