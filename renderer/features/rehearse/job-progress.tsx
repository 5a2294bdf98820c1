import { useEffect, useRef } from 'react'
import type { ProjectDocument } from '../../../shared/model/project'
import { REHEARSE } from '../../texts/rehearse'
import { formatDuration, formatPercent } from '../../ui/format'
import { titleOfJob } from '../../ui/names'
import { StatusSign } from '../../ui/signs'
import { jobSteps, type JobStep } from './job-steps'
import { PlannedSoFar } from './planned-so-far'
import type { JobState } from './run-state'

interface Props {
  readonly jobs: readonly JobState[]
  readonly document: ProjectDocument
}

/** A card for each job in their order, with what its steps have come to and what it plans so far. */
export function JobCards({ jobs, document }: Props) {
  const running = jobs.find(({ state }) => state === 'running')?.id
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => { current.current?.scrollIntoView({ block: 'nearest' }) }, [running])
  return (
    <ol className="run-jobs" aria-label={REHEARSE.jobCards}>
      {jobs.map((job, at) => (
        <li
          key={job.id} ref={job.id === running ? current : undefined} className={`run-job ${job.state}`}
          aria-current={job.id === running ? 'step' : undefined}
        >
          <span className="run-job-head small"><span className="quiet">{REHEARSE.job(at + 1)}</span><State job={job} /></span>
          <strong>{titleOfJob(job.id, document)}</strong>
          <Steps label={REHEARSE.stepsOf(titleOfJob(job.id, document))} steps={jobSteps(job, mappingsOf(job.id, document))} />
          {job.state === 'waiting' && at > 0 && <span className="run-job-starts small quiet">{REHEARSE.startsOn(at)}</span>}
          {job.planned !== undefined && <PlannedSoFar planned={job.planned} />}
        </li>
      ))}
    </ol>
  )
}

function State({ job: { state, done, total, durationMs } }: { readonly job: JobState }) {
  switch (state) {
    case 'done': return <StatusSign status="good">{durationMs === undefined ? REHEARSE.stepDone : REHEARSE.doneIn(formatDuration(durationMs))}</StatusSign>
    case 'running': return <span className="number">{total === undefined || done === undefined ? '' : formatPercent(done, total)}</span>
    case 'waiting': return <span className="quiet">{REHEARSE.waiting}</span>
  }
}

const SIGNS = { waiting: 'waiting', running: 'running', done: 'good' } as const

function Steps({ label, steps }: { readonly label: string; readonly steps: readonly JobStep[] }) {
  if (steps.length === 0) return null
  return (
    <ul className="run-job-steps" aria-label={label}>
      {steps.map(({ id, state, text, note }) => (
        <li key={id} className={state}>
          <StatusSign status={SIGNS[state]} />
          <span className="step-name">{REHEARSE.jobSteps[id]}</span>
          <span className="visually-hidden">{REHEARSE.stepStates[state]}</span>
          {note !== undefined && <span className="step-note small quiet ellipsis" title={note}>{note}</span>}
          <span className={state === 'waiting' ? 'step-text quiet' : 'step-text number'}>{text}</span>
        </li>
      ))}
    </ul>
  )
}

function mappingsOf(id: string, document: ProjectDocument): number {
  const mappings = document.jobs.find((one) => one.id === id)?.objectMappings ?? []
  return mappings.filter(({ enabled }) => enabled !== false).reduce((sum, { attributeMappings }) => sum + attributeMappings.length, 0)
}
