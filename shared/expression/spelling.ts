/** What was probably meant: the same name in other case first, then the nearest within two edits. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const lower = name.toLowerCase()
  let best: string | undefined
  let bestDistance = name.length <= 4 ? 2 : 3
  for (const candidate of known) {
    if (candidate.toLowerCase() === lower) return candidate
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue
    const distance = editDistance(lower, candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) { best = candidate; bestDistance = distance }
  }
  return best
}

/** Insertions, deletions and replacements from one to the other; at least `limit` once that is certain. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let k = 1; k <= b.length; k += 1) {
      const swap = (row[k - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(k - 1) ? 0 : 1)
      next.push(Math.min(swap, (row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1))
    }
    if (Math.min(...next) >= limit) return limit
    row = next
  }
  return row[b.length] ?? limit
}
