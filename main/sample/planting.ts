import type { ReadIssueCode } from '../../shared/model/issue'
import type { ActionIssueCode, ActionKind, ActionMark, ActionStatus, ReasonCode } from '../../shared/model/plan'
import type { Account, Directory } from './directory'
import type { Population, Worker } from './people'
import type { Random } from './random'

/**
 * One situation that the sample has on purpose. `shows` holds for each of `people`, or for each of `accounts` where there are no
 * people. People are named as in the first day's export.
 */
export interface PlantedItem {
  /** `manager-cycle` */
  readonly id: string
  readonly sentence: string
  readonly people: readonly { readonly anchor: string; readonly name: string }[]
  /** Account names, sAMAccountName. */
  readonly accounts: readonly string[]
  readonly shows: readonly Showing[]
}

/** Where a planted situation is to be seen. A plan is that of the saved version on a first, initial cycle unless it says otherwise. */
export type Showing =
  | {
    readonly where: 'plan' | 'draftPlan' | 'secondDayPlan'
    readonly kind: ActionKind
    readonly status: ActionStatus
    /** The issue that the action has, a failure or a warning. */
    readonly issue?: ActionIssueCode
    /** An attribute that it changes. */
    readonly attribute?: string
    readonly mark?: ActionMark
  }
  | { readonly where: 'noAction'; readonly reason: ReasonCode }
  | { readonly where: 'read'; readonly system: 'workday' | 'ad'; readonly issue: ReadIssueCode }
  /** Accounts without a partner in HR; with a near match where a person is likely behind it. */
  | { readonly where: 'match'; readonly outcome: 'onlyInTarget' | 'nearMatch' }
  | { readonly where: 'directory' }

/** What the planting functions share. They change workers and accounts in place and say what they did. */
export interface Planting {
  readonly random: Random
  /** The size of the company, which the larger groups follow. */
  readonly people: number
  readonly population: Population
  readonly directory: Directory
  readonly items: PlantedItem[]
  /** Rows that the export has besides one for each worker. */
  readonly extraRows: Worker[]
  /** Account names that must not be disabled or deleted. */
  readonly protectedAccounts: string[]
  /** Workers without an account whose names are part of a situation: nobody may get another one. */
  readonly keepsName: Set<Worker>
  /** People with an account, in work and without reports, whom no situation has claimed yet. They are claimed by taking them. */
  takeEstablished(count: number, suits?: (worker: Worker) => boolean): Worker[]
  takeNewcomers(count: number, suits?: (worker: Worker) => boolean): Worker[]
  /** Whom no situation has claimed, with those who have reports. */
  unclaimed(): Worker[]
  accountOf(worker: Worker): Account
  add(id: string, sentence: string, people: readonly Worker[], shows: Showing | readonly Showing[], accounts?: readonly Account[]): void
}
