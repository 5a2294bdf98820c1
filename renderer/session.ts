import { create } from 'zustand'
import type { AppEvent } from '../shared/ipc/contract'
import type { AppState, ProjectState, RunView, Settings, WorkName, WorkOutcome, WorkProgressView } from '../shared/ipc/views'
import { assertNever } from '../shared/assert'
import type { Screen, ScreenParams } from './ui/navigation'
import { newestRun } from './ui/rounds'

export interface Place {
  readonly screen: Screen
  readonly params: ScreenParams
}

export interface Work {
  readonly work: number
  readonly name: WorkName
  readonly text: string
  /** Every step so far in order, the newest last. */
  readonly steps: readonly WorkProgressView[]
}

interface Session {
  readonly state: AppState | undefined
  readonly settings: Settings | undefined
  readonly project: ProjectState | null
  readonly works: readonly Work[]
  readonly outcome: WorkOutcome | undefined
  /** The work that ended with it. */
  readonly ended: number | undefined
  readonly places: readonly Place[]
  readonly forward: readonly Place[]
  /** The run that Plan, Impact and Problems show; the newest where none was chosen. */
  readonly run: number | undefined
  readonly start: (state: AppState) => void
  readonly keepSettings: (settings: Settings) => void
  readonly setProject: (project: ProjectState | null) => void
  readonly go: (screen: Screen, params?: ScreenParams) => void
  readonly back: () => void
  readonly ahead: () => void
  readonly pickRun: (run: number | undefined) => void
  /** The end of the last work is no longer told. */
  readonly dismiss: () => void
  readonly take: (event: Exclude<AppEvent, { kind: 'command' }>) => void
}

const OVERVIEW: Place = { screen: 'overview', params: {} }
const MOST_PLACES = 50

/** What the window knows of the application: the open project, the work under way, and where the person is. */
export const useSession = create<Session>((set) => ({
  state: undefined, settings: undefined, project: null, works: [], outcome: undefined, ended: undefined, places: [OVERVIEW], forward: [], run: undefined,
  start: (state) => {
    set({
      state, settings: state.settings, project: state.project,
      works: state.work === undefined
        ? []
        : [{ work: state.work.work, name: state.work.name, text: state.work.text, steps: state.work.progress === undefined ? [] : [state.work.progress] }],
    })
  },
  keepSettings: (settings) => { set({ settings }) },
  setProject: (project) => {
    set((before) => before.project?.folder === project?.folder ? { project } : { project, places: [OVERVIEW], forward: [], run: undefined, outcome: undefined })
  },
  go: (screen, params = {}) => { set((before) => ({ places: [...before.places.slice(-MOST_PLACES), { screen, params }], forward: [] })) },
  back: () => {
    set((before) => {
      const left = before.places.at(-1)
      return before.places.length < 2 || left === undefined ? {} : { places: before.places.slice(0, -1), forward: [left, ...before.forward] }
    })
  },
  ahead: () => {
    set((before) => {
      const [next, ...rest] = before.forward
      return next === undefined ? {} : { places: [...before.places, next], forward: rest }
    })
  },
  pickRun: (run) => { set({ run }) },
  dismiss: () => { set({ outcome: undefined }) },
  take: (event) => { set((before) => after(before, event)) },
}))

function after(session: Session, event: Exclude<AppEvent, { kind: 'command' }>): Partial<Session> {
  switch (event.kind) {
    case 'workStarted': return {
      works: [...session.works.filter((work) => work.work !== event.work), { work: event.work, name: event.name, text: event.text, steps: [] }],
    }
    case 'workProgress': return {
      works: session.works.map((work) => work.work === event.work ? { ...work, steps: withStep(work.steps, event.progress) } : work),
    }
    case 'workFinished': return {
      works: session.works.filter((work) => work.work !== event.work), outcome: event.outcome, ended: event.work,
      ...(event.outcome.kind === 'rehearsed' && { run: undefined }),
    }
    case 'projectChanged': return session.project?.folder === event.project?.folder
      ? { project: event.project }
      : { project: event.project, places: [OVERVIEW], forward: [], run: undefined, outcome: undefined }
    default: return assertNever(event)
  }
}

/** Progress of the same step replaces what was there; a new step comes after. */
export function withStep(steps: readonly WorkProgressView[], progress: WorkProgressView): readonly WorkProgressView[] {
  const last = steps.at(-1)
  const same = last?.step === progress.step && last.label === progress.label && last.round === progress.round
  return same ? [...steps.slice(0, -1), progress] : [...steps, progress]
}

/** The run that was picked, where it was planned to its end; else the newest. */
export function shownRun(runs: readonly RunView[], picked: number | undefined): RunView | undefined {
  return runs.find((run) => run.status === 'done' && run.run === picked) ?? newestRun(runs)
}
