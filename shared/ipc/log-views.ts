import type { ActionKind, ActionStatus } from '../model/plan'
import type { LogAction, LogStatus } from '../model/provisioning-log'
import type { Page } from './views'

/** One entry of the provisioning log; the entries of a run's list are those of its file. */
export interface LogRow {
  readonly seq: number
  /** What the follow-up pass writes of the outcome before it: a manager, members. */
  readonly followUp?: true
  readonly job: string
  readonly time: string
  readonly targetSystem: string
  readonly action: LogAction
  /** What the plan calls it, for its sign. */
  readonly kind: ActionKind
  readonly planStatus: ActionStatus
  readonly status: LogStatus
  readonly code?: string
  readonly sourceName: string
  readonly sourceId: string
  readonly targetName: string
}

/** A page of entries; the counts are over the run's jobs that were asked for, whatever else narrows the page. */
export interface LogPage extends Page<LogRow> {
  readonly counts: Readonly<Record<LogStatus, number>>
  /** Codes with their number of entries, the most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[]
}
