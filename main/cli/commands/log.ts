import { AppError } from '../../../shared/app-error'
import { planRows } from '../../mirror/views/plan-rows'
import { logViews } from '../../mirror/views/log-view'
import { type LogFormat, printLog, saveLog } from '../../jobs/save-log'
import { runsTable } from '../../mirror/runs-table'
import { defineTextSearch } from '../../mirror/views/text-search'
import { type Command, type CommandArguments, EXIT, option } from '../command'
import { ONE_JOB, RUN, takes } from '../options'
import { jobOf, openRunnable, withSession } from '../project-session'
import { visibleLine } from '../visible-text'

/** Entries of a page that a terminal shows where nothing else is asked for. */
const SHOWN = 50
const MOST_SHOWN = 500

export const logCommand: Command = {
  name: 'log',
  usage: 'log FOLDER [--run ID] [--job ID] [--status STATUS] [--code CODE] [--search TEXT] [--limit N]; log FOLDER [--run ID] --format json|log-analytics|csv [--out FILE]',
  summary: 'What the provisioning log of a run would say, in Microsoft Graph\'s shape',
  options: {
    run: RUN, job: ONE_JOB, status: takes('STATUS', 'success, warning, failure or skipped'), code: takes('CODE', 'an error code'),
    search: takes('TEXT', 'in names and anchors'), limit: takes('N', 'how many entries to show'),
    format: takes('json|log-analytics|csv', 'the whole log in Microsoft Graph\'s shape, as lines for Log Analytics, or as the three files of the admin centre'),
    out: takes('FILE', 'where to; default: standard output'),
  },
  examples: [
    'log my-project --status failure',
    'log my-project --format log-analytics --out log.ndjson',
    'log my-project --format csv --out ProvisioningLogs.csv',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const format = formatOption(args)
    const limit = limitOption(args)
    const status = statusOption(args)
    const project = await openRunnable(args.positionals[0] as string, { draft: false }, context)
    const job = option(args, 'job')
    if (job !== undefined) jobOf(project.document, job)
    return withSession(project, async ({ mirror: { db } }) => {
      defineTextSearch(db)
      const plans = planRows(db)
      const run = runOption(args) ?? runsTable(db).latest()?.run
      if (run === undefined) throw new AppError('runUnknown', 'Nothing has been rehearsed yet; run a cycle first.')
      if (format !== undefined) {
        const out = option(args, 'out')
        if (out !== undefined) context.say(`Log written to ${(await saveLog(plans, run, format, out)).join(', ')}.`)
        else if (format !== 'csv') await printLog(plans, run, format, process.stdout)
        return EXIT.done
      }
      const code = option(args, 'code')
      const search = option(args, 'search')
      const page = logViews(plans).page({
        run, offset: 0, limit, ...(job === undefined ? {} : { job }), ...(status === undefined ? {} : { statuses: [status] }),
        ...(code === undefined ? {} : { code }), ...(search === undefined ? {} : { search }),
      })
      if (context.json) context.writeJson({ run: String(run), ...page })
      const { success, warning, failure, skipped } = page.counts
      context.say(`Run ${run}: ${success} success, ${warning} warning, ${failure} failure, ${skipped} skipped; ${page.total} entries${page.total > page.rows.length ? `, the first ${page.rows.length}` : ''}`)
      for (const row of page.rows) context.say(visibleLine(`  ${row.action.padEnd(12)} ${row.status.padEnd(8)} ${row.sourceName} (${row.sourceId})  ${row.targetName}${row.code === undefined ? '' : `  ${row.code}`}`))
      return EXIT.done
    })
  },
}

function formatOption(args: CommandArguments): LogFormat | undefined {
  const format = option(args, 'format') ?? (option(args, 'out') === undefined ? undefined : 'json')
  if (format === undefined) return undefined
  if (format !== 'json' && format !== 'log-analytics' && format !== 'csv') throw new AppError('usage', `--format is json, log-analytics or csv, not ${format}.`)
  if (format === 'csv' && option(args, 'out') === undefined) throw new AppError('usage', 'A log as csv is three files; name the first with --out, and the others stand beside it.')
  const chosen = ['job', 'status', 'code', 'search', 'limit'].find((name) => option(args, name) !== undefined)
  if (chosen !== undefined) throw new AppError('usage', `A log that is written is the whole log of a run; leave --${chosen} out, or --format and --out.`)
  return format
}

function statusOption(args: CommandArguments): 'success' | 'warning' | 'failure' | 'skipped' | undefined {
  const status = option(args, 'status')
  if (status === undefined || status === 'success' || status === 'warning' || status === 'failure' || status === 'skipped') return status
  throw new AppError('usage', `--status is success, warning, failure or skipped, not ${status}.`)
}

function limitOption(args: CommandArguments): number {
  const text = option(args, 'limit')
  if (text === undefined) return SHOWN
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SHOWN) throw new AppError('usage', `--limit takes a whole number from 1 to ${MOST_SHOWN}, not ${text}; --format json writes all of them.`)
  return limit
}

function runOption(args: CommandArguments): number | undefined {
  const text = option(args, 'run')
  if (text === undefined) return undefined
  const run = Number(text)
  if (!Number.isSafeInteger(run) || run < 1) throw new AppError('runUnknown', `There is no run ${text}; runs are numbered from 1.`)
  return run
}
