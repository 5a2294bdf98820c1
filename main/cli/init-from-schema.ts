import { basename } from 'node:path'
import { AppError } from '../../shared/app-error'
import { fromSynchronizationSchema } from '../../shared/schema/imported-schema'
import { parseSynchronizationSchema } from '../../shared/schema/synchronization-schema'
import { saveImportedSchema } from '../project/imported-schema-file'
import { createProject } from '../project/project-file'
import { type CommandContext, EXIT } from './command'
import { readSavedText } from './read-saved-text'

/** `init --schema FILE`: a project out of a customer's synchronizationSchema; its files are still to be named. */
export async function initFromSchema(folder: string, file: string, context: CommandContext): Promise<number> {
  let text: string
  try {
    text = await readSavedText(file)
  } catch (cause) {
    throw new AppError('fileMissing', `${file} cannot be read; name a synchronizationSchema JSON file.`, { file }, { cause })
  }
  const parsed = parseSynchronizationSchema(text)
  if (parsed.schema === undefined) {
    const [first] = parsed.diagnostics
    throw new AppError('schemaInvalid', `${file} is no synchronizationSchema. ${first?.message ?? 'It has another form.'}${first === undefined || first.path === '' ? '' : ` (${first.path})`}`, { file })
  }
  const { document, imported, notes } = fromSynchronizationSchema(parsed.schema, { name: basename(folder) })
  await createProject(folder, document, { note: `Imported from ${basename(file)}`, savedAt: new Date().toISOString() })
  await saveImportedSchema(folder, imported)
  if (context.json) context.writeJson({ folder, project: document.name, systems: document.systems.map((s) => s.id), jobs: document.jobs.map((j) => j.id), notes })
  for (const note of notes) context.say(note)
  context.say(`The project is in ${folder}. Name the files of ${document.systems.map((s) => s.name).join(' and ')} in rehearsal.json, then: rehearsal cycle ${folder}`)
  return EXIT.done
}
