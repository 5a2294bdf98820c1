import type { NearPair } from '../../../shared/ipc/near-views'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { NEAR } from '../../texts/near'
import { systemName } from '../../ui/names'
import { useObjectNoun } from '../../ui/object-noun'
import { FailedState, Skeleton } from '../../ui/states'
import { compareObjects } from './compare-objects'
import { ComparisonTable } from './comparison-table'
import { useObject } from './use-object'

/** Both sides of a pair, field by field, what their score is made of, and why no rule found it. */
export function NearComparison({ pair, job, document }: { readonly pair: NearPair; readonly job: Job; readonly document: ProjectDocument }) {
  const noun = useObjectNoun()
  const source = useObject(pair.source, [...new Set(job.objectMappings.map((mapping) => mapping.sourceType))])
  const target = useObject(pair.target, [...new Set(job.objectMappings.map((mapping) => mapping.targetType))])
  const failed = [source, target].find((answer) => answer.status === 'failed')
  const mapping = job.objectMappings.find((one) => one.sourceType === source.value?.type) ?? job.objectMappings[0]
  const system = (id: string): string => systemName(id, document.systems)
  return (
    <section className="near-comparison" aria-label={NEAR.pair(pair.source.display, pair.target.display)} tabIndex={0}>
      <header>
        <h2>{NEAR.question(noun)}</h2> <span className="quiet number">{NEAR.scored(pair.score)}</span>
        {pair.runnerUp !== undefined && <span className="end quiet" dir="auto">{NEAR.next(pair.runnerUp.score, pair.runnerUp.target.display)}</span>}
      </header>
      {failed?.status === 'failed' && <FailedState failure={failed.failure} onRetry={failed.reload} />}
      {failed === undefined && (source.value === undefined || target.value === undefined) && <Skeleton />}
      {source.value !== undefined && target.value !== undefined && (
        <ComparisonTable
          fields={compareObjects(source.value.attributes, [target.value.attributes], mapping)}
          source={`${system(job.source)} ${pair.source.anchor ?? ''}`} accounts={[system(job.target)]}
        />
      )}
      <h3>{NEAR.parts}</h3>
      <table className="near-parts">
        <tbody>
          {pair.parts.map((part, index) => (
            <tr key={index}><th scope="row">{NEAR.what(part.what, part.value)}</th><td className="number">{NEAR.weight(part.weight)}</td></tr>
          ))}
          <tr className="near-sum"><th scope="row">{NEAR.sum}</th><td className="number">{pair.score.toFixed(2)}</td></tr>
        </tbody>
      </table>
      <h3>{NEAR.whyNot}</h3>
      <ul className="near-why">{pair.whyNot.map((why) => <li key={why} dir="auto">{why}</li>)}</ul>
    </section>
  )
}
