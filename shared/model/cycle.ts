import type { ReadIssueCode } from './issue'
import type { ForecastCounts } from './forecast-counts'
import type { ActionIssueCode, PlanSummary } from './plan'

export type CycleType = 'initial' | 'incremental'

export type GuardId = 'deletions' | 'share' | 'slice' | 'creations' | 'renames' | 'blanks' | 'protected'

/** A guard that tripped: its count reached its limit. */
export interface GuardHold {
  readonly guard: GuardId
  readonly count: number
  readonly limit: number
  /** How many actions are held. */
  readonly actions: number
  /** The limit as a share, and of how many accounts that the job manages. */
  readonly percent?: number
  readonly of?: number
  /** The people whom a slice guard counts: those with this value, blank for none. */
  readonly slice?: { readonly attribute: string; readonly value: string }
}

/** How far a guard of a job was from tripping: as the hold would say it, tripped or not. */
export type GuardCount = Omit<GuardHold, 'actions'>

/** Why the service would put the job into quarantine after a cycle (Graph, quarantineReason). */
export interface Quarantine {
  readonly reason: 'EncounteredBaseEscrowThreshold' | 'EncounteredTotalEscrowThreshold' | 'EncounteredEscrowProportionThreshold' | 'TooManyDeletes'
  readonly failed: number
  readonly references: number
  readonly limit: number
}

/** Objects that an incremental cycle did not look at and that would come out differently now; an initial cycle looks at all. */
export interface UnevaluatedCounts {
  /** Only the clock went on. */
  readonly clock: number
  /** Somebody they refer to has an account by now. */
  readonly references: number
}

/** Counts of one job in one run, each counted from rows (cli-and-plan: everybody is counted once). */
export interface JobCounts {
  readonly id: string
  readonly sourceObjects: number
  readonly outOfScope: number
  readonly importSkipped: number
  readonly inScope: number
  readonly matched: number
  readonly ambiguous: number
  readonly unmatched: number
  readonly actions: { readonly create: number; readonly update: number; readonly disable: number; readonly enable: number; readonly delete: number }
  readonly unchanged: number
  readonly noAction: number
  readonly goneFromSource: number
  readonly failed: number
  /** The guard that holds something, the most dangerous where several do; `actions` counts everything that is held. */
  readonly held: GuardHold | null
  /** All guards that tripped, where there are several. */
  readonly guards?: readonly GuardHold[]
  /** The guards that would have held something, in a run as if released. */
  readonly released?: readonly GuardHold[]
  /**
   * What each of the job's own guards counted; of a slice the value nearest to its limit. Absent for a job that has none but the deletion threshold
   * and protected accounts, whose counts are those of the plan.
   */
  readonly watched?: readonly GuardCount[]
  /** Whether the service would put the job into quarantine. */
  readonly quarantine?: Quarantine
  /** Objects that have failed for 28 days and are tried no more; the service disables the job. Absent for none. */
  readonly givenUp?: number
  readonly issues: Readonly<Partial<Record<ActionIssueCode, number>>>
  /** Accounts that an earlier rehearsal created and the target's export has by now: their links lead to the real ones. Absent for none. */
  readonly nowReal?: number
  /** Anchors of assigned users and groups that the source does not have, by code unit; absent for none. */
  readonly lackingAssigned?: readonly string[]
  /** Names of jobs that have precedence for attributes of the same objects, and whose source was never read, so that nobody knows what they feed; absent for none. */
  readonly precedenceUnknown?: readonly string[]
  /** What the job writes or matches by, and the target's read did not ask for, so that it is not compared; absent for none. */
  readonly unread?: readonly UnreadAttribute[]
  /** Of an incremental cycle. */
  readonly unevaluated?: UnevaluatedCounts
}

/** An attribute of a target's objects that its read did not ask for. */
export interface UnreadAttribute {
  readonly objectType: string
  readonly attribute: string
  /** Whether objects are found by it: nobody is. */
  readonly isMatchedBy?: true
}

/** What reading a system for a cycle found that a person must know: rows that were left out or mended, by code, or that not everybody was read. */
export interface ReadNotes {
  readonly system: string
  /** Of a read that was not complete nobody counts as missing. */
  readonly complete: boolean
  readonly issues: Readonly<Partial<Record<ReadIssueCode, number>>>
}

export interface CycleResult {
  readonly run: string
  readonly type: CycleType
  /** Why an incremental cycle that was asked for ran as an initial one. */
  readonly typeReason?: string
  readonly now: string
  readonly seed: number
  readonly durationMs: number
  readonly kept: boolean
  /** Rehearsed as if the guards had been released. */
  readonly released?: true
  /** Systems whose reading has something to tell; absent for none, and where nothing was read. */
  readonly reads?: readonly ReadNotes[]
  readonly jobs: readonly JobCounts[]
}

/** What the steps of a job under way have come to, over the object mappings begun so far; each counts source objects. */
export interface StepCounts {
  readonly read: number
  /** Of those read, the ones that earlier jobs of the same run made. */
  readonly made: number
  /** Of those read, the ones that the cycle looks at: all of them, or those that changed. Known when scope and matching are over, as are the next four. */
  readonly lookedAt: number
  readonly inScope: number
  readonly outOfScope: number
  readonly matched: number
  readonly ambiguous: number
  /** How far the one pass is that finds out scope and matching, in objects read. */
  readonly evaluated: number
  /** How far the pass is that maps values, in objects read. */
  readonly mapped: number
  /** Whose references (manager, members) are resolved or reported as missing, and whose wait for somebody created later. */
  readonly resolved: number
  readonly waiting: number
  /** Who has an action, or the reason for none; those whom the source no longer has are among them. */
  readonly decided: number
}

/** How far a long piece of work is: objects of objects, for the status bar. */
export interface WorkProgress {
  readonly step: 'read' | 'stage' | 'plan' | 'save' | 'apply'
  readonly done: number
  readonly total?: number
  /** What is counted, in words: `people`, `bytes`. */
  readonly unit: string
  readonly label: string
  /** The job that is evaluated or saved. */
  readonly job?: string
  /** Of a cycle that is repeated, from 1. */
  readonly round?: number
  /** What is planned so far of the job under way; held is known when its guards have spoken, at the step `save`. */
  readonly planned?: PlanSummary
  /** How far the steps of that job are. */
  readonly steps?: StepCounts
  /** Of a job whose plan is saved: how long it took. */
  readonly durationMs?: number
  /** Of a forecast: the day that was computed. */
  readonly day?: ForecastCounts
}
