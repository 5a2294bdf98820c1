/** The screens of the window. A screen that is not built is not in this list. */
export type Screen =
  | 'overview' | 'connections' | 'mappings' | 'scope' | 'matching' | 'rehearse' | 'plan' | 'impact' | 'forecast' | 'log' | 'problems' | 'export' | 'settings'
  /** Opened from a name, and not in the navigation. */
  | 'person'

/** What a screen is opened with: a job, a mapping, a run, a group. Every screen has a good answer to their absence. */
export type ScreenParams = Readonly<Record<string, string | number>>

export type Navigate = (screen: Screen, params?: ScreenParams) => void

/** In the order of the navigation, which is that of `Ctrl+1` to `Ctrl+9`; settings stand at the foot. */
export const SCREENS = [
  'overview', 'connections', 'mappings', 'scope', 'matching', 'rehearse', 'plan', 'impact', 'forecast', 'log', 'problems', 'export', 'settings',
] as const satisfies readonly Screen[]
