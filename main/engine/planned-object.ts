import type { UnevaluatedCounts } from '../../shared/model/cycle'
import type { AttributeChange, Cause, ProvisioningAction } from '../../shared/model/plan'
import type { MatchOutcome } from './match-outcome'
import type { MappingTrace } from './ports'

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

/** What a cycle over one object mapping came to, besides the outcomes that it handed on. */
export interface MappingResult {
  /** Rows of target objects that nobody in the source stands for after this cycle, ascending. */
  readonly onlyTarget: readonly number[]
  readonly matching: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[]
  readonly trace: MappingTrace
  /** How many objects have an outcome: seq counts to here. */
  readonly objects: number
  /** Where some wait for objects of the job's later mappings: plans them, when all of those are planned. */
  readonly followUp?: () => Promise<void>
  /** Whether a reference's value names an object that got its account, or came back into scope, since the last cycle that looked at everybody; absent where none did. */
  readonly isNewcomer?: (value: string) => boolean
  /** For an incremental cycle, when the whole job is planned: what it leaves as it is. */
  readonly unevaluated?: (isNewcomer: ((value: string) => boolean) | undefined) => Promise<UnevaluatedCounts>
}
