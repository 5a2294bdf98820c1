import { writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/app-error'
import type { ProjectDocument } from '../../shared/model/project'
import { checkSynchronizationSchema } from '../../shared/schema/check-schema'
import type { SchemaDiagnostic } from '../../shared/schema/diagnostic'
import { parseSynchronizationSchema } from '../../shared/schema/synchronization-schema'
import { exportSynchronizationSchema } from '../exporters/graph-schema'
import type { Mirror } from '../mirror/open-mirror'
import { readImportedSchema } from '../project/imported-schema-file'
import { checkDocument, knownAttributes } from './check-document'

export interface ValidatedExport {
  readonly text: string
  readonly notes: readonly string[]
  /** Of the project's job, then of the exported document itself. */
  readonly diagnostics: readonly SchemaDiagnostic[]
}

/** A job's synchronizationSchema with everything that check says about it; whoever saves it refuses while there are errors. */
export async function validatedSchema(mirror: Mirror, folder: string, document: ProjectDocument, job: string): Promise<ValidatedExport> {
  const imported = await readImportedSchema(folder)
  const { text, notes } = exportSynchronizationSchema(document, job, { known: knownAttributes(mirror, document), ...(imported === undefined ? {} : { imported }) })
  const index = document.jobs.findIndex((j) => j.id === job)
  const ofProject = checkDocument(mirror, document).filter((d) => !d.path.startsWith('jobs[') || d.path.startsWith(`jobs[${index}]`))
  const parsed = parseSynchronizationSchema(text)
  const ofSchema = parsed.schema === undefined ? parsed.diagnostics : checkSynchronizationSchema(parsed.schema).filter((d) => d.severity === 'error')
  return { text, notes, diagnostics: [...ofProject, ...ofSchema.filter((d) => !ofProject.some((p) => p.code === d.code && p.message === d.message))] }
}

/** The sentence that refuses an export while there are errors, naming them; nothing where there are none. */
export function refusal(diagnostics: readonly SchemaDiagnostic[]): AppError | undefined {
  const errors = diagnostics.filter((d) => d.severity === 'error')
  if (errors.length === 0) return undefined
  const shown = errors.slice(0, 5).map((d) => `${d.code} at ${d.path}: ${d.message}`).join(' ')
  return new AppError('refused', `Nothing is exported while check has errors (${errors.length}). ${shown}`, { errors: errors.length })
}

/** Writes a text where a person wants it. Throws `fileWriteFailed`. */
export async function writeExport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new AppError('fileWriteFailed', `${file} could not be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}); check that the folder exists and that you may write there.`, { file }, { cause })
  }
}
