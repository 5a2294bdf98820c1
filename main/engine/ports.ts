import type { Pacer } from '../../shared/model/pacer'
import type { ConnectedSystem, Job, ObjectMapping } from '../../shared/model/project'
import type { Objects } from './objects'
import type { TargetView } from './target-view'
import type { CycleType } from '../../shared/model/cycle'

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
  /** Only these rows are planned, while scope and matching are settled for everybody: for one object on demand. */
  readonly planned?: (row: number) => boolean
  /** Whether the source's last read was complete: only then is anybody missing. */
  readonly sourceComplete: boolean
  readonly now: string
  readonly seed: number
  readonly defaultDomain: string | undefined
  /** The anchor that a created object gets in the rehearsal. The same for the same source object in every run. */
  readonly newAnchor: (sourceAnchor: string) => string
  readonly pacer: Pacer
  readonly onProgress: (done: number, total: number) => void
}
