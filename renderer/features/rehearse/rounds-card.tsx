import type { RunView } from '../../../shared/ipc/views'
import type { ChainResult, Oscillation } from '../../../shared/model/chain'
import type { ProjectDocument } from '../../../shared/model/project'
import { KIND_WORDS } from '../../texts/common'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { systemName, titleOfJob } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { roundsOf } from '../../ui/rounds'
import { Card } from '../../ui/screen'
import { KindSign, StatusSign, type Status } from '../../ui/signs'
import { Value } from '../../ui/value-diff'
import { busiestJobs, settledIn, valueByRound } from './round-rows'

const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const
const C = REHEARSE.roundColumns

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[]
  /** The first round. */
  readonly first: RunView
  readonly chain: ChainResult
  readonly document: ProjectDocument
  readonly navigate: Navigate
  readonly onOpen: (run: number) => void
}

/** The rounds of a repeated cycle: which jobs still changed something in each, how many values settled in it, and what never does. */
export function RoundsCard({ runs, first, chain, document, navigate, onOpen }: Props) {
  const titleOf = (id: string): string => titleOfJob(id, document)
  return (
    <Card title={REHEARSE.roundsOf(first.run)} className="rounds" aside={<StatusSign status={statusOf(chain)}>{REHEARSE.ended(chain)}</StatusSign>}>
      <div className="rounds-scroll" role="group" tabIndex={0} aria-label={REHEARSE.roundsOf(first.run)}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{C.round}</th><th scope="col">{C.run}</th><th scope="col">{C.jobs}</th>
              {KINDS.map((kind) => <th key={kind} scope="col" className="right" title={KIND_WORDS[kind]}><KindSign kind={kind} word="hidden" /></th>)}
              <th scope="col" className="right">{C.settled}</th>
            </tr>
          </thead>
          <tbody>
            {roundsOf(runs, first).map((run, at) => {
              const totals = totalsOf(run.jobs)
              const { shown, more } = busiestJobs(run.jobs)
              const settled = settledIn(chain, at + 1)
              return (
                <tr key={run.run}>
                  <th scope="row">{REHEARSE.round(at + 1)}</th>
                  <td>
                    {run.status === 'done'
                      ? (
                        <button type="button" className="link number" aria-label={REHEARSE.openRun(run.run)} onClick={() => { onOpen(run.run) }}>
                          {run.run}
                        </button>
                      )
                      : run.run}
                  </td>
                  <td className="rounds-jobs">
                    {shown.length === 0
                      ? <span className="quiet">{REHEARSE.noJob}</span>
                      : shown.map(({ id, planned }, index) => (
                        <span key={id}>{index > 0 && ' · '}{titleOf(id)} <strong className="number">{formatNumber(planned)}</strong></span>
                      ))}
                    {more > 0 && <span className="quiet"> {REHEARSE.moreJobs(more)}</span>}
                  </td>
                  {KINDS.map((kind) => <td key={kind} className={`right number${totals[kind] === 0 ? ' quiet' : ''}`}>{formatNumber(totals[kind])}</td>)}
                  <td className="right number">{settled === undefined ? REHEARSE.unknown : formatNumber(settled)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {chain.oscillation !== undefined && (
        <Oscillating
          title={REHEARSE.backAndForth} why={REHEARSE.backAndForthWhy} oscillation={chain.oscillation} titleOf={titleOf} document={document}
          navigate={navigate}
        />
      )}
      {chain.growing !== undefined && (
        <Oscillating title={REHEARSE.growing} why={REHEARSE.growingWhy} oscillation={chain.growing} titleOf={titleOf} document={document} navigate={navigate} />
      )}
    </Card>
  )
}

function statusOf({ settledAfter, oscillation }: ChainResult): Status {
  return settledAfter !== undefined ? 'good' : oscillation !== undefined ? 'failed' : 'warning'
}

interface OscillatingProps {
  readonly title: string
  readonly why: string
  readonly oscillation: Oscillation
  readonly titleOf: (job: string) => string
  readonly document: ProjectDocument
  readonly navigate: Navigate
}

/** Values on which jobs do not agree, round by round, each with the job that set it. */
function Oscillating({ title, why, oscillation, titleOf, document, navigate }: OscillatingProps) {
  const rounds = Array.from({ length: oscillation.to - oscillation.from + 1 }, (_, at) => oscillation.from + at)
  return (
    <div className="rounds-oscillation">
      <h3>{title}</h3>
      <p className="quiet">{why}</p>
      <div className="rounds-scroll" role="group" tabIndex={0} aria-label={title}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{C.object}</th>
              <th scope="col">{C.attribute}</th>
              {rounds.map((round) => <th key={round} scope="col">{REHEARSE.round(round)}</th>)}
            </tr>
          </thead>
          <tbody>
            {oscillation.examples.map((example) => (
              <tr key={JSON.stringify([example.system, example.objectType, example.anchor, example.attribute])}>
                <th scope="row">
                  <button type="button" className="link" dir="auto" onClick={() => { navigate('person', { system: example.system, anchor: example.anchor }) }}>
                    {example.display === '' ? example.anchor : example.display}
                  </button>
                  <span className="small quiet rounds-system">{systemName(example.system, document.systems)}</span>
                </th>
                <td className="mono">{example.attribute}</td>
                {rounds.map((round) => {
                  const change = valueByRound(example, round)
                  return (
                    <td key={round}>
                      {change === undefined
                        ? <span className="quiet">{REHEARSE.unchanged}</span>
                        : (
                          <>
                            <span className="mono"><Value value={change.value} /></span>
                            <span className="small quiet rounds-system">{titleOf(change.job)}</span>
                          </>
                        )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {oscillation.values > oscillation.examples.length && (
        <p className="small quiet">{REHEARSE.moreValues(oscillation.values - oscillation.examples.length)}</p>
      )}
    </div>
  )
}
