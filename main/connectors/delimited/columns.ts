import type { ReadIssueCode } from '../../../shared/model/issue'

export interface Columns {
  /** A name for each column, `undefined` for one that is left out. Never two the same. */
  readonly names: readonly (string | undefined)[]
  /** Cells that a row must have: a nameless last column may be missing. */
  readonly required: number
  readonly problems: readonly { readonly code: ReadIssueCode; readonly what: string }[]
}

/**
 * The columns of a file. Without header and names they are `column1`, `column2`, …; a name that comes again becomes `name (2)`; a column
 * without a name becomes `column4`, unless it is the last and blank, as with programs that end each row with a delimiter. A column of lists that
 * PowerShell did not write out is left out.
 */
export function columnNames(file: {
  /** The header, or the first row where there is none. */
  readonly first: readonly string[]
  readonly header: boolean
  readonly given: readonly string[] | undefined
  /** First rows of the file, the header included. */
  readonly sample: readonly (readonly string[])[]
}): Columns {
  const rows = file.header ? file.sample.slice(1) : file.sample
  const width = file.given?.length ?? (file.header ? file.first.length : usualWidth(rows, file.first.length))
  const raw = Array.from({ length: width }, (_, i) => (file.given ? file.given[i] as string : file.header ? file.first[i] as string : '').trim())
  const blankFrom = (column: number): boolean => rows.every((cells) => cells.slice(column).every((cell) => cell.trim() === ''))
  let required = width
  while (required > 1 && raw[required - 1] === '' && blankFrom(required - 1)) required--

  const problems: { code: ReadIssueCode; what: string }[] = []
  const taken = new Set(raw)
  const seen = new Set<string>()
  const names = raw.map((name, i) => {
    if (i >= required) return undefined
    let unique = name
    if (name === '') {
      unique = `column${i + 1}`
      for (let n = 2; taken.has(unique); n++) unique = `column${i + 1} (${n})`
      if (file.header && !file.given) problems.push({ code: 'headerEmpty', what: `gives column ${i + 1} no name; it is called ${unique}.` })
    } else if (seen.has(name)) {
      for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`
      problems.push({ code: 'headerDuplicate', what: `names more than one column “${name}”; column ${i + 1} is called ${unique}.` })
    }
    taken.add(unique)
    seen.add(unique)
    const flattened = flattenedList(rows, i)
    if (flattened === undefined) return unique
    problems.push({
      code: 'valueUnreadable',
      what: `names the column ${unique}, which holds “${flattened}”: PowerShell writes that in place of a list. The column was left out; join its values into one text when you export it.`,
    })
    return undefined
  })
  return { names: names.slice(0, required), required, problems }
}

/** What a script of PowerShell wrote instead of the values of a collection, where the first rows have nothing else in this column. */
function flattenedList(rows: readonly (readonly string[])[], column: number): string | undefined {
  const values = rows.map((cells) => cells[column]?.trim() ?? '').filter((value) => value !== '')
  return values.every((value) => FLATTENED.test(value)) ? values[0] : undefined
}

const FLATTENED = /^(System\.(Object|String|Byte)\[\]|System\.Collections\.[\w.`]+(\[.*\])?|Microsoft\.ActiveDirectory\.Management\.ADPropertyValueCollection|Microsoft\.Graph\.PowerShell\.Models\.\w+(\[\])?)$/

/** The number of cells that most of the first rows have. */
function usualWidth(rows: readonly (readonly string[])[], otherwise: number): number {
  const counts = new Map<number, number>()
  for (const cells of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? otherwise
}
