import { Button, ProgressBar } from '@fluentui/react-components'
import { StopRegular } from '@fluentui/react-icons'
import type { WorkProgressView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber, formatTimeLeft } from '../../ui/format'
import { CommandKeys } from '../../ui/key'
import { StatusSign } from '../../ui/signs'
import { JobCards } from './job-progress'
import { PlannedSoFar } from './planned-so-far'
import { runState, type RunState } from './run-state'

interface Props {
  readonly work: { readonly text: string; readonly steps: readonly WorkProgressView[] }
  readonly document: ProjectDocument
  readonly onCancel: () => void
}

/** The step under way with its bar; the systems read; what earlier rounds planned; and a card for each job. */
export function RunProgress({ work, document, onCancel }: Props) {
  const current = work.steps.at(-1)
  const state = runState(work.steps, document.jobs)
  const saying = current === undefined ? REHEARSE.starting : said(current)
  return (
    <section className="run-progress" aria-label={work.text}>
      <header>
        <h2>{state.round === undefined ? work.text : REHEARSE.inRound(work.text, state.round)}</h2>
        <span className="run-numbers number">
          {current !== undefined && <span className="quiet">{REHEARSE.steps[current.step]} · {current.label} · </span>}{saying}
          {current?.secondsLeft !== undefined && <span className="quiet"> {formatTimeLeft(current.secondsLeft)}</span>}
        </span>
        <Button size="small" icon={<StopRegular />} onClick={onCancel}>{REHEARSE.cancel} <CommandKeys command="cancel" /></Button>
      </header>
      <ProgressBar
        thickness="large" aria-label={work.text} aria-valuetext={saying}
        value={current?.total === undefined ? undefined : current.done / Math.max(1, current.total)}
      />
      <Systems systems={state.systems} />
      {state.earlier.length > 0 && (
        <ul className="run-rounds" aria-label={REHEARSE.earlierRounds}>
          {state.earlier.map(({ round, planned }) => (
            <li key={round}><StatusSign status="good">{REHEARSE.roundOver(round)}</StatusSign><PlannedSoFar planned={planned} /></li>
          ))}
        </ul>
      )}
      {work.steps.some(({ job }) => job !== undefined) && <JobCards jobs={state.jobs} document={document} />}
    </section>
  )
}

function Systems({ systems }: Pick<RunState, 'systems'>) {
  if (systems.length === 0) return null
  return (
    <ul className="run-systems small" aria-label={REHEARSE.systemsRead}>
      {systems.map(({ name, objects, reading }) => (
        <li key={name}>
          <StatusSign status={reading ? 'info' : 'good'} />
          <span>{name}</span>
          {objects > 0 && <span className="number quiet">{formatNumber(objects)}</span>}
        </li>
      ))}
    </ul>
  )
}

function said(step: WorkProgressView): string {
  return step.total === undefined
    ? REHEARSE.progressUnknown(formatNumber(step.done), step.unit)
    : REHEARSE.progress(formatNumber(step.done), formatNumber(step.total), step.unit)
}
