import type { ComparePart, PlanCompareGroup, PlanCompareRow } from '../../../shared/ipc/compare-views'
import type { ActionRow } from '../../../shared/ipc/views'
import { COMPARE } from '../../texts/compare'
import { afterText } from './action-rows'

/** The two halves of a comparison: what differs, and what both runs share. */
export type CompareSection = 'differing' | 'alike'

export type CompareTableRow =
  | { readonly kind: 'section'; readonly section: CompareSection; readonly groups: number; readonly expanded: boolean }
  | { readonly kind: 'group'; readonly group: PlanCompareGroup }

/** Groups as rows of a tree, in the order they came in: those that differ stand above those that are the same in both. */
export function toCompareRows(groups: readonly PlanCompareGroup[], closed: ReadonlySet<CompareSection>): readonly CompareTableRow[] {
  const rows: CompareTableRow[] = []
  for (const section of ['differing', 'alike'] as const) {
    const own = groups.filter((group) => (group.onlyA + group.onlyB > 0) === (section === 'differing'))
    if (own.length === 0) continue
    const expanded = !closed.has(section)
    rows.push({ kind: 'section', section, groups: own.length, expanded })
    if (expanded) rows.push(...own.map((group) => ({ kind: 'group' as const, group })))
  }
  return rows
}

/** Tells rows apart while sections open and close. */
export function compareKeyOf(row: CompareTableRow): string {
  return row.kind === 'group' ? `group ${String(row.group.id)}` : `section ${row.section}`
}

/** An action of one run in a line: what is done, and the first values, or what would stop it. */
export function outcomeText(action: ActionRow | undefined): string {
  if (action === undefined) return COMPARE.nothingInRun
  const failure = action.issues.find((issue) => issue.severity === 'failure')
  const values = action.changes.slice(0, VALUES_SHOWN).map((change) => `${change.attribute} ${afterText(change)}`)
  const more = action.changes.length - VALUES_SHOWN
  const detail = action.status === 'failed' && failure !== undefined ? failure.message : [...values, ...(more > 0 ? [COMPARE.more(more)] : [])].join(', ')
  return COMPARE.kindAndValues(action.kind, action.status, detail)
}

const VALUES_SHOWN = 3

/** What each of two runs would write into an attribute; absent where it writes nothing. */
interface ComparedChange {
  readonly attribute: string
  readonly a: ActionRow['changes'][number] | undefined
  readonly b: ActionRow['changes'][number] | undefined
  readonly differs: boolean
}

/** Attributes that either run writes, by name; those that differ first. */
export function comparedChanges({ a, b }: PlanCompareRow): readonly ComparedChange[] {
  const names = [...new Set([...(a?.changes ?? []), ...(b?.changes ?? [])].map((change) => change.attribute))].sort()
  const rows = names.map((attribute) => {
    const [left, right] = [a?.changes.find((change) => change.attribute === attribute), b?.changes.find((change) => change.attribute === attribute)]
    return { attribute, a: left, b: right, differs: JSON.stringify(left) !== JSON.stringify(right) }
  })
  return [...rows.filter((row) => row.differs), ...rows.filter((row) => !row.differs)]
}

/** Which run has the people of a part, as a word beside their number. */
export function partWord(part: ComparePart, a: number, b: number): string {
  switch (part) {
    case 'onlyA': return COMPARE.only(a)
    case 'onlyB': return COMPARE.only(b)
    case 'both': return COMPARE.both
    case 'differs': return COMPARE.differs
  }
}
