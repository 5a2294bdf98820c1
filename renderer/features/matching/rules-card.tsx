import type { MatchingCounts } from '../../../shared/ipc/views'
import type { Job } from '../../../shared/model/project'
import { MATCHING } from '../../texts/matching'
import { formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'
import { ruleRows } from './matching-sums'

interface Props {
  readonly counts: MatchingCounts
  readonly job: Job
  readonly onEdit: () => void
}

/** The matching attributes in the order in which they are tried, with how many each decided. */
export function RulesCard({ counts, job, onEdit }: Props) {
  const rules = ruleRows(counts, job)
  const whole = Math.max(1, counts.tabs.matched)
  return (
    <Card title={MATCHING.rules} className="match-rules" aside={<button type="button" className="link" onClick={onEdit}>{MATCHING.editRules}</button>}>
      {rules.length === 0 && <p className="match-no-rules"><strong>{MATCHING.noRules}</strong> <span className="quiet">{MATCHING.noRulesWhy}</span></p>}
      <ol>
        {counts.linked > 0 && (
          <li className="match-rule">
            <span /><span className="match-linked">{MATCHING.linked}</span><Share percent={(counts.linked / whole) * 100} />
            <strong className="number">{formatNumber(counts.linked)}</strong><span className="quiet">{MATCHING.linkedWord}</span>
          </li>
        )}
        {rules.map((rule) => (
          <li key={`${String(rule.priority)} ${rule.attribute}`} className="match-rule">
            <span className="quiet number">{rule.priority}</span>
            <span className="match-what">
              <strong className="mono">{rule.attribute}</strong>
              <span className="mono quiet ellipsis" title={rule.expression}>{rule.expression}</span>
            </span>
            <Share percent={rule.share} />
            <strong className="number">{formatNumber(rule.decided)}</strong>
            <span className="quiet">{MATCHING.decided}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Share({ percent }: { readonly percent: number }) {
  return <span className="match-share" aria-hidden="true"><span style={{ inlineSize: `${String(percent)}%` }} /></span>
}
