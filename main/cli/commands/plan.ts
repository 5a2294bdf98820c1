import { AppError } from '../../../shared/app-error'
import type { PlanGroup } from '../../../shared/model/plan'
import { type PrecedenceConflict, precedenceConflicts } from '../../jobs/precedence-conflicts'
import { headerOf, printPlan, savePlan } from '../../jobs/save-plan'
import { runsTable } from '../../mirror/runs-table'
import { type Command, EXIT, flag, option } from '../command'
import { RUN, flagged, takes } from '../options'
import { openRunnable, withSession } from '../project-session'

export const planCommand: Command = {
  name: 'plan',
  usage: 'plan FOLDER [--run ID] [--format json|ndjson|csv|html] [--out FILE] [--include-skipped]',
  summary: 'Shows or writes a saved plan again',
  options: {
    run: RUN, format: takes('json|ndjson|csv|html', 'the whole plan; default: its groups'), out: takes('FILE', 'where to; default: standard output'),
    'include-skipped': flagged('writes down those for whom nothing happens, too'),
  },
  examples: [
    'plan my-project',
    'plan my-project --format html --out plan.html',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const text = option(args, 'run')
    const run = text === undefined ? undefined : Number(text)
    if (run !== undefined && (!Number.isSafeInteger(run) || run < 1)) throw new AppError('runUnknown', `There is no run ${text ?? ''}; runs are numbered from 1.`)
    const format = option(args, 'format')
    if (format !== undefined && format !== 'json' && format !== 'ndjson' && format !== 'csv' && format !== 'html') throw new AppError('usage', `--format is json, ndjson, csv or html, not ${format}.`)
    const skipped = flag(args, 'include-skipped')
    const project = await openRunnable(args.positionals[0] as string, { draft: false }, context)
    return withSession(project, async (session) => {
      const out = option(args, 'out')
      if (out !== undefined) {
        await savePlan(session, run, format ?? 'json', out, { skipped })
        context.say(`Plan written to ${out}.`)
        return EXIT.done
      }
      if (format !== undefined) {
        await printPlan(session, run, format, { skipped })
        return EXIT.done
      }
      const plan = headerOf(session.mirror, run)
      const runs = runsTable(session.mirror.db)
      const jobs = runs.get(plan.run)?.jobs ?? []
      const groups = runs.groups(plan.run).map(({ jobNo, group }): Omit<PlanGroup, 'id'> => {
        const { id: _, ...rest } = group
        return { job: jobs[jobNo]?.id ?? '', ...rest }
      }).filter((group) => skipped || group.kind !== 'skip' || group.status !== 'planned')
      const conflicts = precedenceConflicts(session.mirror, plan.run)
      if (context.json) context.writeJson({ run: String(plan.run), ...plan.header, groups, ...(conflicts.length === 0 ? {} : { conflicts }) })
      const { summary } = plan.header
      context.say(`Run ${plan.run} as of ${plan.header.now}: ${summary.create} create, ${summary.update} update, ${summary.disable} disable, ${summary.enable} enable, ${summary.delete} delete, ${summary.held} held, ${summary.failed} would fail`)
      for (const group of groups) {
        context.say(`  ${String(group.objects).padStart(7)}  ${group.status === 'planned' ? group.kind : `${group.kind}, ${group.status}`}  ${group.cause.type} ${group.cause.id}  ${group.shape}`)
      }
      sayConflicts(conflicts, (text) => { context.say(text) })
      return EXIT.done
    })
  },
}

/** What two jobs disagree about, with both values; the first of many. */
function sayConflicts(conflicts: readonly PrecedenceConflict[], say: (text: string) => void): void {
  if (conflicts.length === 0) return
  say(`${conflicts.length} ${conflicts.length === 1 ? 'value is' : 'values are'} left alone because another job has precedence:`)
  for (const { job, target, attribute, value, winner } of conflicts.slice(0, CONFLICTS_SHOWN)) say(`  ${target?.display ?? ''}: ${attribute} “${[value].flat().join(', ')}” of ${job}; “${[winner.value].flat().join(', ')}” of ${winner.job} stays`)
  if (conflicts.length > CONFLICTS_SHOWN) say(`  and ${conflicts.length - CONFLICTS_SHOWN} more; --json has all`)
}

const CONFLICTS_SHOWN = 20
