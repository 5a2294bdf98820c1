/*
 * Rows around the header that hold nobody: titles above it, and the names of the columns once more beneath it.
 */

/** How many rows above the header are titles: one filled cell each, and a row of names beneath them. Titles are few. */
export function titleRows(rows: readonly (readonly string[])[]): number {
  const first = rows.findIndex((cells) => filledIn(cells) > 1)
  return first > 0 && first <= MOST_TITLES && rows.slice(0, first).every((cells) => filledIn(cells) === 0 || isTitle(cells)) ? first : 0
}

const MOST_TITLES = 10

/** Text in the first cell alone. */
function isTitle(cells: readonly string[]): boolean {
  return filledIn(cells) === 1 && /^\s*["'#]*\s*\p{L}/u.test(cells[0] as string)
}

/** Whether a row is the header once more, as in exports that were put together. */
export function isHeaderAgain(cells: readonly string[], header: readonly string[]): boolean {
  return cells.length === header.length && filledIn(cells) > 1 && cells.every((cell, i) => cell.trim() === (header[i] as string).trim())
}

/**
 * Whether the row beneath the header holds labels: most of them say in other letters what the columns are called (`firstName`, `First Name`).
 * SuccessFactors writes its exports so.
 */
export function isLabelRow(cells: readonly string[], header: readonly string[]): boolean {
  const filled = filledIn(cells)
  const same = cells.filter((cell, i) => cell.trim() !== '' && folded(cell) === folded(header[i] ?? '')).length
  return filled > 1 && same * 2 > filled
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function filledIn(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0)
}
