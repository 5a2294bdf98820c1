import type { RunView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { OVERVIEW } from '../../texts/overview'
import { ChartSwitch, useChartTable } from '../../ui/chart-switch'
import { formatNumber } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { Card } from '../../ui/screen'

const MOST = 8
const DEFAULT_LIMIT = 500

interface Props {
  readonly runs: readonly RunView[]
  readonly document: ProjectDocument
  readonly onOpen: (run: number) => void
}

/** Disables and deletes of each run, with the guard as a line; of a repeated cycle those of its first round. */
export function RemovalsCard({ runs, document, onOpen }: Props) {
  const table = useChartTable()
  const bars = runs.filter((run) => run.status === 'done' && run.round === undefined).slice(0, MOST).reverse().map((run) => {
    const totals = totalsOf(run.jobs)
    return { run: run.run, count: totals.disable + totals.delete + totals.held, held: totals.held > 0 }
  })
  const limits = document.jobs.flatMap((job) => (job.guards?.deletions?.enabled === false ? [] : [job.guards?.deletions?.value ?? DEFAULT_LIMIT]))
  const limit = limits.length === 0 ? undefined : Math.min(...limits)
  const most = Math.max(...bars.map((bar) => bar.count), 1)
  // A guard far above every bar would press them to the ground: then it is said, not drawn.
  const guard = limit !== undefined && limit <= most * 2 ? limit : undefined
  const top = Math.max(most, guard ?? 0) * 1.12
  return (
    <Card title={OVERVIEW.removals} aside={<ChartSwitch table={table} />}>
      {table.shown
        ? (
          <table className="plain-table">
            <thead><tr><th scope="col">{OVERVIEW.run}</th><th scope="col" className="right">{OVERVIEW.count}</th></tr></thead>
            <tbody>{bars.map((bar) => <tr key={bar.run}><td>{bar.run}</td><td className="right number">{formatNumber(bar.count)}</td></tr>)}</tbody>
          </table>
        )
        : (
          <figure className="columns" aria-label={OVERVIEW.removals}>
            <div className={guard === undefined ? 'columns-plot' : 'columns-plot with-guard'}>
              {guard !== undefined && (
                <div className="columns-guard" style={{ insetBlockEnd: `${String((guard / top) * 100)}%` }}>
                  <span>{OVERVIEW.guard(formatNumber(guard))}</span>
                </div>
              )}
              <ul>
                {bars.map((bar) => (
                  <li key={bar.run}>
                    <button type="button" className="column" aria-label={OVERVIEW.removalsBar(bar.run, bar.count)} onClick={() => { onOpen(bar.run) }}>
                      <span className="column-value number">{formatNumber(bar.count)}</span>
                      <span className={bar.held ? 'column-bar held' : 'column-bar'} style={{ blockSize: `${String((bar.count / top) * 100)}%` }} />
                    </button>
                  </li>
                ))}
              </ul>
            </div>
            <div className={guard === undefined ? 'columns-labels' : 'columns-labels with-guard'} aria-hidden="true">
              {bars.map((bar) => <span key={bar.run}>{OVERVIEW.run} {bar.run}</span>)}
            </div>
            {guard === undefined && limit !== undefined && <figcaption className="small quiet columns-note">{OVERVIEW.guard(formatNumber(limit))}</figcaption>}
          </figure>
        )}
    </Card>
  )
}
