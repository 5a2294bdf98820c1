import { useMemo, useState, type ReactNode } from 'react'
import type { PlanGroupView } from '../../../shared/ipc/views'
import type { PlanSection } from '../../../shared/model/plan-section'
import { PLAN } from '../../texts/plan'
import type { Totals } from '../../ui/job-totals'
import { DataTable } from '../../ui/data-table'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { withOrWithout } from '../../ui/sets'
import { rowsOf } from '../../ui/row-source'
import { SearchField } from '../../ui/search-field'
import { GroupPane } from './group-pane'
import { groupColumns, GroupLabel } from './group-columns'
import type { PeopleFilter } from './people-level'
import { rowKeyOf, toPlanRows, type PlanRow } from './plan-rows'

interface Props {
  readonly run: number
  readonly groups: readonly PlanGroupView[]
  readonly loading: boolean
  readonly totals: Totals
  readonly only: ReadonlySet<PlanSection>
  readonly edited: ReadonlySet<string>
  /** False while the people of a group are shown in its place. */
  readonly active: boolean
  readonly groupBy: ReactNode
  readonly onClear: () => void
  readonly onShow: (filter: PeopleFilter) => void
  readonly navigate: Navigate
}

/** Identical changes as one row each, by cause and shape; the details of the chosen group beside them. */
export function GroupsLevel({ run, groups, loading, totals, only, edited, active, groupBy, onClear, onShow, navigate }: Props) {
  const noun = useObjectNoun()
  const [closed, setClosed] = useState<ReadonlySet<PlanSection>>(new Set())
  const [unfolded, setUnfolded] = useState<ReadonlySet<PlanSection>>(new Set())
  const [selected, setSelected] = useState<number>()
  const rows = useMemo(() => toPlanRows(groups, { people: totals, only, closed, unfolded }), [groups, totals, only, closed, unfolded])
  const source = useMemo(() => ({ ...rowsOf(rows), ...(loading && { status: 'loading' as const }) }), [rows, loading])
  const columns = useMemo(() => groupColumns(edited, noun), [edited, noun])
  const group = groups.find((one) => one.id === selected)
  const shown = rows.flatMap((row) => (row.kind === 'group' ? [row.group] : []))
  const step = (by: number): void => {
    const next = shown[shown.findIndex((one) => one.id === selected) + by]
    if (next !== undefined) setSelected(next.id)
  }
  function fold(row: PlanRow, open: boolean): void {
    if (row.kind === 'section') setClosed((before) => withOrWithout(before, row.section, !open))
    if (row.kind === 'rare') setUnfolded((before) => withOrWithout(before, row.section, open))
  }

  return (
    <WithPane
      pane={active && group !== undefined && (
        <GroupPane
          run={run} group={group} edited={edited.has(`${group.job} ${group.cause.id}`)} navigate={navigate} onClose={() => { setSelected(undefined) }}
          onShow={() => { onShow({ group }) }} onNext={() => { step(1) }} onPrevious={() => { step(-1) }}
        />
      )}
    >
      <div className="toolbar"><SearchField label={PLAN.find(noun)} value="" onChange={(search) => { if (search !== '') onShow({ search }) }} />{groupBy}</div>
      <DataTable<PlanRow>
        label={PLAN.groups} rows={source} columns={columns} rowKey={rowKeyOf} selectedKey={group === undefined ? undefined : `group ${String(group.id)}`}
        group={(row) => (row.kind === 'group' ? undefined : { expanded: row.expanded, label: <GroupLabel row={row} noun={noun} /> })} onFold={fold}
        level={(row) => (row.kind === 'section' ? 1 : row.kind === 'group' && row.rare ? 3 : 2)}
        onSelect={(row) => { if (row.kind === 'group') setSelected(row.group.id) }}
        onOpen={(row) => { if (row.kind === 'group') onShow({ group: row.group }); else fold(row, !row.expanded) }}
        empty={{ title: PLAN.noGroups }} onClearFilters={only.size > 0 ? onClear : undefined} footer={false}
      />
    </WithPane>
  )
}
