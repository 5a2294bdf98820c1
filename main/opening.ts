import { AppError, toErrorReply } from '../shared/app-error'
import type { ProjectState } from '../shared/ipc/views'
import type { ProjectSession } from './project-session'
import type { SettingsStore } from './settings'

interface Options {
  readonly session: ProjectSession
  readonly settings: SettingsStore
  /** Opens the sample company, making it first where it is not there. */
  readonly sample: () => Promise<ProjectState>
  readonly onBug: (error: unknown) => void
}

export interface Opening {
  /** Opens a folder and remembers it as the last. */
  open(folder: string): Promise<ProjectState>
  openSample(): Promise<ProjectState>
  /** Opens what there is to start with: the folder named, else the last project, else, at the first start, the sample. */
  openFirst(named: string | undefined): Promise<{ readonly notice?: string }>
}

export function opening({ session, settings, sample, onBug }: Options): Opening {
  function remember(state: ProjectState): ProjectState {
    settings.remember({ folder: state.folder, name: state.saved.name, openedAt: new Date().toISOString() })
    return state
  }
  const open = async (folder: string) => remember(await session.open(folder))
  const openSample = async () => remember(await sample())

  return {
    open,
    openSample,
    async openFirst(named) {
      const folder = named ?? settings.last()
      try {
        if (folder !== undefined) await open(folder)
        else if (settings.recent().length === 0) await openSample()
        return {}
      } catch (error) {
        if (!(error instanceof AppError)) onBug(error)
        return { notice: toErrorReply(error).message }
      }
    },
  }
}
