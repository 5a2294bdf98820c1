import { Button, Spinner } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { TestStep } from '../../../shared/model/system-test'
import { ADD_SYSTEM } from '../../texts/add-system'
import { StatusSign, type Status } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import type { SystemTest } from './use-system-test'

const SIGNS: Readonly<Record<TestStep['status'], Status>> = { ok: 'good', warning: 'warning', failed: 'failed', skipped: 'skipped' }

/** How far a test came, step by step, with the way to end it while it goes on. */
export function TestSteps({ test }: { readonly test: SystemTest }) {
  const { status, view, failure, end } = test
  const element = useRef<HTMLDivElement>(null)
  // In a long dialog it would go on and end out of sight.
  useEffect(() => { element.current?.scrollIntoView({ block: 'nearest' }) }, [status])
  return (
    <div className="test" ref={element}>
      <div className="test-state" role="status">
        {status === 'running'
          ? <><Spinner size="extra-tiny" /><span>{ADD_SYSTEM.testing}</span><Button size="small" onClick={end}>{ADD_SYSTEM.end}</Button></>
          : view !== undefined && <Outcome steps={view.steps} />}
      </div>
      {failure !== undefined && <FailedState failure={failure} />}
      {view !== undefined && (
        <ul className="test-steps" aria-label={ADD_SYSTEM.stepsOf}>
          {view.steps.map((step) => (
            <li key={step.layer} className={step.status === 'skipped' ? 'quiet' : undefined}>
              <StatusSign status={SIGNS[step.status]}>{ADD_SYSTEM.layers[step.layer]}</StatusSign>
              <span className="test-text" dir="auto">{step.text}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The same in a line or two: what failed, else what the header and the first objects came to. */
export function TestBrief({ test: { status, view, failure } }: { readonly test: SystemTest }) {
  const [failed] = view?.steps.filter((step) => step.status === 'failed') ?? []
  const said = failed === undefined ? view?.steps.filter(({ layer }) => layer === 'header' || layer === 'sample') ?? [] : [failed]
  return (
    <div className="test-brief small" role="status">
      {status === 'running' && view === undefined && <span className="quiet">{ADD_SYSTEM.testing}</span>}
      {said.map((step) => (
        <p key={step.layer} className={status === 'running' ? 'quiet' : undefined}>
          <StatusSign status={SIGNS[step.status]} /> <span dir="auto">{step.text}</span>
        </p>
      ))}
      {failure !== undefined && <FailedState failure={failure} />}
    </div>
  )
}

function Outcome({ steps }: { readonly steps: readonly TestStep[] }) {
  if (steps.some(({ status }) => status === 'failed')) return <StatusSign status="failed">{ADD_SYSTEM.failed}</StatusSign>
  return steps.some(({ status }) => status === 'warning')
    ? <StatusSign status="warning">{ADD_SYSTEM.doubted}</StatusSign>
    : <StatusSign status="good">{ADD_SYSTEM.passed}</StatusSign>
}
