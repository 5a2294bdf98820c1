import { parseJsonText, type JsonPath } from '../../../shared/json-text'
import type { ExportCheck } from '../../../shared/ipc/views'
import type { Job } from '../../../shared/model/project'
import { EXPORT } from '../../texts/export'
import { formatNumber } from '../../ui/format'

/** The guard that applies where a job has no setting of its own. */
const DEFAULT_THRESHOLD = 500

export interface ByHand {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** What a job needs in Entra that its schema does not carry, with what it was rehearsed with. */
export function byHandOf(job: Job, targetName: string): readonly ByHand[] {
  const deletions = job.guards?.deletions
  const containers = [...new Set(job.objectMappings.flatMap((mapping) => (mapping.container === undefined ? [] : [mapping.container])))]
  const nullFlow = job.objectMappings.flatMap((mapping) => mapping.attributeMappings).filter((mapping) => mapping.flowNullValues === true).length
  return [
    { id: 'credentials', title: EXPORT.credentials, text: EXPORT.credentialsWhy(targetName) },
    {
      id: 'threshold', title: EXPORT.threshold,
      text: deletions?.enabled === false ? EXPORT.thresholdOff : EXPORT.thresholdWhy(formatNumber(deletions?.value ?? DEFAULT_THRESHOLD)),
    },
    { id: 'skipOutOfScope', title: EXPORT.skipOutOfScope, text: job.skipOutOfScopeDeletions === true ? EXPORT.skipOutOfScopeOn : EXPORT.skipOutOfScopeOff },
    { id: 'schedule', title: EXPORT.schedule, text: EXPORT.scheduleWhy },
    { id: 'notification', title: EXPORT.notification, text: EXPORT.notificationWhy },
    ...containers.map((container) => ({ id: `container ${container}`, title: EXPORT.container, text: EXPORT.containerWhy(container) })),
    ...(nullFlow === 0 ? [] : [{ id: 'nullFlow', title: EXPORT.nullFlow, text: EXPORT.nullFlowWhy(nullFlow) }]),
  ]
}

/** Graph, synchronizationSchema: get and update. The first answer is worth keeping: the second call replaces the whole document. */
export const GRAPH_CALLS = [
  'GET https://graph.microsoft.com/v1.0/servicePrincipals/{id}/synchronization/jobs/{jobId}/schema',
  'PUT https://graph.microsoft.com/v1.0/servicePrincipals/{id}/synchronization/jobs/{jobId}/schema\nContent-Type: application/json',
] as const

export type Diagnostic = ExportCheck['diagnostics'][number] & {
  /** Line of the document, from 1; absent for the whole document. */
  readonly line?: number
}

/** Errors first, then warnings, then notes, each with the line that its path stands on. */
export function locatedDiagnostics({ diagnostics, text }: ExportCheck): readonly Diagnostic[] {
  const lineOf = lines(text)
  return diagnostics
    .toSorted((a, b) => RANK[a.severity] - RANK[b.severity])
    .map((diagnostic) => ({ ...diagnostic, ...(diagnostic.path !== '' && lineOf !== undefined && { line: lineOf(pathOf(diagnostic.path)) }) }))
}

const RANK = { error: 0, warning: 1, info: 2 } as const

/** `synchronizationRules[0].objectMappings` as keys and positions. */
export function pathOf(path: string): JsonPath {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/gu)].map(([, index, key]) => (index === undefined ? key ?? '' : Number(index)))
}

function lines(text: string): ((path: JsonPath) => number) | undefined {
  try {
    return parseJsonText(text).lineOf
  } catch {
    return undefined
  }
}

export interface JsonToken {
  readonly kind: 'key' | 'text' | 'word' | 'plain'
  readonly text: string
}

/** One line of JSON in parts to be told apart by colour. */
export function jsonTokens(line: string): readonly JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of line.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b/gu)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: line.slice(end, match.index) })
    const [text, colon] = match
    if (colon !== undefined) tokens.push({ kind: 'key', text: text.slice(0, text.length - colon.length) }, { kind: 'plain', text: colon })
    else tokens.push({ kind: text.startsWith('"') ? 'text' : 'word', text })
    end = match.index + text.length
  }
  if (end < line.length) tokens.push({ kind: 'plain', text: line.slice(end) })
  return tokens
}
