import { resolve } from 'node:path'
import { AppError } from '../../../shared/app-error'
import { initFromSchema } from '../init-from-schema'
import { initFromFiles } from '../init-from-files'
import { TEMPLATE_NAMES, type TemplateName } from '../../../shared/model/template-names'
import { refuseFilled } from '../../project/refuse-filled'
import { createSampleProject } from '../../sample/create-sample-project'
import { createTemplateProject, type OtherTemplate } from '../../sample/templates/templates'
import { type Command, type CommandArguments, type CommandContext, EXIT, list, option, seedOption } from '../command'
import { LDAP, takes, takesSeveral } from '../options'

export const initCommand: Command = {
  name: 'init',
  usage: 'init FOLDER [--template cloud-only|hybrid-basic|hybrid-advanced] [--schema FILE] [--source PATH-OR-URL… --target PATH-OR-URL… [--match SOURCE=TARGET] [--anchor ATTRIBUTE] [--base-dn DN] [--bind-dn DN] [--password-from env:NAME] [--ca-file FILE] [--starttls]] [--seed N]',
  summary: 'Makes a project: the sample company, a template, or one on your own files or servers',
  options: {
    template: takes('cloud-only|hybrid-basic|hybrid-advanced', 'a landscape with data of its own'), schema: takes('FILE', 'a synchronizationSchema to take over'),
    source: takesSeveral('PATH-OR-URL', 'where people come from: a file, or a directory\'s address'), target: takesSeveral('PATH-OR-URL', 'where accounts are'),
    match: takes('SOURCE=TARGET', 'the attributes that tell who is who; default: those with the most values in common'),
    anchor: takes('ATTRIBUTE', 'what identifies people in the source'), seed: takes('N', 'what the sample\'s people are drawn from; default: 1'),
    ...LDAP,
  },
  examples: [
    'init my-project',
    'init my-project --template cloud-only',
    'init my-project --source hr-export.csv --target directory.ldif --match empnum=employeeNumber',
    'init my-project --source hr-export.csv --target ldaps://dc.example --base-dn dc=example --bind-dn cn=reader,dc=example --password-from env:DIRECTORY_PASSWORD',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const folder = resolve(args.positionals[0] as string)
    const sources = list(args, 'source')
    const targets = list(args, 'target')
    const template = templateOf(args)
    const schema = option(args, 'schema')
    if (schema !== undefined) return initFromSchema(folder, schema, context)
    if (sources.length > 0 || targets.length > 0) {
      if (sources.length === 0 || targets.length === 0) throw new AppError('usage', 'init needs --source and --target together: what is read from, and what would be written to.')
      return initFromFiles(folder, { sources, targets, args }, context)
    }
    const seed = seedOption(args) ?? 1
    await refuseFilled(folder)
    if (template !== undefined) return initFromTemplate(folder, template, seed, args, context)
    const { manifest, project } = await createSampleProject(folder, { seed })
    if (context.json) context.writeJson({
      folder, project: project.document.name, systems: project.document.systems.map((s) => s.id), jobs: project.document.jobs.map((j) => j.id),
      planted: manifest.planted.length + manifest.plantedAtHops.length,
    })
    context.say(`${project.document.name}, the sample company, is in ${folder}: ${manifest.counts.workers.toLocaleString('en-US')} people in the HR export, ${manifest.counts.accounts.toLocaleString('en-US')} accounts and ${manifest.counts.groups.toLocaleString('en-US')} groups in the directory, Entra ID and ServiceNow behind it, ${manifest.planted.length + manifest.plantedAtHops.length} planted situations (planted.json).`)
    context.say(`Next: rehearsal cycle ${args.positionals[0] as string} --now ${manifest.clock}`)
    return EXIT.done
  },
}

/** The template that is asked for; `undefined` for hybrid basic, which is the sample company. Throws `usage`. */
function templateOf(args: CommandArguments): OtherTemplate | undefined {
  const template = option(args, 'template') as TemplateName | undefined
  if (template === undefined || template === 'hybrid-basic') return undefined
  if (TEMPLATE_NAMES.includes(template)) return template
  throw new AppError('usage', `--template is cloud-only, hybrid-basic or hybrid-advanced, not ${String(template)}.`)
}

async function initFromTemplate(folder: string, name: OtherTemplate, seed: number, args: CommandArguments, context: CommandContext): Promise<number> {
  const { template, project: { document } } = await createTemplateProject(folder, name, { seed })
  if (context.json) context.writeJson({
    folder, project: document.name, systems: document.systems.map((system) => system.id), jobs: document.jobs.map((job) => job.id),
    planted: template.planted.length,
  })
  context.say(`${document.name}, the template ${name}, is in ${folder}: ${document.systems.map((system) => system.name).join(', ')}; ${document.jobs.length} jobs in their order, ${template.planted.length} planted situations (planted.json), ${document.tests?.length ?? 0} golden records.`)
  for (const job of document.jobs) context.say(`  ${job.id}: ${job.name ?? ''}`)
  context.say(`Next: rehearsal cycle ${args.positionals[0] as string} --now ${template.clock}`)
  return EXIT.done
}
