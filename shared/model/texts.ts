/** Texts by row, counted from 0: an array, or what reads them when they are asked for where there are too many to hold. */
export interface Texts extends Iterable<string> {
  readonly length: number
  at(row: number): string | undefined
  map<T>(of: (text: string, row: number) => T): T[]
  forEach(take: (text: string, row: number) => void): void
  /** Says in which order rows will be asked for from here on, -1 for none: those that lie elsewhere are brought near to each other. */
  expect?(rows: Int32Array): void
}
