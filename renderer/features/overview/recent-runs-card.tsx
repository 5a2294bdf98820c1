import type { RunView } from '../../../shared/ipc/views'
import { KIND_WORDS } from '../../texts/common'
import { OVERVIEW } from '../../texts/overview'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber, formatShortDateTime } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import type { Navigate } from '../../ui/navigation'
import { Card } from '../../ui/screen'
import { KindSign, StatusSign } from '../../ui/signs'

const MOST = 6
const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

interface Props {
  readonly runs: readonly RunView[]
  readonly navigate: Navigate
  readonly onOpen: (run: number) => void
}

/** The newest runs with what each planned; those that were not finished, too. */
export function RecentRunsCard({ runs, navigate, onOpen }: Props) {
  return (
    <Card title={OVERVIEW.recentRuns} aside={<button type="button" className="link" onClick={() => { navigate('rehearse') }}>{OVERVIEW.allRuns}</button>}>
      <div className="recent-runs-table">
        <table className="plain-table recent-runs">
          <caption className="visually-hidden">{OVERVIEW.recentRuns}</caption>
          <thead>
            <tr>
              <th scope="col" className="right">{OVERVIEW.run}</th><th scope="col">{OVERVIEW.cycle}</th><th scope="col">{OVERVIEW.asOf}</th>
              {KINDS.map((kind) => <th key={kind} scope="col" className="right" title={KIND_WORDS[kind]}><KindSign kind={kind} word="hidden" /></th>)}
              <th scope="col">{OVERVIEW.status}</th>
            </tr>
          </thead>
          <tbody>{runs.slice(0, MOST).map((run) => <Row key={run.run} run={run} onOpen={onOpen} />)}</tbody>
        </table>
      </div>
    </Card>
  )
}

function Row({ run, onOpen }: { readonly run: RunView; readonly onOpen: (run: number) => void }) {
  const totals = totalsOf(run.jobs)
  const done = run.status === 'done'
  return (
    <tr>
      <td className="right">
        {done
          ? (
            <button type="button" className="link number" aria-label={`${OVERVIEW.run} ${String(run.run)}`} onClick={() => { onOpen(run.run) }}>
              {run.run}
            </button>
          )
          : run.run}
      </td>
      <td>
        {run.round === undefined ? OVERVIEW.cycles[run.type] : OVERVIEW.laterRound(run.round.number, run.round.of)}
        {run.chain !== undefined && <span className="small quiet recent-chain">{REHEARSE.endedShort(run.chain)}</span>}
      </td>
      <td className="number">{formatShortDateTime(run.now)}</td>
      {KINDS.map((kind) => <td key={kind} className={`right number${totals[kind] === 0 ? ' quiet' : ''}`}>{done ? formatNumber(totals[kind]) : ''}</td>)}
      <td>
        <span className="run-states">
          {!done && <StatusSign status={run.status === 'failed' ? 'failed' : 'skipped'}>{OVERVIEW.runStates[run.status]}</StatusSign>}
          {done && totals.failed > 0 && (
            <StatusSign status="failed">{formatNumber(totals.failed)}<span className="visually-hidden"> {OVERVIEW.words.failed}</span></StatusSign>
          )}
          {done && totals.held > 0 && (
            <StatusSign status="held">{formatNumber(totals.held)}<span className="visually-hidden"> {OVERVIEW.words.held}</span></StatusSign>
          )}
          {done && totals.failed === 0 && totals.held === 0 && <StatusSign status="good">{OVERVIEW.runStates['done']}</StatusSign>}
        </span>
      </td>
    </tr>
  )
}
