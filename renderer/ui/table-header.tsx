import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons'
import { useRef, type PointerEvent } from 'react'
import type { Column, ColumnWidths, Sort } from './table-columns'

interface Props<Row> {
  readonly id: string
  readonly columns: readonly Column<Row>[]
  readonly widths: ColumnWidths
  readonly sort?: Sort
  readonly focusedColumn: number | undefined
  readonly onSort?: (column: string) => void
}

/** The sticky header. The keyboard reaches it with `↑` from the first row; a press on a sortable column sorts. */
export function TableHeader<Row>({ id, columns, widths, sort, focusedColumn, onSort }: Props<Row>) {
  return (
    <div role="rowgroup" className="table-head" style={{ minInlineSize: widths.total }}>
      <div role="row" aria-rowindex={1} className="table-row" style={{ gridTemplateColumns: widths.template }}>
        {columns.map((column, index) => {
          const sorted = sort?.column === column.id ? sort.direction : undefined
          const canSort = column.sortable === true && onSort !== undefined
          return (
            <div
              key={column.id} id={`${id}-h-${String(index)}`} role="columnheader" aria-colindex={index + 1} aria-sort={canSort ? sorted ?? 'none' : undefined}
              className={`table-cell${column.align === 'right' ? ' right' : ''}${canSort ? ' sortable' : ''}${focusedColumn === index ? ' focused-cell' : ''}`}
              onClick={canSort ? () => { onSort(column.id) } : undefined}
            >
              <span className="ellipsis">{column.sign ?? column.title}</span>
              {column.sign !== undefined && <span className="visually-hidden">{column.title}</span>}
              {sorted === 'ascending' && <ArrowUpRegular aria-hidden="true" />}
              {sorted === 'descending' && <ArrowDownRegular aria-hidden="true" />}
              <ResizeHandle onResize={(by) => { widths.resize(column.id, by) }} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function ResizeHandle({ onResize }: { readonly onResize: (by: number) => void }) {
  const last = useRef<number | undefined>(undefined)
  function onPointerMove(event: PointerEvent): void {
    if (last.current === undefined) return
    onResize(event.clientX - last.current)
    last.current = event.clientX
  }
  return (
    <span
      className="column-handle" aria-hidden="true"
      onClick={(event) => { event.stopPropagation() }}
      onPointerDown={(event) => { event.stopPropagation(); event.currentTarget.setPointerCapture(event.pointerId); last.current = event.clientX }}
      onPointerMove={onPointerMove}
      onPointerUp={() => { last.current = undefined }}
    />
  )
}
