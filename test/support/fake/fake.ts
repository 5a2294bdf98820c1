import type { AppEvent, InputOf, OutputOf, RequestName } from '../../../shared/ipc/contract'
import type { ProjectState, RunView, Settings } from '../../../shared/ipc/views'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { FakeAction, FakeData } from '../fake-data'

export interface FakeOptions {
  /** `start`: no project; `firstRun`: the sample, read and never rehearsed; `rehearsed`: with runs and a draft. */
  readonly state: 'start' | 'firstRun' | 'rehearsed'
  readonly theme?: Settings['theme']
  readonly tour?: Settings['tour']
  /** Requests that fail. */
  readonly failing?: readonly RequestName[]
  /** Milliseconds of a forecast, the second half of whose days comes at once. */
  readonly forecastMs?: number
  /** Milliseconds of a rehearsal. */
  readonly rehearsalMs?: number
}

export type Answers<Names extends RequestName> = { readonly [N in Names]: (input: InputOf<N>) => OutputOf<N> }

/** What the parts of the stub share: its data, what changes while it is used, and small tools. */
export interface Fake {
  readonly data: FakeData
  readonly options: FakeOptions
  settings: Settings
  project: ProjectState | null
  /** Newest first. */
  runs: readonly RunView[]
  readonly listeners: Set<(event: AppEvent) => void>
  readonly emit: (event: AppEvent) => void
  readonly refuse: (message: string) => never
  readonly page: <Row>(rows: readonly Row[], at: { readonly offset: number; readonly limit: number }) => { readonly total: number; readonly offset: number; readonly rows: readonly Row[] }
  /** Without case and diacritics. */
  readonly fold: (text: string) => string
  readonly has: (action: FakeAction, search: string | undefined) => boolean
  /** An action as a page of a plan has it, and as the plan itself has it. */
  readonly row: (action: FakeAction) => Omit<FakeAction, 'groups' | 'department' | 'removal'>
  readonly whole: (action: FakeAction) => ProvisioningAction
  readonly removals: readonly FakeAction[]
  readonly planned: (kind: FakeAction['kind']) => number
}

/** Runs inside the page as text: nothing but types may come from outside. */
export function fakeOf(data: FakeData, options: FakeOptions): Fake {
  const { draft: _, ...noDraft } = data.project
  const listeners = new Set<(event: AppEvent) => void>()
  const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const removals = data.actions.filter((action) => action.removal !== undefined)
  return {
    data, options, listeners, fold, removals,
    settings: { theme: options.theme ?? 'light', density: 'default', zoomPercent: 100, navigationCollapsed: false, paneWidth: 336, lastScreen: 'overview', tour: options.tour ?? (options.state === 'firstRun' ? 'open' : 'left'), font: 'system', editorFontSize: 13, editorWrap: true, editorValues: true, keys: {}, letterKeys: true },
    project: options.state === 'start' ? null : options.state === 'firstRun' ? { ...noDraft, document: data.project.saved } : data.project,
    runs: options.state === 'rehearsed' ? data.runs : [],
    emit: (event) => { for (const listener of listeners) listener(event) },
    refuse: (message) => { throw new Error(message) },
    page: (rows, { offset, limit }) => ({ total: rows.length, offset, rows: rows.slice(offset, offset + limit) }),
    has: (action, search) => search === undefined || search === '' || fold(`${action.source?.display ?? ''} ${action.source?.anchor ?? ''} ${action.changes.map((change) => String(change.after ?? '')).join(' ')}`).includes(fold(search)),
    row: ({ groups: _groups, department: _department, removal: _removal, ...rest }) => rest,
    whole: ({ groups: _groups, department: _department, removal: _removal, seq: _seq, ...action }) => ({ ...action, objectMapping: 'workers', objectType: 'user' }),
    planned: (kind) => removals.filter((action) => action.kind === kind && action.status === 'planned').length,
  }
}
