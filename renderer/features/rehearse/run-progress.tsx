import { Button, ProgressBar } from '@fluentui/react-components'
import { ArrowCircleRightFilled, CheckmarkCircleFilled, StopRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { WorkProgressView } from '../../../shared/ipc/views'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber, formatPercent, formatTimeLeft } from '../../ui/format'
import { Key } from '../../ui/key'
import { plannedAt } from './planned-at'
import { PlannedSoFar } from './planned-so-far'

interface Props {
  readonly work: { readonly text: string; readonly steps: readonly WorkProgressView[] }
  readonly onCancel: () => void
}

/** The step under way with its bar, and the steps before it with their counts and what each job plans. */
export function RunProgress({ work, onCancel }: Props) {
  const current = work.steps.at(-1)
  const newest = useRef<HTMLLIElement>(null)
  useEffect(() => { newest.current?.scrollIntoView({ block: 'nearest' }) }, [work.steps.length])
  return (
    <section className="run-progress" aria-label={work.text}>
      <header>
        <h2>{work.text}</h2>
        <span className="run-numbers number">
          {current === undefined ? REHEARSE.starting : said(current)}
          {current?.secondsLeft !== undefined && <span className="quiet"> {formatTimeLeft(current.secondsLeft)}</span>}
        </span>
        <Button size="small" icon={<StopRegular />} onClick={onCancel}>{REHEARSE.cancel} <Key>Shift</Key><Key>F5</Key></Button>
      </header>
      <ProgressBar
        thickness="large" aria-label={work.text} aria-valuetext={current === undefined ? REHEARSE.starting : said(current)}
        value={current?.total === undefined ? undefined : current.done / Math.max(1, current.total)}
      />
      <ol className="run-steps">
        {work.steps.map((step, index) => {
          const last = index === work.steps.length - 1
          const planned = plannedAt(work.steps, index)
          return (
            <li key={`${String(index)} ${step.label} ${step.step}`} ref={last ? newest : undefined} className={last ? 'run-step current' : 'run-step'} aria-current={last ? 'step' : undefined}>
              {last ? <ArrowCircleRightFilled className="step-current" aria-hidden="true" /> : <CheckmarkCircleFilled className="step-done" aria-label={REHEARSE.stepDone} />}
              <span>{REHEARSE.steps[step.step]}</span>
              <span className="small quiet ellipsis" title={step.label}>{step.label}</span>
              <span>{planned !== undefined && <PlannedSoFar planned={planned} />}</span>
              <span className="number">{last ? said(step) : REHEARSE.progressUnknown(formatNumber(step.total ?? step.done), step.unit)}</span>
              <span className="number small quiet">{last && step.total !== undefined ? formatPercent(step.done, step.total) : ''}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function said(step: WorkProgressView): string {
  return step.total === undefined
    ? REHEARSE.progressUnknown(formatNumber(step.done), step.unit)
    : REHEARSE.progress(formatNumber(step.done), formatNumber(step.total), step.unit)
}
