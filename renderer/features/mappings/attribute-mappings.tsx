import { Button } from '@fluentui/react-components'
import { useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { RunView } from '../../../shared/ipc/views'
import type { AttributeMapping } from '../../../shared/model/project'
import { objectNoun } from '../../texts/common'
import { MAPPINGS } from '../../texts/mappings'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { WithPane } from '../../ui/pane'
import { toggled } from '../../ui/sets'
import { rowsOf } from '../../ui/row-source'
import { SearchField } from '../../ui/search-field'
import { AddPane } from './add-pane'
import { mappingColumns } from './mapping-columns'
import type { MappingContext } from './mapping-context'
import type { MappingEdit } from '../../draft/mapping-draft'
import { SeveralPane } from './several-pane'
import { useChosenRows } from './use-chosen-rows'
import type { CopyTarget } from './use-copy-to-job'
import { MappingPane } from './mapping-pane'
import { filterCounts, filterRows, type MappingRow, type RowFilter } from './mapping-rows'
import { useRowDrag } from './use-row-drag'

interface Props {
  readonly context: MappingContext
  readonly rows: readonly MappingRow[]
  readonly run: RunView | undefined
  /** ` since v7`. */
  readonly since: string
  readonly adding: boolean
  readonly onAdding: (adding: boolean) => void
  readonly onEdit: (edit: MappingEdit) => void
  readonly onDelete: (rows: readonly MappingRow[]) => void
  /** The mapping whose details are shown, or those that several keys chose. */
  readonly onChosen: (targets: readonly string[]) => void
  /** Where the chosen ones can be copied to. */
  readonly copies: readonly CopyTarget[]
  readonly onOpen: (target: string) => void
  readonly onPlan: () => void
}

/** What feeds each attribute of the target, in evaluation order. */
export function AttributeMappings({ context, rows, run, since, adding, onAdding, onEdit, onDelete, onChosen, copies, onOpen, onPlan }: Props) {
  const [search, setSearch] = useState('')
  const [filters, setFilters] = useState<ReadonlySet<RowFilter>>(new Set())
  const [selected, setSelected] = useState<{ readonly target: string; readonly focus: boolean }>()
  const shown = useMemo(() => filterRows(rows, filters, search), [rows, filters, search])
  const source = useMemo(() => rowsOf(shown), [shown])
  const counts = filterCounts(rows)
  const counted = run?.jobs.find((job) => job.id === context.job.id)
  const filtered = filters.size > 0 || search !== ''
  const drag = useRowDrag((from, to) => { onEdit({ kind: 'move', index: from, to }) })
  const row = rows.find((one) => one.mapping.target === selected?.target)
  const several = useChosenRows(shown)
  const chosen = several.rows.length > 0 ? several.rows.map((one) => one.mapping.target).join('\n') : row?.mapping.target ?? ''
  useEffect(() => { onChosen(chosen === '' ? [] : chosen.split('\n')) }, [chosen, onChosen])
  const narrow = adding || row !== undefined || several.rows.length > 0
  const noun = useMemo(() => objectNoun(context.objectMapping.sourceType), [context.objectMapping.sourceType])
  const columns = useMemo(() => mappingColumns({ inScope: counted?.inScope, noun, movable: !filtered, narrow }), [counted?.inScope, noun, filtered, narrow])

  function onRowKey({ index, mapping }: MappingRow, event: KeyboardEvent): boolean | number {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      const to = index + (event.key === 'ArrowUp' ? -1 : 1)
      if (filtered || to < 0 || to >= rows.length) return true
      onEdit({ kind: 'move', index, to })
      return to
    }
    const found = rows[index]
    if (event.key === 'Delete' && several.rows.length > 0) removeSeveral()
    else if (event.key === 'Delete' && found !== undefined) onDelete([found])
    else if (event.key === 'F2') choose(mapping.target, true)
    else return false
    return true
  }
  function removeSeveral(): void {
    onDelete(several.rows)
    several.clear()
  }
  function choose(target: string, focus: boolean): void {
    onAdding(false)
    several.clear()
    setSelected({ target, focus })
  }
  function step(by: number): void {
    const at = shown.findIndex((one) => one.mapping.target === selected?.target)
    const next = shown[at + by]
    if (next !== undefined) setSelected({ target: next.mapping.target, focus: false })
  }
  function change(index: number, mapping: AttributeMapping): void {
    onEdit({ kind: 'change', index, mapping })
    setSelected({ target: mapping.target, focus: false })
  }

  function paneOf(): ReactNode {
    if (adding) return (
      <AddPane
        context={context}
        onAdd={(mapping) => { onEdit({ kind: 'add', mapping }); onAdding(false); setSelected({ target: mapping.target, focus: false }) }}
        onClose={() => { onAdding(false) }}
      />
    )
    if (several.rows.length > 0) return (
      <SeveralPane rows={several.rows} copies={copies} onEdit={onEdit} onDelete={removeSeveral} onClose={several.clear} />
    )
    return row !== undefined && (
      <MappingPane
        key={row.mapping.target} row={row} context={context} focusFirst={selected?.focus ?? false}
        onChange={(mapping) => { change(row.index, mapping) }} onOpen={() => { onOpen(row.mapping.target) }}
        onDelete={() => { onDelete([row]) }} onPlan={run === undefined ? undefined : onPlan} onClose={() => { setSelected(undefined) }}
        onNext={() => { step(1) }} onPrevious={() => { step(-1) }}
      />
    )
  }
  const chips = (['edited', 'changing', 'blanking', 'failing', 'wrong'] as const).filter((id) => counts[id] > 0 || filters.has(id))
    .map((id) => ({ id, label: id === 'edited' ? MAPPINGS.filter.edited(since) : MAPPINGS.filter[id], count: counts[id] }))

  return (
    <WithPane pane={paneOf()}>
      {rows.length > 0 && (
        <div className="toolbar">
          <SearchField label={MAPPINGS.find} value={search} onChange={setSearch} />
          <Chips label={MAPPINGS.filters} chips={chips} pressed={filters} onToggle={(id) => { setFilters((before) => toggled(before, id)) }} />
          {counted !== undefined && !narrow && (
            <span className="end small quiet health-legend">
              {MAPPINGS.legend.over(counted.inScope, noun)}
              <span><i className="tone-update" />{MAPPINGS.legend.changes}</span>
              <span><i className="tone-failed" />{MAPPINGS.legend.fails}</span>
            </span>
          )}
        </div>
      )}
      <div
        className={drag.over === undefined ? 'mapping-table' : 'mapping-table dragging'}
        data-over={drag.over === undefined ? undefined : drag.over.to > drag.over.from ? 'below' : 'above'} {...drag.handlers}
      >
        {drag.over !== undefined && (
          <style>
            {`.mapping-table .table-body > [aria-rowindex="${String(drag.over.to + 2)}"] { box-shadow: inset 0 ${drag.over.to > drag.over.from ? '-2px' : '2px'} 0 var(--colorBrandForeground1); }`}
          </style>
        )}
        <DataTable
          label={MAPPINGS.table} rows={source} columns={columns} rowKey={(one) => one.mapping.target}
          selectedKey={adding || several.rows.length > 0 ? undefined : row?.mapping.target}
          selectedKeys={several.keys} onToggle={(one) => { several.toggle(one.mapping.target, row?.mapping.target) }} onRange={several.extend}
          onOpen={(one) => { onOpen(one.mapping.target) }} onSelect={(one) => { choose(one.mapping.target, false) }} onRowKey={onRowKey}
          empty={{
            title: MAPPINGS.empty, children: MAPPINGS.emptyWhy(context.source.name, context.target.name),
            action: <Button appearance="primary" onClick={() => { onAdding(true) }}>{MAPPINGS.add}</Button>,
          }}
          onClearFilters={filtered ? () => { setFilters(new Set()); setSearch('') } : undefined}
          footer={(
            <span className="mapping-footer">
              <span>{MAPPINGS.order} <span className="keys"><Key>Alt</Key><Key>↑</Key><Key>↓</Key></span></span>
              <span>{run === undefined ? MAPPINGS.noRun : MAPPINGS.healthFrom(run.run)}</span>
            </span>
          )}
        />
      </div>
    </WithPane>
  )
}
