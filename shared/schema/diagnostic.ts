import type { DiagnosticCode, Fix, Span } from '../expression/index'

/** The rules of a synchronization schema, S01 to S31; see check-schema.ts for what each says. */
export type SchemaCode =
  | 'S01' | 'S02' | 'S03' | 'S04' | 'S05' | 'S06' | 'S07' | 'S08' | 'S09' | 'S10' | 'S11' | 'S12' | 'S13' | 'S14' | 'S15' | 'S16'
  | 'S17' | 'S18' | 'S19' | 'S20' | 'S21' | 'S22' | 'S23' | 'S24' | 'S25' | 'S26' | 'S27' | 'S28' | 'S29' | 'S30' | 'S31'

export type Severity = 'error' | 'warning' | 'info'

/** Something to say about a configuration: which rule, where, and one sentence for the person. */
export interface SchemaDiagnostic {
  /** The schema's own rules, or the language's where only the language knows. */
  readonly code: SchemaCode | DiagnosticCode
  readonly severity: Severity
  /** As `synchronizationRules[0].objectMappings[0]`; empty for the whole document. */
  readonly path: string
  /** Within the expression at the path. */
  readonly span?: Span
  readonly message: string
  /** The document it rests on. */
  readonly source: string
  readonly fix?: Fix
}

/** Collects diagnostics under paths, so that a check says only what is wrong. */
export interface Reporter {
  readonly error: Report
  readonly warning: Report
  readonly info: Report
}
export type Report = (code: SchemaDiagnostic['code'], path: string, message: string, extra?: { readonly span?: Span; readonly source?: string; readonly fix?: Fix }) => void

/** Reports that go into a list, each with the source of its rule. */
export function reporterInto(list: SchemaDiagnostic[]): Reporter {
  const at = (severity: Severity): Report => (code, path, message, extra) => {
    list.push({ code, severity, path, message, source: extra?.source ?? sourceOf(code), ...(extra?.span && { span: extra.span }), ...(extra?.fix && { fix: extra.fix }) })
  }
  return { error: at('error'), warning: at('warning'), info: at('info') }
}

function sourceOf(code: SchemaDiagnostic['code']): string {
  return code in SOURCES ? SOURCES[code as SchemaCode] : 'Entra, expression reference'
}

/** What each rule rests on. `ours` marks what no page states and a rehearsal needs. */
const SOURCES: Readonly<Record<SchemaCode, string>> = {
  S01: 'Graph, synchronizationSchema',
  S02: 'Graph, synchronizationSchema: update replaces the whole document',
  S03: 'Graph, directoryDefinition',
  S04: 'Graph, synchronizationRule',
  S05: 'Graph, synchronizationRule: id',
  S06: 'Graph, synchronizationRule: editable',
  S07: 'Graph, objectDefinition',
  S08: 'Graph, attributeDefinition: anchor',
  S09: 'Graph, objectMapping',
  S10: 'Graph, attributeMapping',
  S11: 'Graph, attributeMapping: one mapping for each target attribute',
  S12: 'Graph, attributeDefinition: mutability',
  S13: 'Entra, expression reference: attribute names are case-sensitive',
  S14: 'Entra, expression reference; known issues: 10,000 characters',
  S15: 'Graph, parseExpression',
  S16: 'Graph, enumerations of the synchronization resources',
  S17: 'Entra, customize application attributes: matching',
  S18: 'ours',
  S19: 'Entra, expression reference: SelectUniqueValue',
  S20: 'Entra, expression reference: SelectUniqueValue',
  S21: 'Entra, customize application attributes: matching',
  S22: 'Entra, scoping filters; Graph, filterOperatorSchema',
  S23: 'Entra, scoping filters; known issues',
  S24: 'Graph, attributeDefinition: required',
  S25: 'Entra, expression reference: Switch',
  S26: 'Entra, provisioning log codes: SchemaPropertyCanOnlyAcceptValue',
  S27: 'Entra, how provisioning works: deprovisioning',
  S28: 'Entra, customize application attributes: primary key',
  S29: 'Entra, customize application attributes: default value',
  S30: 'Graph, attributeMapping: source null',
  S31: 'ours',
}
