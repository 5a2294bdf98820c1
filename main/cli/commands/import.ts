import { AppError } from '../../../shared/app-error'
import { importSystems } from '../../jobs/run-import'
import { systemsAsRead } from '../../jobs/systems-as-read'
import { type Command, EXIT, flag, option } from '../command'
import { issueLine } from '../issue-line'
import { DRAFT, flagged, takes } from '../options'
import { openRunnable, showProgress, withSession } from '../project-session'

export const importCommand: Command = {
  name: 'import',
  usage: 'import FOLDER [--system ID [--accept-empty]] [--draft]',
  summary: 'Reads connected systems into the mirror',
  options: {
    system: takes('ID', 'one system instead of all of them'),
    'accept-empty': flagged('believes that the system of --system holds nobody any more, or nobody of a type'), draft: DRAFT,
  },
  examples: [
    'import my-project',
    'import my-project --system hr --accept-empty',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const id = option(args, 'system')
    const acceptEmpty = flag(args, 'accept-empty')
    if (acceptEmpty && id === undefined) throw new AppError('usage', '--accept-empty takes one system that holds nobody any more as read; name it with --system.')
    const systems = systemsAsRead(project.document).filter((system) => id === undefined || system.id === id)
    if (systems.length === 0) throw new AppError('systemUnknown', `The project has no system ${id ?? ''}; it has ${project.document.systems.map((s) => s.id).join(', ') || 'none'}.`)
    return withSession(project, async (session) => {
      const release = session.beginWork()
      try {
        const results = await importSystems(session, systems, { readAt: new Date().toISOString(), acceptEmpty }, { signal: context.signal, onProgress: showProgress(context) })
        if (context.json) {
          context.writeJson({
            systems: results.map(({ id: system, read, new: fresh, changed, unchanged, missing, complete, issues, finding, sameContent }) => ({
              id: system, read, new: fresh, changed, unchanged, missing, complete, sameContent, finding, issues,
            })),
          })
        }
        for (const result of results) {
          const n = (count: number): string => count.toLocaleString('en-US')
          context.say(`${result.id}: ${n(result.read)} read; ${n(result.new)} new, ${n(result.changed)} changed, ${n(result.unchanged)} unchanged, ${n(result.missing)} missing${result.complete ? '' : ' (the read was not complete)'}${result.sameContent ? ' (same content as before, not read again)' : ''}`)
          for (const issue of result.issues.slice(0, 20)) context.say(`  ${issueLine(issue)}`)
          if (result.issues.length > 20) context.say(`  … and ${n(result.issues.length - 20)} more`)
        }
        return EXIT.done
      } finally {
        release()
      }
    })
  },
}
