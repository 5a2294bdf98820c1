import { ArrowRightRegular } from '@fluentui/react-icons'
import type { PersonHop } from '../../../shared/ipc/person-views'
import type { ProjectDocument } from '../../../shared/model/project'
import { PERSON_TEXTS as T } from '../../texts/person'
import { systemName } from '../../ui/names'

interface Props {
  readonly hops: readonly PersonHop[]
  readonly document: ProjectDocument
  readonly job: string
  readonly onOpen: (job: string, anchor: string) => void
}

/** The same person in every system that they reach, in the order of the jobs. */
export function AcrossSystems({ hops, document, job, onOpen }: Props) {
  const [first] = hops
  if (first === undefined) return null
  const nameOf = (id: string): string => systemName(id, document.systems)
  return (
    <section className="across" aria-label={T.across}>
      <h2>{T.across}</h2>
      <ul>
        <li>
          <span className="across-card">
            <strong>{nameOf(first.source.system)}</strong>
            <span className="mono">{first.source.anchor}</span>
            <span className="quiet small" dir="auto">{first.source.display}</span>
          </span>
        </li>
        {hops.map((hop) => (
          <li key={`${hop.job} ${hop.objectMapping} ${hop.source.anchor}`}>
            <ArrowRightRegular aria-hidden="true" />
            <button
              type="button" className="across-card" aria-current={hop.job === job ? 'true' : undefined}
              onClick={() => { onOpen(hop.job, hop.source.anchor) }}
            >
              <strong>{nameOf(hop.system)}</strong>
              {hop.target === undefined
                ? <span className="quiet small">{hop.missing === undefined ? '' : T.hopMissing[hop.missing]}{hop.said && `: ${T.hopOutcome(hop.said)}`}</span>
                : (
                  <>
                    <span className="mono ellipsis" dir="auto">{hop.target.display}</span>
                    <span className="quiet small">
                      {T.hop.made(hop.made.length)}
                      {hop.notMapped.length + hop.blanked.length > 0 && ` · ${T.hop.lost(hop.notMapped.length + hop.blanked.length)}`}
                    </span>
                  </>
                )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
