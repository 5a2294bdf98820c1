import type { MadeValue, PersonHop, PersonTrace } from '../../../shared/ipc/person-views'
import type { ProjectDocument } from '../../../shared/model/project'
import { PERSON_TEXTS as T } from '../../texts/person'
import { systemName, titleOfJob } from '../../ui/names'
import { StatusSign } from '../../ui/signs'
import { EmptyState } from '../../ui/states'
import { Value } from '../../ui/value-diff'
import { valueThreads, type Loss, type ValueThread } from './value-threads'

interface Props {
  readonly hops: readonly PersonHop[]
  readonly trace: PersonTrace
  readonly document: ProjectDocument
  readonly onOpen: (job: string, anchor: string) => void
}

/** The same values in every system side by side, and where each was lost. */
export function HopTable({ hops, trace, document, onOpen }: Props) {
  const [first] = hops
  if (first === undefined) return <EmptyState title={T.noLinks} />
  const nameOf = (id: string): string => systemName(id, document.systems)
  const reached = hops.flatMap((hop, at) => (hop.target === undefined ? [] : [{ hop, at, target: hop.target }]))
  const told = hops.filter((hop) => hop.target === undefined || hop.said !== undefined)
  return (
    <>
      <div className="hop-scroll" role="group" tabIndex={0} aria-label={T.sideBySide}>
        <table className="plain-table hop-table">
          <caption className="visually-hidden">{T.sideBySide}</caption>
          <thead>
            <tr>
              <th scope="col">{nameOf(first.source.system)}<span className="small mono quiet">{first.source.anchor}</span></th>
              {reached.map(({ hop, at, target }) => (
                <th key={at} scope="col">
                  <button
                    type="button" className="link" title={T.openHop(titleOfJob(hop.job, document))}
                    onClick={() => { onOpen(hop.job, hop.source.anchor) }}
                  >
                    {nameOf(hop.system)}
                  </button>
                  <span className="small mono quiet" dir="auto">{target.display}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {valueThreads(hops).map((thread, index) => (
              <Thread key={index} thread={thread} places={reached.map(({ at }) => at)} trace={trace} document={document} />
            ))}
          </tbody>
        </table>
      </div>
      {told.length > 0 && (
        <ul className="hop-missing small">
          {told.map((hop) => (
            <li key={`${hop.job} ${hop.objectMapping}`}>
              <StatusSign status={hop.said === undefined || hop.said.status === 'planned' ? 'skipped' : hop.said.status} /> <span>{[
                `${titleOfJob(hop.job, document)}:`,
                ...(hop.missing === undefined ? [] : [`${T.hopMissing[hop.missing]}.`]),
                ...(hop.said ? [T.hopSaid(hop.said)] : []),
              ].join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Thread({ thread: { from, made, lost }, places, trace, document }: {
  readonly thread: ValueThread
  readonly places: readonly number[]
  readonly trace: PersonTrace
  readonly document: ProjectDocument
}) {
  return (
    <tr>
      <th scope="row">
        {from.length === 0
          ? <span className="small quiet">{T.noSource}</span>
          : from.map((name) => (
            <span key={name} className="hop-value">
              <span className="small quiet">{name}</span>
              {trace.attributes[name] !== undefined && <span className="mono"><Value value={trace.attributes[name]} /></span>}
            </span>
          ))}
      </th>
      {places.map((at) => (
        <td key={at}>
          {made.get(at)?.map((one) => <Made key={one.attribute} made={one} document={document} />)}
          {lost.get(at) !== undefined && <Lost loss={lost.get(at) ?? 'notMapped'} />}
        </td>
      ))}
    </tr>
  )
}

/** A value with the mapping that made it, or with why it is not the mapping's. */
function Made({ made: { attribute, value, mapping, kept }, document }: { readonly made: MadeValue; readonly document: ProjectDocument }) {
  return (
    <span className="hop-value" title={mapping}>
      <span className="small quiet">{attribute}</span><span className="mono"><Value value={value} /></span>
      {kept !== undefined && <span className="small quiet" dir="auto">{keptSentence(kept, document)}</span>}
    </span>
  )
}

function keptSentence({ gate, gives, job }: NonNullable<MadeValue['kept']>, document: ProjectDocument): string {
  const given = gives === null ? T.keptNothing : `“${typeof gives === 'string' ? gives : gives.join(', ')}”`
  if (gate === 'outranked' && job !== undefined) return T.keptByJob(titleOfJob(job, document), given)
  return gate === 'written' ? T.keptOnly(given) : T.keptByGate(T.gates[gate], given)
}

function Lost({ loss }: { readonly loss: Loss }) {
  return <StatusSign status={loss === 'blanked' ? 'warning' : 'skipped'}>{T.lost[loss]}</StatusSign>
}
