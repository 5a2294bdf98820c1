import { AppError } from '../../../shared/app-error'
import { onDemand } from '../../jobs/on-demand'
import { type Command, EXIT, flag, instantOption, option } from '../command'
import { DRAFT, NOW, THE_JOB, takes } from '../options'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

export const onDemandCommand: Command = {
  name: 'on-demand',
  usage: 'on-demand FOLDER [--job ID] --anchor VALUE [--now INSTANT] [--draft]',
  summary: 'One object, with its trace in steps; nothing is rehearsed',
  options: { job: THE_JOB, anchor: takes('VALUE', 'what identifies the object in the source'), now: NOW, draft: DRAFT },
  examples: ['on-demand my-project --job hr-to-ad --anchor 1001'],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const anchor = option(args, 'anchor')
    if (anchor === undefined) throw new AppError('usage', 'on-demand needs --anchor: the value that identifies the object in the source.')
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = jobOf(project.document, option(args, 'job'))
    return withSession(project, async (session) => {
      const readAt = new Date().toISOString()
      const result = await onDemand(session, project.document, job, anchor, {
        now: instantOption(args, 'now') ?? readAt, seed: project.document.seed ?? 1, readAt,
      }, { signal: context.signal, onProgress: showProgress(context) })
      if (context.json) context.writeJson(result)
      for (const step of result.steps) context.say(`${step.type.padEnd(20)} ${step.status.padEnd(8)} ${step.text}`)
      const { action } = result
      if (action) {
        context.say(`\n${action.kind}${action.status === 'planned' ? '' : `, ${action.status}`}: ${action.target?.display ?? action.source?.display ?? ''}`)
        for (const change of action.changes) context.say(`  ${change.attribute}: ${show(change.before)} → ${show(change.after)}${change.deferred ? ' (deferred)' : ''}`)
      }
      return EXIT.done
    })
  },
}

function show(value: string | readonly string[] | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
