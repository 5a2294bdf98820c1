import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { RowSource } from './row-source'
import { cellText, type Column } from './table-columns'
import { toHtmlTable, toTsv, defuse } from './table-copy'
import { rowsAsText, useLastTable, type CopyFormat } from './table-clipboard'
import { moveFocus, selectedRange, type TableFocus } from './table-keys'

const TYPE_AHEAD_MS = 700
const MOST_COPIED = 100_000

/** A key of the screen's own on the focused row: true when it meant something, a number when the focus goes to that row. */
export type RowKeyHandler<Row> = (row: Row, event: KeyboardEvent) => boolean | number

interface Options<Row> {
  /** The name of the grid. */
  readonly label: string
  readonly rows: RowSource<Row>
  readonly columns: readonly Column<Row>[]
  readonly page: number
  readonly header: boolean
  readonly scrollTo: (row: number) => void
  readonly onOpen?: (row: Row) => void
  readonly onSelect?: (row: Row) => void
  /** `Ctrl+Space`. */
  readonly onToggle?: (row: Row) => void
  readonly onSort?: (column: string) => void
  readonly onResize: (column: string, by: number) => void
  /** On a group row: opens with `→`, closes with `←`. True when it did something. */
  readonly onFold?: (row: Row, open: boolean) => boolean
  /** Whether the pane follows the focus, because it is open. */
  readonly following: boolean
  readonly onRowKey?: RowKeyHandler<Row>
}

/** What keys do in a table (design: tables): moving, opening, selecting, copying, typing ahead. */
export function useTableKeyboard<Row>(options: Options<Row>) {
  const { rows, columns } = options
  const [focus, setFocus] = useState<TableFocus>({ row: 0, column: -1 })
  const typed = useRef({ text: '', at: 0 })
  const oneCell = useRef(false)
  const column = Math.min(focus.column, columns.length - 1)
  const focused: TableFocus = focus.row >= rows.total ? { row: Math.max(0, rows.total - 1), column } : { ...focus, column }

  function moveTo(next: TableFocus): void {
    setFocus(next)
    if (next.row >= 0) options.scrollTo(next.row)
    // What is selected is fetched, so that it can be copied.
    if (next.from !== undefined) rows.need(Math.min(next.from, next.row), Math.min(Math.max(next.from, next.row), Math.min(next.from, next.row) + MOST_COPIED))
    const row = rows.row(next.row)
    if (options.following && row !== undefined && next.from === undefined) options.onSelect?.(row)
  }

  function typeAhead(letter: string, now: number): void {
    const text = (now - typed.current.at < TYPE_AHEAD_MS ? typed.current.text : '') + letter.toLowerCase()
    typed.current = { text, at: now }
    const first = columns[0]
    if (first === undefined) return
    for (let step = text.length > 1 ? 0 : 1; step <= rows.total; step++) {
      const index = (Math.max(focused.row, 0) + step) % rows.total
      const row = rows.row(index)
      if (row !== undefined && cellText(first, row).toLowerCase().startsWith(text)) { moveTo({ row: index, column: focused.column }); return }
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return
    const ctrl = event.ctrlKey || event.metaKey
    const row = rows.row(focused.row)
    const own = row === undefined ? false : options.onRowKey?.(row, event) ?? false
    if (own !== false) {
      if (typeof own === 'number') setFocus({ row: own, column: focused.column })
      event.preventDefault()
      return
    }
    if (event.altKey) {
      const column = columns[focused.column]
      if (!event.shiftKey || column === undefined || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
      options.onResize(column.id, event.key === 'ArrowLeft' ? -16 : 16)
    } else if (event.key === 'Enter') {
      const column = columns[focused.column]
      if (focused.row === -1 && column?.sortable === true) options.onSort?.(column.id)
      else if (row !== undefined) (options.onOpen ?? options.onSelect)?.(row)
    } else if (event.key === ' ') {
      if (row !== undefined) (ctrl ? options.onToggle ?? options.onSelect : options.onSelect)?.(row)
    } else if (event.key === 'Escape' && focused.from !== undefined) {
      setFocus({ row: focused.row, column: focused.column })
    } else if (ctrl && event.shiftKey && event.key.toLowerCase() === 'c') {
      oneCell.current = true
      document.execCommand('copy')
      oneCell.current = false
    } else if (row !== undefined && (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && focused.column === -1 && options.onFold?.(row, event.key === 'ArrowRight') === true) {
      // The group row was opened or closed.
    } else {
      const next = moveFocus(focused, { key: event.key, ctrl, shift: event.shiftKey }, {
        rows: rows.total, columns: columns.length, page: options.page, header: options.header,
      })
      if (next !== undefined) moveTo(next)
      else if (!ctrl && event.key.length === 1 && event.key !== '?') { typeAhead(event.key, event.timeStamp); return }
      else return
    }
    event.preventDefault()
  }

  function selectedTexts(): { readonly header: readonly string[]; readonly copied: readonly (readonly string[])[] } {
    const { first, last } = selectedRange(focused)
    const copied: string[][] = []
    for (let index = first; index <= last && copied.length < MOST_COPIED; index++) {
      const row = rows.row(index)
      if (row !== undefined) copied.push(columns.map((one) => cellText(one, row)))
    }
    return { header: columns.map((one) => one.title), copied }
  }

  function showDetails(): void {
    const row = rows.row(focused.row)
    if (row !== undefined) options.onSelect?.(row)
  }

  const latest = useRef({ selectedTexts, showDetails })
  useEffect(() => { latest.current = { selectedTexts, showDetails } })
  const { label } = options
  const setLast = useLastTable((state) => state.set)
  const [own] = useState(() => ({
    label,
    copy: async (format: CopyFormat) => {
      const { header, copied } = latest.current.selectedTexts()
      await navigator.clipboard.writeText(rowsAsText(format, header, copied))
    },
    showDetails: () => { latest.current.showDetails() },
  }))
  useEffect(() => () => { if (useLastTable.getState().table === own) setLast(undefined) }, [own, setLast])

  function onCopy(event: ClipboardEvent): void {
    if ((document.getSelection()?.toString() ?? '') !== '') return
    const column = columns[Math.max(focused.column, 0)]
    const only = rows.row(focused.row)
    if (oneCell.current && column !== undefined && only !== undefined) {
      event.clipboardData.setData('text/plain', defuse(cellText(column, only)))
    } else {
      const { header, copied } = selectedTexts()
      event.clipboardData.setData('text/plain', toTsv(header, copied))
      event.clipboardData.setData('text/html', toHtmlTable(header, copied))
    }
    event.preventDefault()
  }

  return { focus: focused, setFocus, onKeyDown, onCopy, onFocus: () => { setLast(own) } }
}
