import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/app-error'
import { JsonTextError, parseJsonText } from '../../shared/json-text'
import type { ImportedSchema } from '../../shared/schema/imported-schema'
import { synchronizationSchema } from '../../shared/schema/synchronization-schema'
import { systemCode, writeDurably } from './durable-file'

/*
 * `imported-schema.json` stands beside `rehearsal.json` where a project was made from a customer's synchronization schema: the
 * document as it came, so that an export gives back what nobody could rehearse.
 */

/** Keeps the imported document, durably. Throws `diskFull` or `fileWriteFailed`. */
export async function saveImportedSchema(folder: string, imported: ImportedSchema): Promise<void> {
  await writeDurably(filePath(folder), `${JSON.stringify(imported, undefined, 2)}\n`)
}

/** The imported document; undefined for a project that was not imported. Throws `fileUnreadable` or `schemaInvalid`. */
export async function readImportedSchema(folder: string): Promise<ImportedSchema | undefined> {
  const path = filePath(folder)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw new AppError('fileUnreadable', `${path} could not be read: ${error instanceof Error ? error.message : String(error)}.`, { path }, { cause: error })
  }
  let value: unknown
  try {
    value = parseJsonText(text).value
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    throw new AppError('schemaInvalid', `${path} line ${error.line} is not valid JSON: ${error.message}. Take it back from version control, or import the schema again.`, { path, line: error.line }, { cause: error })
  }
  const result = importedSchema.safeParse(value)
  if (!result.success) throw new AppError('schemaInvalid', `${path} is not what an import wrote: ${result.error.issues[0]?.message ?? ''}. Take it back from version control, or import the schema again.`, { path }, { cause: result.error })
  return value as ImportedSchema // The schema has no transforms; zod's copy would reorder the document's keys.
}

function filePath(folder: string): string {
  return join(folder, 'imported-schema.json')
}

const importedSchema = z.strictObject({
  formatVersion: z.literal('1.0'),
  jobs: z.record(z.string(), z.strictObject({ rule: z.string(), objectMappings: z.record(z.string(), z.int().min(0)) })),
  schema: synchronizationSchema,
})
