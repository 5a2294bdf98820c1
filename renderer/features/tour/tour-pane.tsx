import { Button } from '@fluentui/react-components'
import { CheckmarkCircleFilled, CompassNorthwestRegular, FolderOpenRegular } from '@fluentui/react-icons'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import { SCREEN_TITLES } from '../../texts/shell'
import { TOUR } from '../../texts/tour'
import { Key } from '../../ui/key'
import type { Navigate, Screen } from '../../ui/navigation'
import { Pane } from '../../ui/pane'
import { tourSteps } from './tour-steps'
import './tour.css'

interface Props {
  readonly project: ProjectState
  readonly runs: readonly RunView[]
  readonly seen: ReadonlySet<Screen>
  readonly navigate: Navigate
  readonly onRehearse: () => void
  readonly onOpenOwn: () => void
  readonly onLeave: () => void
}

export function TourPane({ project, runs, seen, navigate, onRehearse, onOpenOwn, onLeave }: Props) {
  const steps = tourSteps({ project, runs, seen })
  const current = steps.find((step) => !step.done)
  return (
    <Pane
      title={TOUR.title} sign={<CompassNorthwestRegular className="tour-sign" aria-hidden="true" />} aside={TOUR.done(steps.filter((step) => step.done).length, steps.length)} onClose={onLeave}
      footer={<><Button appearance="subtle" onClick={onLeave}>{TOUR.leave}</Button><Button className="tour-own" icon={<FolderOpenRegular />} onClick={onOpenOwn}>{TOUR.own}</Button></>}
    >
      <p className="quiet tour-lead">{TOUR.lead}</p>
      <ol className="tour-steps">
        {steps.map((step, index) => (
          <li key={step.id} className={step === current ? 'tour-step current' : 'tour-step'} aria-current={step === current ? 'step' : undefined}>
            {step.done ? <CheckmarkCircleFilled className="tour-tick" aria-label={TOUR.stepDone} /> : <span className="tour-number" aria-hidden="true">{index + 1}</span>}
            <div>
              <button type="button" className="tour-title" onClick={() => { navigate(step.screen) }}>{step.title}</button>
              <p className="small quiet">{step.text}</p>
              {step === current && step.id === 'first' && <Button appearance="primary" size="small" onClick={onRehearse}>{TOUR.rehearse} <Key>F5</Key></Button>}
              {step === current && step.id !== 'first' && <Button appearance="primary" size="small" onClick={() => { navigate(step.screen) }}>{TOUR.show(SCREEN_TITLES[step.screen])}</Button>}
            </div>
            <span className="small quiet" aria-hidden="true">{SCREEN_TITLES[step.screen]}</span>
          </li>
        ))}
      </ol>
    </Pane>
  )
}
