/** A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
export function defuse(cell: string): string {
  return /^[=+\-@\t\r]/u.test(cell) && !/^[+-]?[\d.,]+$/u.test(cell) ? `'${cell}` : cell
}

/** Rows with their header as tab-separated text, for a spreadsheet. */
export function toTsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.map((cell) => defuse(cell).replace(/[\t\r\n]+/gu, ' ')).join('\t')).join('\n')
}

/** The same as a table, for a document. */
export function toHtmlTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, cells: readonly string[]): string => `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${line('th', header)}</thead><tbody>${rows.map((row) => line('td', row)).join('')}</tbody></table>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
