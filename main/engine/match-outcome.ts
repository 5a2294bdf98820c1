import type { ActionIssue } from '../../shared/model/plan'

/** Who each source object is in the target, found out for everybody before anything is planned. */
export type MatchKind = 'linked' | 'matched' | 'unmatched' | 'ambiguous' | 'duplicate' | 'skipped' | 'outOfScope' | 'notLookedAt'

export interface MatchOutcome {
  readonly kind: MatchKind
  /** Row of the target object; -1 for none. */
  readonly target: number
  /** Index of the matching attribute that decided; -1 for none. */
  readonly on: number
  /** The value that was looked for, where it is in dispute, or whose target is gone. */
  readonly value?: string
  /** For `ambiguous`, target rows; for `duplicate`, source rows. Ascending. */
  readonly candidates?: readonly number[]
  /** For `outOfScope`, the deciding clause. */
  readonly clause?: { readonly text: string; readonly id: string }
  /** For `outOfScope`: an input filter dropped it when it was read, and its account is left alone. */
  readonly filtered?: true
  /** A clause whose pattern can be meant in two ways that differ for this object. */
  readonly doubt?: ActionIssue
  /** For `duplicate`, the source row of the worker's active profile, which stands for the worker: no error. */
  readonly heir?: number
  /** The source row of an inactive profile of the same worker, whose link goes to this one. */
  readonly takesOver?: number
  /** A linked object whose target is gone. */
  readonly targetGone?: true
  /** For `skipped`: why scope or matching cannot be worked out. Absent: there is simply nothing to match by. */
  readonly failure?: { readonly issue: ActionIssue; readonly from: 'match' | 'scope' }
}
