import { Button } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { RunView } from '../../../shared/ipc/views'
import { KIND_WORDS } from '../../texts/common'
import { COMPARE } from '../../texts/compare'
import { REHEARSE } from '../../texts/rehearse'
import { DataTable } from '../../ui/data-table'
import { formatDuration, formatNumber, formatShortDateTime } from '../../ui/format'
import { totalsOf } from '../../ui/job-totals'
import { rowsOf } from '../../ui/row-source'
import { newestRun } from '../../ui/rounds'
import { configurationText, marksOf } from '../../ui/run-text'
import { Mark, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'

interface Props {
  readonly runs: readonly RunView[]
  readonly loading: boolean
  readonly running: boolean
  readonly onOpen: (run: number) => void
  /** Compares two runs, the earlier one first. */
  readonly onCompare: (a: number, b: number) => void
}

const C = REHEARSE.columns
const KINDS = ['create', 'update', 'disable', 'enable', 'delete'] as const

const COLUMNS: readonly Column<RunView>[] = [
  { id: 'run', title: C.run, width: 56, align: 'right', cell: (run) => run.run, text: (run) => String(run.run) },
  { id: 'cycle', title: C.cycle, width: 122, cell: (run) => cycle(run), text: (run) => run.typeReason ?? cycle(run) },
  { id: 'asOf', title: C.asOf, width: 112, cell: (run) => formatShortDateTime(run.now) },
  {
    id: 'configuration', title: C.configuration, width: 112, grow: 1, text: (run) => [configurationText(run), ...marksOf(run)].join(', '),
    cell: (run) => <span className="run-configuration">{configurationText(run)}{marksOf(run).map((mark) => <Mark key={mark} tone="brand">{mark}</Mark>)}</span>,
  },
  { id: 'seed', title: C.seed, width: 52, align: 'right', cell: (run) => run.seed },
  { id: 'took', title: C.took, width: 64, align: 'right', cell: (run) => formatDuration(run.durationMs) },
  ...KINDS.map((kind): Column<RunView> => ({
    id: kind, title: KIND_WORDS[kind], width: 64, align: 'right', cell: (run) => (run.status === 'done' ? formatNumber(totalsOf(run.jobs)[kind]) : ''),
  })),
  { id: 'status', title: C.status, width: 204, grow: 1, cell: (run) => <RunStatus run={run} />, text: (run) => statusText(run) },
]

/** Every run with what it was made of. Enter opens its plan. */
export function EarlierRuns({ runs, loading, running, onOpen, onCompare }: Props) {
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [first, second] = [...chosen].sort((a, b) => a - b)
  const comparable = runs.filter((run) => run.status === 'done').length > 1
  /** Of two chosen runs the one chosen first makes way for a third. */
  const choose = (run: RunView): void => {
    if (run.status !== 'done') return
    setChosen((before) => (before.includes(run.run) ? before.filter((one) => one !== run.run) : [...before.slice(-1), run.run]))
  }
  const rows = useMemo(() => ({ ...rowsOf(runs), ...(loading && { status: 'loading' as const }) }), [runs, loading])
  const newest = newestRun(runs)
  return (
    <section className="earlier">
      <header>
        <h2>{REHEARSE.earlier}</h2>
        {running && newest !== undefined && <span className="small quiet">{REHEARSE.stays(newest.run)}</span>}
        {comparable && (first === undefined || second === undefined
          ? <span className="small quiet">{COMPARE.choose}</span>
          : <Button size="small" icon={<ArrowSwapRegular />} onClick={() => { onCompare(first, second) }}>{COMPARE.chosen(first, second)}</Button>)}
      </header>
      <DataTable
        label={REHEARSE.earlier} rows={rows} columns={COLUMNS} rowKey={(run) => run.run} footer={false} selectedKeys={new Set(chosen)}
        {...(comparable && { onSelect: choose })}
        onOpen={(run) => { if (run.status === 'done') onOpen(run.run) }}
        empty={{ title: REHEARSE.noRuns, children: REHEARSE.noRunsWhy }}
      />
    </section>
  )
}

function RunStatus({ run }: { readonly run: RunView }) {
  const totals = totalsOf(run.jobs)
  if (run.status !== 'done') return <StatusSign status={run.status === 'failed' ? 'failed' : 'skipped'}>{REHEARSE.states[run.status]}</StatusSign>
  return (
    <span className="run-states">
      {totals.failed > 0 && <StatusSign status="failed">{REHEARSE.fails(formatNumber(totals.failed))}</StatusSign>}
      {totals.held > 0 && <StatusSign status="held">{REHEARSE.held(formatNumber(totals.held))}</StatusSign>}
      {run.chain !== undefined && <span className="small quiet">{REHEARSE.endedShort(run.chain)}</span>}
      {totals.failed === 0 && totals.held === 0 && <StatusSign status="good">{REHEARSE.states['done']}</StatusSign>}
      {!run.kept && <span className="small quiet">{REHEARSE.notKept}</span>}
    </span>
  )
}

function statusText(run: RunView): string {
  const totals = totalsOf(run.jobs)
  if (run.status !== 'done') return REHEARSE.states[run.status] ?? ''
  const parts = [
    ...(totals.failed > 0 ? [REHEARSE.fails(formatNumber(totals.failed))] : []),
    ...(totals.held > 0 ? [REHEARSE.held(formatNumber(totals.held))] : []),
    ...(run.kept ? [] : [REHEARSE.notKept]),
    ...(run.chain === undefined ? [] : [REHEARSE.endedShort(run.chain)]),
  ]
  return parts.length === 0 ? REHEARSE.states['done'] ?? '' : parts.join(', ')
}

function cycle(run: RunView): string {
  if (run.round !== undefined) return REHEARSE.laterRound(run.round.number, run.round.of)
  return REHEARSE.cycles[run.type] ?? run.type
}
