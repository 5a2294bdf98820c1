import { useMemo, useState } from 'react'
import type { Forecast, ForecastDay, ForecastPerson } from '../../../shared/model/forecast'
import { FORECAST } from '../../texts/forecast'
import { DataTable } from '../../ui/data-table'
import { formatDay, formatNumber } from '../../ui/format'
import { rowsOf } from '../../ui/row-source'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { Tabs } from '../../ui/tabs'
import { findPeople } from './forecast-days'

export type PeopleTab = 'day' | 'late'

interface Props {
  readonly forecast: Forecast
  readonly day: ForecastDay
  readonly tab: PeopleTab
  readonly jobTitle: (job: string) => string
  readonly onTab: (tab: PeopleTab) => void
}

/** Who it is on the chosen day, or who is looked at too late, each with the cause. */
export function ForecastPeople({ forecast, day, tab, jobTitle, onTab }: Props) {
  const [search, setSearch] = useState('')
  const late = forecast.late?.people ?? NOBODY
  const everybody = tab === 'late' ? late : day.people
  const people = useMemo(() => findPeople(everybody, search), [everybody, search])
  const several = useMemo(() => new Set([...forecast.byDay.flatMap((one) => one.people), ...late].map((person) => person.job)).size > 1, [forecast, late])
  const columns = useMemo(() => columnsFor(several ? jobTitle : undefined), [several, jobTitle])
  const more = [
    ...(day.update > 0 ? [FORECAST.more.updates(formatNumber(day.update))] : []),
    ...(day.held > 0 ? [FORECAST.more.held(formatNumber(day.held))] : []), ...(day.failed > 0 ? [FORECAST.more.failed(formatNumber(day.failed))] : []),
  ]
  return (
    <section className="forecast-people" aria-label={FORECAST.people}>
      <div className="forecast-people-head">
        <Tabs
          label={FORECAST.lists} selected={tab} onSelect={onTab}
          tabs={[
            { id: 'day', label: FORECAST.dayTab(formatDay(day.date)), count: day.people.length },
            ...(late.length > 0 ? [{ id: 'late' as const, label: FORECAST.lateTab, count: late.length }] : []),
          ]}
        />
        {tab === 'day' && more.length > 0 && <span className="small quiet number">{more.join(' · ')}</span>}
        <SearchField label={FORECAST.find} value={search} onChange={setSearch} />
      </div>
      <DataTable<ForecastPerson>
        label={tab === 'late' ? FORECAST.latePeople : FORECAST.peopleOf(formatDay(day.date))} rows={rowsOf(people)} columns={columns} rowKey={keyOf}
        footer={false}
        empty={{ title: FORECAST.nobody, children: FORECAST.nobodyWhy }} onClearFilters={search === '' ? undefined : () => { setSearch('') }}
      />
    </section>
  )
}

const NOBODY: readonly ForecastPerson[] = []
const C = FORECAST.columns

function columnsFor(jobTitle: ((job: string) => string) | undefined): readonly Column<ForecastPerson>[] {
  return [
    { id: 'person', title: C.person, width: 190, grow: 2, cell: (person) => (person.display === '' ? person.anchor : person.display) },
    { id: 'id', title: C.id, width: 100, mono: true, cell: (person) => person.anchor },
    { id: 'action', title: C.action, width: 100, text: (person) => FORECAST.legend[person.kind], cell: (person) => <KindSign kind={person.kind} /> },
    {
      id: 'status', title: C.status, width: 104, text: (person) => FORECAST[person.status],
      cell: (person) => (person.status === 'planned' ? null : <StatusSign status={person.status}>{FORECAST[person.status]}</StatusSign>),
    },
    ...(jobTitle === undefined ? [] : [{ id: 'job', title: C.job, width: 220, grow: 1, cell: (person: ForecastPerson) => jobTitle(person.job) }]),
    {
      id: 'cause', title: C.cause, width: 220, grow: 4,
      cell: ({ reason, daysLate }) => (daysLate === undefined ? reason : `${FORECAST.daysLate(daysLate)} ${reason}`),
    },
  ]
}

function keyOf(person: ForecastPerson): string {
  return JSON.stringify([person.job, person.kind, person.status, person.anchor, person.reason])
}
