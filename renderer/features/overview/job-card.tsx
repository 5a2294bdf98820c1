import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons'
import type { JobCounts } from '../../../shared/model/cycle'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { jobTitle } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { KindSign, StatusSign } from '../../ui/signs'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

interface Props {
  readonly id: string
  readonly document: ProjectDocument
  /** Of the last run; absent before it. */
  readonly counts: JobCounts | undefined
  readonly back: boolean
  readonly navigate: Navigate
}

/** A job on its line: what the last run planned. Opens the plan of the job. */
export function JobCard({ id, document, counts, back, navigate }: Props) {
  const position = document.jobs.findIndex((one) => one.id === id)
  const job = document.jobs[position]
  if (job === undefined) return null
  const head = (
    <span className="job-head small quiet">
      <span>{OVERVIEW.job(position + 1)}<span className="visually-hidden"> {jobTitle(job, document.systems)}</span></span>{' '}
      {back ? <ArrowLeftRegular aria-hidden="true" /> : <ArrowRightRegular aria-hidden="true" />}
    </span>
  )
  const title = jobTitle(job, document.systems)
  if (counts === undefined) return (
    <button type="button" className="job-card waiting card-main" title={OVERVIEW.openMappings(title)} onClick={() => { navigate('mappings', { job: id }) }}>
      {head}
    </button>
  )
  const totals = totalsOf([counts])
  const planned = KINDS.reduce((sum, kind) => sum + counts.actions[kind], 0)
  return (
    <button type="button" className="job-card card-main" onClick={() => { navigate('plan', { job: id }) }} title={OVERVIEW.openPlan(title)}>
      {head}
      <span className="job-counts">
        {KINDS.map((kind) => (
          <span key={kind} className={counts.actions[kind] === 0 ? `job-count zero zero-${kind}` : 'job-count'}>
            <KindSign kind={kind} word="none" />
            <span className="number">{formatNumber(counts.actions[kind])}</span>
            <span className="job-word small quiet">{OVERVIEW.words[kind]}</span>
          </span>
        ))}
        {planned === 0 && <span className="job-nothing small quiet">{OVERVIEW.words.noAction}</span>}
      </span>
      {totals.failed + totals.held > 0 && (
        <span className="job-states small">
          {totals.failed > 0 && (
            <StatusSign status="failed">{formatNumber(totals.failed)}<span className="visually-hidden"> {OVERVIEW.words.failed}</span></StatusSign>
          )}
          {totals.held > 0 && <StatusSign status="held">{formatNumber(totals.held)}<span className="visually-hidden"> {OVERVIEW.words.held}</span></StatusSign>}
        </span>
      )}
    </button>
  )
}
