import { AppError } from '../../shared/app-error'
import { cellAt, unpackCells } from '../../shared/model/packed'
import { PatternStopped } from '../../shared/expression/index'
import type { AttributeValue, Cell } from '../../shared/model/attribute'
import { NOT_ASSIGNED, clauseText } from '../../shared/model/clause-text'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ConnectedSystem, FilterClause, Job, ObjectMapping, ProjectDocument } from '../../shared/model/project'
import { cellIn } from '../../shared/model/texts'
import { disabledInSource } from '../engine/computed-source'
import { ON_DEMAND_MEMBERS } from '../engine/decisions'
import type { PlannedObject } from '../engine/planned-object'
import { rowFinder } from '../engine/job-references'
import type { Objects } from '../engine/objects'
import { runMapping } from '../engine/run-mapping'
import { clauseTest } from '../engine/scope'
import { objectInput } from './object-input'
import { type Work, importSystems } from './run-import'
import type { Session } from './session'
import { systemsAsRead } from './systems-as-read'

/** One step of the walk, as a provisioning log has it (Graph, provisioningStep). */
export interface TraceStep {
  readonly type: 'import' | 'scoping' | 'matching' | 'processing' | 'referenceResolution' | 'export'
  readonly status: 'success' | 'warning' | 'failure' | 'skipped'
  readonly text: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What happened to one object, in the steps that were reached, and the action as in the plan, or null. */
export interface OnDemandResult {
  readonly source: { readonly system: string; readonly type: string; readonly anchor: string; readonly attributes: Readonly<Record<string, AttributeValue>> }
  readonly steps: readonly TraceStep[]
  readonly action: ProvisioningAction | null
}

/**
 * One object through a job, with its trace; named by its anchor, in a directory also by its distinguished name, else by the value that the job
 * matches by, where one alone has it (of Workday the worker number, where the anchor is the WID). Scope and matching are settled for everybody first, so that duplicates are seen as a cycle
 * would see them; nothing is rehearsed. Throws `objectUnknown`, and as `runCycle`.
 */
export async function onDemand(
  session: Session, document: ProjectDocument, job: Job, named: string,
  options: { readonly now: string; readonly seed: number; readonly readAt: string }, work: Work,
): Promise<OnDemandResult> {
  const release = session.beginWork()
  try {
    const systems = systemsAsRead(document).filter((system) => system.id === job.source || system.id === job.target)
    await importSystems(session, systems, { readAt: options.readAt, now: options.now }, work)
    const sourceSystem = systems.find((system) => system.id === job.source) as ConnectedSystem
    for (const mapping of job.objectMappings.filter((m) => m.enabled !== false)) {
      const input = await objectInput({ session, document, job, mapping, now: options.now, seed: options.seed, work })
      const sourceTable = input?.source
      const row = sourceTable && (rowFinder(sourceTable)(named) ?? rowOfMatchingValue(sourceTable, mapping, named))
      if (!input || !sourceTable || row === undefined) continue
      const anchor = sourceTable.anchors[row] as string
      const planned: PlannedObject[] = []
      await runMapping({ ...input, planned: (r) => r === row }, (one) => planned.push(one))
      const [one] = planned
      if (!one) break
      const cells = unpackCells(sourceTable.bodies.at(row) as string)
      const attributes = Object.fromEntries(sourceTable.attributes
        .map((name, i) => [name, cells[i] ?? null] as const)
        .filter((entry): entry is readonly [string, AttributeValue] => entry[1] !== null))
      const body = sourceTable.bodies.at(row) as string
      const valueOf = (name: string): Cell => {
        const position = sourceTable.attributes.indexOf(name)
        return position < 0 ? null : cellAt(body, position)
      }
      const isDisabled = disabledInSource(input)?.((slot) => cells[slot] ?? null) === true
      return {
        source: { system: sourceSystem.id, type: mapping.sourceType, anchor, attributes },
        steps: trace(one, { job, mapping, valueOf, isDisabled }),
        action: one.action.kind === 'skip' && one.action.status === 'planned' ? null : one.action,
      }
    }
    throw new AppError('objectUnknown', `${sourceSystem.name} has no object with the anchor ${named}; look for it with inspect, or read the system again.`, { anchor: named })
  } finally {
    release()
  }
}

/** The one object with a value in the attribute that people are matched by first, where a mapping reads it as it is. */
function rowOfMatchingValue({ attributes, anchors, bodies }: Objects, { attributeMappings }: ObjectMapping, value: string): number | undefined {
  const [first] = attributeMappings.filter((one) => one.matchingPriority !== undefined).sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number))
  const position = first?.type === 'Direct' ? attributes.indexOf(first.source) : -1
  if (position < 0) return undefined
  const rows = anchors.flatMap((_, row) => (cellIn(bodies, row, position) === value ? [row] : []))
  return rows.length === 1 ? rows[0] : undefined
}

/** Why the service would not take an object on demand, where only a cycle does what the trace shows (provisioning-cycle.md §10.3). */
function beyondOnDemand({ attributeMappings }: ObjectMapping, valueOf: (name: string) => Cell, isDisabled: boolean): string | undefined {
  if (isDisabled) return 'On demand the service takes no user who is disabled or deleted in Entra ID; this is what a cycle would do.'
  const members = attributeMappings.flatMap((one) => (one.type === 'Direct' && /^members?$/i.test(one.target) ? [valueOf(one.source)] : []))
  const most = Math.max(0, ...members.map((held) => (Array.isArray(held) ? held.length : 0)))
  return most <= ON_DEMAND_MEMBERS
    ? undefined
    : `On demand the service takes a group with up to ${ON_DEMAND_MEMBERS} members, and this one has ${most}; this is what a cycle would do.`
}

interface Traced {
  readonly job: Job
  readonly mapping: ObjectMapping
  /** A source attribute of the object. */
  readonly valueOf: (name: string) => Cell
  /** In Entra ID, or soft-deleted there. */
  readonly isDisabled: boolean
}

function trace(planned: PlannedObject, { job, mapping, valueOf, isDisabled }: Traced): TraceStep[] {
  const { action, match } = planned
  const beyond = beyondOnDemand(mapping, valueOf, isDisabled)
  const steps: TraceStep[] = [{
    type: 'import', status: beyond === undefined ? 'success' : 'warning',
    text: `The object was read from the source.${beyond === undefined ? '' : ` ${beyond}`}`, details: {},
  }]
  if (match === 'skipped') {
    const [issue] = action.issues
    steps.push(issue
      ? { type: issue.attribute === undefined ? 'scoping' : 'matching', status: 'failure', text: issue.message, details: { errorCode: issue.code } }
      : { type: 'matching', status: 'skipped', text: action.reason.text, details: { errorCode: 'ImportSkipped' } })
    return steps
  }
  const outside = match === 'outOfScope'
  steps.push({
    type: 'scoping', status: outside ? 'skipped' : 'success',
    text: outside ? action.reason.text : mapping.scope ? 'The object is in scope.' : 'There is no scoping filter; everybody is in scope.',
    details: scopingDetails(planned, { job, mapping, valueOf, isDisabled }),
  })
  if (!outside) {
    const conflict = match === 'ambiguous' || match === 'duplicate'
    const on = mapping.attributeMappings
      .filter((m) => m.matchingPriority !== undefined)
      .sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number))[planned.on]?.target
    steps.push({
      type: 'matching', status: conflict ? (action.status === 'failed' ? 'failure' : 'skipped') : 'success',
      text: match === 'linked' ? 'The link of an earlier cycle is used.'
        : match === 'matched' ? `One object in the target has the same ${on ?? 'value'}.`
        : match === 'unmatched' ? 'No object in the target matches.'
        : action.issues[0]?.message ?? action.reason.text,
      details: {
        outcome: match, ...(on === undefined ? {} : { on }), ...(action.target?.anchor === undefined ? {} : { target: action.target.display }),
        ...(action.issues[0]?.candidates ? { candidates: action.issues[0].candidates } : {}),
      },
    })
    if (conflict) return steps
  }
  const failed = action.status === 'failed'
  const plain = action.changes.filter((change) => change.deferred !== true)
  steps.push({
    type: 'processing', status: failed ? 'failure' : action.kind === 'skip' ? 'skipped' : 'success',
    text: failed ? action.issues.map((issue) => issue.message).join(' ') : action.reason.text,
    details: {
      modifiedProperties: plain.map((change) => ({ displayName: change.attribute, oldValue: change.before ?? null, newValue: change.after ?? null })),
      ...(failed ? { errorCode: action.issues[0]?.code } : {}),
      ...(action.kind === 'skip' && action.reason.code === 'unchanged' ? { SkipReason: 'RedundantExport' } : {}),
    },
  })
  if (failed) return steps
  const deferred = action.changes.filter((change) => change.deferred === true)
  const unresolved = action.issues.filter((issue) => issue.code === 'ReferenceNotFound' || issue.code === 'ReferenceOutOfScope')
  if (deferred.length > 0 || unresolved.length > 0) {
    steps.push({
      type: 'referenceResolution', status: unresolved.length > 0 ? 'warning' : 'success',
      text: unresolved.length > 0 ? unresolved.map((issue) => issue.message).join(' ') : 'References follow in a second pass.',
      details: { modifiedProperties: deferred.map((change) => ({ displayName: change.attribute, oldValue: change.before ?? null, newValue: change.after ?? null })) },
    })
  }
  if (action.kind !== 'skip') steps.push({
    type: 'export', status: action.status === 'held' ? 'skipped' : 'success',
    text: action.status === 'held'
      ? 'A guard holds this action.'
      : `Rehearsal only: nothing is written. The service would ${action.kind} ${action.target?.display ?? 'the object'}.`,
    details: { kind: action.kind },
  })
  return steps
}

/** How scope was decided, in the words of Graph's provisionOnDemand: by the groups of the input filter where that dropped the object, else of the scoping filter. */
function scopingDetails({ action: { reason }, match }: PlannedObject, { job, mapping: { scope }, valueOf, isDisabled }: Traced): TraceStep['details'] {
  const filtered = reason.code === 'filteredAtRead'
  const isAssigned = reason.clause !== NOT_ASSIGNED
  const groups = (filtered ? scope?.inputFilterGroups : scope?.groups) ?? []
  return {
    'Active in the source system': isDisabled ? 'False' : 'True',
    ...(job.assignment?.sync === 'assigned' && !filtered ? { 'Assigned to the application': isAssigned ? 'True' : 'False' } : {}),
    ...(isAssigned ? { 'Scoping filter evaluation passed': match === 'outOfScope' ? 'False' : 'True' } : {}),
    ScopeEvaluationResult: groups.map((group) => ({
      name: group.name ?? null,
      clauses: group.clauses.map((clause) => ({ clause: clauseText(clause), value: valueOf(clause.attribute), result: holds(clause, valueOf(clause.attribute)) })),
    })),
  }
}

/** What a clause says of a value; one whose pattern runs away on it says no. */
function holds(clause: FilterClause, value: Cell): boolean {
  try {
    return clauseTest(clause)(value)
  } catch (error) {
    if (error instanceof PatternStopped) return false
    throw error
  }
}
