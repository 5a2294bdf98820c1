import { useMemo, useState, type ReactNode } from 'react'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Shown in the header instead of the title, which stays its name. */
  readonly sign?: ReactNode
  /** Pixels at least. */
  readonly width: number
  /** Share of the width that is left over. */
  readonly grow?: number
  readonly align?: 'left' | 'right'
  /** A value as it is stored. */
  readonly mono?: boolean
  readonly cell: (row: Row) => ReactNode
  /** What is copied, typed ahead to, and shown on hover; needed where `cell` is not text. */
  readonly text?: (row: Row) => string
  readonly sortable?: boolean
  /** Gives way where there is no room for all columns, the highest number first; a column without one stays. The details have its value as well. */
  readonly yields?: number
}

export interface Sort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** A press sorts, the second reverses, the third clears. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, direction: 'ascending' }
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : undefined
}

/** The columns for which a table of so many pixels has room, without what gives way; all of them while nothing is known of the width (0). */
export function fittingColumns<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  const needed = columns.reduce((sum, column) => sum + column.width, 0)
  if (width === 0 || needed <= width) return columns
  const last = Math.max(0, ...columns.map((column) => column.yields ?? 0))
  return last === 0 ? columns : fittingColumns(columns.filter((column) => column.yields !== last), width)
}

export interface ColumnWidths {
  /** For `grid-template-columns`. */
  readonly template: string
  readonly total: number
  readonly resize: (column: string, by: number) => void
}

/** Widths of the columns, with what was dragged. A column that was dragged keeps its width. */
export function useColumnWidths<Row>(columns: readonly Column<Row>[]): ColumnWidths {
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({})
  return useMemo(() => ({
    template: columns.map((column) => {
      const width = dragged[column.id]
      if (width !== undefined) return `${String(width)}px`
      return column.grow === undefined ? `${String(column.width)}px` : `minmax(${String(column.width)}px, ${String(column.grow)}fr)`
    }).join(' '),
    total: columns.reduce((sum, column) => sum + (dragged[column.id] ?? column.width), 0),
    resize: (id, by) => {
      setDragged((before) => ({ ...before, [id]: Math.max(48, (before[id] ?? columns.find((column) => column.id === id)?.width ?? 100) + by) }))
    },
  }), [columns, dragged])
}

/** A cell as it is copied and read out: its text, else what is shown where that is text. */
export function cellText<Row>(column: Column<Row>, row: Row): string {
  if (column.text !== undefined) return column.text(row)
  const cell = column.cell(row)
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
}
