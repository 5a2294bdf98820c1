import type { Outcome } from '../../shared/expression/index'
import type { AttributeValue, Cell } from '../../shared/model/attribute'
import type { FlowGate } from '../../shared/model/gate'
import type { Flow } from './compile-mapping'
import type { ComparedFlow } from './comparison'
import { listOf, sameValue } from './diff'

/*
 * What one attribute mapping makes of the value that it gives (provisioning-cycle.md §5.2, §5.3). The plan and the lens ask here, so
 * that they cannot disagree.
 */

/**
 * What a create writes: the value, else the mapping's default, else the attribute's own where it is required; `null` for nothing. What only adds to
 * several values gives a single-valued attribute none.
 */
export function givenOnCreate(flow: Flow, outcome: Outcome): AttributeValue | null {
  const own = flow.constraint?.requiredOnCreate === true ? flow.attributeDefault ?? null : null
  if (isAction(outcome) || (flow.mapping.apply === 'MultiValueAddOnly' && !flow.multiValued)) return own
  return isNone(outcome) || (flow.clears && isBlank(outcome)) ? flow.default ?? own : outcome
}

/** The target's value is left alone, and the gate that says so. */
interface Left {
  readonly left: FlowGate
}

const left = (gate: FlowGate): Left => Object.freeze({ left: gate })
const NOT_READ = left('notRead')
const NOTHING = left('nothing')
const NULL_FLOW_OFF = left('nullFlowOff')
const OTHER_APPLY = left('otherApply')
const ONLY_DEFAULT = left('onlyDefault')
const EQUAL = left('equal')

/** What a mapping makes of its value against what the target holds: a value (no members: an empty list), `null` to clear, `Left` to leave alone (§5.2, §5.3). */
export function flowInto(flow: ComparedFlow, outcome: Exclude<Outcome, { readonly action: unknown }>, current: Cell): AttributeValue | null | Left {
  const { type, apply } = flow.mapping
  // Comparing skips what was not asked for (source-formats §10).
  if (flow.unread && isBlank(current)) return NOT_READ
  if (type === 'None') return isBlank(current) ? flow.default ?? NOTHING : ONLY_DEFAULT
  if (isNone(outcome) || (flow.clears && outcome === '')) {
    // What only adds never takes away.
    const addsOnly = apply === 'AttributeAddOnly' || apply === 'ValueAddOnly' || apply === 'MultiValueAddOnly'
    if (isBlank(current)) return NOTHING
    if (flow.empties) return []
    return !flow.clears ? NULL_FLOW_OFF : addsOnly ? OTHER_APPLY : null
  }
  switch (apply) {
    case 'AttributeAddOnly': return isBlank(current) ? outcome : OTHER_APPLY
    case 'MultiValueAddOnly':
      if (!flow.multiValued) return OTHER_APPLY
      return added(flow, outcome, current)
    case 'ValueAddOnly': return typeof current === 'string' && !flow.multiValued ? outcome : added(flow, outcome, current)
    default: return outcome
  }
}

/** The values that the target holds and those that are new; left alone where none is. */
function added(flow: ComparedFlow, outcome: AttributeValue, current: Cell): AttributeValue | Left {
  if (current === null) return outcome
  const held = listOf(current)
  const fresh = listOf(outcome).filter((value) => !held.some((old) => sameValue(old, value, flow)))
  return fresh.length === 0 ? EQUAL : [...held, ...fresh]
}

/** Whether nothing flows. */
export function isLeft(flowed: AttributeValue | null | Left): flowed is Left {
  return flowed !== null && typeof flowed === 'object' && 'left' in flowed
}

/** Whether an expression decided about the flow instead of giving a value: `IgnoreAttributeFlow`, `IgnoreObjectFlow`. */
export function isAction(outcome: Outcome): outcome is Extract<Outcome, { readonly action: unknown }> {
  return outcome !== null && typeof outcome === 'object' && 'action' in outcome
}

/** No value: an empty text is one, an empty list is none. */
function isNone(value: Cell): value is null {
  return value === null || (typeof value !== 'string' && value.length === 0)
}

/** An empty text, or no value. */
export function isBlank(value: Cell): boolean {
  return value === '' || isNone(value)
}
