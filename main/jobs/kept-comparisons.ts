import type { MirrorViews } from '../mirror/views/mirror-views'
import { type Comparison, compareRuns } from './compare-runs'
import { pacer } from './pacer'

/** Comparisons whose pages are still asked for. */
const KEPT = 2

/** Compares two runs of a mirror, or has the answer of the last time: finished runs never change. Throws as `compareRuns`. */
export function keptComparisons(): (views: MirrorViews, a: number, b: number) => Promise<Comparison> {
  const kept = new WeakMap<MirrorViews, Map<string, Promise<Comparison>>>()
  return (views, a, b) => {
    const known = kept.get(views) ?? new Map<string, Promise<Comparison>>()
    kept.set(views, known)
    const key = `${a} ${b}`
    const before = known.get(key)
    if (before) return before
    const comparison = compareRuns(views.plans, a, b, pacer(new AbortController().signal))
    if (known.size >= KEPT) known.delete(known.keys().next().value as string)
    known.set(key, comparison)
    comparison.catch(() => known.delete(key))
    return comparison
  }
}
