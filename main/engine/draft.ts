import { reason } from '../../shared/model/explain'
import type { ActionIssue, ActionKind, ActionMark, AttributeChange, Cause, ReasonCode } from '../../shared/model/plan'
import type { Flow } from './compile-mapping'

/** A reference that waits: the source object it names is created later in the same cycle. */
export interface PendingReference {
  readonly flow: Flow
  readonly values: readonly string[]
}

/** What the walk for one object has worked out, before it becomes an action. */
export interface Draft {
  kind: ActionKind
  failed: boolean
  reasonCode: ReasonCode
  clause?: string
  changes: AttributeChange[]
  /** Each once (`mark`). */
  readonly marks: ActionMark[]
  readonly issues: ActionIssue[]
  /** What caused the action as a whole, for its group. */
  cause?: { readonly cause: Cause; readonly shape: string }
  readonly references: PendingReference[]
  /** Values that are sent with every write (FlowAlways) although the target holds them; by themselves they make none. */
  readonly withThem: AttributeChange[]
  /** Name of the object that a create makes, or a move leads to. */
  name?: string
}

/** A draft of which nothing is known yet but its kind and why. */
export function draft(kind: ActionKind, reasonCode: ReasonCode): Draft {
  return { kind, failed: false, reasonCode, changes: [], marks: [], issues: [], references: [], withThem: [] }
}

/** Notes a mark, where it is not noted yet. */
export function mark({ marks }: Pick<Draft, 'marks'>, one: ActionMark): void {
  if (!marks.includes(one)) marks.push(one)
}

/** Notes a failure; the first one names what caused the action, an attribute and the shape of what is wrong with it. */
export function fail(plan: Draft, issue: ActionIssue, attribute: string, shape: string): void {
  if (!plan.failed) plan.cause = { cause: { type: 'mapping', id: attribute }, shape }
  plan.failed = true
  plan.issues.push(issue)
}

/** Why, in the sentence for people. */
export function reasonOf(plan: Draft): ReturnType<typeof reason> {
  return reason(plan.reasonCode, plan.clause)
}
