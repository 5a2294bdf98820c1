import { checkDirectories } from './check-directories'
import { checkRules, compareWithOriginal } from './check-rules'
import { checkUnknownProperties } from './check-unknown'
import { reporterInto, type SchemaDiagnostic } from './diagnostic'
import { indexSchema } from './schema-index'
import { surroundingsIn } from './surroundings'
import { objectMappingResource, type SchemaObjectMapping, type SynchronizationSchema } from './synchronization-schema'

/**
 * Everything that can be said of a synchronization schema without a tenant, in the order of the document's parts. `original` is the
 * document that was imported, against which ids and rules that are not editable are compared.
 */
export function checkSynchronizationSchema(schema: SynchronizationSchema, original?: SynchronizationSchema): readonly SchemaDiagnostic[] {
  const diagnostics: SchemaDiagnostic[] = []
  const report = reporterInto(diagnostics)
  const mapping = loneObjectMapping(schema)
  if (mapping !== undefined) {
    report.error('S01', '', 'This is one object mapping and no whole synchronization schema; it belongs among the objectMappings of a rule.')
    checkDirectories(schema, report)
    checkLoneObjectMapping(mapping, diagnostics)
    return diagnostics
  }
  if (schema.synchronizationRules == null) report.error('S01', 'synchronizationRules', 'The document has no synchronizationRules, so it is not a whole synchronization schema.')
  checkDirectories(schema, report)
  checkRules(schema, indexSchema(schema), surroundingsIn(schema), report)
  if (original !== undefined) compareWithOriginal(schema, original, report)
  checkUnknownProperties(schema, report)
  return diagnostics
}

/** Documents and tickets often show one object mapping; what it says of itself can be checked without the rest. */
function loneObjectMapping(schema: SynchronizationSchema): SchemaObjectMapping | undefined {
  if (schema.synchronizationRules != null || !('attributeMappings' in schema)) return undefined
  const result = objectMappingResource.safeParse(schema)
  return result.success ? result.data : undefined
}

function checkLoneObjectMapping(mapping: SchemaObjectMapping, diagnostics: SchemaDiagnostic[]): void {
  const around: SynchronizationSchema = { synchronizationRules: [{ id: 'around', name: '', objectMappings: [mapping] }] }
  const found: SchemaDiagnostic[] = []
  checkRules(around, indexSchema(around), surroundingsIn(around), reporterInto(found))
  checkUnknownProperties(around, reporterInto(found))
  for (const d of found) diagnostics.push({ ...d, path: d.path.replace(/^synchronizationRules\[0\]\.objectMappings\[0\]\.?/, '') })
}
