import type { Job, ProjectDocument } from '../../shared/model/project'
import type { MappingResult, PlannedObject } from '../engine/planned-object'
import type { ObjectTable } from '../mirror/object-table'
import type { RunWriter } from '../mirror/run-writes'
import type { Escrow } from './escrow'
import type { AcceptedPair } from './lay-backfill'
import type { LonePatch } from './lone-patches'
import type { JobBasis, MappingBasis } from './plan-basis'
import type { Rehearsal } from './rehearse-effects'
import type { Work } from './run-import'
import type { Session } from './session'

/** What planning one job needs to know of the run that it belongs to. */
export interface JobContext {
  readonly session: Session
  readonly document: ProjectDocument
  readonly now: string
  readonly seed: number
  readonly work: Work
  readonly run: number
  readonly rehearsal: Rehearsal
  readonly writer: RunWriter
  readonly job: Job
  readonly jobNo: number
  /** Ids of the jobs that the run has planned before. */
  readonly earlierJobs: readonly string[]
  /** For an incremental cycle, which objects of a source it looks at, by row; an initial cycle looks at all. */
  readonly changed: ((source: ObjectTable, objectMapping: string) => (row: number) => boolean) | undefined
  /** The clock of the last cycle that looked at everybody, for an incremental one. */
  readonly since: string | undefined
  /** The run of that cycle. */
  readonly sinceRun: number | undefined
  readonly firstSeq: number
  readonly firstPage: number
  /** What failed or was held in the job's last cycle, and takes what does in this one. */
  readonly escrow: Escrow
  /** By object mapping, source anchors whose disable or delete goes ahead whatever the guards say: a restart forces what they held. */
  readonly forced: ReadonlyMap<string, ReadonlySet<string>>
  /** Accounts that are taken as filled in before anything is planned. */
  readonly backfill: readonly AcceptedPair[]
  /** Whether guards only say what they would hold. */
  readonly released: boolean
  /** Whether what it found out about everybody is wanted afterwards. */
  readonly recorded: boolean
  /** What was planned already, by object mapping, where an earlier run is planned again. */
  readonly again: ReadonlyMap<string, PlannedAgain> | undefined
  readonly earlier: JobBasis | undefined
}

/** One object mapping of an earlier run, planned again: in the order of its actions, those planned anew and seq of those carried over. */
export interface PlannedAgain {
  readonly steps: readonly (PlannedObject | number)[]
  readonly result: Pick<MappingResult, 'onlyTarget' | 'matching' | 'objects' | 'trace' | 'followUp'>
  readonly basis: MappingBasis
  /** Of those carried over, the ones whose action differs by a change of one attribute. */
  readonly lone?: LonePatch
}
