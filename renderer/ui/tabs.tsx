import { Tab, TabList } from '@fluentui/react-components'
import { formatNumber } from './format'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly count?: number
}

interface Props<Id extends string> {
  readonly label: string
  readonly tabs: readonly TabItem<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}

/** Tabs with counts. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: Props<Id>) {
  return (
    <TabList className="tabs" size="small" aria-label={label} selectedValue={selected} onTabSelect={(_, data) => { onSelect(data.value as Id) }}>
      {tabs.map((tab) => (
        <Tab key={tab.id} value={tab.id} title={tab.label}>
          <span className="tab-label">{tab.label}</span>
          {tab.count !== undefined && <span className="tab-count"> {formatNumber(tab.count)}</span>}
        </Tab>
      ))}
    </TabList>
  )
}
