import type { RunView } from '../../../shared/ipc/views'
import { EXPORT } from '../../texts/export'
import { formatDateTime, formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { KindSign, StatusSign } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'
import type { PlanFormat } from './export-list'
import { SaveButton } from './save-button'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

interface Props {
  readonly run: RunView
  readonly format: PlanFormat
}

/** The shown run's plan as a file: what it holds, and where it goes. */
export function PlanDetail({ run, format }: Props) {
  const save = useCommand('plan.save')
  const show = useToasts((state) => state.show)
  const totals = totalsOf(run.jobs)
  async function start(): Promise<void> {
    const answer = await save.run({ run: run.run, format })
    if (answer !== undefined && answer !== null) show({ text: EXPORT.saved(answer.file) })
  }
  return (
    <section className="export-detail" aria-label={EXPORT.plans[format].title}>
      <header className="export-head">
        <h2>{EXPORT.plans[format].title}</h2>
        <span className="small quiet">{EXPORT.planOf(run.run)}, {formatDateTime(run.now)}</span>
        <span className="export-actions"><SaveButton saving={save.status === 'running'} onSave={() => { void start() }} /></span>
      </header>
      {save.failure !== undefined && <FailedState failure={save.failure} />}
      <div className="plan-file">
        <p>{EXPORT.planWhy[format]}</p>
        <ul className="plan-counts">
          {KINDS.map((kind) => (
            <li key={kind} className={totals[kind] === 0 ? 'quiet' : undefined}>
              <KindSign kind={kind} word="none" /><strong className="number">{formatNumber(totals[kind])}</strong> {EXPORT.kinds[kind]}
            </li>
          ))}
          <li className={totals.held === 0 ? 'quiet' : undefined}>
            <StatusSign status="held" /><strong className="number">{formatNumber(totals.held)}</strong> {EXPORT.held}
          </li>
          <li className={totals.failed === 0 ? 'quiet' : undefined}>
            <StatusSign status="failed" /><strong className="number">{formatNumber(totals.failed)}</strong> {EXPORT.failed}
          </li>
        </ul>
        <p className="personal"><StatusSign status="info" />{EXPORT.personal}</p>
      </div>
    </section>
  )
}
