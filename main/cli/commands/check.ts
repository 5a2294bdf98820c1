import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/app-error'
import { checkSynchronizationSchema } from '../../../shared/schema/check-schema'
import type { SchemaDiagnostic } from '../../../shared/schema/diagnostic'
import { parseSynchronizationSchema } from '../../../shared/schema/synchronization-schema'
import { checkDocument, knownAttributes, knownValues } from '../../jobs/check-document'
import { type Command, EXIT, flag } from '../command'
import { DRAFT } from '../options'
import { openRunnable, withSession } from '../project-session'
import { readSavedText } from '../read-saved-text'

export const checkCommand: Command = {
  name: 'check',
  usage: 'check FOLDER-OR-SCHEMA [--draft]',
  summary: 'Every diagnostic of a project or of a synchronizationSchema JSON',
  options: { draft: DRAFT },
  examples: [
    'check my-project',
    'check synchronization-schema.json --json',
  ],
  positionals: { least: 1, most: 1 },
  async run(args, context) {
    const path = args.positionals[0] as string
    const diagnostics = await diagnose(path)
    const errors = diagnostics.filter((d) => d.severity === 'error').length
    const warnings = diagnostics.filter((d) => d.severity === 'warning').length
    if (context.json) context.writeJson({ errors, warnings, diagnostics })
    for (const d of diagnostics) context.say(`${d.severity} ${d.code}${d.path === '' ? '' : ` ${d.path}`}: ${d.message}`)
    context.say(`${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`)
    return errors > 0 ? EXIT.failed : EXIT.done

    async function diagnose(at: string): Promise<readonly SchemaDiagnostic[]> {
      let isFolder: boolean
      try {
        isFolder = (await stat(at)).isDirectory()
      } catch (cause) {
        throw new AppError('fileMissing', `${at} is not there; name a project folder or a synchronizationSchema JSON file.`, { file: at }, { cause })
      }
      if (isFolder) {
        const project = await openRunnable(at, { draft: flag(args, 'draft') }, context)
        return withSession(project, async ({ mirror }) => {
          if (Object.keys(knownAttributes(mirror, project.document)).length === 0) context.note('Nothing was read yet, so types and attributes are not compared with what the systems have; read them with import.')
          return checkDocument(mirror, project.document, await knownValues(mirror, project.document))
        })
      }
      const parsed = parseSynchronizationSchema(await readSavedText(at))
      return parsed.schema === undefined ? parsed.diagnostics : [...parsed.diagnostics, ...checkSynchronizationSchema(parsed.schema)]
    }
  },
}
