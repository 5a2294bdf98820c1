import { AppError } from '../../shared/app-error'
import { resolveSecret } from '../connectors/secrets'
import { proposeFromFiles } from '../jobs/propose-from-files'
import { createProject } from '../project/project-file'
import { type CommandArguments, type CommandContext, EXIT, option } from './command'
import { ldapOptions } from './ldap-options'

/** `init --source … --target …`: proposes, prints what was decided and why, and writes a project that is ready for `cycle`. */
export async function initFromFiles(
  folder: string, { sources, targets, args }: { readonly sources: readonly string[]; readonly targets: readonly string[]; readonly args: CommandArguments }, context: CommandContext,
): Promise<number> {
  const secret = await resolveSecret(option(args, 'password-from'), { env: process.env })
  const { document, decisions } = await proposeFromFiles({
    folder, sources, targets, match: matchOption(option(args, 'match')), anchor: option(args, 'anchor'),
    ldap: ldapOptions(args), secret, signal: context.signal,
  })
  await createProject(folder, document, { note: 'Proposed from files', savedAt: new Date().toISOString() })
  if (context.json) context.writeJson({ folder, project: document.name, systems: document.systems.map((s) => s.id), jobs: document.jobs.map((j) => j.id), decisions, document })
  for (const decision of decisions) context.say(decision)
  context.say(`\nThe project is in ${folder}; change rehearsal.json as you like. Next: rehearsal cycle ${folder}`)
  return EXIT.done
}

function matchOption(text: string | undefined): { readonly source: string; readonly target: string } | undefined {
  if (text === undefined) return undefined
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw new AppError('usage', `--match takes SOURCE=TARGET, such as empnum=employeeNumber, not ${text}.`)
  return { source: text.slice(0, at), target: text.slice(at + 1) }
}
