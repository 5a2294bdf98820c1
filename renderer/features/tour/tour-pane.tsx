import { Button } from '@fluentui/react-components'
import { CheckmarkCircleFilled, CompassNorthwestRegular, FolderOpenRegular } from '@fluentui/react-icons'
import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { SCREEN_TITLES } from '../../texts/shell'
import { TOUR } from '../../texts/tour'
import { CommandKeys } from '../../ui/key'
import type { Navigate, Screen } from '../../ui/navigation'
import { Pane } from '../../ui/pane'
import { newestRun } from '../../ui/rounds'
import { useRequest } from '../../use-request'
import { tourSteps } from './tour-steps'
import './tour.css'

interface Props {
  readonly project: ProjectState
  readonly runs: readonly RunView[]
  readonly problems: readonly ProblemView[]
  readonly seen: ReadonlySet<Screen>
  readonly navigate: Navigate
  readonly running: boolean
  readonly onRehearse: () => void
  readonly onOpenOwn: () => void
  readonly onLeave: () => void
}

/** What there is to see in the sample, a step for each screen; it can be left at any step and taken up again. */
export function TourPane({ project, runs, problems, seen, running, navigate, onRehearse, onOpenOwn, onLeave }: Props) {
  const newest = newestRun(runs)
  const job = project.document.jobs[0]?.id
  // Looking for them takes a second, so that nobody is asked before the screen that shows them was opened.
  const near = useRequest('matching.near', newest === undefined || job === undefined || !seen.has('matching') ? null : { run: newest.run, job })
  const steps = tourSteps({ project, runs, problems, seen, decided: (near.value?.accepted ?? 0) + (near.value?.rejected ?? 0) })
  const current = steps.find((step) => !step.done)
  return (
    <Pane
      title={TOUR.title} sign={<CompassNorthwestRegular className="tour-sign" aria-hidden="true" />}
      aside={TOUR.done(steps.filter((step) => step.done).length, steps.length)} onClose={onLeave}
      footer={(
        <>
          <Button appearance="subtle" onClick={onLeave}>{TOUR.leave}</Button>
          <Button className="tour-own" icon={<FolderOpenRegular />} onClick={onOpenOwn}>{TOUR.own}</Button>
        </>
      )}
    >
      <p className="quiet tour-lead">{TOUR.lead}</p>
      <ol className="tour-steps">
        {steps.map((step, index) => (
          <li key={step.id} className={step === current ? 'tour-step current' : 'tour-step'} aria-current={step === current ? 'step' : undefined}>
            {step.done
              ? <CheckmarkCircleFilled className="tour-tick" aria-label={TOUR.stepDone} />
              : <span className="tour-number" aria-hidden="true">{index + 1}</span>}
            <div>
              <button type="button" className="tour-title" onClick={() => { navigate(step.screen, step.params) }}>{step.title}</button>
              <p className="small quiet">{step.text}</p>
              {step === current && step.id === 'first' && (
                <Button appearance="primary" size="small" disabled={running} onClick={onRehearse}>{TOUR.rehearse} <CommandKeys command="rehearse" /></Button>
              )}
              {step === current && step.id !== 'first' && (
                <Button appearance="primary" size="small" onClick={() => { navigate(step.screen, step.params) }}>
                  {TOUR.show(SCREEN_TITLES[step.screen])}
                </Button>
              )}
            </div>
            <span className="small quiet" aria-hidden="true">{SCREEN_TITLES[step.screen]}</span>
          </li>
        ))}
      </ol>
    </Pane>
  )
}
