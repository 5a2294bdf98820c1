import type { MappingTrace, SourceLink } from '../engine/ports'
import type { MappingResult } from '../engine/planned-object'
import type { ObjectTable } from '../mirror/object-table'
import type { ProjectDocument } from '../../shared/model/project'
import type { OutcomeLog } from './outcome-log'

/** What one object mapping of a run started from, and what it found out about everybody. */
export interface MappingBasis {
  readonly source: ObjectTable
  readonly target: ObjectTable
  readonly others: readonly ObjectTable[]
  readonly trace: MappingTrace
  readonly sourceComplete: boolean
  /** seq of its first action: they count on over all mappings of a run. */
  readonly firstSeq: number
  /** What came of it besides actions. */
  readonly result: Pick<MappingResult, 'onlyTarget' | 'matching' | 'objects'>
}

export interface JobBasis {
  readonly mappings: ReadonlyMap<string, MappingBasis>
  readonly outcomes: OutcomeLog
}

/** What a run started from: the objects and links as they were before it. */
export interface StartingState {
  /** By type, as rehearsals had left them. */
  readonly effective: Map<number, ObjectTable>
  /** By object mapping (`job/mapping`). */
  readonly links: Map<string, ReadonlyMap<string, SourceLink>>
  /** By object mapping, source anchors whose account an earlier rehearsal created and the target really had by then. */
  readonly nowReal: Map<string, ReadonlySet<string>>
}

/**
 * The last initial run, kept while the project is open, so that an edit is planned over what that run was planned over: the two can be
 * compared, and only those are planned whom the edit touches. Some 100 bytes for each object beside the objects themselves.
 */
export interface PlanBasis {
  /** 0 for a plan that was not written. */
  readonly run: number
  readonly document: ProjectDocument
  readonly now: string
  readonly seed: number
  readonly dataHash: string
  readonly state: StartingState
  readonly jobs: ReadonlyMap<string, JobBasis>
  /** Pages of a run that rests on this one are numbered from here. */
  readonly nextPage: number
}

