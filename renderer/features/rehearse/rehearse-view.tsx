import type { ProjectState, RunView, WorkName, WorkProgressView } from '../../../shared/ipc/views'
import { REHEARSE } from '../../texts/rehearse'
import type { Navigate } from '../../ui/navigation'
import { newestRun } from '../../ui/rounds'
import { ScreenFrame } from '../../ui/screen'
import { Skeleton } from '../../ui/states'
import { ChoicesForm } from './choices-form'
import type { RehearseInput } from './choices'
import { EarlierRuns } from './earlier-runs'
import { RunProgress } from './run-progress'
import './rehearse.css'
import { RoundsCard } from './rounds-card'

interface Props {
  /** Whether another clock is about to be chosen. */
  readonly asOf: boolean
  readonly project: ProjectState
  /** Edits of the draft. */
  readonly edits: number
  /** Newest first. */
  readonly runs: readonly RunView[]
  readonly runsLoading: boolean
  /** The one job that runs; absent for all of them. */
  readonly job: string | undefined
  /** What is under way, of whatever kind: nothing else begins meanwhile. */
  readonly work: { readonly work: number; readonly name: WorkName; readonly text: string; readonly steps: readonly WorkProgressView[] } | undefined
  readonly navigate: Navigate
  readonly onRehearse: (input: RehearseInput) => void
  readonly onCancel: (work: number) => void
  readonly onPickRun: (run: number) => void
}

/** What shall be rehearsed, and how far is it? */
export function RehearseView({ asOf, project, edits, runs, runsLoading, job, work, navigate, onRehearse, onCancel, onPickRun }: Props) {
  const first = newestRun(runs)
  const rehearsal = work?.name === 'rehearse' ? work : undefined
  const open = (run: number): void => { onPickRun(run); navigate('plan') }
  return (
    <ScreenFrame title={REHEARSE.title} context={<span>{REHEARSE.jobs(project.document.jobs.length)}</span>}>
      <div className="rehearse">
        {runsLoading
          ? <Skeleton rows={2} />
          : (
            <ChoicesForm
              key={String(runs.length > 0)} asOf={asOf} project={project} edits={edits} runs={runs.length} running={work !== undefined}
              onRehearse={onRehearse}
            />
          )}
        {rehearsal !== undefined && (
          <RunProgress
            work={rehearsal}
            document={job === undefined ? project.document : { ...project.document, jobs: project.document.jobs.filter(({ id }) => id === job) }}
            onCancel={() => { onCancel(rehearsal.work) }}
          />
        )}
        {rehearsal === undefined && first?.chain !== undefined && (
          <RoundsCard runs={runs} first={first} chain={first.chain} document={project.document} navigate={navigate} onOpen={open} />
        )}
        <EarlierRuns
          runs={runs} loading={runsLoading} running={rehearsal !== undefined} onOpen={open}
          onCompare={(a, b) => { onPickRun(b); navigate('plan', { compare: a }) }}
        />
      </div>
    </ScreenFrame>
  )
}
