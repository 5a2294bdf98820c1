import { Button } from '@fluentui/react-components'
import type { RunView } from '../../../shared/ipc/views'
import type { JobCounts } from '../../../shared/model/cycle'
import { guardSentence } from '../../../shared/model/guard-words'
import { PLAN } from '../../texts/plan'
import { Banner } from '../../ui/banner'
import type { Navigate } from '../../ui/navigation'
import { heldBy } from '../../ui/held-by'

interface Props {
  readonly run: RunView
  /** The jobs that are shown. */
  readonly jobs: readonly JobCounts[]
  readonly jobTitle: (job: string) => string
  readonly navigate: Navigate
  readonly onRelease: ((run: RunView) => void) | undefined
}

/** What guards hold, by which of them, and what the service would do about it; or what they would have held. */
export function GuardBanners({ run, jobs, jobTitle, navigate, onRelease }: Props) {
  const holds = jobs.flatMap((job) => heldBy(job).map((hold) => ({ job: job.id, hold })))
  const released = jobs.flatMap((job) => (job.released ?? []).map((hold) => ({ job: job.id, hold })))
  const held = jobs.reduce((sum, job) => sum + (job.held?.actions ?? 0), 0)
  const quarantined = jobs.filter((job) => job.quarantine !== undefined)
  const canRelease = held > 0 && onRelease !== undefined
  const several = run.jobs.length > 1
  const sentences = (list: typeof holds) => list.map(({ job, hold }, index) => (
    <li key={index}>{several && <span className="quiet">{jobTitle(job)}: </span>}{guardSentence(hold)}</li>
  ))
  return (
    <>
      {held > 0 && (
        <Banner
          status="held"
          actions={<>
            <Button size="small" onClick={() => { navigate('impact') }}>{PLAN.showImpact}</Button>
            <Button size="small" appearance="subtle" disabled={!canRelease} title={PLAN.releaseWhy} onClick={() => { onRelease?.(run) }}>{PLAN.release}</Button>
          </>}
        >
          <strong>{PLAN.heldBanner(held, holds.length)}</strong> {several && PLAN.heldLater}
          <ul className="guard-sentences">{sentences(holds)}</ul>
        </Banner>
      )}
      {released.length > 0 && (
        <Banner status="info">
          <strong>{PLAN.releasedBanner}</strong> {PLAN.releasedWhy}
          <ul className="guard-sentences">{sentences(released)}</ul>
        </Banner>
      )}
      {quarantined.map((job) => job.quarantine !== undefined && (
        <Banner key={job.id} status="warning"><strong>{PLAN.quarantine(jobTitle(job.id))}</strong> {PLAN.quarantineWhy(job.quarantine)}</Banner>
      ))}
      {jobs.map(({ id, givenUp }) => givenUp !== undefined && (
        <Banner key={id} status="warning"><strong>{PLAN.givenUp(jobTitle(id))}</strong> {PLAN.givenUpWhy(givenUp)}</Banner>
      ))}
    </>
  )
}
