import type { ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'

interface Props {
  readonly impact: ImpactView
  /** Key of the cause that narrows the people below. */
  readonly chosen: string | undefined
  /** Absent where the run has one job, which goes without saying. */
  readonly jobTitle: ((job: string) => string) | undefined
  readonly onChoose: (key: string | undefined) => void
}

/** Causes with counts that sum; choosing one narrows the people. */
export function CausesCard({ impact, chosen, jobTitle, onChoose }: Props) {
  const causes = impact.causes.toSorted((a, b) => b.count - a.count)
  return (
    <Card title={IMPACT.cause} className="causes">
      <ul className="cause-list" aria-label={IMPACT.causes}>
        {causes.map((cause) => (
          <li key={cause.key}>
            <button
              type="button" className="cause-row" aria-pressed={cause.key === chosen}
              onClick={() => { onChoose(cause.key === chosen ? undefined : cause.key) }}
            >
              <span className={`swatch bar-${cause.kind}`} aria-hidden="true" />
              <span className="cause-text">
                <strong>{cause.text}</strong>
                <span className="small quiet">{IMPACT.words[cause.kind]}{jobTitle !== undefined && ` · ${jobTitle(cause.job)}`}</span>
              </span>
              <span className="cause-count number">{formatNumber(cause.count)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="cause-sum">
        <span className="quiet">{IMPACT.allCauses}</span>
        <strong className="number">{formatNumber(causes.reduce((sum, cause) => sum + cause.count, 0))}</strong>
      </p>
    </Card>
  )
}
