import type { Pacer } from '../../shared/model/pacer'
import type { ConnectedSystem, Job, ObjectMapping } from '../../shared/model/project'
import type { CompareAhead } from './comparison'
import type { Objects } from './objects'
import type { MappingSteps } from './mapping-steps'
import type { MatchOutcome } from './match-outcome'
import type { ReferenceOutcome } from './reference-outcome'
import type { TargetView } from './target-view'
import type { CycleType } from '../../shared/model/cycle'
import type { GatedFlow } from '../../shared/model/gate'
import type { AttributeChange } from '../../shared/model/plan'

export interface SourceLink {
  /** Anchor of the target object. */
  readonly target: string
  readonly state: 'active' | 'outOfScope'
}

/** Everything that planning one object mapping of one job needs; nothing here changes while it runs. */
export interface MappingInput {
  readonly job: Job
  readonly mapping: ObjectMapping
  readonly sourceSystem: ConnectedSystem
  readonly targetSystem: ConnectedSystem
  readonly source: Objects
  /** The target's objects as the last rehearsal left them. */
  readonly target: TargetView
  /** By source anchor. */
  readonly links: ReadonlyMap<string, SourceLink>
  readonly type: CycleType
  /** For an incremental cycle, whether a source object has changed since the watermark, by row; an initial cycle looks at all. */
  readonly changed: ((row: number) => boolean) | undefined
  /** The clock of the watermark, for an incremental cycle that counts what it leaves as it is. */
  readonly since?: string
  /** Source anchors whose link is younger than that; absent where none is. */
  readonly linkedSince?: ((sourceAnchor: string) => boolean) | undefined
  /** Only these rows are planned, while scope and matching are settled for everybody: for one object on demand. */
  readonly planned?: (row: number) => boolean
  /** Whether a source object is assigned, by row; absent where assignment does not count. */
  readonly assigned?: (row: number) => boolean
  /** What the job's mappings have made of the places in the target so far; absent where that is of no account. */
  readonly moved?: MovedPlaces
  /** What the job's other object mappings know of a reference's value. */
  readonly elsewhere?: (value: string) => ReferenceOutcome
  /** Object mappings of other jobs that have precedence for attributes of the same objects, the first to win first. */
  readonly outranking?: readonly HigherMapping[]
  /** Other jobs that go on provisioning an object of the target, by its anchor: names for people. Absent where no other job writes objects of the type. */
  readonly provisionedElsewhere?: (targetAnchor: string) => readonly string[]
  /** Source anchors whose account an earlier rehearsal created and the target really has by now. */
  readonly nowReal?: ReadonlySet<string>
  /** Whether the source's last read was complete: only then is anybody missing. */
  readonly sourceComplete: boolean
  readonly now: string
  readonly seed: number
  readonly defaultDomain: string | undefined
  /** The anchor that a created object gets in the rehearsal. The same for the same source object in every run. */
  readonly newAnchor: (sourceAnchor: string) => string
  /** From how many creates on a guard holds them all: nobody can be named who is then not there. Absent: none. */
  readonly heldCreationsFrom?: number
  /** Where an earlier plan over the same objects, links and clock still holds: after an edit. */
  readonly carried?: Carried
  /** Compares matched objects while the walk is on its way to them; the plan is the same without. */
  readonly ahead?: CompareAhead
  /** Told what became of each attribute mapping of each object that is planned, by row; absent where nobody asks. */
  readonly onFlow?: (row: number, flow: GatedFlow) => void
  readonly pacer: Pacer
  /** Source objects that are decided, of all, and what the steps have come to. */
  readonly onProgress: (done: number, total: number, steps: MappingSteps) => void
}

/** What a job's mappings have made of the places in its target so far, by names in normal form. */
export interface MovedPlaces {
  /** What objects were called that are moved, renamed or deleted. */
  readonly left: ReadonlySet<string>
  /** What objects have come to stand under. */
  readonly taken: ReadonlySet<string>
}

/** An object mapping of another job that comes before the one that is planned. */
export interface HigherMapping {
  /** What it would be planned from, with its links as the run has left them so far. */
  readonly input: MappingInput
  /** In lower case. */
  readonly attributes: ReadonlySet<string>
}

/** What others of the same mapping see of each object's outcome; all by row of the source. */
export interface MappingTrace {
  readonly outcomes: readonly MatchOutcome[]
  /** What an object takes and gives up that only one can have. */
  readonly reserved: ReadonlyMap<number, Reservation>
  /** The name that a create gives, or `failed`. */
  readonly created: ReadonlyMap<number, string>
  /** Those that waited for somebody created later. */
  readonly waited: ReadonlySet<number>
  /** seq of each row, -1 for one that was not looked at. */
  readonly seqs: Int32Array
}

export interface Reservation {
  /** Of attributes whose values are unique. */
  readonly changes: readonly AttributeChange[]
  readonly name?: string
}

/** An earlier plan, for the rows whose outcome is what it was. */
export interface Carried {
  readonly trace: MappingTrace
  /** Scope and matching of every row as they are now. */
  readonly outcomes: readonly MatchOutcome[]
  readonly holds: (row: number) => boolean
  /** Told of each of them, at the place where its outcome would have been handed on. */
  readonly carry: (seq: number) => void
}
