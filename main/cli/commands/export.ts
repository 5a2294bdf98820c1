import { AppError } from '../../../shared/app-error'
import type { Job } from '../../../shared/model/project'
import { JOB_EXPORTS, type JobExportFormat, printJobExport, saveJobExport } from '../../jobs/job-exports'
import { refusal, validatedSchema, writeExport } from '../../jobs/save-export'
import type { Session } from '../../jobs/session'
import { type Command, type CommandArguments, type CommandContext, EXIT, flag, option } from '../command'
import { DRAFT, THE_JOB, takes } from '../options'
import { jobOf, openRunnable, type RunnableProject, withSession } from '../project-session'

export const exportCommand: Command = {
  name: 'export',
  usage: 'export FOLDER --job ID --format graph-schema|scim-bulk|ldif|csv|report [--out FILE] [--draft]',
  summary: 'A validated export; refuses while check has errors',
  options: {
    job: THE_JOB, format: takes('graph-schema|scim-bulk|ldif|csv|report', 'default: graph-schema'),
    out: takes('FILE', 'where to; default: standard output'), draft: DRAFT,
  },
  examples: [
    'export my-project --job hr-to-ad --out synchronization-schema.json',
    'export my-project --job hr-to-ad --format report --out report.html',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const format = option(args, 'format') ?? 'graph-schema'
    const planned = JOB_EXPORTS.find((one) => one === format)
    if (format !== 'graph-schema' && planned === undefined) throw new AppError('usage', `--format is graph-schema, scim-bulk, ldif, csv or report, not ${format}.`)
    const project = await openRunnable(args.positionals[0] as string, { draft: flag(args, 'draft') }, context)
    const job = jobOf(project.document, option(args, 'job'))
    return withSession(project, (session) => (planned === undefined
      ? exportSchema(session, project, job, args, context)
      : exportJob(session, project, job, planned, args, context)))
  },
}

async function exportSchema(session: Session, project: RunnableProject, job: Job, args: CommandArguments, context: CommandContext): Promise<number> {
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
  if (context.json) context.writeJson({ job: job.id, format: 'graph-schema', file: out, warnings, notes })
  context.say(`${job.id}: valid synchronizationSchema written to ${out} (${warnings} ${warnings === 1 ? 'warning' : 'warnings'}).`)
  return EXIT.done
}

async function exportJob(
  { mirror }: Session, { document, hash }: RunnableProject, job: Job, format: JobExportFormat, args: CommandArguments, context: CommandContext,
): Promise<number> {
  const given = { mirror, document, configHash: hash, job, format }
  const out = option(args, 'out')
  if (out === undefined) {
    await printJobExport(given)
    return EXIT.done
  }
  const files = await saveJobExport(given, out)
  if (context.json) context.writeJson({ job: job.id, format, file: files[0], files })
  context.say(files.length === 1 ? `${job.id}: ${format} written to ${out}.` : `${job.id}: ${files.length} requests written to ${files[0] ?? ''} … ${files.at(-1) ?? ''}.`)
  return EXIT.done
}
