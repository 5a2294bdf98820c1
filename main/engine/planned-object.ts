import type { AttributeChange, Cause, ProvisioningAction } from '../../shared/model/plan'
import type { MatchOutcome } from './match-outcome'

/** What a planned action does to the mirror when it is rehearsed. */
export interface Effect {
  /** The link as it shall stand afterwards; `end` drops it. */
  readonly link?: { readonly source: string; readonly target: string; readonly state: 'active' | 'outOfScope' } | { readonly source: string; readonly end: true }
  /** Row of the target object that changes; absent for a create. */
  readonly row?: number
  /** Anchor of the object that a create makes. */
  readonly created?: string
  /** The object's name afterwards, where it changes. */
  readonly name?: string
  /** For a delete at a target that keeps what is deleted for a while: when. */
  readonly softDeletedAt?: string
  /** What is written, in clear: the action's own changes may be redacted. */
  readonly changes?: readonly AttributeChange[]
}

/** One object's outcome: an action, or a skip with its reason. `seq` counts from 0 in the order of source anchors. */
export interface PlannedObject {
  readonly seq: number
  readonly match: Exclude<MatchOutcome['kind'], 'notLookedAt'> | 'gone'
  /** Index of the matching attribute that decided; -1 for none. */
  readonly on: number
  readonly action: ProvisioningAction
  readonly cause: { readonly cause: Cause; readonly shape: string } | undefined
  readonly effect: Effect
}
