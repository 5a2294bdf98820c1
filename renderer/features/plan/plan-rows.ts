import type { PlanGroupView } from '../../../shared/ipc/views'
import type { ActionKind, ActionStatus } from '../../../shared/model/plan'

/** Parts of a plan, dangerous ones first. What is held or would fail stands there and nowhere else. */
export const SECTIONS = ['held', 'failed', 'delete', 'disable', 'create', 'enable', 'update'] as const
export type Section = (typeof SECTIONS)[number]

export type PlanRow =
  | { readonly kind: 'section'; readonly section: Section; readonly people: number; readonly values: number; readonly groups: number; readonly expanded: boolean }
  | { readonly kind: 'rare'; readonly section: Section; readonly shapes: number; readonly values: number; readonly expanded: boolean }
  | { readonly kind: 'group'; readonly section: Section; readonly group: PlanGroupView; readonly rare: boolean }

interface Options {
  /** People of each section, counted once each; from the run, because a person can be in several groups. */
  readonly people: Readonly<Record<Section, number>>
  /** Only these sections; all where it is empty. */
  readonly only: ReadonlySet<Section>
  readonly closed: ReadonlySet<Section>
  /** Sections whose rare shapes are unfolded. */
  readonly unfolded: ReadonlySet<Section>
}

const RARE_OBJECTS = 2
/** Fewer rare shapes than this are not worth folding. */
const FEWEST_FOLDED = 3

export function sectionOf({ kind, status }: { readonly kind: ActionKind; readonly status: ActionStatus }): Section | undefined {
  if (status === 'held' || status === 'failed') return status
  return kind === 'skip' ? undefined : kind
}

/** Groups as the rows of a tree: sections, within each the groups by count, rare shapes folded into one row. */
export function toPlanRows(groups: readonly PlanGroupView[], { people, only, closed, unfolded }: Options): readonly PlanRow[] {
  const rows: PlanRow[] = []
  for (const section of SECTIONS) {
    if (only.size > 0 && !only.has(section)) continue
    const own = groups.filter((group) => sectionOf(group) === section).toSorted((a, b) => b.objects - a.objects || a.id - b.id)
    if (own.length === 0) continue
    const expanded = !closed.has(section)
    rows.push({ kind: 'section', section, people: people[section], values: sumValues(own), groups: own.length, expanded })
    if (!expanded) continue
    const few = own.filter((group) => group.objects <= RARE_OBJECTS)
    const rare = few.length >= FEWEST_FOLDED && few.length < own.length ? few : []
    for (const group of own) if (!rare.includes(group)) rows.push({ kind: 'group', section, group, rare: false })
    if (rare.length === 0) continue
    rows.push({ kind: 'rare', section, shapes: rare.length, values: sumValues(rare), expanded: unfolded.has(section) })
    if (unfolded.has(section)) for (const group of rare) rows.push({ kind: 'group', section, group, rare: true })
  }
  return rows
}

export function rowKeyOf(row: PlanRow): string {
  return row.kind === 'group' ? `group ${String(row.group.id)}` : `${row.kind} ${row.section}`
}

/** What `plan.actions` is asked for the sections that are chosen: kinds where planned ones are meant, statuses otherwise. */
export function filterOf(only: ReadonlySet<Section>): { readonly kinds?: Exclude<Section, 'held' | 'failed'>[]; readonly statuses?: ActionStatus[] } {
  const kinds = SECTIONS.filter((section): section is Exclude<Section, 'held' | 'failed'> => only.has(section) && section !== 'held' && section !== 'failed')
  const statuses: ActionStatus[] = [...(kinds.length > 0 ? ['planned' as const] : []), ...(only.has('held') ? ['held' as const] : []), ...(only.has('failed') ? ['failed' as const] : [])]
  return { ...(kinds.length > 0 && statuses.length === 1 && { kinds }), ...(statuses.length > 0 && { statuses }) }
}

function sumValues(groups: readonly PlanGroupView[]): number {
  return groups.reduce((sum, group) => sum + group.values, 0)
}
