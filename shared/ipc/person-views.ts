import type { ActionKind, ActionStatus, ProvisioningAction } from '../model/plan'
import type { AttributeValue, Cell } from '../model/attribute'
import type { FlowGate, GatedFlow } from '../model/gate'
import type { ClauseVerdict } from './scope-views'

/** A matching attribute for one person: what was looked for, and whether the service came to it. */
export interface TriedRule {
  readonly attribute: string
  readonly priority: number
  /** `hit` decided; `none` found nobody; `notTried`: an earlier one decided, or a link of an earlier cycle was used. */
  readonly outcome: 'hit' | 'none' | 'several' | 'notTried'
  readonly value?: string
}

export type PersonMatch = 'linked' | 'matched' | 'unmatched' | 'ambiguous' | 'duplicate' | 'skipped' | 'outOfScope' | 'gone'

/** One person through one job: the five steps, what was stopped at which gate, and what the mappings give. */
export interface PersonTrace {
  readonly job: string
  readonly objectMapping: string
  readonly sourceType: string
  readonly targetType: string
  readonly anchor: string
  readonly display: string
  /** `workers.csv line 1204`; empty where the place is not known. */
  readonly origin: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
  /** All attributes that the source has, those without a value too. */
  readonly attributeCount: number
  readonly scope: {
    readonly inScope: boolean
    readonly groups: readonly { readonly name?: string; readonly clauses: readonly (ClauseVerdict & { readonly text: string })[] }[]
  }
  readonly match: PersonMatch
  readonly rules: readonly TriedRule[]
  /** As the mirror stands now, by the configuration, clock and seed of the question. */
  readonly action: ProvisioningAction
  /** By target attribute; empty where no mapping was reached. */
  readonly flows: readonly GatedFlow[]
  /** What the account holds; absent where there is none. */
  readonly account?: { readonly anchor: string; readonly display: string }
  readonly now: string
  readonly seed: number
}

/** What a run planned for somebody. */
export interface PersonInRun {
  readonly run: number
  readonly now: string
  readonly kind: ActionKind
  readonly status: ActionStatus
  readonly text: string
  readonly changes: number
  readonly seq: number
}

export interface PersonView {
  readonly trace: PersonTrace
  /** What the run itself planned, where a run was asked for and has them; matching and values of the trace are then the run's. */
  readonly planned?: ProvisioningAction
  /** Where the mirror is not as that run saw and left it: whose values were read otherwise since, and which runs were kept since, the oldest first. */
  readonly movedOn?: { readonly source: boolean; readonly target: boolean; readonly runs: readonly number[] }
  /** The newest first. */
  readonly history: readonly PersonInRun[]
  readonly hops: readonly PersonHop[]
}

/** A value in a target system, and what made it. */
export interface MadeValue {
  readonly attribute: string
  readonly value: Cell
  /** The mapping as text: an expression, an attribute, a constant. */
  readonly mapping: string
  /** Attributes of the hop's source that it reads. */
  readonly from: readonly string[]
  /** Where the value is not the mapping's: the gate that stopped it, what it gives (null for nothing), and the job that has precedence. */
  readonly kept?: { readonly gate: FlowGate; readonly gives: Cell; readonly job?: string }
}

/** One step of a person's way through the systems: an object of a source, and what a job makes of it in its target. */
export interface PersonHop {
  readonly job: string
  readonly objectMapping: string
  readonly source: { readonly system: string; readonly type: string; readonly anchor: string; readonly display: string }
  /** Absent where nothing stands for the object there, with why. */
  readonly target?: { readonly system: string; readonly type: string; readonly anchor: string; readonly display: string }
  /** The system that the hop leads to, whether there is an object or not. */
  readonly system: string
  readonly missing?: 'noLink' | 'targetGone'
  /** What the newest run that looked at the object said of it, where nothing stands for it or values did not get through. */
  readonly said?: { readonly run: number; readonly kind: ActionKind; readonly status: ActionStatus; readonly text: string }
  readonly made: readonly MadeValue[]
  /** What was lost on the way: attributes with a value that no mapping of the hop reads, and mapped ones that arrive without a value. */
  readonly notMapped: readonly string[]
  readonly blanked: readonly MadeValue[]
}

/** Where somebody is found: as the source object of a job's object mapping. */
export interface FoundPerson {
  readonly job: string
  readonly objectMapping: string
  readonly anchor: string
  readonly display: string
  /** The job's source. */
  readonly system: string
}
