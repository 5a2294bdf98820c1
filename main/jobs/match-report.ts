import { AppError } from '../../shared/app-error'
import type { ConnectedSystem, Job, ProjectDocument } from '../../shared/model/project'
import { compileMapping } from '../engine/compile-mapping'
import { matchAll } from '../engine/match'
import type { MatchOutcome } from '../engine/match-outcome'
import { type Candidate, type NearMatch, nearMatches } from '../engine/near-matches'
import { assignedOf } from '../engine/assignment'
import type { MappingInput } from '../engine/ports'
import { TargetView } from '../engine/target-view'
import { type ObjectTable, emptyTable } from '../mirror/object-table'
import { possibleTypes } from '../connectors/object-types'
import { matchCandidate } from './match-candidate'
import { pacer } from './pacer'
import { type Work, importSystems } from './run-import'
import type { Session } from './session'
import { systemsAsRead } from './systems-as-read'

/** The brownfield report, as `match --json` has it. Every list in the order of source anchors, then of names. */
export interface MatchReport {
  readonly matched: readonly { readonly source: string; readonly target: string; readonly on: string }[]
  readonly ambiguous: readonly { readonly source: string; readonly on: string; readonly value: string; readonly candidates: readonly string[] }[]
  readonly duplicateSources: readonly { readonly on: string; readonly value: string; readonly sources: readonly string[] }[]
  readonly unmatchedSources: readonly string[]
  readonly unmatchedTargets: readonly string[]
  /** Source objects without a value for any matching attribute, and those out of scope: not looked for. */
  readonly importSkipped: readonly string[]
  readonly outOfScope: readonly string[]
  readonly candidates: readonly NearMatch[]
}

/**
 * Who is whose, by the job's matching attributes alone and on the data as it was read: no link of an earlier rehearsal counts.
 * Reads what changed first. Throws as `importSystems`, and `projectInvalid` for a mapping that does not compile.
 */
export async function matchReport(
  session: Session, document: ProjectDocument, job: Job, options: { readonly now: string; readonly readAt: string }, work: Work,
): Promise<MatchReport> {
  const release = session.beginWork()
  try {
    const systems = systemsAsRead(document).filter((system) => system.id === job.source || system.id === job.target)
    await importSystems(session, systems, { readAt: options.readAt, now: options.now }, work)
    const reports: MatchReport[] = []
    for (const mapping of job.objectMappings.filter((m) => m.enabled !== false)) {
      const sourceSystem = systems.find((system) => system.id === job.source) as ConnectedSystem
      const targetSystem = systems.find((system) => system.id === job.target) as ConnectedSystem
      const source = tableOf(session, sourceSystem, mapping.sourceType)
      const targetTable = tableOf(session, targetSystem, mapping.targetType)
      const others = [...session.tables(targetSystem.id).values()].filter((table) => table.type !== mapping.targetType)
      const target = new TargetView(targetTable, others, targetSystem, mapping.attributeMappings.map((m) => m.target))
      const assigned = assignedOf(job, session.tables(sourceSystem.id).get(job.assignment?.groupType ?? 'group'))
      const input: MappingInput = {
        ...(assigned ? { assigned: assigned.rows(source) } : {}),
        job, mapping, sourceSystem, targetSystem, source, target, links: new Map(), type: 'initial', changed: undefined, sourceComplete: true, now: options.now,
        seed: document.seed ?? 1, defaultDomain: document.defaultDomain, newAnchor: (anchor) => anchor, pacer: pacer(work.signal), onProgress: () => undefined,
      }
      const compiled = compileMapping(input, source.attributes.length)
      const outcomes = await matchAll(input, compiled, { now: options.now, seed: input.seed, drawKey: '' })
      reports.push(report(input, compiled.matching.map((m) => m.target), outcomes))
    }
    return reports.reduce(merge, NOBODY)
  } finally {
    release()
  }
}

function tableOf(session: Session, system: ConnectedSystem, type: string): ObjectTable {
  const table = session.tables(system.id).get(type)
  if (table) return table
  if (possibleTypes(system.settings).includes(type)) return emptyTable(system.id, type, 0, []) // nobody there yet
  throw new AppError('projectInvalid', `${system.name} has no objects of type ${type} (it has ${[...session.tables(system.id).keys()].join(', ') || 'none'}); correct sourceType or targetType of the object mapping.`, { system: system.id, type })
}

function report(input: MappingInput, on: readonly string[], outcomes: readonly MatchOutcome[]): MatchReport {
  const { source, target } = input
  const anchorOf = (row: number): string => source.anchors[row] as string
  const rows = (kind: MatchOutcome['kind']): number[] => outcomes.flatMap((outcome, row) => (outcome.kind === kind ? [row] : []))
  const matchedRows = rows('matched')
  const ambiguousRows = rows('ambiguous')
  const claimed = new Set([...matchedRows, ...rows('duplicate')].map((row) => outcomes[row]?.target ?? -1))
  for (const row of ambiguousRows) for (const to of outcomes[row]?.candidates ?? []) claimed.add(to)
  const free = target.objects.anchors.flatMap((_, row) => (claimed.has(row) ? [] : [row]))
  const duplicates = new Map<string, MatchReport['duplicateSources'][number]>()
  for (const row of rows('duplicate')) {
    const outcome = outcomes[row] as MatchOutcome
    if (outcome.heir !== undefined) continue // another profile of the same worker stands for the account
    const sources = (outcome.candidates ?? []).map(anchorOf)
    duplicates.set(sources.join('\u0000'), { on: on[outcome.on] ?? '', value: outcome.value ?? '', sources })
  }
  const unmatched = rows('unmatched')
  return {
    matched: matchedRows.map((row) => ({ source: anchorOf(row), target: target.display(outcomes[row]?.target as number), on: on[outcomes[row]?.on as number] ?? '' })),
    ambiguous: ambiguousRows.map((row) => ({
      source: anchorOf(row), on: on[outcomes[row]?.on as number] ?? '', value: outcomes[row]?.value ?? '',
      candidates: (outcomes[row]?.candidates ?? []).map((to) => target.display(to)).sort(),
    })),
    duplicateSources: [...duplicates.values()],
    unmatchedSources: unmatched.map(anchorOf),
    unmatchedTargets: free.map((row) => target.display(row)).sort(),
    importSkipped: rows('skipped').map(anchorOf),
    outOfScope: rows('outOfScope').map(anchorOf),
    candidates: nearMatches(unmatched.map((row) => sourceCandidate(input, row)), free.map((row) => targetCandidate(target, row))),
  }
}

function sourceCandidate(input: MappingInput, row: number): Candidate {
  return matchCandidate(input.source.anchors[row] as string, input.source.attributes, input.source.bodies.at(row) as string)
}

function targetCandidate(target: TargetView, row: number): Candidate {
  return matchCandidate(target.display(row), target.objects.attributes, target.objects.bodies.at(row) as string)
}

const NOBODY: MatchReport = { matched: [], ambiguous: [], duplicateSources: [], unmatchedSources: [], unmatchedTargets: [], importSkipped: [], outOfScope: [], candidates: [] }

function merge(a: MatchReport, b: MatchReport): MatchReport {
  return {
    matched: [...a.matched, ...b.matched], ambiguous: [...a.ambiguous, ...b.ambiguous], duplicateSources: [...a.duplicateSources, ...b.duplicateSources],
    unmatchedSources: [...a.unmatchedSources, ...b.unmatchedSources], unmatchedTargets: [...a.unmatchedTargets, ...b.unmatchedTargets],
    importSkipped: [...a.importSkipped, ...b.importSkipped], outOfScope: [...a.outOfScope, ...b.outOfScope], candidates: [...a.candidates, ...b.candidates],
  }
}
