import { REPORT_STYLE } from './report-style'
import { xmlText } from './xml-text'

/*
 * The parts of a report's page: HTML without script, pictures or anything from elsewhere.
 */

/** The page up to its first heading. */
export function pageHead(title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${xmlText(title)}</title>
<style>
${REPORT_STYLE}</style>
</head>
<body>
`
}

export function section(id: string, title: string): string {
  return `<section id="${id}">\n<h2>${xmlText(title)}</h2>\n`
}

/** A heading over numbers. */
export function count(title: string): { readonly title: string } {
  return { title }
}

export function table(headings: readonly (string | { readonly title: string })[]): string {
  const cells = headings.map((heading) => (typeof heading === 'string'
    ? `<th scope="col">${xmlText(heading)}</th>`
    : `<th scope="col" class="number">${xmlText(heading.title)}</th>`))
  return `<div class="table"><table>\n<thead><tr>${cells.join('')}</tr></thead>\n<tbody>\n`
}
export const END_TABLE = '</tbody>\n</table></div>\n'

/** Cells as HTML; a number brings its own cell. */
export function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => (cell.startsWith('<td') ? cell : `<td>${cell}</td>`)).join('')}</tr>\n`
}

export function numberCell(value: number): string {
  return `<td class="number">${n(value)}</td>`
}

export function n(value: number): string {
  return value.toLocaleString('en-US')
}
