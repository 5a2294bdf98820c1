import type { ObjectReference } from '../model/plan'

/** What can be listed of what others lose. */
export const IMPACT_CONSEQUENCES = ['managers', 'losing', 'emptied'] as const
export type ImpactConsequence = (typeof IMPACT_CONSEQUENCES)[number]

/** Somebody who loses their manager, or a group that loses members. */
export interface ConsequenceRow {
  readonly object: ObjectReference
  /** The manager, or the members: those that are turned off or deleted, some of them by name. */
  readonly through: readonly string[]
  /** How many of them there are. */
  readonly lost: number
  /** Of a group: how many members it has, and how many would be left in it and in use. */
  readonly members?: number
  readonly left?: number
}
