import type { AttributeValue } from '../model/attribute'
import type { ChainResult } from '../model/chain'
import type { CycleType, GuardCount, GuardHold, JobCounts, WorkProgress } from '../model/cycle'
import type { Forecast } from '../model/forecast'
import type { ForecastCounts } from '../model/forecast-counts'
import type { Issue } from '../model/issue'
import type { ActionStatus, Cause, ObjectReference, PlanGroup, ProvisioningAction } from '../model/plan'
import type { PasswordPlace } from '../model/password-place'
import type { ProjectDocument } from '../model/project'
import type { OnlyTargetKind } from './only-target-views'

/*
 * What the window is shown: the answers of the contract. Counts and the rows behind them come from the same query.
 */

/** One page of a list. `total` counts all rows that the request's filters admit. */
export interface Page<Row> {
  readonly total: number
  readonly offset: number
  readonly rows: readonly Row[]
}

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'highContrast'
  readonly density: 'compact' | 'default' | 'comfortable'
  readonly zoomPercent: number
  readonly navigationCollapsed: boolean
  readonly paneWidth: number
  readonly lastScreen: string
  readonly tour: 'open' | 'left'
  /** The system's own where it is known to suit, or the one that is bundled. */
  readonly font: 'system' | 'inter'
  /** Of expressions, in pixels. */
  readonly editorFontSize: number
  /** Whether long lines of expressions go on below. */
  readonly editorWrap: boolean
  /** Whether the value of a part stands at the end of the caret's line. */
  readonly editorValues: boolean
  /** Keys of commands that were changed, by the command's id: `Ctrl+Shift+J`. */
  readonly keys: Readonly<Record<string, string>>
  /** Whether single letters act where a list or a comparison has the focus: A, R, S, J, K. */
  readonly letterKeys: boolean
}

export interface RecentProject {
  readonly folder: string
  readonly name: string
  readonly openedAt: string
}

export interface AppState {
  readonly version: string
  readonly platform: string
  /** What it runs on, by name: `{ Electron: '33.2.1' }`. */
  readonly engines: Readonly<Record<string, string>>
  readonly settings: Settings
  /** Whether the file of the settings did not read, so that the defaults are in use. */
  readonly settingsLost?: boolean
  readonly recent: readonly RecentProject[]
  readonly project: ProjectState | null
  /** Why there is no project though one was to be opened, as a sentence: its folder is gone, its file does not read. */
  readonly notice?: string
  /** The work under way, for a window that was loaded while it runs. */
  readonly work?: { readonly work: number; readonly name: WorkName; readonly text: string; readonly progress?: WorkProgressView }
  /**
   * Who draws the window's frame. `overlay`: the system draws its buttons over the right end of our title bar (CSS
   * `env(titlebar-area-width)` says how much is left); `inset`: macOS draws them over the left end; `system`: it draws a title bar of
   * its own above ours. Our bar is draggable (`-webkit-app-region: drag`) in the first two.
   */
  readonly frame: 'overlay' | 'inset' | 'system'
}

export interface VersionView {
  readonly version: number
  readonly savedAt: string
  readonly note: string
}

export interface ProjectState {
  readonly folder: string
  /** The last saved configuration, as `rehearsal.json` holds it. */
  readonly saved: ProjectDocument
  /** What the window edits and rehearses: the draft where there is one, else the saved document. */
  readonly document: ProjectDocument
  /** Absent when rehearsal.json was edited by hand since the last saved version. */
  readonly version?: number
  /** Of `document`, as a run of it names it in `configHash`: golden records do not count. */
  readonly hash: string
  readonly draft?: { readonly savedAt: string; readonly basedOn?: number }
  readonly versions: readonly VersionView[]
}

export interface SystemTypeView {
  readonly name: string
  readonly count: number
  readonly attributes: readonly string[]
}

/** The password of a live directory, as the draft names it. */
export interface SecretView {
  /** Absent where the settings name none. */
  readonly place?: PasswordPlace
  /** Whether the operating system's store has one for this server and account. */
  readonly kept: boolean
  /** Why none can be kept there, as a sentence. */
  readonly refusal?: string
}

export interface SystemView {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly product?: string
  /** `source`, `target`, or both, by the jobs that name it. */
  readonly roles: readonly ('source' | 'target')[]
  readonly types: readonly SystemTypeView[]
  /** Absent when the system was never read. */
  readonly lastRead?: {
    readonly readAt: string
    readonly read: number
    readonly new: number
    readonly changed: number
    readonly unchanged: number
    readonly missing: number
    readonly complete: boolean
    /** With `doubted`, a count, where the read was complete, brought nobody (or nobody of `doubtedTypes`) and was not believed: so many objects stay held. */
    readonly finding: Readonly<Record<string, string | number | boolean>>
    readonly issues: number
    /** What the reads since the last run over this system found, one after the other; absent before the first run. */
    readonly sinceRun?: { readonly run: number; readonly reads: number; readonly new: number; readonly changed: number; readonly missing: number }
  }
}

export interface ObjectRow {
  readonly anchor: string
  readonly display: string
  /** `workers.csv line 1204`, or a DN; empty when the object exists in the rehearsal only. */
  readonly origin: string
  readonly cells: readonly (AttributeValue | null)[]
}

export interface ObjectPage extends Page<ObjectRow> {
  readonly attributes: readonly string[]
}

export interface ObjectView {
  readonly system: string
  readonly type: string
  readonly anchor: string
  readonly display: string
  readonly origin: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
}

/** A person for the expression preview: what the source says and what the linked or matched account holds now. */
export interface PreviewPerson {
  readonly anchor: string
  readonly display: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly target?: Readonly<Record<string, AttributeValue>>
}

export interface AttributeProfileView {
  readonly name: string
  readonly type: string
  readonly multiValued: boolean
  readonly anchor: boolean
  readonly filled: number
  readonly distinct: number
  readonly distinctIsLowerBound: boolean
  readonly maxLength: number
  readonly samples: readonly string[]
  readonly top: readonly { readonly value: string; readonly count: number }[]
}

export interface RunView {
  readonly run: number
  readonly type: CycleType
  readonly typeReason?: string
  readonly status: 'done' | 'cancelled' | 'failed'
  readonly now: string
  readonly seed: number
  readonly startedAt: string
  readonly durationMs: number
  /** Whether the rehearsed state was kept; false for a run that was thrown away. */
  readonly kept: boolean
  readonly version?: number
  readonly draft: boolean
  readonly configHash: string
  /** Rehearsed as if its guards had been released. */
  readonly released?: true
  /** Rehearsed as if the accepted near matches had been filled in at the target. */
  readonly backfilled?: true
  /** Of a later round of a repeated cycle: the run of the first round, and which round it is, from 2. */
  readonly round?: { readonly of: number; readonly number: number }
  /** Of the first round: what all rounds came to. Absent where no job writes into the source of one before it. */
  readonly chain?: ChainResult
  readonly jobs: readonly JobCounts[]
  readonly held: GuardHold | null
}

export interface PlanGroupView extends PlanGroup {
  /** What happens, in three to five words: `mail changes domain`, `Leaves scope`. */
  readonly title: string
  /** The cause as a person reads it: the mapping's target, `Scope, clause 2`, `Rules 1 to 3`. */
  readonly causeText: string
}

/** One action of a plan, as a list shows it. */
export interface ActionRow extends Pick<ProvisioningAction, 'job' | 'kind' | 'status' | 'source' | 'target' | 'changes' | 'reason' | 'marks' | 'issues'> {
  /** Where it stands in the plan's order. */
  readonly seq: number
}

/** One action with everything that is known about it. */
export interface ActionView extends ActionRow {
  readonly objectType: string
  readonly causes: readonly Cause[]
  readonly sourceOrigin: string
  /** All attributes of the source object as it was read. */
  readonly sourceAttributes: Readonly<Record<string, AttributeValue>>
  /** Mapped target attributes that stay as they are, with their value. */
  readonly unchanged: readonly { readonly attribute: string; readonly value: AttributeValue }[]
}

export type MatchingTab = 'matched' | 'ambiguous' | 'onlySource' | 'onlyTarget' | 'duplicates' | 'skipped'

export interface MatchingCounts {
  readonly tabs: Readonly<Record<MatchingTab, number>>
  /** How many each matching attribute decided, by priority; links that stood before count as `link`. */
  readonly rules: readonly { readonly attribute: string; readonly priority: number; readonly decided: number }[]
  readonly linked: number
  readonly source: number
  readonly target: number
}

export interface MatchingRow {
  /** Of an account that is only in the target, which `note` gives the reason of. */
  readonly kind?: OnlyTargetKind
  readonly source?: ObjectReference
  readonly target?: ObjectReference
  /** An earlier run found the account; its link is used. */
  readonly linked?: true
  /** The matching attribute that found the account, or is in dispute, and the value that was looked for. */
  readonly on?: string
  readonly value?: string
  readonly candidates?: readonly ObjectReference[]
  readonly note?: string
}

export interface ImpactView {
  readonly disables: number
  readonly deletes: number
  readonly held: number
  readonly failed: number
  readonly hold: GuardHold | null
  readonly causes: readonly { readonly key: string; readonly job: string; readonly text: string; readonly kind: 'disable' | 'delete'; readonly count: number }[]
  /** Types of the source objects whose accounts they are. */
  readonly types: readonly string[]
  /** By the attribute asked for (department by default); blank as its own value. */
  readonly values: readonly { readonly value: string; readonly disable: number; readonly delete: number }[]
  readonly by: string
  readonly attributes: readonly string[]
  /** Every guard of every job of the run: tripped ones first, then those nearest to their limit, then those that are off. */
  readonly guards: readonly GuardView[]
  /** How many names the jobs protect, and how many accounts are held because of it. */
  readonly protected: { readonly names: number; readonly held: number }
  readonly consequences: {
    /** People with a manager among those accounts who get no other; null where what was read names no managers. */
    readonly managers: number | null
    /** Groups that lose members, those that nobody would be left in, and those of them that are administrators' by name; null where what was read names no members. */
    readonly groups: { readonly losing: number; readonly emptied: number; readonly administrators: number } | null
    /** Those among the accounts that others notice: with reports, or the last of a group. */
    readonly noticed: number
  }
}

export interface GuardView extends GuardCount {
  readonly id: string
  readonly job: string
  readonly enabled: boolean
}

export interface ImpactRow {
  readonly seq: number
  readonly kind: 'disable' | 'delete'
  readonly status: ActionStatus
  readonly source?: ObjectReference
  readonly target?: ObjectReference
  readonly by: string
  /** What causes it, in a few words, with the clause or the values that decided. */
  readonly cause: string
  /** What goes with the account: groups, those that nobody would be left in, direct reports. */
  readonly loses: { readonly groups: number; readonly reports: number; readonly emptied: readonly string[] }
  /** How it is taken back: the account is turned on again, restored until an instant, or not at all. */
  readonly takeBack: { readonly how: 'enable' | 'never' } | { readonly how: 'restore'; readonly until: string }
}

export interface ProblemView {
  readonly id: string
  readonly section: 'failures' | 'matching' | 'precedence' | 'configuration' | 'data'
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly sentence: string
  /** Where: a mapping, a JSON path of the project, a file. */
  readonly place: string
  /** What cures it. */
  readonly fix: string
  /** Objects or rows behind it; 0 for a problem of the configuration alone. */
  readonly count: number
  readonly mapping?: string
  readonly job?: string
  /** The system that it is a problem of: the one whose data it is, else the target of its job. */
  readonly system?: string
}

export interface ProblemRow {
  readonly origin: string
  readonly display: string
  readonly message: string
  /** The action in the plan, where it is one, and the source anchor of the person whom it is about. */
  readonly seq?: number
  readonly anchor?: string
  /** Two jobs with different values for one attribute: what the problem's job would write, and what the job that has precedence gives, which stays. */
  readonly conflict?: { readonly attribute: string; readonly value: AttributeValue; readonly winner: { readonly job: string; readonly value: AttributeValue } }
}

export interface ExportCheck {
  readonly job: string
  readonly format: string
  readonly valid: boolean
  readonly errors: number
  readonly warnings: number
  readonly diagnostics: readonly { readonly code: string; readonly severity: 'error' | 'warning' | 'info'; readonly path: string; readonly message: string }[]
  /** The document itself. */
  readonly text: string
  /** What saving it in Entra would set off, from the run that rehearsed this very configuration. */
  readonly provedBy?: { readonly run: number; readonly summary: JobCounts['actions']; readonly held: number; readonly failed: number }
}

export interface ForecastView {
  readonly madeAt: string
  /** Whether the configuration is another than the one it was made with. */
  readonly stale: boolean
  readonly forecast: Forecast
}

/** Where an export went: the file's name without its folder. */
export interface SavedExport {
  readonly file: string
  /** Further files beside it, numbered on: bulk requests. */
  readonly more?: number
}

/** What long work does. */
export type WorkName = 'import' | 'rehearse' | 'forecast'

export type WorkOutcome =
  | { readonly kind: 'rehearsed'; readonly run: number; readonly durationMs: number; readonly text: string }
  | { readonly kind: 'imported'; readonly durationMs: number; readonly text: string }
  | { readonly kind: 'forecast'; readonly durationMs: number; readonly text: string }
  | { readonly kind: 'cancelled'; readonly text: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }

export interface WorkProgressView extends Omit<WorkProgress, 'day'> {
  /** Of a forecast: the days computed so far. */
  readonly days?: readonly ForecastCounts[]
  /** Absent until it can be told; whole seconds. */
  readonly secondsLeft?: number
}

export type { Issue }
