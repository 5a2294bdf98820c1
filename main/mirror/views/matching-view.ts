import type { MatchingCounts, MatchingRow, MatchingTab, Page } from '../../../shared/ipc/views'
import { AppError } from '../../../shared/app-error'
import type { AttributeValue } from '../../../shared/model/attribute'
import type { ObjectReference, ProvisioningAction } from '../../../shared/model/plan'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import type { ActionIndex, Match } from './action-index'
import { decidingAttribute } from './deciding-attribute'
import { displayOf, positionOf, type LiveObjects, type LiveType } from './live-objects'
import type { PlanRows } from './plan-rows'
import { toAttributes } from './systems-view'

interface Where {
  readonly run: number
  readonly job: string
}

/** Which outcome of matching each tab lists. Together with those out of scope and gone they are all source objects of the run. */
const TABS: Readonly<Record<Exclude<MatchingTab, 'onlyTarget'>, readonly Match[]>> = {
  matched: ['linked', 'matched'],
  ambiguous: ['ambiguous'],
  onlySource: ['unmatched'],
  duplicates: ['duplicate'],
  skipped: ['skipped'],
}

export function matchingCounts(plans: PlanRows, objects: LiveObjects, { run, job }: Where): MatchingCounts {
  const jobNo = jobNumber(plans, { run, job })
  const tally = plans.index(run).tally(({ job: of, match }) => (of === jobNo ? match : ''))
  const count = (matches: readonly Match[]) => matches.reduce((sum, match) => sum + (tally.get(match) ?? 0), 0)
  const matching = plans.matching(run, jobNo)
  const settings = jobOf(plans.document(run), job)
  const targetTypes = new Set(settings?.objectMappings.map(({ targetType }) => targetType))
  return {
    tabs: {
      matched: count(TABS.matched), ambiguous: count(TABS.ambiguous), onlySource: count(TABS.onlySource), duplicates: count(TABS.duplicates), skipped: count(TABS.skipped),
      onlyTarget: matching?.onlyTarget.length ?? 0,
    },
    rules: matching?.rules ?? [],
    linked: count(['linked']),
    source: count(['linked', 'matched', 'unmatched', 'ambiguous', 'duplicate', 'skipped', 'outOfScope']),
    target: objects.types(settings?.target ?? '').filter(({ name }) => targetTypes.has(name)).reduce((sum, type) => sum + objects.count(type), 0),
  }
}

export function matchingRows(plans: PlanRows, objects: LiveObjects, input: Where & { readonly tab: Exclude<MatchingTab, 'onlyTarget'>; readonly search?: string | undefined; readonly offset: number; readonly limit: number }): Page<MatchingRow> {
  const { run, job, tab, search, offset, limit } = input
  const jobNo = jobNumber(plans, input)
  const document = plans.document(run)
  const index: ActionIndex = plans.index(run)
  const seqs = index.select({ job: jobNo, matches: TABS[tab], search })
  const settings = jobOf(document, job)
  const found = tab === 'matched' ? foundBy(plans, objects, { run, document, settings }) : () => ({})
  const rows = plans.actions(run, seqs.subarray(offset, offset + limit)).map(({ seq, action }) => ({ ...toMatchingRow(action, { tab, objects, document, settings }), ...found(seq, action) }))
  return { total: seqs.length, offset, rows }
}

/** Of somebody with an account: that an earlier run linked the two, or by which matching attribute this one found it. */
function foundBy(plans: PlanRows, objects: LiveObjects, { run, document, settings }: { readonly run: number; readonly document: ProjectDocument; readonly settings: Job | undefined }): (seq: number, action: ProvisioningAction) => Pick<MatchingRow, 'linked' | 'on' | 'value'> {
  const { combinationOf, combinations } = plans.outcomes(run)
  const actions = plans.packed(run)
  const { now, seed } = plans.run(run)
  const setting = { now, seed, ...(document.defaultDomain === undefined ? {} : { defaultDomain: document.defaultDomain }) }
  const deciders = new Map(settings?.objectMappings.map((mapping) => [mapping.id, decidingAttribute(mapping, setting)]))
  const attributesOf = (system: string, type: string, anchor: string | undefined): Record<string, AttributeValue> => {
    const live = objects.type(system, type)
    const object = live === undefined || anchor === undefined ? undefined : objects.byAnchor(live, anchor)
    return live === undefined || object === undefined ? {} : toAttributes(object.body, live.attributes)
  }
  return (seq, { objectMapping, source, target, changes }) => {
    if (combinations[combinationOf[actions.rowOf(seq)] as number]?.match === 'linked') return { linked: true }
    const mapping = settings?.objectMappings.find(({ id }) => id === objectMapping) ?? settings?.objectMappings[0]
    if (!mapping || !source?.anchor || !target?.anchor) return {}
    const account = attributesOf(target.system, mapping.targetType, target.anchor)
    for (const { attribute, before } of changes) {
      delete account[attribute]
      if (before !== undefined) account[attribute] = before
    }
    return deciders.get(mapping.id)?.({ anchor: source.anchor, attributes: attributesOf(source.system, mapping.sourceType, source.anchor) }, account) ?? {}
  }
}

interface RowContext {
  readonly tab: MatchingTab
  readonly objects: LiveObjects
  readonly document: ProjectDocument
  readonly settings: Job | undefined
}

function toMatchingRow(action: ProvisioningAction, { tab, objects, document, settings }: RowContext): MatchingRow {
  const { source, target, issues, reason } = action
  const dispute = issues.find(({ candidates }) => candidates !== undefined)
  const side = dispute?.code === 'DuplicateSourceEntries' ? settings?.source : settings?.target
  const candidates = dispute?.candidates?.map((anchor) => describe(objects, document, side ?? '', anchor))
  const value = typeof dispute?.value === 'string' ? dispute.value : undefined
  return {
    ...(source ? { source } : {}),
    ...(target && tab === 'matched' ? { target } : {}),
    ...(dispute?.attribute === undefined ? {} : { on: dispute.attribute }),
    ...(value === undefined ? {} : { value }),
    ...(candidates ? { candidates } : {}),
    note: dispute?.message ?? reason.text,
  }
}

/** A candidate of a dispute by what is known of it: an anchor, or a name that is one already. */
function describe(objects: LiveObjects, document: ProjectDocument, system: string, anchor: string): ObjectReference {
  for (const type of objects.types(system)) {
    const object = objects.byAnchor(type, anchor)
    if (object) return { system, anchor, display: targetName(document, type, object) }
  }
  return { system, display: anchor }
}

/** What an object is called: targets with distinguished names by them, as in the plan. */
export function targetName({ systems }: ProjectDocument, { system, attributes }: Pick<LiveType, 'system' | 'attributes'>, object: { readonly anchor: string; readonly body: string }): string {
  const named = ['dn', 'distinguishedName'].find((name) => positionOf(attributes, name) >= 0)
  return displayOf(object, attributes, named === undefined ? systems.find(({ id }) => id === system)?.display : [named])
}

function jobNumber(plans: PlanRows, { run, job }: Where): number {
  plans.run(run)
  const number = plans.jobNo(run, job)
  if (number === undefined) throw new AppError('jobUnknown', `Run ${run} did not run the job ${job}.`, { run, job })
  return number
}

function jobOf(document: ProjectDocument, id: string): Job | undefined {
  return document.jobs.find((job) => job.id === id)
}
