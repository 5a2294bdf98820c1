import type { ConsequenceRow, ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { GuardView, ImpactRow, ImpactView, Page } from '../../../shared/ipc/views'
import { KEPT_DELETED_MS } from '../../../shared/constraints/entra-id'
import { foldCase } from '../../../shared/fold-case'
import type { GuardCount, JobCounts } from '../../../shared/model/cycle'
import { reasonSentence } from '../../../shared/model/explain'
import { cellAt } from '../../../shared/model/packed'
import type { ActionStatus, ObjectReference, ProvisioningAction, Reason } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { consequencesOf, isOfAdministrators } from './consequences'
import { isEmptied, toLosses, type Losses } from './impact-losses'
import { positionOf, type LiveObject, type LiveObjects, type LiveType } from './live-objects'
import type { PlanRows } from './plan-rows'

/** Everybody whom a run would disable or delete, by cause and by an attribute. */
export interface ImpactViews {
  summary(input: { readonly run: number; readonly by?: string | undefined }): ImpactView
  rows(input: RowsInput): Page<ImpactRow>
  consequences(input: ConsequencesInput): Page<ConsequenceRow>
}

interface Paged {
  readonly run: number
  readonly search?: string | undefined
  readonly offset: number
  readonly limit: number
}

interface RowsInput extends Paged {
  readonly by?: string | undefined
  readonly cause?: string | undefined
  readonly value?: string | undefined
  readonly part?: 'held' | 'disable' | 'delete' | 'failed' | undefined
  readonly noticed?: true | undefined
  readonly through?: { readonly system: string; readonly anchor: string } | undefined
}

interface ConsequencesInput extends Paged {
  readonly of: ImpactConsequence
}

interface Affected {
  readonly seq: number
  readonly kind: 'disable' | 'delete'
  readonly status: ActionStatus
  readonly job: string
  readonly objectMapping: string | undefined
  readonly source?: ObjectReference
  readonly target?: ObjectReference
  /** Distinguishes causes: job, kind and what they have in common. */
  readonly cause: string
  /** The cause as all under it share it, and as it is for this one, in a few words. */
  readonly causeText: string
  readonly text: string
  readonly value: string
  /** Held because the account is protected by name. */
  readonly isProtected: boolean
  /** A delete that nothing takes back. */
  readonly isFinal: boolean
}

interface Impact {
  readonly run: number
  readonly by: string
  readonly everybody: readonly Affected[]
  readonly attributes: readonly string[]
  readonly document: ProjectDocument
}

/** The threshold that holds where a job sets none (provisioning-cycle.md §7.3). */
const DEFAULT_LIMIT = 500

export function impactViews(plans: PlanRows, objects: LiveObjects): ImpactViews {
  let known: Impact | undefined
  let lost: { readonly key: string; readonly losses: Losses } | undefined

  function impactOf(run: number, by: string | undefined): Impact {
    if (known && known.run === run && (by === undefined || known.by === by)) return known
    const document = plans.document(run)
    const attributes = sourceAttributes(document, objects)
    const chosen = by ?? attributes.find((name) => /^department(name)?$/i.test(name)) ?? attributes[0] ?? ''
    const seqs = plans.index(run).select({ kinds: ['disable', 'delete'] })
    const valueOf = valueReader(objects, chosen)
    const everybody = plans.actions(run, seqs).map(({ seq, action }) => toAffected(seq, action, valueOf(action)))
    known = { run, by: chosen, everybody, attributes, document }
    return known
  }

  const readsOf = (system: string): string => objects.types(system).map((type) => `${type.name} ${objects.readNo(type)}`).join()

  function lossesOf({ run, everybody, document }: Impact): Losses {
    const key = [run, ...document.systems.map(({ id }) => readsOf(id))].join(' ')
    if (lost?.key === key) return lost.losses
    const losses = toLosses(consequencesOf(everybody.filter(({ status }) => status !== 'failed'), { run, plans, objects, document }))
    lost = { key, losses }
    return losses
  }

  /** What goes with each account; what was read is looked at once for one request. */
  function losesIn(impact: Impact): (one: Affected) => ImpactRow['loses'] {
    const { consequences: { carried }, emptiedBy } = lossesOf(impact)
    return ({ seq }) => ({ ...carried.get(seq) ?? { groups: 0, reports: 0 }, emptied: emptiedBy.get(seq) ?? [] })
  }

  return {
    summary({ run, by }) {
      const row = plans.run(run)
      const impact = impactOf(run, by)
      const { everybody, attributes, by: chosen, document } = impact
      const { managers, groups } = lossesOf(impact).consequences
      const loses = losesIn(impact)
      const count = (test: (one: Affected) => boolean) => everybody.filter(test).length
      const held = row.jobs.find((job) => job.held !== null)?.held ?? null
      return {
        disables: count(({ kind, status }) => kind === 'disable' && status === 'planned'),
        deletes: count(({ kind, status }) => kind === 'delete' && status === 'planned'),
        held: count(({ status }) => status === 'held'),
        failed: count(({ status }) => status === 'failed'),
        hold: held,
        causes: causes(everybody),
        types: sourceTypes(document, everybody),
        values: values(everybody),
        by: chosen,
        attributes,
        guards: guards(document, row.jobs, everybody),
        protected: { names: document.jobs.flatMap((job) => job.guards?.protected ?? []).length, held: count(({ isProtected }) => isProtected) },
        consequences: {
          managers: managers?.length ?? null,
          groups: groups && { losing: groups.length, emptied: groups.filter(isEmptied).length, administrators: groups.filter((group) => isEmptied(group) && isOfAdministrators(group)).length },
          noticed: count((one) => isNoticed(loses(one))),
        },
      }
    },
    rows({ run, by, cause, value, part, noticed, through, search, offset, limit }) {
      const impact = impactOf(run, by)
      const loses = losesIn(impact)
      const holds = holding(search)
      const throughWhom = through && lossesOf(impact).through(through)
      const found = impact.everybody.filter((one) =>
        (cause === undefined || one.cause === cause) && (value === undefined || one.value === value)
        && (part === undefined || part === (one.status === 'planned' ? one.kind : one.status))
        && (throughWhom === undefined || throughWhom.has(one.seq))
        && (noticed === undefined || isNoticed(loses(one)))
        && holds([one.source?.display, one.source?.anchor, one.target?.display]))
      const { now } = plans.run(run)
      const rows = found.slice(offset, offset + limit).map((one): ImpactRow => ({
        seq: one.seq, kind: one.kind, status: one.status, ...(one.source ? { source: one.source } : {}), ...(one.target ? { target: one.target } : {}),
        by: one.value, cause: one.text, loses: loses(one), takeBack: takeBackOf(one, now),
      }))
      return { total: found.length, offset, rows }
    },
    consequences({ run, of, search, offset, limit }) {
      const impact = impactOf(run, undefined)
      const nameOf = new Map(impact.everybody.map(({ seq, source, target }) => [seq, source?.display ?? target?.display ?? '']))
      const holds = holding(search)
      const found = lossesOf(impact).rows(of).filter(({ object, seqs }) => holds([object.display, object.anchor, ...seqs.map((seq) => nameOf.get(seq))]))
      const rows = found.slice(offset, offset + limit).map(({ seqs, ...row }): ConsequenceRow => ({ ...row, through: seqs.slice(0, NAMED).map((seq) => nameOf.get(seq) ?? '') }))
      return { total: found.length, offset, rows }
    },
  }
}

/** How many of those through whom something is lost a row names. */
const NAMED = 3

/** Whether others notice: people who report to them, groups that nobody is left in. */
function isNoticed({ reports, emptied }: ImpactRow['loses']): boolean {
  return reports > 0 || emptied.length > 0
}

function takeBackOf({ kind, isFinal }: Affected, now: string): ImpactRow['takeBack'] {
  if (kind === 'disable') return { how: 'enable' }
  return isFinal ? { how: 'never' } : { how: 'restore', until: new Date(Date.parse(now) + KEPT_DELETED_MS).toISOString() }
}

/** Whether one of the texts holds what is searched for, without case; everything does where nothing is. */
function holding(search: string | undefined): (texts: readonly (string | undefined)[]) => boolean {
  const wanted = foldCase(search ?? '')
  return (texts) => wanted === '' || texts.some((text) => text !== undefined && foldCase(text).includes(wanted))
}

function toAffected(seq: number, action: ProvisioningAction, value: string): Affected {
  const { kind, status, job, source, target, reason, issues, marks } = action
  // People leave scope by a clause; a mapping turns accounts off by values that differ from one to the next.
  const causeText = shortCause(reason, reason.code === 'leftScope' ? reason.clause : undefined)
  return { seq, kind: kind as 'disable' | 'delete', status, job, objectMapping: action.objectMapping, ...(source ? { source } : {}), ...(target ? { target } : {}), cause: `${job}: ${kind}: ${causeText}`, causeText, text: shortCause(reason, reason.clause), value, isProtected: issues.some(({ code }) => code === 'ProtectedAccount'), isFinal: marks.includes('final') }
}

/** Removals have few reasons; in lists they are called as the plan calls their groups. */
const SHORT: Readonly<Partial<Record<Reason['code'], string>>> = {
  leftScope: 'Leaves scope', mappedToDisabled: 'Account turned off', goneFromSource: 'Gone from the source', softDeleted: 'Disabled or deleted in the source',
}

function shortCause({ code }: Reason, clause: string | undefined): string {
  const short = SHORT[code] ?? reasonSentence(code)
  return clause === undefined ? short : `${short.replace(/\.$/, '')}: ${clause}`
}

function causes(everybody: readonly Affected[]): ImpactView['causes'] {
  const found = new Map<string, { key: string; job: string; text: string; kind: 'disable' | 'delete'; count: number }>()
  for (const { cause, job, causeText, kind } of everybody) {
    const known = found.get(cause)
    if (known) known.count++
    else found.set(cause, { key: cause, job, text: causeText, kind, count: 1 })
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

function values(everybody: readonly Affected[]): ImpactView['values'] {
  const found = new Map<string, { value: string; disable: number; delete: number }>()
  for (const { value, kind } of everybody) {
    const known = found.get(value) ?? { value, disable: 0, delete: 0 }
    known[kind]++
    found.set(value, known)
  }
  return [...found.values()].sort((a, b) => b.disable + b.delete - a.disable - a.delete || (a.value < b.value ? -1 : 1))
}

/** Guards of each job with what they counted: what they hold counts too, it is what tripped them. */
function guards(document: ProjectDocument, counts: readonly JobCounts[], everybody: readonly Affected[]): readonly GuardView[] {
  return document.jobs.flatMap((job) => {
    const counted = counts.find(({ id }) => id === job.id)
    if (!counted) return []
    const { deletions = { enabled: true, value: DEFAULT_LIMIT }, protected: names = [] } = job.guards ?? {}
    const own = everybody.filter((one) => one.job === job.id && one.status !== 'failed')
    const isProtected = own.filter((one) => one.isProtected).length
    const removals: GuardCount = { guard: 'deletions', count: own.length - isProtected, limit: deletions.value }
    const watched = counted.watched ?? holdsOf(counted).filter(({ guard }) => guard !== 'protected')
    const all: readonly GuardCount[] = [
      ...(watched.some(({ guard }) => guard === 'deletions') ? [] : [removals]), ...watched,
      ...(names.length > 0 ? [{ guard: 'protected' as const, count: isProtected, limit: 1 }] : []),
    ]
    return all.map((guard, index) => ({ ...guard, id: `${job.id}/${index}`, job: job.id, enabled: guard.guard !== 'deletions' || deletions.enabled }))
  }).sort((a, b) => nearness(b) - nearness(a))
}

function holdsOf({ held, guards = [], released = [] }: JobCounts): readonly GuardCount[] {
  const holds = guards.length > 0 ? guards : held ? [held] : released
  return holds.map(({ actions: _, ...count }) => count)
}

/** From 1 on it tripped; below nothing it is off. */
function nearness({ count, limit, enabled }: GuardView): number {
  return enabled ? count / limit : -1
}

function sourceTypes({ jobs }: ProjectDocument, everybody: readonly Affected[]): readonly string[] {
  const mappings = new Set(everybody.map(({ job, objectMapping }) => `${job} ${objectMapping ?? ''}`))
  return [...new Set(jobs.flatMap((job) => job.objectMappings.filter(({ id }) => mappings.has(`${job.id} ${id}`)).map(({ sourceType }) => sourceType)))]
}

function sourceAttributes(document: ProjectDocument, objects: LiveObjects): string[] {
  const names = document.jobs.flatMap(({ source, objectMappings }) => objects.types(source)
    .filter((type) => objectMappings.some(({ sourceType }) => sourceType === type.name)).flatMap(({ attributes }) => attributes))
  return [...new Set(names)]
}

/** An attribute's value for the person of an action: as the source has it, else as the target does; empty where neither. */
function valueReader(objects: LiveObjects, attribute: string): (action: ProvisioningAction) => string {
  const types = new Map<string, readonly LiveType[]>()
  const typesOf = (system: string): readonly LiveType[] => {
    let known = types.get(system)
    if (!known) types.set(system, known = objects.types(system).filter((type) => positionOf(type.attributes, attribute) >= 0))
    return known
  }
  const read = (reference: ObjectReference | undefined): string | undefined => {
    if (reference?.anchor === undefined) return undefined
    for (const type of typesOf(reference.system)) {
      const object: LiveObject | undefined = objects.byAnchor(type, reference.anchor)
      const cell = object && cellAt(object.body, positionOf(type.attributes, attribute))
      if (cell !== undefined && cell !== null) return typeof cell === 'string' ? cell : cell.join(', ')
    }
    return undefined
  }
  return ({ source, target }) => read(source) ?? read(target) ?? ''
}
