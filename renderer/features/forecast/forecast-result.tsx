import { Button } from '@fluentui/react-components'
import { useCallback, useMemo, useState } from 'react'
import { timeIn } from '../../../shared/local-date'
import { guardSentence } from '../../../shared/model/guard-words'
import { countsOf, type Forecast } from '../../../shared/model/forecast'
import type { ProjectDocument } from '../../../shared/model/project'
import { FORECAST } from '../../texts/forecast'
import { Banner } from '../../ui/banner'
import { ChartSwitch, useChartTable } from '../../ui/chart-switch'
import { formatDay } from '../../ui/format'
import { titleOfJob } from '../../ui/names'
import { Card } from '../../ui/screen'
import { StatusSign } from '../../ui/signs'
import { ForecastChart } from './forecast-chart'
import { boundSentences } from './day-bounds'
import { dayBars, eventDay, guardLines } from './forecast-days'
import { ForecastPeople, type PeopleTab } from './forecast-people'
import { DaysTable, MonthsCard } from './forecast-tables'

interface Props {
  readonly forecast: Forecast
  readonly document: ProjectDocument
}

/** First the day on which something trips, then the days, then who it is. */
export function ForecastResult({ forecast, document }: Props) {
  const { byDay, disabled = [], firstTrip, late, stopped, days, full, from, timeZone } = forecast
  const bars = useMemo(() => dayBars(byDay.map(countsOf)), [byDay])
  const [at, setAt] = useState(() => firstTrip?.day ?? eventDay(bars, 0, 1))
  const [tab, setTab] = useState<PeopleTab>('day')
  const table = useChartTable()
  const titleOf = useCallback((id: string): string => titleOfJob(id, document), [document])
  const guards = useMemo(() => guardLines(document, titleOf), [document, titleOf])
  const overdue = useMemo(() => byDay.flatMap(({ day: of, people }) => people
    .flatMap(({ daysLate }) => (daysLate === undefined ? [] : [{ day: of, days: daysLate }]))), [byDay])
  const [firstDisabled] = disabled
  const day = byDay[at] ?? byDay[0]
  const move = (to: number): void => { setAt(to); setTab('day') }
  const tripped = firstTrip === null ? undefined : byDay[firstTrip.day]?.guards.find((guard) => guard.job === firstTrip.job && guard.guard === firstTrip.guard)

  return (
    <>
      <div className="forecast-finding">
        {firstTrip === null && (
          <p>
            <StatusSign status={stopped === undefined ? 'good' : 'info'} />
            <span className="strong">{FORECAST.noTrip(stopped === undefined ? days : stopped.day)}</span>
          </p>
        )}
        {firstTrip !== null && tripped !== undefined && (
          <p>
            <StatusSign status="held" />
            <span className="strong">{FORECAST.trips(formatDay(firstTrip.date), titleOf(firstTrip.job), guardSentence(tripped))}</span>
            {at !== firstTrip.day && <Button size="small" onClick={() => { move(firstTrip.day) }}>{FORECAST.showDay}</Button>}
          </p>
        )}
        {firstDisabled !== undefined && (
          <p>
            <StatusSign status="warning" />
            <span>
              <span className="strong">{FORECAST.disabled(formatDay(firstDisabled.date), disabled.map(({ job }) => titleOf(job)))}</span>
              {' '}<span className="quiet">{FORECAST.disabledWhy(disabled.reduce((sum, { givenUp = 0 }) => sum + givenUp, 0))}</span>
            </span>
            {at !== firstDisabled.day && (
              <Button size="small" onClick={() => { move(firstDisabled.day) }}>{FORECAST.showDate(formatDay(firstDisabled.date))}</Button>
            )}
          </p>
        )}
        {late !== undefined && late.people.length > 0 && (
          <p>
            <StatusSign status="warning" /><span><span className="strong">{FORECAST.late(late)}</span> <span className="quiet">{FORECAST.lateWhy}</span></span>
            {tab !== 'late' && (
              <Button size="small" onClick={() => { setTab('late') }}>{FORECAST.showLate(late.people.filter(({ follows }) => follows !== true).length)}</Button>
            )}
          </p>
        )}
        {overdue.length > 0 && (
          <p>
            <StatusSign status="warning" />
            <span>
              <span className="strong">{FORECAST.overdue(overdue.length, overdue.reduce((most, { days: late }) => Math.max(most, late), 0))}</span>{' '}
              <span className="quiet">{FORECAST.overdueWhy}</span>
            </span>
            {at !== overdue[0]?.day && <Button size="small" onClick={() => { move(overdue[0]?.day ?? 0) }}>{FORECAST.showOverdue}</Button>}
          </p>
        )}
      </div>
      {stopped !== undefined && <Banner status="failed"><strong>{FORECAST.stopped(formatDay(stopped.date))}</strong> {stopped.message}</Banner>}
      <div className="forecast-cards">
        <Card
          title={FORECAST.chart} className="forecast-chart-card"
          aside={(
            <span className="forecast-aside">
              <span className="quiet">{FORECAST.made(days, full, formatDay(byDay[0]?.date ?? from))}</span>
              <ChartSwitch table={table} />
            </span>
          )}
        >
          {table.shown
            ? <DaysTable bars={bars} at={at} onMove={move} />
            : <ForecastChart bars={bars} missing={stopped === undefined ? 0 : days - stopped.day + 1} guards={guards} at={at} onMove={move} />}
          <p className="forecast-basis small quiet">
            {[FORECAST.basis(timeIn(timeZone, from), timeZone), ...boundSentences(forecast.dayBounds ?? [], day?.date ?? from.slice(0, 10), titleOf)].join(' ')}
          </p>
        </Card>
        <MonthsCard bars={bars} />
      </div>
      {day !== undefined && <ForecastPeople forecast={forecast} day={day} tab={tab} jobTitle={titleOf} onTab={setTab} />}
    </>
  )
}
