import type { AppState } from '../../shared/ipc/views'
import type { JobHost } from '../jobs/job-host'
import type { ProjectSession } from '../project-session'
import type { SettingsStore } from '../settings'
import type { Handlers } from './answer'

interface Options {
  readonly about: Pick<AppState, 'version' | 'platform' | 'engines' | 'frame'>
  readonly settings: SettingsStore
  readonly session: ProjectSession
  readonly jobs: JobHost
  /** Settled when the project to start with is open, or it is known why there is none. */
  readonly started: Promise<{ readonly notice?: string }>
  /** Theme and zoom changed. */
  readonly onAppearance: () => void
}

/** What the window asks once it opens, and what a person sets. */
export function appRequests({ about, settings, session, jobs, started, onAppearance }: Options): Handlers<'app.state' | 'app.saveSettings'> {
  return {
    'app.state': async () => {
      const { notice } = await started
      const project = session.state()
      const work = jobs.current()
      return {
        ...about,
        settings: settings.settings(),
        ...(settings.lost && { settingsLost: true }),
        recent: settings.recent(),
        project,
        ...(notice !== undefined && project === null ? { notice } : {}),
        ...(work ? { work } : {}),
      }
    },
    'app.saveSettings': (changes) => {
      const { theme, zoomPercent } = settings.settings()
      const saved = settings.saveSettings(changes as Partial<AppState['settings']>)
      if (saved.theme !== theme || saved.zoomPercent !== zoomPercent) onAppearance()
      return saved
    },
  }
}
