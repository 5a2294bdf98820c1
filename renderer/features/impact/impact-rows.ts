import type { ImpactRow, ImpactView, RunView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { formatDay } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'

/** How it would end for an account: each is counted once. */
export type ImpactPart = 'held' | 'disable' | 'delete' | 'failed'

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
  const bars = sorted
    .slice(0, sorted.length > MOST_BARS ? MOST_BARS - 1 : MOST_BARS)
    .map((value) => ({ ...value, label: value.value === '' ? IMPACT.blank : value.value, others: false }))
  const rest = sorted.slice(bars.length)
  if (rest.length === 0) return bars
  const sum = (pick: (value: ImpactView['values'][number]) => number): number => rest.reduce((total, value) => total + pick(value), 0)
  return [...bars, { value: '', label: IMPACT.others(rest.length), disable: sum((value) => value.disable), delete: sum((value) => value.delete), others: true }]
}

/** What goes with an account: `5 groups, 6 reports, nobody left in PACS admins`. */
export function losesText({ loses }: Pick<ImpactRow, 'loses'>): string {
  const parts = [
    ...(loses.groups > 0 ? [IMPACT.groups(loses.groups)] : []),
    ...(loses.reports > 0 ? [IMPACT.reports(loses.reports)] : []),
    ...(loses.emptied.length > 0 ? [IMPACT.emptied(loses.emptied)] : []),
  ]
  return parts.length === 0 ? IMPACT.nothingLost : parts.join(', ')
}

/** Whether somebody else notices: people who report to them, groups that nobody is left in. */
export function hasConsequences({ loses }: Pick<ImpactRow, 'loses'>): boolean {
  return loses.reports > 0 || loses.emptied.length > 0
}

/** How the account is taken back: `Re-enable`, `Restore until 21 Dec`, `Final`. */
export function takeBackText({ takeBack }: Pick<ImpactRow, 'takeBack'>): string {
  return takeBack.how === 'restore' ? IMPACT.takeBack.restore(formatDay(takeBack.until.slice(0, 10), 'short')) : IMPACT.takeBack[takeBack.how]
}

/** What cannot be said of the consequences, because no read names managers, or members. */
export function unknownText({ managers, groups }: ImpactView['consequences']): string | undefined {
  if (managers !== null && groups !== null) return undefined
  return IMPACT.unknown(managers === null && groups === null ? 'both' : managers === null ? 'managers' : 'groups')
}

/** An earlier run, and how many accounts it would have removed. */
export interface RunBefore {
  readonly run: number
  readonly count: number
}

/** The newest run before this one that was planned, and how many accounts it would have removed. Later rounds of a cycle are none of their own. */
export function removalsBefore(runs: readonly RunView[], run: number): RunBefore | undefined {
  const before = runs.filter((one) => one.run < run && one.status === 'done' && one.round === undefined).toSorted((a, b) => b.run - a.run)[0]
  if (before === undefined) return undefined
  const totals = totalsOf(before.jobs)
  return { run: before.run, count: totals.disable + totals.delete + totals.held }
}
