import { AppError } from '../../../shared/app-error'
import type { PersonHop } from '../../../shared/ipc/person-views'
import type { Cell } from '../../../shared/model/attribute'
import { followPerson } from '../../jobs/follow-person'
import { type Command, EXIT, flag, option } from '../command'
import { jobOf, openRunnable, showProgress, withSession } from '../project-session'

export const followCommand: Command = {
  name: 'follow',
  usage: 'follow FOLDER [--job ID] --anchor VALUE [--now INSTANT] [--draft]',
  summary: 'One object through all systems: what each later one holds, which mapping made it, and what was lost on the way',
  options: { job: { type: 'string' }, anchor: { type: 'string' }, now: { type: 'string' }, draft: { type: 'boolean' } },
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const anchor = option(args, 'anchor')
    if (anchor === undefined) throw new AppError('usage', 'follow needs --anchor: the value that identifies the object in the source.')
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const { document } = project
    const job = jobOf(document, option(args, 'job'))
    return withSession(project, async (session) => {
      const hops = await followPerson({ session, document, job: job.id, anchor, now: option(args, 'now') ?? new Date().toISOString(), seed: document.seed ?? 1, work: { signal: context.signal, onProgress: showProgress(context) } })
      if (hops.length === 0) throw new AppError('objectUnknown', `${job.source} has no object with the anchor ${anchor}; look for it with inspect, or read the system again.`, { anchor })
      if (context.json) context.writeJson({ job: job.id, anchor, hops })
      const nameOf = (id: string): string => document.systems.find((system) => system.id === id)?.name ?? id
      for (const hop of hops) for (const line of linesOf(hop, nameOf)) context.say(line)
      return EXIT.done
    })
  },
}

const MISSING = { noLink: 'no object stands for it there: nothing is linked yet', targetGone: 'the linked object is gone' } as const

function linesOf(hop: PersonHop, nameOf: (id: string) => string): readonly string[] {
  const { source, target, missing, made, blanked, notMapped } = hop
  const to = target ? `${nameOf(target.system)}: ${target.display}` : `${nameOf(hop.system)}: ${missing ? MISSING[missing] : ''}`
  return [
    `${nameOf(source.system)}: ${source.display} (${source.anchor}) → ${to}`,
    ...made.map(({ attribute, value, mapping }) => `  ${attribute.padEnd(24)} ${textOf(value)}   ${mapping}`),
    ...blanked.map(({ attribute, mapping }) => `  ${attribute.padEnd(24)} arrives without a value   ${mapping}`),
    ...(notMapped.length === 0 ? [] : [`  not mapped on: ${notMapped.join(', ')}`]),
  ]
}

function textOf(value: Cell): string {
  return value === null ? 'absent' : typeof value === 'string' ? value : value.join('; ')
}
