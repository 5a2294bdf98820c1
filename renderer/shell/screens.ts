import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'
import type { ProblemView, ProjectState, RunView, WorkOutcome } from '../../shared/ipc/views'
import type { Work } from '../session'
import { SCREENS, type Navigate, type Screen, type ScreenParams } from '../ui/navigation'
import type { Requested } from '../use-request'

/** What a screen of its own folder is given. */
export interface FeatureProps {
  readonly project: ProjectState
  readonly navigate: Navigate
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly run?: RunView
  readonly runsLoading: boolean
  readonly problems: Requested<readonly ProblemView[]>
  /** Whether something is being read or rehearsed. */
  readonly running: boolean
  readonly works: readonly Work[]
  /** The work that ended last, and how. */
  readonly ended?: { readonly work: number; readonly outcome: WorkOutcome }
  readonly params: ScreenParams
  readonly onPickRun: (run: number) => void
  readonly onRehearse: () => void
  /** Rehearses a run again as if the accepted near matches had been filled in; absent while something runs. */
  readonly onBackfill: ((run: RunView) => void) | undefined
  readonly onProject: (project: ProjectState) => void
  readonly onCancel: (work: number) => void
  /** On authoring screens, the line that says what the draft would make of the last run. */
  readonly effect?: ReactNode
}

type FeatureModule = Readonly<Record<string, ComponentType<FeatureProps>>>

const modules = import.meta.glob<FeatureModule>('../features/{connections,scope,matching,problems,export,forecast,log,person}/*-view.tsx')

/** Two features make one screen here, so that it is put together in the shell. */
const MAPPINGS = lazy<ComponentType<FeatureProps>>(async () => ({ default: (await import('./mappings-screen')).MappingsScreen }))

/** Screens that are loaded when they are first opened: `features/matching/matching-view.tsx` exports `MatchingView`. */
export const LAZY_SCREENS: Readonly<Partial<Record<Screen, LazyExoticComponent<ComponentType<FeatureProps>>>>> = {
  mappings: MAPPINGS,
  ...Object.fromEntries([...SCREENS, 'person' as const].flatMap((screen) => {
    const load = modules[`../features/${screen}/${screen}-view.tsx`]
    if (load === undefined) return []
    const name = `${screen.charAt(0).toUpperCase()}${screen.slice(1)}View`
    return [[screen, lazy(async () => {
      const view = (await load())[name]
      if (view === undefined) throw new Error(`${screen}-view.tsx does not export ${name}`)
      return { default: view }
    })]]
  })),
}

const OWN: readonly Screen[] = ['overview', 'rehearse', 'plan', 'impact', 'settings']

/** The screens there are, in the navigation's order. A place that is not built is absent. */
export const BUILT_SCREENS: readonly Screen[] = SCREENS.filter((screen) => OWN.includes(screen) || LAZY_SCREENS[screen] !== undefined)
