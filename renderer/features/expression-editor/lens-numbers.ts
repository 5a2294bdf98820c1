import type { LensHistogramBin, LensPart, LensView } from '../../../shared/ipc/lens-views'
import { LENS } from '../../texts/lens'

export const HAPPENS = ['changes', 'same', 'newAccount', 'unknown'] as const satisfies readonly LensPart[]
export const WRONG = ['collides', 'characters', 'blank', 'tooLong', 'fails'] as const satisfies readonly LensPart[]

/** What can be opened: a part of the lens, or a bar of its histogram by its place. */
export type LensNumber = LensPart | number

/** How many people a number of the lens counts. */
export function countOf(lens: LensView, part: LensNumber): number {
  if (typeof part === 'number') return lens.histogram.bins[part]?.count ?? 0
  switch (part) {
    case 'changes': case 'same': case 'newAccount': case 'unknown': return lens.happens[part]
    case 'collides': case 'characters': case 'blank': case 'tooLong': case 'fails': return lens.wrong[part]
  }
}

/** What a number counts, as it stands beside it. */
export function labelOf(lens: LensView, part: LensNumber): string {
  if (typeof part === 'number') return LENS.barLabel(lens.histogram.bins[part]?.label ?? '', lens.histogram.of)
  return part === 'characters' ? lens.charactersText.charAt(0).toUpperCase() + lens.charactersText.slice(1) : LENS.parts[part]
}

/** The number as `lens.people` is asked for it. */
export function asked(part: LensNumber): { readonly bin: number } | { readonly part: LensPart } {
  return typeof part === 'number' ? { bin: part } : { part }
}

/** The person at a place from 0 to the population - 1, as a part with the place in it: the parts that happen hold everybody once. */
export function placeOf(lens: LensView, index: number): { readonly part: LensPart; readonly offset: number } | undefined {
  let offset = index
  for (const part of HAPPENS) {
    const count = countOf(lens, part)
    if (offset < count) return { part, offset }
    offset -= count
  }
  return undefined
}

/** The lengths that a bar of lengths holds: `20–23` is 20 to 23, `20` is 20 alone. */
function lengthsOf(bin: LensHistogramBin): readonly [number, number] | undefined {
  const match = /^(\d+)(?:\D+(\d+))?$/u.exec(bin.label)
  return match?.[1] === undefined ? undefined : [Number(match[1]), Number(match[2] ?? match[1])]
}

/** Where the line of a limit stands among bars of lengths, as a share of their width; nothing where it is out of their range. */
export function limitPlace(bins: readonly LensHistogramBin[], limit: number | undefined): number | undefined {
  if (limit === undefined) return undefined
  const at = bins.findIndex((bin) => { const lengths = lengthsOf(bin); return lengths !== undefined && lengths[0] <= limit && limit <= lengths[1] })
  const lengths = bins[at] && lengthsOf(bins[at])
  if (lengths === undefined) return undefined
  return (at + (limit - lengths[0] + 1) / (lengths[1] - lengths[0] + 1)) / bins.length
}

/** Which bars have their first length written under them: the first, and about every fourth of the width. */
export function tickLabels(bins: readonly LensHistogramBin[]): readonly (string | undefined)[] {
  const step = Math.max(1, Math.ceil(bins.length / 5))
  return bins.map((bin, index) => (index % step === 0 ? String(lengthsOf(bin)?.[0] ?? bin.label) : undefined))
}
