import type { KeyboardEvent, PointerEvent } from 'react'
import { FORECAST } from '../../texts/forecast'
import { formatDay, formatMonth, formatNumber } from '../../ui/format'
import { Key } from '../../ui/key'
import { useWidth } from '../../ui/use-width'
import { cutSide, downOf, drawnGuards, eventDay, scaleOf, ticksOf, upOf, type DayBar, type GuardLine } from './forecast-days'

const HEIGHT = 176
/** Room for numbers and the playhead's label, and for the axis. */
const ABOVE = 34
const BELOW = 34
/** Room that a label of the axis takes. */
const LABEL = 60
/** From this width of a day on each bar has its number. */
const NUMBERED = 20
/** The width of a digit of a bar's number. */
const DIGIT = 7
const WEEK = 7
/** Guards beyond the chart that are named beneath it. */
const MOST_SAID = 2

interface Props {
  readonly bars: readonly DayBar[]
  /** Days that are not computed: it stopped before them, or is not there yet. */
  readonly missing: number
  readonly guards: readonly GuardLine[]
  readonly at: number
  /** Absent while days are still computed: there is nobody to show yet. */
  readonly onMove?: (day: number) => void
}

/** What happens on each day: up who gets an account or gets it back, down who loses it. The playhead chooses the day. */
export function ForecastChart({ bars, missing, guards, at, onMove }: Props) {
  const { element, width } = useWidth<HTMLDivElement>()
  const band = width / Math.max(1, bars.length + missing)
  const bar = bars[at]
  const drawn = drawnGuards(bars, guards)
  const scale = scaleOf(bars, guards, HEIGHT)
  const cut = bars.flatMap((one) => (['up', 'down'] as const)
    .filter((side) => cutSide(one, side, scale, HEIGHT))
    .map((side) => ({ date: one.date, total: side === 'up' ? upOf(one) : downOf(one) })))
  const move = (day: number): void => { onMove?.(Math.max(0, Math.min(bars.length - 1, day))) }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined
    if (event.altKey || event.metaKey) return
    if (step !== undefined) move(event.ctrlKey ? eventDay(bars, at, step) : at + step)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(bars.length - 1)
    else if (event.key === 'PageDown') move(at + WEEK)
    else if (event.key === 'PageUp') move(at - WEEK)
    else return
    event.preventDefault()
  }
  function toPointer(event: PointerEvent<HTMLDivElement>): void {
    move(Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) / band))
  }

  return (
    <figure className="forecast-chart" aria-label={FORECAST.chart}>
      <div
        className="forecast-plot" ref={element}
        {...(onMove === undefined
          ? { role: 'img', 'aria-label': FORECAST.soFar }
          : { role: 'slider', tabIndex: 0, 'aria-label': FORECAST.playhead, 'aria-valuemin': 0, 'aria-valuemax': bars.length - 1, 'aria-valuenow': at })}
        aria-valuetext={bar === undefined || onMove === undefined ? undefined : spokenOf(bar)} onKeyDown={onKeyDown}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); toPointer(event) }}
        onPointerMove={(event) => { if (event.currentTarget.hasPointerCapture(event.pointerId)) toPointer(event) }}
      >
        {width > 0 && <Plot bars={bars} missing={missing} guards={guards} at={at} band={band} width={width} />}
      </div>
      <figcaption className="forecast-caption small">
        {(['create', 'enable', 'disable', 'delete', 'held'] as const).map((series) => (
          <span key={series}>
            <svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" rx="2" className={`series-${series}`} /></svg>
            {FORECAST.legend[series]}
          </span>
        ))}
        {cut.map(({ date, total }) => <span key={`${date} ${String(total)}`} className="quiet">{FORECAST.cut(formatDay(date, 'short'), formatNumber(total))}</span>)}
        {guards.filter((guard) => !drawn.includes(guard)).slice(0, MOST_SAID).map(({ label }) => <span key={label} className="quiet">{label}</span>)}
        {onMove !== undefined && (
          <span className="forecast-keys quiet"><Key>←</Key><Key>→</Key> {FORECAST.hint.move} <Key>Ctrl</Key><Key>→</Key> {FORECAST.hint.skip}</span>
        )}
      </figcaption>
    </figure>
  )
}

interface PlotProps extends Omit<Props, 'onMove'> {
  readonly band: number
  readonly width: number
}

function Plot({ bars, missing, guards, at, band, width }: PlotProps) {
  const scale = scaleOf(bars, guards, HEIGHT)
  const { perPerson, zero } = scale
  const base = ABOVE + zero
  const chosen = bars[at]
  const middle = (at + 0.5) * band
  const numbers = {
    up: printedDays(bars, band, (bar) => ({ total: upOf(bar), cut: cutSide(bar, 'up', scale, HEIGHT) })),
    down: printedDays(bars, band, (bar) => ({ total: downOf(bar), cut: cutSide(bar, 'down', scale, HEIGHT) })),
  }
  return (
    <svg width={width} height={ABOVE + HEIGHT + BELOW} aria-hidden="true">
      <Patterns />
      {bars.map((bar) => bar.weekend && <rect key={bar.day} className="weekend" x={bar.day * band} y={ABOVE} width={band} height={HEIGHT} />)}
      {missing > 0 && <rect className="not-computed" x={bars.length * band} y={ABOVE} width={missing * band} height={HEIGHT} />}
      {chosen !== undefined && <rect className="playhead-band" x={at * band} y={ABOVE - 14} width={Math.max(band, 2)} height={HEIGHT + 28} />}
      {bars.map((bar) => (
        <Column
          key={bar.day} bar={bar} x={bar.day * band} band={band} base={base} up={zero} down={HEIGHT - zero} perPerson={perPerson}
          upNumbered={numbers.up.has(bar.day)} downNumbered={numbers.down.has(bar.day)}
        />
      ))}
      <line className="zero-line" x1={0} x2={width} y1={base} y2={base} />
      {drawnGuards(bars, guards).map(({ side, limit, label }) => {
        const y = base + (side === 'down' ? 1 : -1) * limit * perPerson
        return (
          <g key={label}>
            <line className="guard-line-drawn" x1={0} x2={width} y1={y} y2={y} />
            <text className="guard-label" x={4} y={side === 'down' ? y - 5 : y + 14}>{label}</text>
          </g>
        )
      })}
      {ticksOf(bars).filter((tick) => tick.day * band < width - LABEL).map((tick) => (
        <g key={tick.day}>
          <line className="tick" x1={tick.day * band} x2={tick.day * band} y1={ABOVE + HEIGHT} y2={ABOVE + HEIGHT + 5} />
          <text className="tick-label" x={tick.day * band + 3} y={ABOVE + HEIGHT + 26}>
            {tick.kind === 'month' ? formatMonth(tick.date) : formatDay(tick.date, 'short')}
          </text>
        </g>
      ))}
      {chosen !== undefined && (
        <>
          <line className="playhead" x1={middle} x2={middle} y1={14} y2={ABOVE + HEIGHT + 5} />
          <text className="playhead-label" x={middle} y={11} textAnchor={middle < 60 ? 'start' : middle > width - 60 ? 'end' : 'middle'}>
            {formatDay(chosen.date)}
          </text>
        </>
      )}
    </svg>
  )
}

interface ColumnProps {
  readonly bar: DayBar
  readonly x: number
  readonly band: number
  readonly base: number
  readonly up: number
  readonly down: number
  readonly perPerson: number
  readonly upNumbered: boolean
  readonly downNumbered: boolean
}

/** One day: its parts from the line outwards, cut where they would leave the chart. */
function Column({ bar, x, band, base, up, down, perPerson, upNumbered, downNumbered }: ColumnProps) {
  const gap = band > 6 ? Math.min(4, band * 0.15) : band > 3 ? 0.5 : 0
  const place = { x: x + gap, width: Math.max(1, band - 2 * gap) }
  const above = [{ series: 'create', count: bar.create }, { series: 'enable', count: bar.enable }, { series: 'held', count: bar.heldUp }]
  const below = [{ series: 'disable', count: bar.disable }, { series: 'delete', count: bar.delete }, { series: 'held', count: bar.heldDown }]
  const upper = stacked(above, perPerson, up)
  const lower = stacked(below, perPerson, down)
  const anchor = { x: x + band / 2, textAnchor: x < 14 ? 'start' as const : 'middle' as const }
  return (
    <>
      {upper.parts.map(({ series, from, size }) => <rect key={`u${series}`} className={`series-${series}`} {...place} y={base - from - size} height={size} />)}
      {lower.parts.map(({ series, from, size }) => <rect key={`d${series}`} className={`series-${series}`} {...place} y={base + from} height={size} />)}
      {upper.cut && <path className="cut" d={`M${String(place.x - 1)} ${String(base - upper.size + 9)} l${String(place.width + 2)} -5`} />}
      {lower.cut && <path className="cut" d={`M${String(place.x - 1)} ${String(base + lower.size - 5)} l${String(place.width + 2)} -5`} />}
      {upNumbered && <text className="bar-number" {...anchor} y={base - upper.size - 3}>{formatNumber(upOf(bar))}</text>}
      {downNumbered && <text className="bar-number" {...anchor} y={base + lower.size + 12}>{formatNumber(downOf(bar))}</text>}
    </>
  )
}

/** The days whose number is printed: of narrow bars those that trip or are cut, those that trip first, and none whose number would run into another. */
function printedDays(bars: readonly DayBar[], band: number, sideOf: (bar: DayBar) => { readonly total: number; readonly cut: boolean }): ReadonlySet<number> {
  const printed = new Map<number, number>()
  const wanted = bars.filter((bar) => sideOf(bar).total > 0 && (band >= NUMBERED || bar.trips || sideOf(bar).cut))
  for (const bar of wanted.toSorted((a, b) => Number(b.trips) - Number(a.trips) || a.day - b.day)) {
    const width = formatNumber(sideOf(bar).total).length * DIGIT + DIGIT
    if ([...printed].every(([day, other]) => Math.abs(day - bar.day) * band >= (width + other) / 2)) printed.set(bar.day, width)
  }
  return new Set(printed.keys())
}

function stacked(parts: readonly { readonly series: string; readonly count: number }[], perPerson: number, room: number) {
  let from = 0
  const shown = parts.filter(({ count }) => count > 0).map(({ series, count }) => {
    const size = Math.min(Math.max(2, count * perPerson), Math.max(2, room - from))
    const part = { series, from, size }
    from += size
    return part
  })
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  return { parts: shown, size: from, cut: total * perPerson > room + 1 }
}

/** Series differ by pattern as well as by colour: solid, dots, diagonal, dark solid, diagonal the other way. */
function Patterns() {
  return (
    <defs>
      <pattern id="forecast-enable" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" className="paint-enable" />
        <circle cx="2.5" cy="2.5" r="1" className="paint-ground" />
      </pattern>
      <pattern id="forecast-disable" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="paint-disable" />
        <rect width="1.6" height="6" className="paint-ground" />
      </pattern>
      <pattern id="forecast-held" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="5" height="5" className="paint-held" />
        <rect width="2" height="5" className="paint-ground" />
      </pattern>
    </defs>
  )
}

/** `Thu 31 Dec 2026: 4 create and 118 held`. */
function spokenOf(bar: DayBar): string {
  const counts = [
    ['create', bar.create], ['enable', bar.enable], ['disable', bar.disable], ['delete', bar.delete], ['held', bar.heldUp + bar.heldDown],
  ] as const
  return FORECAST.spoken(formatDay(bar.date), counts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => FORECAST.part(formatNumber(count), FORECAST.legend[word])))
}
