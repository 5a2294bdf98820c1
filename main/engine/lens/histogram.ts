import type { LensHistogramBin, LensView } from '../../../shared/ipc/lens-views'
import type { AttributeValue } from '../../../shared/model/attribute'
import { listOf } from '../diff'

/** So many different values are bars of their own. */
const VALUES = 12
const LEAST_BINS = 16
const MOST_BINS = 24
/** A few frequent values with some others are still shown as values. */
const FREQUENT_SHARE = 0.9
const COUNTED_VALUES = 500

/** One bar, with the values that it counts. */
export interface Bar extends LensHistogramBin {
  readonly holds: (value: AttributeValue) => boolean
}

export interface HistogramOptions {
  /** The target's limit in characters. */
  readonly limit: number | undefined
  /** Values that must not be shown are told by their lengths alone. */
  readonly redacted: boolean
}

/**
 * How values are spread: each value where there are at most twelve, or where eleven make up nine in ten; else their lengths in 16 to 24
 * bins of one width. Of several values the longest counts. Blank values are not there: they are a number of their own.
 */
export class Histogram {
  readonly #lengths: number[] = []
  readonly #values = new Map<string, number>()
  #count = 0

  add(value: AttributeValue): void {
    this.#count++
    const length = lengthOf(value)
    this.#lengths[length] = (this.#lengths[length] ?? 0) + 1
    if (this.#values.size > COUNTED_VALUES) return
    const text = textOf(value)
    this.#values.set(text, (this.#values.get(text) ?? 0) + 1)
  }

  /** As many as there are, up to some hundreds. */
  get differentValues(): number {
    return this.#values.size
  }

  bins(options: HistogramOptions): LensView['histogram'] {
    const { of, bars } = this.bars(options)
    return { of, bins: bars.map(({ label, count }) => ({ label, count })), ...(options.limit !== undefined && { limit: options.limit }) }
  }

  /** Each value that was added is held by exactly one of them. */
  bars({ redacted }: HistogramOptions): { readonly of: LensView['histogram']['of']; readonly bars: readonly Bar[] } {
    const values = redacted || this.#values.size > COUNTED_VALUES ? undefined : valueBars(this.#values, this.#count)
    return values ? { of: 'value', bars: values } : { of: 'length', bars: lengthBars(this.#lengths) }
  }
}

function lengthOf(value: AttributeValue): number {
  return typeof value === 'string' ? value.length : Math.max(...listOf(value).map((one) => one.length))
}

function textOf(value: AttributeValue): string {
  return typeof value === 'string' ? value : listOf(value).join(', ')
}

function valueBars(counts: ReadonlyMap<string, number>, people: number): Bar[] | undefined {
  const bars = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([label, count]): Bar => ({ label, count, holds: (value) => textOf(value) === label }))
  if (bars.length <= VALUES) return bars
  const shown = bars.slice(0, VALUES - 1)
  const others = people - shown.reduce((sum, { count }) => sum + count, 0)
  if (others > people * (1 - FREQUENT_SHARE)) return undefined
  const named = new Set(shown.map(({ label }) => label))
  return [...shown, { label: `${bars.length - shown.length} others`, count: others, holds: (value) => !named.has(textOf(value)) }]
}

/** Of one width, wide enough that there are at most 24; narrow ranges are filled up to 16 with empty ones. */
function lengthBars(lengths: readonly number[]): Bar[] {
  if (lengths.length === 0) return []
  const least = lengths.findIndex((count) => count !== undefined)
  const most = lengths.length - 1
  const width = Math.ceil((most - least + 1) / (MOST_BINS - 1))
  const first = Math.floor(least / width) * width
  const count = Math.max(LEAST_BINS, Math.ceil((most - first + 1) / width))
  return Array.from({ length: count }, (_, bin): Bar => {
    const from = first + bin * width
    let people = 0
    for (let length = from; length < from + width; length++) people += lengths[length] ?? 0
    return { label: width === 1 ? String(from) : `${from}–${from + width - 1}`, count: people, holds: (value) => lengthOf(value) >= from && lengthOf(value) < from + width }
  })
}
