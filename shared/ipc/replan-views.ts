import type { GuardHold, JobCounts } from '../model/cycle'
import type { ActionKind, ActionStatus, Cause, ProvisioningAction } from '../model/plan'

/*
 * What an edit would make of the last run, told before anything is saved. Whoever a number counts is listed by `replan.people` with the
 * same hash.
 */

/** Outcomes of one kind, status and cause: how many the last run had and the edited configuration gives, of those that differ. */
export interface OutcomeDifference {
  readonly job: string
  readonly kind: ActionKind
  readonly status: ActionStatus
  /** With the deciding clause of a scoping filter, the mapping or the matching outcome; absent where everybody was planned. */
  readonly cause?: Cause | undefined
  readonly clause?: string | undefined
  readonly before: number
  readonly after: number
}

/** A guard that the edit would trip, or would trip otherwise than the last run did. */
export interface TrippedBy extends GuardHold {
  readonly job: string
}

export interface ReplanView {
  /** Of the configuration that it is about. */
  readonly hash: string
  /** The run that it is held against; 0 where nobody had rehearsed yet. */
  readonly run: number
  readonly before: readonly JobCounts[]
  readonly after: readonly JobCounts[]
  readonly counts: readonly OutcomeDifference[]
  /** Of the edited configuration. */
  readonly trips: readonly TrippedBy[]
  /** How many people's outcome is another one. */
  readonly people: number
  readonly durationMs: number
}

export type ReplanAnswer =
  | { readonly kind: 'difference'; readonly view: ReplanView }
  /** A newer question took its place, somebody cancelled it, or work was started: it is asked again after that. */
  | { readonly kind: 'superseded' }
  /** Something is being read or rehearsed. */
  | { readonly kind: 'busy' }
  /** A system that was never read: there is nothing to plan over. */
  | { readonly kind: 'unread' }
  /** The configuration does not run as it stands: why. */
  | { readonly kind: 'invalid'; readonly message: string }
  /** There are too many people to plan everybody in the background. */
  | { readonly kind: 'rehearse' }

/** One person whose outcome an edit changes. */
export interface ReplanRow {
  /** In the order of the plan. */
  readonly seq: number
  readonly before: ProvisioningAction
  readonly after: ProvisioningAction
}
