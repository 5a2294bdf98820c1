import type { RunView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { KIND_WORDS } from '../../texts/common'
import { OVERVIEW } from '../../texts/overview'
import { formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { jobTitle } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { KindSign, StatusSign } from '../../ui/signs'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

interface Props {
  readonly document: ProjectDocument
  readonly run: RunView | undefined
  readonly navigate: Navigate
}

/** The jobs in their order with the same counts as the drawing. */
export function JobsTable({ document, run, navigate }: Props) {
  return (
    <div className="topology-table" role="group" tabIndex={0} aria-label={OVERVIEW.jobsTable}>
      <table className="plain-table">
        <caption className="visually-hidden">{OVERVIEW.jobsTable}</caption>
        <thead>
          <tr>
            <th scope="col">{OVERVIEW.jobColumn}</th><th scope="col">{OVERVIEW.fromTo}</th>
            {KINDS.map((kind) => <th key={kind} scope="col" className="right" title={KIND_WORDS[kind]}><KindSign kind={kind} word="hidden" /></th>)}
            <th scope="col" className="right"><StatusSign status="failed"><span className="visually-hidden">{OVERVIEW.words.failed}</span></StatusSign></th>
            <th scope="col" className="right"><StatusSign status="held"><span className="visually-hidden">{OVERVIEW.words.held}</span></StatusSign></th>
          </tr>
        </thead>
        <tbody>
          {document.jobs.map((job, at) => {
            const counts = run?.jobs.find((one) => one.id === job.id)
            const totals = counts && totalsOf([counts])
            const title = jobTitle(job, document.systems)
            return (
              <tr key={job.id}>
                <th scope="row">
                  {totals === undefined
                    ? OVERVIEW.job(at + 1)
                    : (
                      <button type="button" className="link" title={OVERVIEW.openPlan(title)} onClick={() => { navigate('plan', { job: job.id }) }}>
                        {OVERVIEW.job(at + 1)}
                      </button>
                    )}
                </th>
                <td>{title}</td>
                {[...KINDS, 'failed' as const, 'held' as const].map((part) => (
                  <td key={part} className={`right number${totals?.[part] === 0 ? ' quiet' : ''}`}>{totals === undefined ? '' : formatNumber(totals[part])}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
