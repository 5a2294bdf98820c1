import type { RunView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { jobTitle } from '../../ui/names'
import { nounIn } from '../../ui/object-noun'
import { Card } from '../../ui/screen'
import { layoutTopology } from './topology-layout'

interface Part {
  readonly tone: string
  readonly count: number
  readonly word: string
}

/** Where the people of the first system ended up, in the job that has most of them: scope, matching, outcome. Each line sums to everybody it is about. */
export function OutcomeCard({ document, run }: { readonly document: ProjectDocument; readonly run: RunView }) {
  const { columns } = layoutTopology(document)
  const sources = new Set(columns[0]?.map(({ id }) => id))
  const [counts] = run.jobs
    .filter(({ id }) => sources.has(document.jobs.find((one) => one.id === id)?.source ?? ''))
    .toSorted((a, b) => b.sourceObjects - a.sourceObjects)
  const job = document.jobs.find((one) => one.id === counts?.id)
  if (counts === undefined || job === undefined) return null
  const totals = totalsOf([counts])
  const scope: readonly Part[] = [
    { tone: 'update', count: counts.inScope, word: OVERVIEW.inScope }, { tone: 'quiet', count: counts.outOfScope, word: OVERVIEW.outOfScope },
    { tone: 'held', count: counts.importSkipped, word: OVERVIEW.notRead },
  ]
  const matching: readonly Part[] = [
    { tone: 'update', count: counts.matched, word: OVERVIEW.matched }, { tone: 'create', count: counts.unmatched, word: OVERVIEW.unmatched },
    { tone: 'failed', count: counts.ambiguous, word: OVERVIEW.ambiguousWord },
  ]
  const outcome: readonly Part[] = [
    ...(['update', 'create', 'enable', 'disable', 'delete'] as const).map((kind) => ({ tone: kind, count: totals[kind], word: OVERVIEW.words[kind] })),
    { tone: 'held', count: totals.held, word: OVERVIEW.words.held }, { tone: 'failed', count: totals.failed, word: OVERVIEW.words.failed },
    { tone: 'quiet', count: totals.noAction, word: OVERVIEW.words.noAction },
  ]
  return (
    <Card title={OVERVIEW.outcome(totals.population, nounIn([job]), jobTitle(job, document.systems))}>
      <dl className="outcome">
        <Line label={OVERVIEW.scope} parts={scope} whole={counts.sourceObjects} />
        <Line label={OVERVIEW.matching} parts={matching} whole={counts.sourceObjects} />
        <Line label={OVERVIEW.outcomeRow} parts={outcome} whole={totals.population} />
      </dl>
    </Card>
  )
}

function Line({ label, parts, whole }: { readonly label: string; readonly parts: readonly Part[]; readonly whole: number }) {
  const shown = parts.filter((part) => part.count > 0)
  return (
    <div className="outcome-line">
      <dt>{label}</dt>
      <dd>
        <div className="outcome-bar" aria-hidden="true">
          {shown.map((part) => (
            <span key={part.word} className={`tone-${part.tone}`} style={{ inlineSize: `${String((part.count / Math.max(1, whole)) * 100)}%` }} />
          ))}
        </div>
        <div className="small">
          {shown.map((part, index) => (
            <span key={part.word}>{index > 0 && ' · '}<strong className="number">{formatNumber(part.count)}</strong> {part.word}</span>
          ))}
        </div>
      </dd>
    </div>
  )
}
