import { useCallback, useMemo, useState } from 'react'
import type { MappingRow } from './mapping-rows'

interface Range {
  readonly first: number
  readonly last: number
}

export interface ChosenRows {
  /** At least two, in their order; empty for fewer. */
  readonly rows: readonly MappingRow[]
  readonly keys: ReadonlySet<string>
  readonly extend: (range: Range | undefined) => void
  /** Takes a row among the chosen ones or out of them; `beside` is the one whose details are shown, which counts as chosen. */
  readonly toggle: (target: string, beside: string | undefined) => void
  readonly clear: () => void
}

const NONE: ReadonlySet<string> = new Set()

/** The rows that several keys or clicks chose, for something that is done to all of them. */
export function useChosenRows(shown: readonly MappingRow[]): ChosenRows {
  const [range, setRange] = useState<Range>()
  const [toggled, setToggled] = useState(NONE)
  const rows = useMemo(() => {
    const chosen = shown.filter(({ mapping }, at) => toggled.has(mapping.target) || (range !== undefined && at >= range.first && at <= range.last))
    return chosen.length > 1 ? chosen : []
  }, [shown, range, toggled])
  const toggle = useCallback((target: string, beside: string | undefined) => {
    setToggled((before) => {
      const next = new Set(before.size === 0 && beside !== undefined ? [beside] : before)
      if (!next.delete(target)) next.add(target)
      return next
    })
  }, [])
  const clear = useCallback(() => { setToggled(NONE); setRange(undefined) }, [])
  return { rows, keys: toggled, extend: setRange, toggle, clear }
}
