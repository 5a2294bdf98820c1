import { CELL_SEPARATOR } from '../../shared/model/packed'

/** What stands before each value that is hashed, in the order of names. */
interface HashNames {
  readonly hashNames: readonly string[]
  /** `hashNames` as UTF-8, one after the other, and some bytes more. */
  readonly hashPrefixes: DataView
  /** Where each starts, and where the last one ends. */
  readonly hashPrefixStarts: Int32Array
  readonly hashNameBytes: number
}

/** How rows with the same columns are packed. */
export interface ColumnLayout extends HashNames {
  readonly names: readonly (string | undefined)[]
  /** Whether column and position are the same throughout: the packed row is then the cells as they stand. */
  readonly inOrder: boolean
  /** For each position of the type, the column that fills it, or -1. */
  readonly columnAt: readonly number[]
  readonly hashColumns: readonly number[]
}

/** How objects with one sequence of attributes are packed. */
export interface BagPlan extends HashNames {
  readonly byPosition: readonly number[]
  /** The separators before each cell, by position. */
  readonly gaps: readonly string[]
  /** All of them together. */
  readonly gapBytes: number
  readonly byName: readonly number[]
}

/** The layout of rows with these columns, each at its position among the `width` attributes of the type or at -1; `undefined` columns are left out. */
export function columnLayout(names: readonly (string | undefined)[], positions: readonly number[], width: number): ColumnLayout {
  const inNameOrder = names.map((name, column) => ({ name, column })).filter((c): c is { name: string; column: number } => c.name !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const columnAt = new Array<number>(width).fill(-1)
  positions.forEach((position, column) => { if (position >= 0) columnAt[position] = column })
  return {
    names,
    columnAt,
    inOrder: positions.every((position, column) => position === column),
    hashColumns: inNameOrder.map((c) => c.column),
    ...hashNamesOf(inNameOrder.map((c) => c.name)),
  }
}

/** The plan of objects with exactly these attributes, in this order, each at its position. */
export function bagPlan(names: readonly string[], positions: readonly number[]): BagPlan {
  const order = names.map((_, i) => i)
  const byPosition = [...order].sort((a, b) => (positions[a] as number) - (positions[b] as number))
  const byName = [...order].sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1))
  return {
    byPosition,
    gaps: byPosition.map((i, n) => CELL_SEPARATOR.repeat((positions[i] as number) - (n === 0 ? 0 : positions[byPosition[n - 1] as number] as number))),
    gapBytes: Math.max(0, ...positions),
    byName,
    ...hashNamesOf(byName.map((i) => names[i] as string)),
  }
}

/** Copies the name of the value that is hashed as the `i`th, and at most three bytes more. Returns where the name ends. */
export function copyHashName({ hashPrefixes, hashPrefixStarts }: HashNames, i: number, target: DataView, to: number): number {
  const start = hashPrefixStarts[i] as number
  const length = (hashPrefixStarts[i + 1] as number) - start
  for (let n = 0; n < length; n += 4) target.setInt32(to + n, hashPrefixes.getInt32(start + n))
  return to + length
}

function hashNamesOf(names: readonly string[]): HashNames {
  const hashNames = names.map((name) => `${name}=`)
  const bytes = Buffer.from(`${hashNames.join('')}....`)
  const starts = new Int32Array(names.length + 1)
  hashNames.forEach((name, i) => { starts[i + 1] = starts[i] as number + Buffer.byteLength(name) })
  return { hashNames, hashPrefixes: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), hashPrefixStarts: starts, hashNameBytes: bytes.length }
}
