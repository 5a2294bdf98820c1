import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, FolderOpenRegular } from '@fluentui/react-icons'
import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { COMMON } from '../../texts/common'
import { OVERVIEW } from '../../texts/overview'
import { IncrementalNote } from '../../ui/incremental-note'
import { CommandKeys } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { newestRun } from '../../ui/rounds'
import { ScreenFrame } from '../../ui/screen'
import { Mark } from '../../ui/signs'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { useRequest } from '../../use-request'
import { NextCard } from './next-card'
import { OutcomeCard } from './outcome-card'
import './overview.css'
import { RecentRunsCard } from './recent-runs-card'
import { RemovalsCard } from './removals-card'
import { Topology } from './topology'

interface Props {
  readonly project: ProjectState
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly runsLoading: boolean
  readonly problems: readonly ProblemView[]
  readonly running: boolean
  readonly navigate: Navigate
  readonly onRehearse: () => void
  /** Rehearses what was edited since the last run. */
  readonly onRehearseEdits: () => void
  readonly onRead: () => void
  readonly onOpen: () => void
  readonly onPickRun: (run: number | undefined) => void
}

/** How does this project stand, and what is next? */
export function OverviewView({ project, runs, runsLoading, problems, running, navigate, onRehearse, onRehearseEdits, onRead, onOpen, onPickRun }: Props) {
  const systems = useRequest('systems.list', {})
  const { document } = project
  const newest = newestRun(runs)
  const mappings = document.jobs.flatMap((job) => job.objectMappings).reduce((sum, mapping) => sum + mapping.attributeMappings.length, 0)
  const openRun = (run: number): void => { onPickRun(run); navigate('plan') }
  return (
    <ScreenFrame
      title={OVERVIEW.title}
      context={<>{document.sample === true && <Mark>{OVERVIEW.sample}</Mark>}<span>{OVERVIEW.context(document.jobs.length, mappings)}</span></>}
      actions={<>
        <Button appearance="subtle" size="small" icon={<ArrowDownloadRegular />} disabled={running} onClick={onRead}>{OVERVIEW.readAll}</Button>
        <Button appearance="subtle" size="small" icon={<FolderOpenRegular />} onClick={onOpen}>{OVERVIEW.openFolder}</Button>
      </>}
    >
      <div className="overview">
        {systems.status === 'failed' && <FailedState failure={systems.failure} onRetry={systems.reload} />}
        {document.systems.length === 0
          ? (
            <EmptyState
              title={OVERVIEW.noSystems}
              action={<Button appearance="primary" onClick={() => { navigate('connections', { add: 1 }) }}>{OVERVIEW.addSystem}</Button>}
            >
              {OVERVIEW.noSystemsWhy}
            </EmptyState>
          )
          : <Topology document={document} systems={systems.value} run={newest} problems={problems} navigate={navigate} />}
        {runsLoading && <Skeleton />}
        {!runsLoading && newest === undefined && document.systems.length > 0 && (
          <div className="overview-empty">
            <EmptyState
              title={OVERVIEW.empty} picture={<Picture />}
              action={<>
                <Button appearance="primary" disabled={running} onClick={onRehearse}>{COMMON.rehearseFirst} <CommandKeys command="rehearse" /></Button>
                <Button onClick={() => { navigate('mappings') }}>{OVERVIEW.mappingsFirst}</Button>
              </>}
            >
              <p>{OVERVIEW.emptyWhy(document.jobs.length)}</p>
              <p className="small">{OVERVIEW.emptyNote}</p>
            </EmptyState>
          </div>
        )}
        {newest !== undefined && <IncrementalNote runs={runs} run={newest} onPick={openRun} />}
        {newest !== undefined && (
          <div className="overview-cards">
            <NextCard project={project} run={newest} problems={problems} navigate={navigate} onRehearseEdits={onRehearseEdits} />
            <RecentRunsCard runs={runs} navigate={navigate} onOpen={openRun} />
            <RemovalsCard runs={runs} document={document} onOpen={openRun} />
            <OutcomeCard document={document} run={newest} />
          </div>
        )}
      </div>
    </ScreenFrame>
  )
}

function Picture() {
  return (
    <svg className="overview-picture" width="152" height="84" viewBox="0 0 152 84" aria-hidden="true">
      <rect x="2" y="4" width="98" height="72" rx="6" className="sheet-back" />
      <rect x="52" y="12" width="98" height="70" rx="6" className="sheet" />
      <g className="lines">
        <rect x="76" y="27" width="50" height="5" rx="2.5" />
        <rect x="76" y="44" width="62" height="5" rx="2.5" />
        <rect x="76" y="61" width="34" height="5" rx="2.5" />
      </g>
      <rect x="62" y="25" width="9" height="9" rx="2" className="dot-create" />
      <rect x="62" y="42" width="9" height="9" rx="2" className="dot-update" />
      <rect x="62" y="59" width="9" height="9" rx="2" className="dot-disable" />
    </svg>
  )
}
