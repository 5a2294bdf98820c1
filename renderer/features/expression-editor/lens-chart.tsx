import { type ButtonHTMLAttributes, useState } from 'react'
import type { LensView } from '../../../shared/ipc/lens-views'
import { LENS } from '../../texts/lens'
import { useChartTable } from '../../ui/chart-switch'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { limitPlace, tickLabels } from './lens-numbers'
import { moveByArrows } from './lens-numbers-list'

interface Props {
  readonly histogram: LensView['histogram']
  readonly target: string
  /** The place of the bar whose people are selected. */
  readonly bar: number | undefined
  /** Selects the people of a bar in the table. */
  readonly onBar: (bar: number) => void
  /** Opens all of them. */
  readonly onOpen: (bar: number) => void
}

/** How long the values are, or which there are, with the same numbers as a table. Click and Space select the people of a bar, Enter opens them. */
export function LensChart(props: Props) {
  const table = useChartTable()
  const { histogram: { of, bins } } = props
  return (
    <div className="lens-chart">
      <header className="lens-section">
        <h3>{LENS.chartOf[of]}</h3>
        {bins.length > 0 && (
          <button type="button" className="link small" aria-pressed={table.shown} onClick={table.toggle}>
            {table.shown ? LENS.showChart : LENS.showTable}
          </button>
        )}
      </header>
      {bins.length === 0 && <p className="quiet small">{LENS.noBars}</p>}
      {bins.length > 0 && (table.shown ? <BinTable {...props} /> : of === 'length' ? <LengthBars {...props} /> : <ValueBars {...props} />)}
    </div>
  )
}

function LengthBars({ histogram: { bins, limit }, target, bar, onBar, onOpen }: Props) {
  const noun = useObjectNoun()
  const [at, setAt] = useState<number>()
  const [focused, setFocused] = useState(0)
  const most = Math.max(1, ...bins.map((bin) => bin.count))
  const line = limitPlace(bins, limit)
  const shown = bins[at ?? bar ?? -1]
  const ticks = tickLabels(bins)
  return (
    <figure className="length-chart" aria-label={LENS.chartName('length', target, noun)}>
      <div className="length-plot">
        <ul onKeyDown={moveByArrows} onMouseLeave={() => { setAt(undefined) }}>
          {bins.map((bin, index) => (
            <li key={bin.label}>
              <button
                type="button" className="length-bar" aria-label={LENS.bar(bin.label, bin.count, 'length', noun)} aria-pressed={index === bar}
                tabIndex={index === Math.min(focused, bins.length - 1) ? 0 : -1}
                {...selecting(index, onBar, onOpen)}
                onMouseEnter={() => { setAt(index) }} onFocus={() => { setAt(index); setFocused(index) }} onBlur={() => { setAt(undefined) }}
              >
                <span style={{ blockSize: bin.count === 0 ? 0 : `max(2px, ${String((bin.count / most) * 100)}%)` }} />
              </button>
            </li>
          ))}
        </ul>
        {line !== undefined && limit !== undefined && (
          <span className={line > 0.5 ? 'limit-line before' : 'limit-line'} style={{ insetInlineStart: `${String(line * 100)}%` }}>
            <span>{LENS.limit(limit)}</span>
          </span>
        )}
      </div>
      <div className="length-ticks small quiet number" aria-hidden="true" style={{ gridTemplateColumns: `repeat(${String(bins.length)}, 1fr)` }}>
        {ticks.map((tick, index) => (tick === undefined ? null : <span key={index} style={{ gridColumnStart: index + 1 }}>{tick}</span>))}
      </div>
      <figcaption className="small quiet number">
        {shown === undefined ? LENS.axis(target, limit) : LENS.bar(shown.label, shown.count, 'length', noun)}
      </figcaption>
    </figure>
  )
}

function ValueBars({ histogram: { bins }, target, bar, onBar, onOpen }: Props) {
  const noun = useObjectNoun()
  const [focused, setFocused] = useState(0)
  const most = Math.max(1, ...bins.map((bin) => bin.count))
  return (
    <figure className="value-chart" aria-label={LENS.chartName('value', target, noun)}>
      <ul onKeyDown={moveByArrows}>
        {bins.map((bin, index) => (
          <li key={bin.label}>
            <button
              type="button" className="value-bar" aria-label={LENS.bar(bin.label, bin.count, 'value', noun)} aria-pressed={index === bar}
              title={bin.label} tabIndex={index === Math.min(focused, bins.length - 1) ? 0 : -1}
              {...selecting(index, onBar, onOpen)} onFocus={() => { setFocused(index) }}
            >
              <span className="mono ellipsis" dir="auto">{bin.label}</span>
              <span className="value-track"><span style={{ inlineSize: `${String((bin.count / most) * 100)}%` }} /></span>
              <span className="number">{formatNumber(bin.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </figure>
  )
}

type Bars = Pick<Props, 'onBar' | 'onOpen'>

/** What a bar does, as the numbers above it. */
function selecting(
  index: number, onBar: Bars['onBar'], onOpen: Bars['onOpen'],
): Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'onDoubleClick' | 'onKeyDown'> {
  return {
    onClick: () => { onBar(index) }, onDoubleClick: () => { onOpen(index) },
    onKeyDown: (event) => { if (event.key === 'Enter') { event.preventDefault(); onOpen(index) } },
  }
}

function BinTable({ histogram: { of, bins }, target }: Props) {
  const noun = useObjectNoun()
  return (
    <div className="bin-table" role="group" tabIndex={0} aria-label={LENS.chartName(of, target, noun)}>
      <table className="plain-table">
        <thead><tr><th scope="col">{LENS.bin[of]}</th><th scope="col" className="right">{LENS.objects(noun)}</th></tr></thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.label}>
              <td className={of === 'value' ? 'mono ellipsis' : 'number'}>{bin.label}</td>
              <td className="right number">{formatNumber(bin.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
