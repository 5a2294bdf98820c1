import type { ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'
import { StatusSign } from '../../ui/signs'

type Guard = ImpactView['guards'][number]

/** Guards with what they count and their limit, tripped ones first. */
export function GuardsCard({ impact }: { readonly impact: ImpactView }) {
  const guards = impact.guards.toSorted((a, b) => share(b) - share(a))
  const tripped = guards.filter(isTripped).length
  return (
    <Card title={IMPACT.guards} aside={guards.length > 0 ? IMPACT.tripped(tripped, guards.length) : undefined} className="guards">
      {guards.length === 0 && <p className="guards-none quiet">{IMPACT.noGuards}</p>}
      {guards.length > 0 && (
        <table className="plain-table">
          <thead><tr><th scope="col">{IMPACT.guard}</th><th scope="col" className="right">{IMPACT.now}</th><th scope="col" className="right">{IMPACT.trips}</th></tr></thead>
          <tbody>{guards.map((guard) => <Row key={guard.id} guard={guard} />)}</tbody>
        </table>
      )}
    </Card>
  )
}

function Row({ guard }: { readonly guard: Guard }) {
  const tripped = isTripped(guard)
  return (
    <tr>
      <td className="guard-text">
        <span className="guard-line"><StatusSign status={tripped ? 'held' : guard.enabled ? 'good' : 'skipped'} /><span>{guard.text}<span className="visually-hidden"> {tripped ? IMPACT.trippedWord : IMPACT.notTripped}</span></span></span>
        {guard.enabled && <span className="guard-bar" aria-hidden="true"><span className={tripped ? 'tripped' : undefined} style={{ inlineSize: `${String(Math.min(1, share(guard)) * 100)}%` }} /></span>}
      </td>
      <td className="right number strong">{formatNumber(guard.count)}</td>
      <td className="right number">{guard.enabled ? formatNumber(guard.limit) : IMPACT.off}</td>
    </tr>
  )
}

function isTripped(guard: Guard): boolean {
  return guard.enabled && guard.count >= guard.limit
}

function share(guard: Guard): number {
  return guard.enabled ? guard.count / Math.max(1, guard.limit) : -1
}
