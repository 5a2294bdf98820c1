import type { ProjectState, RunView } from '../../shared/ipc/views'
import type { Navigate } from './navigation'

/** What a screen that shows a run is given. */
export interface RunScreenProps {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  /** The run that is shown; absent while there is none. */
  readonly run: RunView | undefined
  /** Whether it is not known yet which runs there are. */
  readonly runsLoading: boolean
  readonly navigate: Navigate
  readonly onPickRun: (run: number) => void
  readonly onRehearse: () => void
}
