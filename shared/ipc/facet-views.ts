import type { PlanSection } from '../model/plan-section'

/** What people of a plan are told apart by: an attribute of their source or target object, or what the action itself says (kind, status, cause, change, mark). */
export interface FacetAttribute {
  readonly of: 'action' | 'source' | 'target'
  readonly name: string
}

/** `=` and a value, nobody's value, or a value that would fail. */
export type FacetKey = `=${string}` | 'blank' | 'error'

/** One chosen facet: whoever has one of the values. An empty list admits everybody. */
export interface FacetChoice extends FacetAttribute {
  readonly values: readonly FacetKey[]
}

export interface FacetView extends FacetAttribute {
  /** Most frequent first, then by value; whatever is chosen is among them. Counted over what all other facets admit. */
  readonly values: readonly { readonly key: FacetKey; readonly count: number }[]
  /** How many different values there are in all. */
  readonly different: number
  /** Actions that all other facets admit: the sum of all counts, and less where an action has several values. */
  readonly total: number
}

/** What a plan would do to the people with each value of an attribute. */
export interface PlanBreakdown extends FacetAttribute {
  /** Most people first, then by value. */
  readonly rows: readonly PlanBreakdownRow[]
  /** How many different values there are in all. */
  readonly different: number
  /** People in the plan, each counted once: the sum of all rows, and less where somebody has several values. */
  readonly people: number
}

export interface PlanBreakdownRow {
  readonly key: FacetKey
  /** The sum of its counts. */
  readonly people: number
  readonly counts: Readonly<Record<PlanSection, number>>
}

/** Columns by which a plan's people can be sorted; equal ones stay in plan order. */
export const ACTION_SORTS = ['person', 'target', 'kind', 'changes'] as const
export type ActionSort = (typeof ACTION_SORTS)[number]
