import type { PlanGroup, PlanSummary } from '../model/plan'
import type { ActionRow, Page } from './views'

/*
 * What differs between the plans of two runs, `a` and `b`. Only actions that do something or fail are compared: somebody without one
 * is the same as somebody whom a run did not look at.
 */

/** Where a person stands: in the plan of one run only, in both with the same outcome, in both with another one. */
export type CompareOutcome = 'onlyA' | 'onlyB' | 'same' | 'differs'

/** Which people of a group, or of the whole comparison, are meant. `both` counts them whatever their outcome. */
export type ComparePart = 'onlyA' | 'onlyB' | 'both' | 'differs'

/** A group by cause and shape of either run, with how many of its people it has in which. The three sum to its people. */
export interface PlanCompareGroup extends Omit<PlanGroup, 'objects' | 'values'> {
  readonly title: string
  readonly causeText: string
  readonly onlyA: number
  readonly both: number
  readonly onlyB: number
}

export interface PlanCompareRun {
  readonly run: number
  readonly now: string
  readonly seed: number
  readonly summary: PlanSummary
}

export interface PlanCompareView {
  readonly a: PlanCompareRun
  readonly b: PlanCompareRun
  /** Whether both ran with the same configuration, and over the same data. */
  readonly sameConfiguration: boolean
  readonly sameData: boolean
  /** Everybody with an action in either run, once. */
  readonly people: Readonly<Record<CompareOutcome, number>>
  /** What differs first, the dangerous kinds before the others; then what is the same in both, the largest first. */
  readonly groups: readonly PlanCompareGroup[]
}

/** One person of a comparison: the action of either run, where it has one. */
export interface PlanCompareRow {
  readonly job: string
  readonly objectMapping?: string
  readonly anchor: string
  readonly display: string
  readonly outcome: CompareOutcome
  readonly a?: ActionRow
  readonly b?: ActionRow
}

export type PlanComparePage = Page<PlanCompareRow>
