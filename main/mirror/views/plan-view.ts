import { AppError } from '../../../shared/app-error'
import type { ActionRow, ActionView, Page, PlanGroupView } from '../../../shared/ipc/views'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { ActionKind, ActionStatus, PlanGroup, ProvisioningAction } from '../../../shared/model/plan'
import type { PlanSection } from '../../../shared/model/plan-section'
import type { ProjectDocument } from '../../../shared/model/project'
import { causeText, groupTitle } from './group-titles'
import type { LiveObjects } from './live-objects'
import type { PlanRows } from './plan-rows'
import { toAttributes } from './systems-view'

/** Groups of identical changes, the dangerous ones first; the largest first within a section. */
export function planGroups(plans: PlanRows, { run, job }: { readonly run: number; readonly job?: string | undefined }): PlanGroupView[] {
  const jobIds = plans.jobIds(run)
  return plans.groups(run)
    .map(({ jobNo, group }): PlanGroup => ({ ...group, job: jobIds.get(jobNo) ?? '' }))
    .filter((group) => job === undefined || group.job === job)
    .sort((a, b) => section(a) - section(b) || b.objects - a.objects || a.id - b.id)
    .map((group) => ({ ...group, title: groupTitle(group), causeText: causeText(group.cause) }))
}

/** Which of a run's actions are meant. */
export interface ActionsAsked {
  readonly run: number
  readonly job?: string | undefined
  readonly group?: number | undefined
  readonly kinds?: readonly ActionKind[] | undefined
  readonly statuses?: readonly ActionStatus[] | undefined
  readonly sections?: readonly PlanSection[] | undefined
  readonly search?: string | undefined
}

interface ActionsInput extends ActionsAsked {
  readonly offset: number
  readonly limit: number
}

/** seq of a run's actions that a group, kinds, statuses and a text admit, ascending. Throws `runUnknown`. */
export function selectActions(plans: PlanRows, asked: ActionsAsked): Int32Array {
  return asked.group === undefined ? selected(plans, asked) : inGroup(plans, asked, asked.group)
}

/** One page of a run's actions, in plan order. */
export function planActions(plans: PlanRows, input: ActionsInput): Page<ActionRow> {
  return actionsPage(plans, selectActions(plans, input), input)
}

/** One page of the actions named, in the order given. */
export function actionsPage(plans: PlanRows, seqs: Int32Array, { run, offset, limit }: { readonly run: number; readonly offset: number; readonly limit: number }): Page<ActionRow> {
  const rows = plans.actions(run, seqs.subarray(offset, offset + limit)).map(({ seq, action }) => toActionRow(seq, action))
  return { total: seqs.length, offset, rows }
}

/** One action with everything that is known about it. Throws `runUnknown`, `objectUnknown`. */
export function planAction(plans: PlanRows, objects: LiveObjects, { run, seq }: { readonly run: number; readonly seq: number }): ActionView {
  plans.run(run)
  const action = plans.action(run, seq)
  if (!action) throw new AppError('objectUnknown', `Run ${run} has no action ${seq}.`, { run, seq })
  const document = plans.document(run)
  const source = lookUp(objects, document, action, 'source')
  const target = lookUp(objects, document, action, 'target')
  return {
    ...toActionRow(seq, action),
    objectType: action.objectType,
    causes: plans.causesOf(run, seq),
    sourceOrigin: source?.origin ?? '',
    sourceAttributes: source?.attributes ?? {},
    unchanged: unchanged(action, document, target?.attributes ?? {}),
  }
}

/** An action as a row of a list. */
export function toActionRow(seq: number, action: ProvisioningAction): ActionRow {
  const { job, kind, status, source, target, changes, reason, marks, issues } = action
  return { seq, job, kind, status, ...(source ? { source } : {}), ...(target ? { target } : {}), changes, reason, marks, issues }
}

function selected(plans: PlanRows, { run, job, kinds, statuses, sections, search }: ActionsAsked): Int32Array {
  const jobNo = job === undefined ? undefined : plans.jobNo(run, job)
  const index = plans.index(run)
  if (job !== undefined && jobNo === undefined) return new Int32Array(0)
  return index.select({ job: jobNo, kinds, statuses, sections, search })
}

/** A group's actions all have its kind and status; what is left to narrow them by are the other filters. */
function inGroup(plans: PlanRows, input: ActionsAsked, group: number): Int32Array {
  const members = plans.members(input.run, group)
  const narrowed = input.search || (input.kinds ?? []).length > 0 || (input.statuses ?? []).length > 0 || (input.sections ?? []).length > 0 || input.job !== undefined
  if (!narrowed) return members
  const admitted = new Set(selected(plans, input))
  return members.filter((seq) => admitted.has(seq))
}

function lookUp(objects: LiveObjects, document: ProjectDocument, action: ProvisioningAction, side: 'source' | 'target'): { readonly origin: string; readonly attributes: Record<string, AttributeValue> } | undefined {
  const reference = action[side]
  if (reference?.anchor === undefined) return undefined
  const mapping = document.jobs.find(({ id }) => id === action.job)?.objectMappings.find(({ id, targetType }) => (action.objectMapping === undefined ? targetType === action.objectType : id === action.objectMapping))
  const wanted = side === 'source' ? mapping?.sourceType : mapping?.targetType
  for (const type of objects.types(reference.system)) {
    if (wanted !== undefined && type.name !== wanted) continue
    const object = objects.byAnchor(type, reference.anchor)
    if (object) return { origin: object.origin, attributes: toAttributes(object.body, type.attributes) }
  }
  return undefined
}

/** Mapped attributes of the target that this action leaves as they are. */
function unchanged(action: ProvisioningAction, document: ProjectDocument, values: Readonly<Record<string, AttributeValue>>): ActionView['unchanged'] {
  const mappings = document.jobs.find(({ id }) => id === action.job)?.objectMappings
    .filter(({ id, targetType }) => (action.objectMapping === undefined ? targetType === action.objectType : id === action.objectMapping))
    .flatMap(({ attributeMappings }) => attributeMappings.map(({ target }) => target)) ?? []
  const changed = new Set(action.changes.map(({ attribute }) => attribute))
  return [...new Set(mappings)].sort().flatMap((attribute) => {
    const value = values[attribute]
    return value === undefined || changed.has(attribute) ? [] : [{ attribute, value }]
  })
}

const STATUS_ORDER: readonly ActionStatus[] = ['held', 'failed', 'planned']
const KIND_ORDER: readonly ActionKind[] = ['delete', 'disable', 'create', 'enable', 'update', 'skip']

/** Where a group stands among the others: the dangerous first. */
export function section({ kind, status }: Pick<PlanGroup, 'kind' | 'status'>): number {
  return STATUS_ORDER.indexOf(status) * KIND_ORDER.length + KIND_ORDER.indexOf(kind)
}
