import { Button, ProgressBar } from '@fluentui/react-components'
import { StopRegular } from '@fluentui/react-icons'
import type { WorkProgressView } from '../../../shared/ipc/views'
import { FORECAST } from '../../texts/forecast'
import { formatNumber, formatTimeLeft } from '../../ui/format'
import { Key } from '../../ui/key'

interface Props {
  readonly work: { readonly text: string; readonly steps: readonly WorkProgressView[] }
  readonly onCancel: () => void
}

/** How many days are computed; they fill from the left. */
export function ForecastProgress({ work, onCancel }: Props) {
  const last = work.steps.at(-1)
  const counted = last !== undefined && last.unit === 'days' && last.total !== undefined ? { done: last.done, total: last.total } : undefined
  const said = counted === undefined ? FORECAST.starting : FORECAST.running(formatNumber(counted.done), formatNumber(counted.total))
  return (
    <section className="forecast-progress" aria-label={work.text}>
      <span className="number">{said}{last?.secondsLeft !== undefined && <span className="quiet"> {formatTimeLeft(last.secondsLeft)}</span>}</span>
      <ProgressBar thickness="large" aria-label={work.text} aria-valuetext={said} value={counted === undefined ? undefined : counted.done / Math.max(1, counted.total)} />
      <Button size="small" icon={<StopRegular />} onClick={onCancel}>{FORECAST.cancel} <Key>Shift</Key><Key>F5</Key></Button>
    </section>
  )
}
