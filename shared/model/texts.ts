/** Texts by row, counted from 0: an array, or what reads them when they are asked for where there are too many to hold. */
export interface Texts extends Iterable<string> {
  readonly length: number
  at(row: number): string | undefined
  map<T>(of: (text: string, row: number) => T): T[]
  forEach(take: (text: string, row: number) => void): void
}
