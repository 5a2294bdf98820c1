import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { PROBLEMS } from '../../texts/problems'
import { CopyButton } from '../../ui/copy-button'
import { IncrementalNote } from '../../ui/incremental-note'
import type { ScreenParams } from '../../ui/navigation'
import { NoRun } from '../../ui/no-run'
import { nounIn } from '../../ui/object-noun'
import { RunPicker } from '../../ui/run-picker'
import type { RunScreenProps } from '../../ui/run-screen'
import { ScreenFrame } from '../../ui/screen'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import type { Requested } from '../../use-request'
import { ProblemList } from './problem-list'
import { toText } from './problem-rows'
import './problems.css'

interface Props extends Omit<RunScreenProps, 'runsLoading'> {
  /** The same answer that the badges are counted from. */
  readonly problems: Requested<readonly ProblemView[]>
  readonly params: ScreenParams
}

/** What is wrong, where, and what cures it? */
export function ProblemsView({ project, runs, run, problems: answer, params, navigate, onPickRun, onRehearse }: Props) {
  const problems = answer.value
  return (
    <ScreenFrame
      title={PROBLEMS.title}
      context={<><span>{PROBLEMS.context(run?.run)}</span>{run !== undefined && <RunPicker runs={runs} run={run} onPick={onPickRun} />}</>}
      actions={problems === undefined || problems.length === 0
        ? undefined
        : <CopyButton label={PROBLEMS.copyAll} done={PROBLEMS.copied} text={() => toText(problems)} />}
    >
      {run !== undefined && <IncrementalNote runs={runs} run={run} onPick={onPickRun} />}
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {problems === undefined && answer.status === 'loading' && <Skeleton rows={10} />}
      {problems?.length === 0 && answer.status !== 'failed' && <Nothing project={project} run={run} onRehearse={onRehearse} />}
      {problems !== undefined && problems.length > 0 && (
        <ProblemList problems={problems} run={run?.run} document={project.document} asked={params['problem']} ofSystem={params['system']} navigate={navigate} />
      )}
    </ScreenFrame>
  )
}

function Nothing({ project, run, onRehearse }: { readonly project: ProjectState; readonly run: RunView | undefined; readonly onRehearse: () => void }) {
  if (run === undefined) {
    return <NoRun loading={false} title={PROBLEMS.emptyNoRun} onRehearse={onRehearse}>{PROBLEMS.emptyNoRunWhy}</NoRun>
  }
  const mappings = project.document.jobs.flatMap((job) => job.objectMappings.flatMap((mapping) => mapping.attributeMappings)).length
  return (
    <EmptyState title={PROBLEMS.empty(mappings, run.jobs[0]?.sourceObjects ?? 0, nounIn(project.document.jobs.slice(0, 1)))}>
      {PROBLEMS.emptyWhy(run.run)}
    </EmptyState>
  )
}
