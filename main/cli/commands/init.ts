import { resolve } from 'node:path'
import { AppError } from '../../../shared/app-error'
import { initFromSchema } from '../init-from-schema'
import { initFromFiles } from '../init-from-files'
import { createSampleProject } from '../../sample/create-sample-project'
import { type Command, type CommandArguments, EXIT, list, option, seedOption } from '../command'

export const initCommand: Command = {
  name: 'init',
  usage: 'init FOLDER [--template hybrid-basic] [--schema FILE] [--source PATH-OR-URL… --target PATH-OR-URL… [--match SOURCE=TARGET] [--anchor ATTRIBUTE] [--base-dn DN] [--bind-dn DN] [--password-from env:NAME]]',
  summary: 'Makes a project: the sample company, or one on your own files or servers',
  options: {
    template: { type: 'string' }, schema: { type: 'string' }, source: { type: 'string', multiple: true }, target: { type: 'string', multiple: true },
    match: { type: 'string' }, anchor: { type: 'string' }, seed: { type: 'string' },
    'base-dn': { type: 'string' }, 'bind-dn': { type: 'string' }, 'password-from': { type: 'string' }, 'ca-file': { type: 'string' }, starttls: { type: 'boolean' },
  },
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const folder = resolve(args.positionals[0] as string)
    const sources = list(args, 'source')
    const targets = list(args, 'target')
    checkTemplate(args)
    const schema = option(args, 'schema')
    if (schema !== undefined) return initFromSchema(folder, schema, context)
    if (sources.length > 0 || targets.length > 0) {
      if (sources.length === 0 || targets.length === 0) throw new AppError('usage', 'init needs --source and --target together: what is read from, and what would be written to.')
      return initFromFiles(folder, { sources, targets, args }, context)
    }
    const seed = seedOption(args) ?? 1
    const { manifest, project } = await createSampleProject(folder, { seed })
    if (context.json) context.writeJson({ folder, project: project.document.name, systems: project.document.systems.map((s) => s.id), jobs: project.document.jobs.map((j) => j.id), planted: manifest.planted.length + manifest.plantedAtHops.length })
    context.say(`${project.document.name}, the sample company, is in ${folder}: ${manifest.counts.workers.toLocaleString('en-US')} people in the HR export, ${manifest.counts.accounts.toLocaleString('en-US')} accounts and ${manifest.counts.groups.toLocaleString('en-US')} groups in the directory, Entra ID and ServiceNow behind it, ${manifest.planted.length + manifest.plantedAtHops.length} planted situations (planted.json).`)
    context.say(`Next: rehearsal cycle ${args.positionals[0] as string} --now ${manifest.clock}`)
    return EXIT.done
  },
}

/** The topologies of which there is a company. Throws `notThereYet`, `usage`. */
function checkTemplate(args: CommandArguments): void {
  const template = option(args, 'template')
  if (template === undefined || template === 'hybrid-basic') return
  if (template === 'cloud-only' || template === 'hybrid-advanced') throw new AppError('notThereYet', `init --template ${template} is not there yet; hybrid-basic is.`)
  throw new AppError('usage', `--template is cloud-only, hybrid-basic or hybrid-advanced, not ${template}.`)
}
