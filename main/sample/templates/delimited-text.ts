/** Rows under their columns, quoted where a cell needs it; ends with a line end. */
export function delimitedText<Row>(
  columns: readonly (readonly [name: string, cell: (row: Row) => string])[], rows: readonly Row[],
  { delimiter = ',', newline = '\n' }: { readonly delimiter?: string; readonly newline?: string } = {},
): string {
  const quoted = (cell: string): string => (cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(delimiter)}${newline}`
  return line(columns.map(([name]) => name)) + rows.map((row) => line(columns.map(([, cell]) => cell(row)))).join('')
}
