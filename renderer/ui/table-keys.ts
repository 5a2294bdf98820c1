/** Where the keyboard is in a table. Row -1 is the header; column -1 stands for the row as a whole. */
export interface TableFocus {
  readonly row: number
  readonly column: number
  /** The other end of the selected rows, where rows are being selected. */
  readonly from?: number
}

export interface TableSize {
  readonly rows: number
  readonly columns: number
  /** Rows that fit the window of the table. */
  readonly page: number
  /** Whether the header can be entered, because something in it can be sorted. */
  readonly header: boolean
}

export interface PressedKey {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
}

/** Where a key moves the focus; `undefined` for a key that does not move it. */
export function moveFocus(focus: TableFocus, pressed: PressedKey, size: TableSize): TableFocus | undefined {
  if (pressed.ctrl && pressed.key.toLowerCase() === 'a') return size.rows === 0 ? undefined : { row: size.rows - 1, column: focus.column, from: 0 }
  const row = nextRow(focus.row, pressed, size)
  if (row !== undefined) {
    const from = pressed.shift && row >= 0 ? { from: focus.from ?? Math.max(focus.row, 0) } : {}
    return { row, column: focus.column, ...from }
  }
  if (pressed.key === 'ArrowLeft') return { ...focus, column: Math.max(focus.row === -1 ? 0 : -1, focus.column - 1) }
  if (pressed.key === 'ArrowRight') return { ...focus, column: Math.min(size.columns - 1, focus.column + 1) }
  return undefined
}

/** The selected rows, first and last; one row where nothing is being selected. */
export function selectedRange(focus: TableFocus): { readonly first: number; readonly last: number } {
  const from = focus.from ?? focus.row
  return { first: Math.max(0, Math.min(from, focus.row)), last: Math.max(from, focus.row) }
}

function nextRow(row: number, { key, ctrl, shift }: PressedKey, size: TableSize): number | undefined {
  const top = size.header && !shift ? -1 : 0
  const last = size.rows - 1
  switch (key) {
    case 'ArrowDown': return Math.min(last, row + 1)
    case 'ArrowUp': return Math.max(Math.min(top, last), row - 1)
    case 'PageDown': return Math.min(last, Math.max(row, 0) + size.page)
    case 'PageUp': return Math.max(0, row - size.page)
    case 'Home': return ctrl || !shift ? 0 : undefined
    case 'End': return ctrl || !shift ? last : undefined
    default: return undefined
  }
}
