import { z } from 'zod'
import { JsonTextError, parseJsonText, printJsonPath } from '../json-text'
import { reporterInto, type SchemaDiagnostic } from './diagnostic'

/*
 * The document that Microsoft Graph keeps for a provisioning job. Every resource may hold properties that nobody documented, and
 * most of the documented ones may be missing in a fragment; enumerations are texts here, because a wrong one is a finding (S16).
 * Source: Graph, synchronizationSchema and the resources below it.
 */

const text = z.string().nullish()
const flag = z.boolean().nullish()
const keyValue = z.looseObject({ key: z.string(), value: z.unknown() })
const metadata = z.array(keyValue).nullish()

export const attributeDefinition = z.looseObject({
  name: text, type: text, anchor: flag, required: flag, multivalued: flag, caseExact: flag, mutability: text, defaultValue: text, flowNullValues: flag,
  referencedObjects: z.array(z.unknown()).nullish(), apiExpressions: z.array(z.unknown()).nullish(), metadata,
})
export const objectDefinition = z.looseObject({ name: text, attributes: z.array(attributeDefinition).nullish(), metadata, supportedApis: z.array(z.string()).nullish() })
export const directoryDefinition = z.looseObject({
  id: text, name: text, objects: z.array(objectDefinition).nullish(), readOnly: flag, discoverabilities: text, discoveryDateTime: text, version: text, metadata,
})

export interface SchemaSource {
  readonly type?: string | null | undefined
  readonly name?: string | null | undefined
  readonly expression?: string | null | undefined
  readonly parameters?: readonly { readonly key: string; readonly value: SchemaSource; readonly [unknown: string]: unknown }[] | null | undefined
  readonly [unknown: string]: unknown
}
const source: z.ZodType<SchemaSource> = z.looseObject({
  type: text, name: text, expression: text,
  parameters: z.array(z.looseObject({ key: z.string(), get value() { return source } })).nullish(),
})

export const attributeMappingResource = z.looseObject({
  targetAttributeName: text, source: source.nullish(), defaultValue: text, flowType: text, flowBehavior: text,
  matchingPriority: z.number().nullish(), exportMissingReferences: flag,
})
export const clause = z.looseObject({
  sourceOperandName: text, operatorName: text,
  targetOperand: z.looseObject({ values: z.array(z.string()).nullish() }).nullish(),
})
const group = z.looseObject({ name: text, clauses: z.array(clause).nullish() })
export const filter = z.looseObject({ groups: z.array(group).nullish(), inputFilterGroups: z.array(group).nullish(), categoryFilterGroups: z.array(group).nullish() })
export const objectMappingResource = z.looseObject({
  name: text, enabled: flag, flowTypes: text, sourceObjectName: text, targetObjectName: text,
  scope: filter.nullish(), attributeMappings: z.array(attributeMappingResource).nullish(), metadata,
})
export const synchronizationRule = z.looseObject({
  id: text, name: text, editable: flag, priority: z.number().nullish(), sourceDirectoryName: text, targetDirectoryName: text,
  objectMappings: z.array(objectMappingResource).nullish(), metadata,
  containerFilter: z.unknown().optional(), groupFilter: z.unknown().optional(),
})
export const synchronizationSchema = z.looseObject({
  id: text, version: text,
  synchronizationRules: z.array(synchronizationRule).nullish(),
  directories: z.array(directoryDefinition).nullish(),
})

export type AttributeDefinition = z.infer<typeof attributeDefinition>
export type ObjectDefinition = z.infer<typeof objectDefinition>
export type DirectoryDefinition = z.infer<typeof directoryDefinition>
export type SchemaAttributeMapping = z.infer<typeof attributeMappingResource>
export type SchemaClause = z.infer<typeof clause>
export type SchemaFilter = z.infer<typeof filter>
export type SchemaObjectMapping = z.infer<typeof objectMappingResource>
export type SynchronizationRule = z.infer<typeof synchronizationRule>
export type SynchronizationSchema = z.infer<typeof synchronizationSchema>

export interface ParsedSchema {
  /** Absent when the text is no synchronization schema at all; then there is an S01 error. Keys are in the text's order, unknown ones kept. */
  readonly schema: SynchronizationSchema | undefined
  readonly diagnostics: readonly SchemaDiagnostic[]
}

/** Text → document. Total: whatever is no schema is an S01 error with the line and what was expected. A fragment is a schema. */
export function parseSynchronizationSchema(content: string): ParsedSchema {
  const diagnostics: SchemaDiagnostic[] = []
  const report = reporterInto(diagnostics)
  let value: unknown
  try {
    value = parseJsonText(content).value
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    report.error('S01', '', `This is not valid JSON: line ${error.line}, column ${error.column}: ${error.message}.`)
    return { schema: undefined, diagnostics }
  }
  const result = synchronizationSchema.safeParse(value)
  // The schema has no transforms; zod's copy would put the known keys first.
  if (result.success) return { schema: value as SynchronizationSchema, diagnostics }
  for (const issue of result.error.issues) {
    const path = printJsonPath(issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)))
    report.error('S01', path, path === '' ? 'A synchronization schema is a JSON object.' : `${path} has the wrong shape: ${issue.message.replace(/^Invalid input: /, '')}.`)
  }
  return { schema: undefined, diagnostics }
}
