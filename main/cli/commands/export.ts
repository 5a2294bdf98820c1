import { AppError } from '../../../shared/app-error'
import { refusal, validatedSchema, writeExport } from '../../jobs/save-export'
import { type Command, EXIT, flag, option } from '../command'
import { jobOf, openRunnable, withSession } from '../project-session'

const LATER = ['scim-bulk', 'ldif', 'csv', 'report']

export const exportCommand: Command = {
  name: 'export',
  usage: 'export FOLDER --job ID --format graph-schema [--out FILE] [--draft]',
  summary: 'A validated export; refuses while check has errors',
  options: { job: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, draft: { type: 'boolean' } },
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const format = option(args, 'format') ?? 'graph-schema'
    if (LATER.includes(format)) throw new AppError('notThereYet', `export --format ${format} is not there yet; graph-schema is.`)
    if (format !== 'graph-schema') throw new AppError('usage', `--format is graph-schema, not ${format}.`)
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = jobOf(project.document, option(args, 'job'))
    return withSession(project, async (session) => {
      const { text, notes, diagnostics } = await validatedSchema(session.mirror, project.folder, project.document, job.id)
      const refused = refusal(diagnostics)
      if (refused) throw refused
      for (const note of notes) context.note(note)
      const out = option(args, 'out')
      if (out === undefined) {
        process.stdout.write(text)
        return EXIT.done
      }
      await writeExport(out, text)
      const warnings = diagnostics.filter((d) => d.severity === 'warning').length
      if (context.json) context.writeJson({ job: job.id, format, file: out, warnings, notes })
      context.say(`${job.id}: valid synchronizationSchema written to ${out} (${warnings} ${warnings === 1 ? 'warning' : 'warnings'}).`)
      return EXIT.done
    })
  },
}
