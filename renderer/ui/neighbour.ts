import type { RowSource } from './row-source'

/** The row that stands `by` places from the chosen one, as far as rows are loaded; undefined beyond either end. */
export function neighbour<Row>(rows: Pick<RowSource<Row>, 'total' | 'row'>, isChosen: (row: Row) => boolean, by: number): Row | undefined {
  for (let index = 0; index < rows.total; index++) {
    const row = rows.row(index)
    if (row !== undefined && isChosen(row)) return rows.row(index + by)
  }
  return undefined
}
