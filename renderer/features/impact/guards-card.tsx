import type { GuardView, ImpactView } from '../../../shared/ipc/views'
import { GUARD_NAMES } from '../../../shared/model/guard-words'
import { IMPACT } from '../../texts/impact'
import { formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'
import { StatusSign } from '../../ui/signs'

interface Props {
  readonly impact: ImpactView
  /** Whether the run rehearsed what its guards would have held. */
  readonly released: boolean
  readonly jobTitle: (job: string) => string
}

/** Every guard with what it counts, its limit and how far it is from it, tripped ones first. */
export function GuardsCard({ impact: { guards }, released, jobTitle }: Props) {
  const tripped = guards.filter(isTripped).length
  const severalJobs = new Set(guards.map((guard) => guard.job)).size > 1
  return (
    <Card title={IMPACT.guards} aside={guards.length > 0 ? IMPACT.tripped(tripped, guards.length, released) : undefined} className="guards">
      {guards.length === 0 && <p className="guards-none quiet">{IMPACT.noGuards}</p>}
      {guards.length > 0 && (
        <div className="guards-scroll" tabIndex={0} role="group" aria-label={IMPACT.guards}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{IMPACT.guard}</th>
                <th scope="col" className="right">{IMPACT.now}</th>
                <th scope="col" className="right">{IMPACT.trips}</th>
                <th scope="col" className="right">{IMPACT.distance}</th>
              </tr>
            </thead>
            <tbody>{guards.map((guard) => <Row key={guard.id} guard={guard} job={severalJobs ? jobTitle(guard.job) : undefined} />)}</tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

function Row({ guard, job }: { readonly guard: GuardView; readonly job: string | undefined }) {
  const tripped = isTripped(guard)
  const details = [...(job === undefined ? [] : [job]), ...detailOf(guard)]
  return (
    <tr>
      <td className="guard-text">
        <span className="guard-line">
          <StatusSign status={tripped ? 'held' : guard.enabled ? 'good' : 'skipped'} />
          <span>
            {GUARD_NAMES[guard.guard]}
            <span className="visually-hidden"> {tripped ? IMPACT.trippedWord : IMPACT.notTripped}</span>
            {details.map((detail) => <span key={detail} className="guard-detail small quiet" dir="auto">{detail}</span>)}
          </span>
        </span>
        {guard.enabled && (
          <span className="guard-bar" aria-hidden="true">
            <span className={tripped ? 'tripped' : undefined} style={{ inlineSize: `${String(Math.min(1, guard.count / guard.limit) * 100)}%` }} />
          </span>
        )}
      </td>
      <td className="right number strong">{formatNumber(guard.count)}</td>
      <td className="right number">{guard.enabled ? formatNumber(guard.limit) : IMPACT.off}</td>
      <td className="right number">{!guard.enabled ? '' : tripped ? IMPACT.trippedWord : formatNumber(guard.limit - guard.count)}</td>
    </tr>
  )
}

function isTripped(guard: GuardView): boolean {
  return guard.enabled && guard.count >= guard.limit
}

function detailOf({ slice, percent, of }: GuardView): readonly string[] {
  return [
    ...(slice === undefined ? [] : [IMPACT.slice(slice.attribute, slice.value === '' ? IMPACT.blank : slice.value)]),
    ...(of === undefined ? [] : [percent === undefined ? IMPACT.ofAccounts(formatNumber(of)) : IMPACT.share(String(percent), formatNumber(of))]),
  ]
}
