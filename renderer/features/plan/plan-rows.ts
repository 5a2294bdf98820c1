import type { PlanGroupView } from '../../../shared/ipc/views'
import { PLAN_SECTIONS, planSection, type PlanSection } from '../../../shared/model/plan-section'

export type PlanRow =
  | { readonly kind: 'section'; readonly section: PlanSection; readonly people: number; readonly values: number; readonly groups: number; readonly expanded: boolean }
  | { readonly kind: 'rare'; readonly section: PlanSection; readonly shapes: number; readonly values: number; readonly expanded: boolean }
  | { readonly kind: 'group'; readonly section: PlanSection; readonly group: PlanGroupView; readonly rare: boolean }

interface Options {
  /** People of each section, counted once each; from the run, because a person can be in several groups. */
  readonly people: Readonly<Record<PlanSection, number>>
  /** Only these sections; all where it is empty. */
  readonly only: ReadonlySet<PlanSection>
  readonly closed: ReadonlySet<PlanSection>
  /** Sections whose rare shapes are unfolded. */
  readonly unfolded: ReadonlySet<PlanSection>
}

const RARE_OBJECTS = 2
/** Fewer rare shapes than this are not worth folding. */
const FEWEST_FOLDED = 3

/** Groups as the rows of a tree: sections, within each the groups by count, rare shapes folded into one row. */
export function toPlanRows(groups: readonly PlanGroupView[], { people, only, closed, unfolded }: Options): readonly PlanRow[] {
  const rows: PlanRow[] = []
  for (const section of PLAN_SECTIONS) {
    if (only.size > 0 && !only.has(section)) continue
    const own = groups.filter((group) => planSection(group) === section).toSorted((a, b) => b.objects - a.objects || a.id - b.id)
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

/** Tells rows apart while sections open and close. */
export function rowKeyOf(row: PlanRow): string {
  return row.kind === 'group' ? `group ${String(row.group.id)}` : `${row.kind} ${row.section}`
}

function sumValues(groups: readonly PlanGroupView[]): number {
  return groups.reduce((sum, group) => sum + group.values, 0)
}
