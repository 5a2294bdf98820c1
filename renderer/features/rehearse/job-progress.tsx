import { ProgressBar } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import type { ProjectDocument } from '../../../shared/model/project'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber, formatPercent } from '../../ui/format'
import { jobTitle } from '../../ui/job-totals'
import { StatusSign } from '../../ui/signs'
import { PlannedSoFar } from './planned-so-far'
import type { JobState } from './run-state'

interface Props {
  readonly jobs: readonly JobState[]
  readonly document: ProjectDocument
}

/** A card for each job in their order: waiting on the one before, how far it is, or what it came to. */
export function JobCards({ jobs, document }: Props) {
  const running = jobs.find(({ state }) => state === 'running')?.id
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => { current.current?.scrollIntoView({ block: 'nearest' }) }, [running])
  return (
    <ol className="run-jobs" aria-label={REHEARSE.jobCards}>
      {jobs.map((job, at) => (
        <li key={job.id} ref={job.id === running ? current : undefined} className={`run-job ${job.state}`} aria-current={job.id === running ? 'step' : undefined}>
          <span className="run-job-head small"><span className="quiet">{REHEARSE.job(at + 1)}</span><State job={job} /></span>
          <strong>{titleOf(job.id, document)}</strong>
          {job.state === 'waiting'
            ? <span className="small quiet">{at === 0 ? REHEARSE.waiting : REHEARSE.startsOn(at)}</span>
            : <span className="small number">{job.total === undefined ? REHEARSE.people(job.done ?? 0) : REHEARSE.progress(formatNumber(job.done ?? 0), formatNumber(job.total), REHEARSE.peopleWord)}</span>}
          {job.id === running && <ProgressBar aria-label={titleOf(job.id, document)} value={job.total === undefined ? undefined : (job.done ?? 0) / Math.max(1, job.total)} />}
          {job.planned !== undefined && <PlannedSoFar planned={job.planned} />}
        </li>
      ))}
    </ol>
  )
}

function State({ job: { state, done, total } }: { readonly job: JobState }) {
  switch (state) {
    case 'done': return <StatusSign status="good">{REHEARSE.stepDone}</StatusSign>
    case 'running': return <span className="number">{total === undefined || done === undefined ? '' : formatPercent(done, total)}</span>
    case 'waiting': return <span className="quiet">{REHEARSE.waiting}</span>
  }
}

function titleOf(id: string, document: ProjectDocument): string {
  const job = document.jobs.find((one) => one.id === id)
  return job === undefined ? id : jobTitle(job, document.systems)
}
