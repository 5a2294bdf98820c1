import type { FacetKey } from '../../../shared/ipc/facet-views'

/** One attribute of everybody in a plan: which values there are, and who has which. */
export interface PlanColumn {
  /** What an action can have, as lists, for an attribute may have several values; never an empty list. */
  readonly values: readonly (readonly FacetKey[])[]
  /** By row of the plan, the number of its list. */
  readonly numberOf: Int32Array
}

/** Lists of values that grow by one at a time: a list and one more value is a list that is known, mostly. */
export function growingLists(rows: number): { readonly column: PlanColumn; readonly add: (row: number, value: string) => void } {
  const values: (readonly FacetKey[])[] = [['blank']]
  const numberOf = new Int32Array(rows)
  const grown = new Map<string, number>()
  return {
    column: { values, numberOf },
    add(row, value) {
      const before = numberOf[row] as number
      const key = `${before} ${value}`
      let number = grown.get(key)
      if (number === undefined) {
        const list = before === BLANK ? [] : values[before] as readonly FacetKey[]
        number = list.includes(`=${value}`) ? before : values.push([...list, `=${value}`]) - 1
        grown.set(key, number)
      }
      numberOf[row] = number
    },
  }
}

const BLANK = 0
