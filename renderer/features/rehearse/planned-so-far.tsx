import type { PlanSummary } from '../../../shared/model/plan'
import { KIND_WORDS } from '../../texts/common'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber } from '../../ui/format'
import { KindSign, StatusSign } from '../../ui/signs'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

/** What a job has planned so far, by kind; kinds that nothing is planned of are left out. */
export function PlannedSoFar({ planned }: { readonly planned: PlanSummary }) {
  return (
    <ul className="planned-so-far number" aria-label={REHEARSE.soFar}>
      {KINDS.filter((kind) => planned[kind] > 0).map((kind) => (
        <li key={kind} title={KIND_WORDS[kind]}>
          <KindSign kind={kind} word="none" />
          <span>{formatNumber(planned[kind])}</span>
          <span className="visually-hidden"> {KIND_WORDS[kind]}</span>
        </li>
      ))}
      {planned.failed > 0 && <li><StatusSign status="failed">{REHEARSE.fails(formatNumber(planned.failed))}</StatusSign></li>}
      {planned.held > 0 && <li><StatusSign status="held">{REHEARSE.held(formatNumber(planned.held))}</StatusSign></li>}
    </ul>
  )
}
