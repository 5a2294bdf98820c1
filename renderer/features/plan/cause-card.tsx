import type { PlanGroupView } from '../../../shared/ipc/views'
import { PLAN } from '../../texts/plan'
import type { Navigate } from '../../ui/navigation'
import { CauseIcon, Shape } from './group-columns'

interface Props {
  readonly group: Pick<PlanGroupView, 'job' | 'cause' | 'causeText' | 'shape'>
  /** Whether the draft that was rehearsed edits what caused the group. */
  readonly edited?: boolean
  readonly navigate: Navigate
}

/** Why a group is what it is, with a way to where that is decided. */
export function CauseCard({ group: { job, cause, causeText, shape }, edited = false, navigate }: Props) {
  return (
    <section className="cause-card">
      <h3>{PLAN.cause}</h3>
      <p className="cause"><CauseIcon type={cause.type} /><span>{PLAN.causeTypes[cause.type]} <strong>{causeText}</strong></span></p>
      {shape !== '' && <p><Shape text={shape} /></p>}
      {edited && <p className="small quiet">{PLAN.causeEdited}</p>}
      {cause.type === 'mapping' && (
        <button type="button" className="link" onClick={() => { navigate('mappings', { job, mapping: cause.id }) }}>{PLAN.openMapping}</button>
      )}
      {cause.type === 'match' && (
        <button type="button" className="link" onClick={() => { navigate('matching', { job }) }}>{PLAN.openMatching}</button>
      )}
    </section>
  )
}
