import { ToggleButton } from '@fluentui/react-components'
import { TableSimpleRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { COMMON } from '../texts/common'

export interface ChartTable {
  readonly shown: boolean
  readonly toggle: () => void
}

/** Whether a chart is shown as the table with the same numbers. */
export function useChartTable(): ChartTable {
  const [shown, setShown] = useState(false)
  return { shown, toggle: () => { setShown((before) => !before) } }
}

/** Shows the numbers of a chart as a table instead. */
export function ChartSwitch({ table }: { readonly table: ChartTable }) {
  return <ToggleButton size="small" appearance="subtle" icon={<TableSimpleRegular />} checked={table.shown} onClick={table.toggle}>{COMMON.table}</ToggleButton>
}
