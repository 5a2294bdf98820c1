import { create } from 'zustand'
import { toTsv } from './table-copy'

export const COPY_FORMATS = ['tsv', 'json', 'text'] as const
export type CopyFormat = typeof COPY_FORMATS[number]

/** The table that had the focus last and is still shown. */
interface LastTable {
  readonly label: string
  /** Puts its selected rows on the clipboard; the focused one where none are selected. */
  readonly copy: (format: CopyFormat) => Promise<void>
  /** Opens the details of its focused row, where its rows have some. */
  readonly showDetails: () => void
}

export const useLastTable = create<{
  readonly table: LastTable | undefined
  readonly set: (table: LastTable | undefined) => void
}>((set) => ({ table: undefined, set: (table) => { set({ table }) } }))

/** Rows with their header: tab-separated for a spreadsheet, a JSON object for each row, or columns lined up for a message. */
export function rowsAsText(format: CopyFormat, header: readonly string[], rows: readonly (readonly string[])[]): string {
  switch (format) {
    case 'tsv': return toTsv(header, rows)
    case 'json': return JSON.stringify(rows.map((row) => Object.fromEntries(header.map((title, column) => [title, row[column] ?? '']))), null, 2)
    case 'text': return linedUp([header, ...rows])
  }
}

function linedUp(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => rows.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length), 0)) ?? []
  return rows.map((row) => row.map((cell, column) => cell.replace(/\s+/gu, ' ').padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}
