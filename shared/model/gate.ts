import type { AttributeValue, Cell } from './attribute'

/** What became of one attribute mapping for one object: written, or kept from being written by the first gate that it met. */
export type FlowGate =
  | 'written'
  /** The target holds it already, to the letter. */
  | 'equal'
  /** The target holds it but for its case, order or spelling, which do not count for this attribute. */
  | 'equalButCase'
  /** Neither side has a value. */
  | 'nothing'
  | 'onlyOnCreation'
  /** The target's read did not ask for the attribute. */
  | 'notRead'
  /** The source gives no value, and null flow is off. */
  | 'nullFlowOff'
  /** How the mapping applies leaves what the target holds: only add, only while empty. */
  | 'otherApply'
  /** The mapping gives a default while the target has no value, and it has one. */
  | 'onlyDefault'
  /** The expression gave IgnoreAttributeFlow. */
  | 'ignored'
  /** Another job has precedence for the attribute. */
  | 'outranked'
  /** The target takes it only when an object is created. */
  | 'noEffect'
  | 'expressionFailed'
  /** A reference, which is resolved when all mappings have run. */
  | 'reference'

export interface GatedFlow {
  readonly attribute: string
  readonly gate: FlowGate
  /** What the mapping gives; null for no value, absent where it gives none to speak of. `[Redact]` where it asks for that. */
  readonly wanted?: AttributeValue | null
  /** What the target holds; null on creation. */
  readonly current: Cell
}
