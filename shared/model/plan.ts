import type { AttributeValue } from './attribute'

export type ActionKind = 'create' | 'update' | 'disable' | 'enable' | 'delete' | 'skip'
export type ActionStatus = 'planned' | 'failed' | 'held'

/** One attribute's before and after. What is absent is left out: a create has no `before`, a removed value no `after`. */
export interface AttributeChange {
  readonly attribute: string
  readonly before?: AttributeValue
  readonly after?: AttributeValue
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
  /** Target attribute of the mapping that made the value, or what else caused it. */
  readonly mapping?: string
  /** Made by the follow-up pass (manager, members). */
  readonly deferred?: true
  /** Sent with the others although the target holds it (FlowAlways); by itself it would make no action. */
  readonly resent?: true
}

/** Codes of predicted failures and of what a cycle reports about an object: the service's own where a page documents one. Closed. */
export type ActionIssueCode =
  | 'DuplicateTargetEntries'
  | 'DuplicateSourceEntries'
  | 'ImportSkipped'
  | 'InvalidAnchor'
  | 'MandatoryFieldsMissing'
  | 'ValueTooLong'
  | 'InvalidCharacters'
  | 'AzureActiveDirectoryInvalidUserPrincipalName'
  | 'InvalidAttributeSyntax'
  | 'EntryConflict'
  | 'UniqueValueExhausted'
  | 'CandidateMissing'
  | 'ExpressionFailed'
  | 'SchemaPropertyCanOnlyAcceptValue'
  | 'ReferenceNotFound'
  | 'ReferenceOutOfScope'
  | 'ContainerMissing'
  | 'ContainerNotEmpty'
  | 'ReadOnlyAttribute'
  | 'ProtectedAccount'
  | 'UpdateWithoutEffect'
  | 'PatternDoubtful'
  | 'OmittedClears'
  | 'PrecedenceConflict'
  | 'StillProvisioned'

export interface ActionIssue {
  readonly code: ActionIssueCode
  readonly message: string
  readonly attribute?: string
  readonly value?: AttributeValue
  readonly limit?: number
  readonly candidates?: readonly string[]
  /** For `PrecedenceConflict`, whose `value` is not written: the job that feeds the attribute, and with what. */
  readonly winner?: { readonly job: string; readonly value: AttributeValue }
  /** A failure stops the action; a warning stands beside it. */
  readonly severity: 'failure' | 'warning'
}

/** Why an action is in the plan, for people: nothing branches on it. */
export type ReasonCode =
  | 'noMatch' | 'firstMatch' | 'valuesDiffer' | 'mappedToDisabled' | 'mappedToEnabled' | 'leftScope' | 'goneFromSource' | 'backInScope'
  | 'unchanged' | 'outOfScope' | 'importSkipped' | 'notDecided' | 'ambiguous' | 'duplicateSources' | 'createOff' | 'updateOff' | 'deleteOff'
  | 'ignoredObject' | 'skipOutOfScope' | 'notADeletion' | 'targetGone' | 'takenOver' | 'noDisableInTarget' | 'alreadyDisabled'
  | 'disabledInSource' | 'filteredAtRead' | 'withoutEffect' | 'inactiveProfile' | 'softDeleted' | 'hardDeleted' | 'takesOver' | 'outranked'

export interface Reason {
  readonly code: ReasonCode
  readonly text: string
  /** What decided, where it can be named: a scoping clause, or the values that turned an account off. */
  readonly clause?: string
}

export type ActionMark = 'moved' | 'renamed' | 'blanks' | 'deferred' | 'final' | 'bornDisabled' | 'overwrites' | 'noEffect' | 'takesOver' | 'outranked' | 'nowReal'

export interface ObjectReference {
  readonly system: string
  readonly anchor?: string
  readonly display: string
}

/** What the cycle would do about one object. In the plan file as it stands here. */
export interface ProvisioningAction {
  readonly job: string
  readonly objectMapping?: string
  readonly objectType: string
  readonly kind: ActionKind
  readonly status: ActionStatus
  readonly source?: ObjectReference
  readonly target?: ObjectReference
  /** Sorted by attribute name. */
  readonly changes: readonly AttributeChange[]
  readonly reason: Reason
  readonly marks: readonly ActionMark[]
  readonly issues: readonly ActionIssue[]
}

export interface PlanSummary {
  readonly create: number
  readonly update: number
  readonly disable: number
  readonly enable: number
  readonly delete: number
  readonly failed: number
  readonly held: number
}

export const PLAN_FORMAT_VERSION = '1.0'

export interface PlanHeader {
  readonly formatVersion: string
  readonly product: string
  readonly project: string
  readonly configHash: string
  readonly dataHash: string
  readonly now: string
  readonly seed: number
  readonly summary: PlanSummary
}

/** What made a change: the mapping of a target attribute, a scoping clause, a matching outcome, the source's silence. */
export interface Cause {
  readonly type: 'mapping' | 'scope' | 'match' | 'source' | 'service'
  readonly id: string
}

/** Identical changes of one job by cause and shape. A person with several changes is in several groups. */
export interface PlanGroup {
  readonly id: number
  readonly job: string
  readonly kind: ActionKind
  readonly status: ActionStatus
  readonly cause: Cause
  /** Before → after with the common part only. */
  readonly shape: string
  readonly objects: number
  readonly values: number
}
