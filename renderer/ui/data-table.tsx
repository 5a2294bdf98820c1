import { Button } from '@fluentui/react-components'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useState, type MouseEvent, type ReactNode } from 'react'
import { COMMON } from '../texts/common'
import { useRowHeight } from './density'
import { formatNumber } from './format'
import type { RowSource } from './row-source'
import { EmptyState, FailedState, useLate } from './states'
import { fittingColumns, nextSort, useColumnWidths, type Column, type Sort } from './table-columns'
import { TableHeader } from './table-header'
import { TableRow, type GroupRow } from './table-row'
import { selectedRange } from './table-keys'
import { useTableKeyboard, type RowKeyHandler } from './use-table-keyboard'
import { useWidth } from './use-width'

interface Props<Row> {
  /** What the rows are: the name of the grid. */
  readonly label: string
  readonly rows: RowSource<Row>
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string | number
  /** `Enter` and double click: what one does with a row. */
  readonly onOpen?: (row: Row) => void
  /** `Space` and click: the row's details. */
  readonly onSelect?: (row: Row) => void
  /** Keys of the screen's own, before those of the table. */
  readonly onRowKey?: RowKeyHandler<Row>
  /** `Ctrl` with `Space` or a click: takes a row among those that are chosen, or out of them. */
  readonly onToggle?: (row: Row) => void
  /** The rows that `Shift` or `Ctrl+A` extends over, by position; absent for none. */
  readonly onRange?: (range: { readonly first: number; readonly last: number } | undefined) => void
  /** Key of the row whose details are shown. While there is one, the details follow the arrow keys. */
  readonly selectedKey?: string | number
  /** Keys of rows that were chosen for something; their details are not shown. */
  readonly selectedKeys?: ReadonlySet<string | number>
  readonly sort?: Sort
  readonly onSort?: (sort: Sort | undefined) => void
  /** What stands in place of rows when there are none. */
  readonly empty: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }
  /** Set while filters narrow the rows: an empty table then offers to clear them. */
  readonly onClearFilters?: () => void
  /** Rows that head a group; makes the table a tree. */
  readonly group?: (row: Row) => GroupRow | undefined
  readonly onFold?: (row: Row, open: boolean) => void
  readonly level?: (row: Row) => number
  /** Right end of the footer; `false` for a table without footer. */
  readonly footer?: ReactNode | false
  /** Grows with its rows instead of scrolling; for short lists on a page. */
  readonly fit?: boolean
}

/** Virtual rows that come in pages, sorting, keyboard, copying, and the four states: loading, empty, failed, rows. */
export function DataTable<Row>(props: Props<Row>) {
  const {
    label, rows, columns: allColumns, rowKey, onOpen, onSelect, onToggle, onRange, onRowKey, selectedKey, selectedKeys, sort, onSort, empty, onClearFilters,
    group, onFold, level, footer, fit = false,
  } = props
  const id = useId()
  const { element: scroller, width } = useWidth<HTMLDivElement>()
  const columns = useMemo(() => fittingColumns(allColumns, width), [allColumns, width])
  const rowHeight = useRowHeight()
  const widths = useColumnWidths(columns)
  const late = useLate(150)
  const virtual = useVirtualizer({
    count: rows.total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: fit ? rows.total : 10, scrollMargin: 0,
    scrollPaddingStart: rowHeight,
  })
  useEffect(() => { virtual.measure() }, [virtual, rowHeight])
  const items = virtual.getVirtualItems()
  const shown = visibleRange(virtual.scrollOffset ?? 0, (scroller.current?.clientHeight ?? 0) - rowHeight, rowHeight, rows.total)
  const { need } = rows
  const first = items[0]?.index
  const last = items.at(-1)?.index
  useEffect(() => { if (first !== undefined && last !== undefined) need(first, last) }, [need, first, last])

  const keyboard = useTableKeyboard({
    label, rows, columns, page: Math.max(1, shown.last - shown.first), header: columns.some((column) => column.sortable === true),
    scrollTo: (row) => { virtual.scrollToIndex(row) }, onOpen, onSelect, onToggle, onRowKey, onSort: toggleSort, onResize: widths.resize,
    following: selectedKey !== undefined,
    onFold: onFold === undefined ? undefined : (row, open) => {
      const info = group?.(row)
      if (info === undefined || info.expanded === open) return false
      onFold(row, open)
      return true
    },
  })

  function toggleSort(column: string): void {
    onSort?.(nextSort(sort, column))
  }
  /** What is selected with `Shift` is rows, not their text. */
  function onMouseDown(event: MouseEvent): void {
    if (!event.shiftKey) return
    event.preventDefault()
    scroller.current?.focus()
  }
  function onRowClick(index: number, row: Row, event: MouseEvent): void {
    if ((document.getSelection()?.toString() ?? '') !== '') return
    keyboard.setFocus(event.shiftKey ? { ...keyboard.focus, row: index, from: keyboard.focus.from ?? keyboard.focus.row } : { row: index, column: -1 })
    if (event.shiftKey) return
    if (onToggle !== undefined && (event.ctrlKey || event.metaKey)) {
      onToggle(row)
      return
    }
    const info = group?.(row)
    if (info !== undefined && onFold !== undefined) onFold(row, !info.expanded)
    else onSelect?.(row)
  }

  const { focus } = keyboard
  const selection = focus.from === undefined ? undefined : selectedRange(focus)
  const [from, to] = [selection?.first, selection?.last]
  useEffect(() => { onRange?.(from === undefined || to === undefined ? undefined : { first: from, last: to }) }, [onRange, from, to])
  const chosen = selection === undefined ? selectedKeys?.size ?? 0 : selection.last - selection.first + 1
  const isSelected = (index: number, row: Row | undefined): boolean => {
    if (selection !== undefined && index >= selection.first && index <= selection.last) return true
    if (row === undefined) return false
    const key = rowKey(row)
    return selectedKeys?.has(key) === true || key === selectedKey
  }
  const active = focus.row === -1 ? `${id}-h-${String(Math.max(focus.column, 0))}`
    : focus.column === -1 ? `${id}-r-${String(focus.row)}`
    : `${id}-r-${String(focus.row)}-${String(focus.column)}`
  const inView = focus.row === -1 || (first !== undefined && last !== undefined && focus.row >= first && focus.row <= last)
  const noRows = rows.total === 0

  return (
    <div className={fit ? 'table fit' : 'table'}>
      <div
        className="table-scroller" ref={scroller} role={group === undefined ? 'grid' : 'treegrid'} aria-label={label} aria-rowcount={rows.total + 1}
        aria-colcount={columns.length}
        aria-busy={rows.status === 'loading'} aria-multiselectable={true} aria-activedescendant={inView && !noRows ? active : undefined}
        tabIndex={0} onMouseDown={onMouseDown} onKeyDown={keyboard.onKeyDown} onCopy={keyboard.onCopy} onFocus={keyboard.onFocus}
      >
        <TableHeader
          id={id} columns={columns} widths={widths} sort={sort} focusedColumn={focus.row === -1 ? Math.max(focus.column, 0) : undefined}
          onSort={toggleSort}
        />
        <div role="rowgroup" className="table-body" style={{ blockSize: virtual.getTotalSize(), minInlineSize: widths.total }}>
          {items.map((item) => {
            const row = rows.row(item.index)
            return (
              <TableRow
                key={item.key} id={`${id}-r-${String(item.index)}`} index={item.index} top={item.start} row={row} columns={columns} template={widths.template}
                group={row === undefined ? undefined : group?.(row)} level={row === undefined ? undefined : level?.(row)}
                focused={focus.row === item.index} focusedColumn={focus.row === item.index ? focus.column : -1}
                selected={isSelected(item.index, row)}
                onClick={onRowClick} onOpen={onOpen}
              />
            )
          })}
          {noRows && rows.status === 'loading' && late && Array.from({ length: 8 }, (_, index) => (
            <div key={index} role="row" className="table-row">
              <div role="gridcell" className="skeleton-cell"><span style={{ inlineSize: `${String(70 - ((index * 23) % 40))}%` }} /></div>
            </div>
          ))}
        </div>
      </div>
      {rows.failure !== undefined && <FailedState failure={rows.failure} onRetry={rows.retry} />}
      {noRows && rows.status === 'ready' && (onClearFilters === undefined
        ? <EmptyState title={empty.title} action={empty.action}>{empty.children}</EmptyState>
        : <EmptyState title={COMMON.nothingFound} action={<Button onClick={onClearFilters}>{COMMON.clearFilters}</Button>} />)}
      {footer !== false && !noRows && (
        <div className="table-footer">
          <span>
            {selection !== undefined || chosen > 1
              ? COMMON.selected(chosen)
              : COMMON.rowsShown(formatNumber(shown.first + 1), formatNumber(shown.last + 1), formatNumber(rows.total))}
          </span>
          <span>{sort === undefined ? footer : COMMON.sortedBy(allColumns.find((column) => column.id === sort.column)?.title ?? '')}</span>
        </div>
      )}
      <Announcement text={rows.status === 'ready' ? COMMON.rowsLoaded(rows.total) : ''} />
    </div>
  )
}

/** Says the number of rows, half a second after it last changed. */
function Announcement({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => { setSaid(text) }, 500)
    return () => { clearTimeout(timer) }
  }, [text])
  return <span className="visually-hidden" role="status">{said}</span>
}

function visibleRange(offset: number, height: number, rowHeight: number, total: number): { readonly first: number; readonly last: number } {
  const first = Math.min(Math.max(0, total - 1), Math.max(0, Math.ceil(offset / rowHeight)))
  return { first, last: Math.max(first, Math.min(total - 1, Math.floor((offset + height) / rowHeight) - 1)) }
}
