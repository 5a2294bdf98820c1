import { Button } from '@fluentui/react-components'
import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { OVERVIEW } from '../../texts/overview'
import type { Navigate } from '../../ui/navigation'
import { Card } from '../../ui/screen'
import { StatusSign } from '../../ui/signs'
import { nextSteps } from './next-steps'

const MOST = 4

interface Props {
  readonly project: ProjectState
  readonly run: RunView
  readonly problems: readonly ProblemView[]
  readonly navigate: Navigate
  readonly onRehearseEdits: () => void
}

/** At most four things to decide, the most dangerous first. The first one's button is the screen's primary one. */
export function NextCard({ project, run, problems, navigate, onRehearseEdits }: Props) {
  const steps = nextSteps(project, run, problems)
  const shown = steps.slice(0, MOST)
  return (
    <Card title={OVERVIEW.next} aside={steps.length > 0 ? OVERVIEW.nextCount(shown.length, steps.length) : undefined}>
      {steps.length === 0 && (
        <div className="next-nothing">
          <StatusSign status="good">{OVERVIEW.nothingNext}</StatusSign>
          <p className="quiet">{run.type === 'initial' ? OVERVIEW.nothingNextWhy : OVERVIEW.nothingNextOfChanged}</p>
        </div>
      )}
      <ul className="next-list">
        {shown.map((step, index) => (
          <li key={step.id} className="next-step">
            <StatusSign status={step.status} />
            <div className="next-text"><p className="strong">{step.sentence}</p><p className="small quiet">{step.why}</p></div>
            <Button
              size="small" appearance={index === 0 ? 'primary' : 'secondary'}
              onClick={() => { if (step.screen === undefined) onRehearseEdits(); else navigate(step.screen, step.params) }}
            >
              {step.button}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
