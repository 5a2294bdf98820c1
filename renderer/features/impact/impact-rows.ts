import type { ImpactRow, ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'

export interface ImpactBar {
  readonly value: string
  readonly label: string
  readonly disable: number
  readonly delete: number
  /** Several values in one bar, which filters nothing. */
  readonly others: boolean
}

const MOST_BARS = 9

/** The largest values as a bar each, what is left as one. The bars sum to what all values sum to. */
export function toBars(values: ImpactView['values']): readonly ImpactBar[] {
  const sorted = values.toSorted((a, b) => b.disable + b.delete - (a.disable + a.delete))
  const bars = sorted.slice(0, sorted.length > MOST_BARS ? MOST_BARS - 1 : MOST_BARS).map((value) => ({ ...value, label: value.value === '' ? IMPACT.blank : value.value, others: false }))
  const rest = sorted.slice(bars.length)
  if (rest.length === 0) return bars
  const sum = (pick: (value: ImpactView['values'][number]) => number): number => rest.reduce((total, value) => total + pick(value), 0)
  return [...bars, { value: '', label: IMPACT.others(rest.length), disable: sum((value) => value.disable), delete: sum((value) => value.delete), others: true }]
}

/** What goes with an account: `5 groups, 6 reports, last member of PACS admins`. */
export function losesText({ loses }: Pick<ImpactRow, 'loses'>): string {
  const parts = [
    ...(loses.groups > 0 ? [IMPACT.groups(loses.groups)] : []),
    ...(loses.reports > 0 ? [IMPACT.reports(loses.reports)] : []),
    ...(loses.lastMemberOf.length > 0 ? [IMPACT.lastMember(loses.lastMemberOf)] : []),
  ]
  return parts.length === 0 ? IMPACT.nothingLost : parts.join(', ')
}

/** Whether somebody else notices: people who report to them, groups that would be empty. */
export function hasConsequences({ loses }: Pick<ImpactRow, 'loses'>): boolean {
  return loses.reports > 0 || loses.lastMemberOf.length > 0
}
