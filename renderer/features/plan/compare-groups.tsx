import { useMemo, useState } from 'react'
import type { PlanCompareGroup, PlanCompareView } from '../../../shared/ipc/compare-views'
import { COMPARE } from '../../texts/compare'
import { PLAN } from '../../texts/plan'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import type { Navigate } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { toggled } from '../../ui/sets'
import { rowsOf } from '../../ui/row-source'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { CauseIcon, Shape } from './group-columns'
import { CompareGroupPane } from './compare-group-pane'
import type { ComparePeopleFilter } from './compare-people'
import { compareKeyOf, toCompareRows, type CompareSection, type CompareTableRow } from './compare-rows'

interface Props {
  readonly view: PlanCompareView
  /** False while people are shown in its place. */
  readonly active: boolean
  readonly navigate: Navigate
  readonly onShow: (filter: ComparePeopleFilter) => void
}

const C = COMPARE.columns

/** The groups of both runs with how many of their people are in which, the outliers on top. */
export function CompareGroups({ view, active, navigate, onShow }: Props) {
  const [closed, setClosed] = useState<ReadonlySet<CompareSection>>(() => {
    const differ = view.groups.some((group) => group.onlyA + group.onlyB > 0)
    return new Set(differ ? ['alike'] : [])
  })
  const [selected, setSelected] = useState<number>()
  const rows = useMemo(() => toCompareRows(view.groups, closed), [view.groups, closed])
  const source = useMemo(() => rowsOf(rows), [rows])
  const columns = useMemo(() => compareColumns(view.a.run, view.b.run), [view])
  const group = view.groups.find((one) => one.id === selected)
  const shown = rows.flatMap((row) => (row.kind === 'group' ? [row.group] : []))
  const step = (by: number): void => {
    const next = shown[shown.findIndex((one) => one.id === selected) + by]
    if (next !== undefined) setSelected(next.id)
  }
  function fold(section: CompareSection): void {
    setClosed((before) => toggled(before, section))
  }
  return (
    <WithPane
      pane={active && group !== undefined && (
        <CompareGroupPane
          view={view} group={group} navigate={navigate} onShow={onShow} onClose={() => { setSelected(undefined) }} onNext={() => { step(1) }}
          onPrevious={() => { step(-1) }}
        />
      )}
    >
      <DataTable<CompareTableRow>
        label={COMPARE.groups} rows={source} columns={columns} rowKey={compareKeyOf} selectedKey={group === undefined ? undefined : `group ${String(group.id)}`}
        group={(row) => (row.kind === 'section'
          ? { expanded: row.expanded, label: <strong>{row.section === 'differing' ? COMPARE.differingGroups(row.groups) : COMPARE.alike(row.groups)}</strong> }
          : undefined)}
        onFold={(row) => { if (row.kind === 'section') fold(row.section) }} level={(row) => (row.kind === 'section' ? 1 : 2)}
        onSelect={(row) => { if (row.kind === 'group') setSelected(row.group.id) }}
        onOpen={(row) => { if (row.kind === 'group') onShow({ group: row.group }); else fold(row.section) }}
        empty={{ title: COMPARE.nothing, children: COMPARE.noActions }} footer={false}
      />
    </WithPane>
  )
}

function compareColumns(a: number, b: number): readonly Column<CompareTableRow>[] {
  const count = (id: string, title: string, of: (group: PlanCompareGroup) => number, strong: boolean): Column<CompareTableRow> => ({
    id, title, width: 92, align: 'right', text: (row) => (row.kind === 'group' ? String(of(row.group)) : ''),
    cell: (row) => (row.kind === 'group' && of(row.group) > 0 ? strong ? <strong>{formatNumber(of(row.group))}</strong> : formatNumber(of(row.group)) : null),
  })
  return [
    {
      id: 'what', title: C.what, width: 220, grow: 3, text: (row) => (row.kind === 'group' ? row.group.title : ''),
      cell: (row) => row.kind === 'group' && (
        <span className="what">
          <KindSign kind={row.group.kind} word="none" /><span className="ellipsis">{row.group.title}</span>
          {row.group.status !== 'planned' && <StatusSign status={row.group.status}>{PLAN.words[row.group.status]}</StatusSign>}
        </span>
      ),
    },
    {
      id: 'shape', title: C.shape, width: 150, grow: 3, text: (row) => (row.kind === 'group' ? row.group.shape : ''),
      cell: (row) => row.kind === 'group' && <Shape text={row.group.shape} />,
    },
    {
      id: 'cause', title: C.cause, width: 150, grow: 2, text: (row) => (row.kind === 'group' ? row.group.causeText : ''),
      cell: (row) => row.kind === 'group' && (
        <span className="cause"><CauseIcon type={row.group.cause.type} /><span className="ellipsis">{row.group.causeText}</span></span>
      ),
    },
    count('onlyA', COMPARE.onlyTitle(a), (group) => group.onlyA, true),
    count('both', COMPARE.bothTitle, (group) => group.both, false),
    count('onlyB', COMPARE.onlyTitle(b), (group) => group.onlyB, true),
  ]
}
