import type { AttributeProfileView, SystemTypeView } from '../../../shared/ipc/views'
import { usagesOf, type AttributeUsage } from '../../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../../shared/model/project'
import { CONNECTIONS } from '../../texts/connections'
import { formatNumber, formatPercent } from '../../ui/format'
import type { Navigate } from '../../ui/navigation'
import { Pane } from '../../ui/pane'
import { UsagePlace } from '../../ui/usage-place'
import { Value } from '../../ui/value-diff'
import { distinctText, filledText, typeText } from './profile-rows'

interface Props {
  readonly document: ProjectDocument
  readonly system: string
  readonly type: SystemTypeView
  readonly profile: AttributeProfileView
  readonly navigate: Navigate
  readonly onClose: () => void
}

/** One attribute: its most common values, some others, and what of the configuration uses it. */
export function AttributePane({ document, system, type, profile, navigate, onClose }: Props) {
  const usages = usagesOf(document, { system, type: type.name, name: profile.name })
  const most = profile.top[0]?.count ?? 0
  const open = (usage: AttributeUsage): void => {
    const mapping = usage.kind === 'scope' ? undefined : usage.target
    navigate(usage.kind === 'scope' ? 'scope' : 'mappings', { job: usage.job, ...(mapping !== undefined && { mapping }) })
  }
  return (
    <Pane title={profile.name} subtitle={typeText(profile)} onClose={onClose}>
      <div className="pane-count"><strong>{distinctText(profile)}</strong><span className="quiet">{CONNECTIONS.distinctOf(profile.distinct)}</span></div>
      <dl className="pairs attribute-facts">
        <dt>{CONNECTIONS.filled}</dt><dd>{formatNumber(profile.filled)} · {filledText(profile, type.count)}</dd>
        <dt>{CONNECTIONS.blanks}</dt><dd>{formatNumber(Math.max(0, type.count - profile.filled))}</dd>
        <dt>{CONNECTIONS.longest}</dt><dd>{CONNECTIONS.characters(profile.maxLength)}</dd>
      </dl>
      <h3>{CONNECTIONS.top}</h3>
      {profile.top.length === 0 && <p className="quiet">{CONNECTIONS.noTop}</p>}
      <ul className="top-values">
        {profile.top.map((top) => (
          <li key={top.value}>
            <span className="top-bar" aria-hidden="true"><span style={{ inlineSize: `${String((top.count / most) * 100)}%` }} /></span>
            <Value value={top.value} />
            <span className="number">{formatNumber(top.count)}</span>
            <span className="number quiet">{formatPercent(top.count, type.count)}</span>
          </li>
        ))}
      </ul>
      {profile.samples.length > 0 && (
        <>
          <h3>{CONNECTIONS.samples}</h3>
          <ul className="samples">{profile.samples.map((sample, index) => <li key={index}><Value value={sample} /></li>)}</ul>
        </>
      )}
      <h3>{CONNECTIONS.usedBy}</h3>
      {usages.length === 0 && <p className="quiet">{CONNECTIONS.unused}</p>}
      <ul className="uses">
        {usages.map((usage, index) => (
          <li key={index}><button type="button" className="link" onClick={() => { open(usage) }}><UsagePlace usage={usage} document={document} /></button></li>
        ))}
      </ul>
    </Pane>
  )
}
