import { AppError } from '../../../shared/app-error'
import type { Forecast, ForecastDay } from '../../../shared/model/forecast'
import { runForecast } from '../../jobs/run-forecast'
import { type Command, type CommandArguments, EXIT, flag, instantOption, option, seedOption } from '../command'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

const MOST_DAYS = 3660
/** Lines of people under a day that a terminal shows; --json has them all. */
const SHOWN_PEOPLE = 5

export const forecastCommand: Command = {
  name: 'forecast',
  usage: 'forecast FOLDER [--days N] [--full] [--now INSTANT] [--job ID] [--seed N] [--draft]',
  summary: 'The coming days, a cycle at a time: actions per day, who, and the first day on which a guard trips',
  options: {
    days: { type: 'string' }, full: { type: 'boolean' }, now: { type: 'string' }, job: { type: 'string' }, seed: { type: 'string' }, draft: { type: 'boolean' },
  },
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

/** What a person reads: the first guard that trips, then the days on which something happens. */
function describe(forecast: Forecast): string {
  const { byDay, days, firstTrip, late, full } = forecast
  const lines = [`Forecast of ${days} days from ${forecast.from}, ${full ? 'everybody evaluated each day' : 'as the services look at people'}, dates in ${forecast.timeZone}`]
  lines.push(firstTrip ? `  first guard to trip: ${firstTrip.guard} of ${firstTrip.job} on ${firstTrip.date} (day ${firstTrip.day}), ${firstTrip.count} of ${firstTrip.limit}` : '  no guard trips')
  const busy = byDay.filter((day) => day.create + day.update + day.enable + day.disable + day.delete > 0 || day.people.length > 0)
  for (const day of busy) lines.push(...describeDay(day))
  if (busy.length === 0) lines.push('  nothing happens on any of these days')
  if (late) {
    const { create, enable, disable, delete: deleted } = late
    lines.push(create + enable + disable + deleted === 0 ? '  nobody would be late: every date is looked at'
      : `  until their records change or the job is restarted, ${disable} leavers would stay active, ${create} hires would not be created, ${enable} would not be enabled and ${deleted} not deleted`)
  }
  return lines.join('\n')
}

function describeDay(day: ForecastDay): string[] {
  const { people } = day
  const shown = day.day === 0 ? [] : people.slice(0, SHOWN_PEOPLE)
  return [
    `  ${day.date}  + ${day.create} create   ~ ${day.update} update   - ${day.disable} disable   ^ ${day.enable} enable   x ${day.delete} delete   | ${day.held} held   ! ${day.failed} would fail`,
    ...shown.map((person) => `      ${person.kind}${person.status === 'planned' ? '' : ` (${person.status})`}  ${person.display} (${person.anchor}): ${person.reason}`),
    ...(day.day > 0 && people.length > shown.length ? [`      and ${people.length - shown.length} more`] : []),
  ]
}
