import { checkDirectories } from './check-directories'
import { checkRules, compareWithOriginal } from './check-rules'
import { checkUnknownProperties } from './check-unknown'
import { reporterInto, type SchemaDiagnostic } from './diagnostic'
import { indexSchema } from './schema-index'
import type { SynchronizationSchema } from './synchronization-schema'

/**
 * Everything that can be said of a synchronization schema without a tenant, in the order of the document's parts. `original` is the
 * document that was imported, against which ids and rules that are not editable are compared.
 */
export function checkSynchronizationSchema(schema: SynchronizationSchema, original?: SynchronizationSchema): readonly SchemaDiagnostic[] {
  const diagnostics: SchemaDiagnostic[] = []
  const report = reporterInto(diagnostics)
  if (schema.synchronizationRules == null) report.error('S01', 'synchronizationRules', 'The document has no synchronizationRules, so it is not a whole synchronization schema.')
  checkDirectories(schema, report)
  checkRules(schema, indexSchema(schema), report)
  if (original !== undefined) compareWithOriginal(schema, original, report)
  checkUnknownProperties(schema, report)
  return diagnostics
}
