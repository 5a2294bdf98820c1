/** Rows of a well-formed comma-separated file by the names in its header, for looking at what the generator wrote. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    row.push(quoted !== undefined ? quoted.replaceAll('""', '"') : (plain ?? ''))
    if (end === ',') continue
    if (row.length > 1) rows.push(row)
    row = []
  }
  const [names = [], ...others] = rows
  return others.map(cells => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}
