import { AppError } from '../../../shared/app-error'
import { backfillList } from '../../jobs/backfill-list'
import { matchReport } from '../../jobs/match-report'
import { nearPairs } from '../../jobs/near-pairs'
import { writeExport } from '../../jobs/save-export'
import type { Session } from '../../jobs/session'
import { mirrorViews } from '../../mirror/views/mirror-views'
import { type Command, EXIT, flag, instantOption, option } from '../command'
import { DRAFT, NOW, THE_JOB, takes } from '../options'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

export const matchCommand: Command = {
  name: 'match',
  usage: 'match FOLDER [--job ID] [--out FILE] [--backfill FILE] [--now INSTANT] [--draft]',
  summary: 'The brownfield report: matched, ambiguous, unmatched on both sides, near candidates',
  options: {
    job: THE_JOB, out: takes('FILE', 'the report as JSON'),
    backfill: takes('FILE', 'a list of the near matches that were accepted, to fill in at the target'), draft: DRAFT, now: NOW,
  },
  examples: ['match my-project --job hr-to-ad --out match.json'],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = jobOf(project.document, option(args, 'job'))
    return withSession(project, async (session) => {
      const backfill = option(args, 'backfill')
      if (backfill !== undefined) {
        const list = await backfillOf(session, job.id)
        await writeExport(backfill, list.text)
        if (context.json) context.writeJson({ accepted: list.accepted })
        context.say(`${job.id}: ${list.accepted.toLocaleString('en-US')} accepted near matches written to ${backfill}`)
        return EXIT.done
      }
      const readAt = new Date().toISOString()
      const report = await matchReport(session, project.document, job, { now: instantOption(args, 'now') ?? readAt, readAt }, { signal: context.signal, onProgress: showProgress(context) })
      if (context.json) context.writeJson(report)
      const out = option(args, 'out')
      if (out !== undefined) await writeExport(out, `${JSON.stringify(report, undefined, 2)}\n`)
      const n = (count: number): string => count.toLocaleString('en-US')
      const people = report.duplicateSources.reduce((sum, d) => sum + d.sources.length, 0)
      context.say(`${job.id}: ${n(report.matched.length)} matched, ${n(report.ambiguous.length)} ambiguous, ${n(report.unmatchedSources.length)} only in the source, ${n(report.unmatchedTargets.length)} only in the target, ${n(people)} duplicate sources, ${n(report.importSkipped.length)} without a matching value, ${n(report.outOfScope.length)} out of scope`)
      for (const a of report.ambiguous.slice(0, 20)) context.say(`  ambiguous  ${a.source}: ${a.on} ${a.value} is on ${a.candidates.join(' and on ')}`)
      for (const d of report.duplicateSources.slice(0, 20)) context.say(`  duplicate  ${d.on} ${d.value}: ${d.sources.join(', ')}`)
      for (const c of report.candidates.slice(0, 20)) context.say(`  near ${c.score.toFixed(2)}  ${c.source} ~ ${c.target} (${c.why.join(', ')})`)
      if (report.candidates.length > 20) context.say(`  … and ${n(report.candidates.length - 20)} more near candidates; --json lists all`)
      return EXIT.done
    })
  },
}

/** What was accepted of the near matches of the newest run that has the job. */
async function backfillOf(session: Session, job: string): Promise<{ readonly text: string; readonly accepted: number }> {
  const views = mirrorViews(session.mirror)
  const run = views.plans.runs().find(({ status, round, jobs }) => status === 'done' && round === undefined && jobs.some(({ id }) => id === job))
  if (!run) throw new AppError('runUnknown', `${job} has not been rehearsed yet, so nobody has been matched. Run cycle first.`, { job })
  const { pairs, accepted } = await nearPairs()(views, { folder: session.folder }, { run: run.run, job })
  return { text: backfillList(pairs), accepted }
}
