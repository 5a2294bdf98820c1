import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { FilterRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { LogRow } from '../../../shared/ipc/log-views'
import type { LogAction, LogStatus } from '../../../shared/model/provisioning-log'
import { LOG } from '../../texts/log'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { useWidth } from '../../ui/use-width'
import { usePages, useRequest } from '../../use-request'
import { keyOf, LOG_COLUMNS } from './log-columns'
import { LogFilter } from './log-filter'
import { LogPane } from './log-pane'
import { ACTIONS, LINKS, STATUSES } from './log-words'

interface Props {
  readonly run: number
  /** All jobs where it is absent. */
  readonly job: string | undefined
  readonly navigate: Navigate
}

interface Filter {
  readonly statuses: readonly LogStatus[]
  readonly action?: LogAction
  readonly code?: string
  readonly link?: (typeof LINKS)[number]
  readonly search: string
}

/** From this width of the tools on, the filters have room beside the search and the statuses. */
const WIDE_ENOUGH = 1020

const NO_FILTER: Filter = { statuses: [], search: '' }

/** The entries of a run, narrowed by status, action, code, link and a text, with the chosen one beside them. */
export function LogList({ run, job, navigate }: Props) {
  const noun = useObjectNoun()
  const { element, width } = useWidth<HTMLDivElement>()
  const [filter, setFilter] = useState(NO_FILTER)
  const [selected, setSelected] = useState<{ readonly row: LogRow; readonly index?: number }>()
  const { statuses, action, code, link, search } = filter
  const of = { run, ...(job !== undefined && { job }) }
  const rows = usePages('log.entries', {
    ...of, ...(statuses.length > 0 && { statuses: [...statuses] }), ...(action !== undefined && { actions: [action] }),
    ...(code !== undefined && { code }), ...(link !== undefined && { link }), ...(search !== '' && { search }),
  })
  // Counts are over everybody of the run's jobs, whatever narrows the rows.
  const all = useRequest('log.entries', { ...of, offset: 0, limit: 1 }).value
  const change = (part: Partial<Filter>): void => { setFilter((before) => ({ ...before, ...part })) }
  const toggle = (status: LogStatus): void => {
    change({ statuses: statuses.includes(status) ? statuses.filter((one) => one !== status) : [...statuses, status] })
  }
  const open = (row: LogRow): void => {
    if (row.sourceId === '') navigate('plan', { seq: row.seq, job: row.job }); else navigate('person', { job: row.job, anchor: row.sourceId })
  }
  const select = (row: LogRow): void => {
    for (let index = 0; index < rows.total; index++) if (keyOf(rows.row(index)) === keyOf(row)) { setSelected({ row, index }); return }
    setSelected({ row })
  }
  const step = (by: number): void => {
    const index = (selected?.index ?? -1) + by
    const row = rows.row(index)
    if (selected?.index !== undefined && row !== undefined) setSelected({ row, index })
  }
  const narrowed = statuses.length > 0 || action !== undefined || code !== undefined || link !== undefined || search !== ''

  const filters = (
    <>
      <LogFilter
        label={LOG.actionLabel} any={LOG.anyAction} value={action} options={ACTIONS.map((one) => ({ id: one, text: LOG.actions[one] }))}
        onChange={(one) => { change({ action: one }) }}
      />
      <LogFilter
        label={LOG.codeLabel} any={LOG.anyCode} value={code}
        options={(all?.codes ?? []).map((one) => ({ id: one.code, text: LOG.code(one.code, formatNumber(one.count)) }))}
        onChange={(one) => { change({ code: one }) }}
      />
      <LogFilter
        label={LOG.linkLabel} any={LOG.anyLink} value={link} options={LINKS.map((one) => ({ id: one, text: LOG.links[one] }))}
        onChange={(one) => { change({ link: one }) }}
      />
    </>
  )

  return (
    <WithPane
      pane={selected !== undefined && (
        <LogPane
          run={run} row={selected.row} onOpen={() => { open(selected.row) }} onClose={() => { setSelected(undefined) }} onNext={() => { step(1) }}
          onPrevious={() => { step(-1) }}
        />
      )}
    >
      <div className="toolbar log-toolbar" ref={element}>
        <SearchField label={LOG.find(noun)} value={search} onChange={(text) => { change({ search: text }) }} />
        <Chips
          label={LOG.statusLabel} pressed={new Set(statuses)} onToggle={toggle}
          chips={STATUSES.map((status) => ({ id: status, label: LOG.statuses[status], ...(all !== undefined && { count: all.counts[status] }) }))}
        />
        <div className="end">
          {width >= WIDE_ENOUGH ? filters : (
            <Popover positioning="below-end" trapFocus>
              <PopoverTrigger disableButtonEnhancement>
                <Button size="small" icon={<FilterRegular />}>{LOG.filters([action, code, link].filter((one) => one !== undefined).length)}</Button>
              </PopoverTrigger>
              <PopoverSurface className="log-filters" aria-label={LOG.filters(0)}>{filters}</PopoverSurface>
            </Popover>
          )}
        </div>
      </div>
      <div className="log-table">
        <DataTable<LogRow>
          label={LOG.list} rows={rows} columns={LOG_COLUMNS} rowKey={keyOf} selectedKey={selected && keyOf(selected.row)} onSelect={select} onOpen={open}
          empty={{ title: LOG.empty }} onClearFilters={narrowed ? () => { setFilter(NO_FILTER) } : undefined}
          footer={<span className="log-words">{LOG.footer}</span>}
        />
      </div>
    </WithPane>
  )
}
