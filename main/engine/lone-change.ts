import type { Outcome } from '../../shared/expression/index'
import type { Cell } from '../../shared/model/attribute'
import type { AttributeChange } from '../../shared/model/plan'
import type { Flow } from './compile-mapping'
import { sameValue } from './diff'
import { flowInto, givenOnCreate, isAction, isBlank, isLeft } from './flow-value'
import { refusalOf } from './predict-failures'
import type { TargetView } from './target-view'

/*
 * What one attribute mapping adds to an action where that is its change and nothing else: an edit of such a mapping needs nobody to be
 * planned again. Whatever else a value can do is `more`.
 */

export type LonePart = AttributeChange | 'none' | 'more'

/** Whether a mapping's value can be a change and nothing else: it names nobody, is nobody's alone, places nobody, and turns no account on or off. */
export function canBeLone(flow: Flow): boolean {
  return flow.field.kind === 'cell' && !flow.reference && !flow.unique && !flow.usesUniqueValue && !flow.usesSoftDeleted && !flow.redacted
    && !flow.accountState && !flow.accountFlag && !flow.objectFilter && !PLACING.has(flow.target.toLowerCase())
}

/** What a created object is named by (`placeCreated`). */
const PLACING: ReadonlySet<string> = new Set(['cn', 'ou', 'uid', 'parentdistinguishedname'])

/** The part of a create. */
export function loneOnCreate(flow: Flow, outcome: Outcome, target: TargetView): LonePart {
  if (isAction(outcome)) return 'more'
  const after = givenOnCreate(flow, outcome)
  return after === null || isBlank(after) || refusalOf(flow, after, target) ? 'more' : { attribute: flow.target, after, mapping: flow.target }
}

/** The part of an update, where the target holds `current`. */
export function loneOnUpdate(flow: Flow, outcome: Outcome, current: Cell, target: TargetView): LonePart {
  if (flow.onCreateOnly || isAction(outcome)) return 'none'
  const after = flowInto(flow, outcome, current)
  if (isLeft(after)) return 'none'
  if (after === null || isBlank(after)) return 'more'
  if (sameValue(current, after, flow)) return 'none'
  if (flow.takenOnCreateOnly || refusalOf(flow, after, target)) return 'more'
  return { attribute: flow.target, ...(current === null ? {} : { before: current }), after, mapping: flow.target }
}
