import { ProgressBar, Tooltip } from '@fluentui/react-components'
import { CheckmarkCircleRegular, DismissCircleRegular, ErrorCircleRegular, InfoRegular, LockClosedRegular, WarningRegular } from '@fluentui/react-icons'
import type { ProblemView, RunView, WorkOutcome } from '../../shared/ipc/views'
import type { Work } from '../session'
import { SHELL } from '../texts/shell'
import { formatDuration, formatNumber, formatTimeLeft } from '../ui/format'
import type { Navigate } from '../ui/navigation'
import { Clock } from './clock'

interface Props {
  readonly project: boolean
  readonly problems: readonly ProblemView[]
  readonly works: readonly Work[]
  readonly outcome: WorkOutcome | undefined
  readonly run: RunView | undefined
  readonly navigate: Navigate
  readonly onCancel: (work: number) => void
  /** Rehearses once more as of now. */
  readonly onToday: () => void
}

/** Problems, what is under way or how it ended, the clock of the shown run, and that nothing is written outside. */
export function StatusBar({ project, problems, works, outcome, run, navigate, onCancel, onToday }: Props) {
  const [work] = works
  const count = (severity: ProblemView['severity']): number => problems.filter((problem) => problem.severity === severity).length
  return (
    <footer className="status-bar" aria-label={SHELL.status} data-region="status" tabIndex={-1}>
      {project && (
        <button type="button" className="status-part" onClick={() => { navigate('problems') }}>
          <ErrorCircleRegular aria-hidden="true" />{count('error')}<span className="visually-hidden"> {SHELL.errorWord(count('error'))}, </span>
          <WarningRegular aria-hidden="true" />{count('warning')}<span className="visually-hidden"> {SHELL.warningWord(count('warning'))}, </span>
          <InfoRegular aria-hidden="true" />{count('info')}<span className="visually-hidden"> {SHELL.noteWord(count('info'))}</span>
        </button>
      )}
      <span role="status" className="status-text">
        {work === undefined && outcome !== undefined && <Outcome outcome={outcome} />}
        {!project && work === undefined && SHELL.noProject}
      </span>
      {work !== undefined && <Running work={work} onCancel={onCancel} />}
      {works.length > 1 && <span>{SHELL.more(works.length - 1)}</span>}
      <span className="status-end">
        {run !== undefined && <Clock now={run.now} running={work !== undefined} onToday={onToday} onOther={() => { navigate('rehearse', { asOf: 1 }) }} />}
        {run !== undefined && <span className="status-part">{SHELL.seed(run.seed)}</span>}
        <Tooltip content={SHELL.readsOnlyWhy} relationship="description">
          <span className="status-part"><LockClosedRegular aria-hidden="true" />{SHELL.readsOnly}</span>
        </Tooltip>
      </span>
    </footer>
  )
}

function Running({ work, onCancel }: { readonly work: Work; readonly onCancel: (work: number) => void }) {
  const step = work.steps.at(-1)
  const said = step === undefined ? '' : step.total === undefined
    ? SHELL.progressUnknown(formatNumber(step.done), step.unit)
    : SHELL.progress(formatNumber(step.done), formatNumber(step.total), step.unit)
  return (
    <span className="status-part">
      <strong className="ellipsis">{work.text}</strong>
      <ProgressBar
        className="status-progress" thickness="large" value={step?.total === undefined ? undefined : step.done / Math.max(1, step.total)}
        aria-label={work.text} aria-valuetext={said === '' ? undefined : said}
      />
      <span className="number">{said}{step?.secondsLeft === undefined ? '' : `, ${formatTimeLeft(step.secondsLeft)}`}</span>
      <button type="button" className="link" onClick={() => { onCancel(work.work) }}>{SHELL.cancelWork}</button>
    </span>
  )
}

function Outcome({ outcome }: { readonly outcome: WorkOutcome }) {
  const good = outcome.kind === 'rehearsed' || outcome.kind === 'imported' || outcome.kind === 'forecast'
  const text = outcome.kind === 'failed' ? outcome.message
    : 'durationMs' in outcome ? SHELL.took(outcome.text, formatDuration(outcome.durationMs)) : outcome.text
  return (
    <span className="status-part" title={text}>
      {good ? <CheckmarkCircleRegular aria-hidden="true" /> : <DismissCircleRegular aria-hidden="true" />}
      <span className="ellipsis">{text}</span>
    </span>
  )
}
