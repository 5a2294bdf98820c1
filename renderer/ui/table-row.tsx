import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons'
import type { MouseEvent, ReactNode } from 'react'
import { cellText, type Column } from './table-columns'

/** A row that heads a group and can be closed. */
export interface GroupRow {
  readonly label: ReactNode
  readonly expanded: boolean
}

interface Props<Row> {
  readonly id: string
  readonly index: number
  readonly top: number
  /** Absent while its page is on the way. */
  readonly row: Row | undefined
  readonly columns: readonly Column<Row>[]
  readonly template: string
  readonly group: GroupRow | undefined
  readonly level: number | undefined
  readonly focused: boolean
  readonly focusedColumn: number
  readonly selected: boolean
  readonly onClick: (index: number, row: Row, event: MouseEvent) => void
  readonly onOpen: ((row: Row) => void) | undefined
}

/** A row at its place among all rows; a skeleton while it is not there yet. */
export function TableRow<Row>({ id, index, top, row, columns, template, group, level, focused, focusedColumn, selected, onClick, onOpen }: Props<Row>) {
  const className = `table-row${focused ? ' focused' : ''}${selected ? ' selected' : ''}${group === undefined ? '' : ' group'}`
  const tree = level === undefined ? {} : { 'aria-level': level, ...(group !== undefined && { 'aria-expanded': group.expanded }) }
  return (
    <div
      id={id} role="row" aria-rowindex={index + 2} aria-selected={selected} className={className} {...tree}
      style={{ transform: `translateY(${String(top)}px)`, gridTemplateColumns: template }}
      onClick={(event) => { if (row !== undefined) onClick(index, row, event) }}
      onDoubleClick={() => { if (row !== undefined && group === undefined) onOpen?.(row) }}
    >
      {group !== undefined && (
        <div role="gridcell" aria-colindex={1} aria-colspan={columns.length} className="table-cell group-cell">
          {group.expanded ? <ChevronDownRegular aria-hidden="true" /> : <ChevronRightRegular aria-hidden="true" />}
          {group.label}
        </div>
      )}
      {group === undefined && columns.map((column, position) => (
        <div
          key={column.id} id={`${id}-${String(position)}`} role="gridcell" aria-colindex={position + 1}
          className={`table-cell${column.align === 'right' ? ' right' : ''}${column.mono === true ? ' mono' : ''}${focusedColumn === position ? ' focused-cell' : ''}`}
          title={row === undefined ? undefined : cellText(column, row)}
        >
          {row === undefined ? <span className="placeholder" aria-hidden="true" /> : <span className="ellipsis" dir="auto">{column.cell(row)}</span>}
        </div>
      ))}
    </div>
  )
}
