import { FORECAST } from '../../texts/forecast'
import { formatDay, formatMonth, formatNumber } from '../../ui/format'
import { Card } from '../../ui/screen'
import { KindSign, StatusSign } from '../../ui/signs'
import { downOf, monthTotals, upOf, type DayBar, type MonthTotal } from './forecast-days'

const KINDS = ['create', 'enable', 'disable', 'delete'] as const

/** What each month comes to, and all of them. */
export function MonthsCard({ bars }: { readonly bars: readonly DayBar[] }) {
  const months = monthTotals(bars)
  const sum = (pick: (month: MonthTotal) => number): number => months.reduce((total, month) => total + pick(month), 0)
  return (
    <Card title={FORECAST.months} className="forecast-months">
      <div className="forecast-scroll" tabIndex={0} role="group" aria-label={FORECAST.months}>
        <table className="plain-table">
          <thead><tr><th scope="col">{FORECAST.columns.month}</th><CountHeads /></tr></thead>
          <tbody>
            {months.map((month) => <tr key={month.month}><td>{formatMonth(month.month)}</td><Counts counts={month} /></tr>)}
            {months.length > 1 && (
              <tr className="strong">
                <td>{FORECAST.sum}</td>
                <Counts
                  counts={{
                    create: sum((one) => one.create), enable: sum((one) => one.enable), disable: sum((one) => one.disable),
                    delete: sum((one) => one.delete), held: sum((one) => one.held),
                  }}
                />
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

/** The chart's numbers: days on which something happens. */
export function DaysTable({ bars, at, onMove }: { readonly bars: readonly DayBar[]; readonly at: number; readonly onMove: (day: number) => void }) {
  return (
    <div className="forecast-scroll forecast-days" tabIndex={0} role="group" aria-label={FORECAST.chartTable}>
      <table className="plain-table">
        <thead><tr><th scope="col">{FORECAST.columns.date}</th><CountHeads words /></tr></thead>
        <tbody>
          {bars.filter((bar) => upOf(bar) + downOf(bar) > 0).map((bar) => (
            <tr key={bar.day} className={bar.day === at ? 'chosen' : undefined}>
              <td><button type="button" className="link" aria-pressed={bar.day === at} onClick={() => { onMove(bar.day) }}>{formatDay(bar.date)}</button></td>
              <Counts counts={{ ...bar, held: bar.heldUp + bar.heldDown }} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CountHeads({ words = false }: { readonly words?: boolean }) {
  return (
    <>
      {KINDS.map((kind) => <th key={kind} scope="col" className="right"><KindSign kind={kind} word={words ? 'shown' : 'hidden'} /></th>)}
      <th scope="col" className="right">
        <StatusSign status="held"><span className={words ? undefined : 'visually-hidden'}>{FORECAST.columns.held}</span></StatusSign>
      </th>
    </>
  )
}

function Counts({ counts }: { readonly counts: Omit<MonthTotal, 'month'> }) {
  return [...KINDS, 'held' as const].map((key) => <td key={key} className={`right number${counts[key] === 0 ? ' quiet' : ''}`}>{formatNumber(counts[key])}</td>)
}
