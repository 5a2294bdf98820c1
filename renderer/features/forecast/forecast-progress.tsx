import { Button, ProgressBar } from '@fluentui/react-components'
import { StopRegular } from '@fluentui/react-icons'
import { useMemo } from 'react'
import type { WorkProgressView } from '../../../shared/ipc/views'
import type { ProjectDocument } from '../../../shared/model/project'
import { FORECAST } from '../../texts/forecast'
import { formatDay, formatNumber, formatTimeLeft } from '../../ui/format'
import { CommandKeys } from '../../ui/key'
import { titleOfJob } from '../../ui/names'
import { Card } from '../../ui/screen'
import { StatusSign } from '../../ui/signs'
import { ForecastChart } from './forecast-chart'
import { dayBars, guardLines } from './forecast-days'
import { MonthsCard } from './forecast-tables'

interface Props {
  readonly document: ProjectDocument
  readonly work: { readonly text: string; readonly steps: readonly WorkProgressView[] }
  readonly onCancel: () => void
}

/** How many days are computed; they fill from the left, and the first one on which a guard trips is named at once. */
export function ForecastProgress({ document, work, onCancel }: Props) {
  const last = work.steps.at(-1)
  const counted = last !== undefined && last.unit === 'days' && last.total !== undefined ? { done: last.done, total: last.total } : undefined
  const said = counted === undefined ? FORECAST.starting : FORECAST.running(formatNumber(counted.done), formatNumber(counted.total))
  const bars = useMemo(() => dayBars(last?.days ?? []), [last?.days])
  const guards = useMemo(() => guardLines(document, (id) => titleOfJob(id, document)), [document])
  const trips = bars.find((bar) => bar.trips)
  return (
    <>
      <section className="forecast-progress" aria-label={work.text}>
        <span className="number">{said}{last?.secondsLeft !== undefined && <span className="quiet"> {formatTimeLeft(last.secondsLeft)}</span>}</span>
        <ProgressBar
          thickness="large" aria-label={work.text} aria-valuetext={said}
          value={counted === undefined ? undefined : counted.done / Math.max(1, counted.total)}
        />
        <Button size="small" icon={<StopRegular />} onClick={onCancel}>{FORECAST.cancel} <CommandKeys command="cancel" /></Button>
      </section>
      {counted !== undefined && bars.length > 0 && (
        <div className="forecast-cards">
          <Card
            title={FORECAST.chart} className="forecast-chart-card"
            aside={trips === undefined ? undefined : <StatusSign status="held">{FORECAST.tripsSoFar(formatDay(trips.date))}</StatusSign>}
          >
            <ForecastChart bars={bars} missing={counted.total - bars.length} guards={guards} at={bars.length - 1} />
          </Card>
          <MonthsCard bars={bars} />
        </div>
      )}
    </>
  )
}
