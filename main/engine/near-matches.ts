import { foldCase } from '../../shared/fold-case'

/** Somebody on one side, as far as a likeness can be judged. */
export interface Candidate {
  readonly id: string
  /** Name words as written; order does not matter. */
  readonly names: readonly string[]
  readonly mail: string | undefined
  /** Department, site, title: what agrees by chance now and then. */
  readonly hints: readonly string[]
}

export interface NearMatch {
  readonly source: string
  readonly target: string
  /** 0 to 1, two decimals. */
  readonly score: number
  readonly why: readonly string[]
  /** What the score is made of: the weights sum to it. */
  readonly parts: readonly NearPart[]
  /** The next best target, where one is likely enough. */
  readonly runnerUp?: { readonly target: string; readonly score: number }
}

export interface NearPart {
  readonly what: 'names' | 'address' | 'hint' | 'limit'
  /** The hint that both share. */
  readonly value?: string
  /** Two decimals; negative where the sum would exceed 1. */
  readonly weight: number
}

/**
 * People without an account who look like an account without a person: names compared without marks and order, address, department.
 * Only pairs that share a name's beginning or an address are looked at, so the work grows with likeness and not with the product of
 * both sides. Each source gets its best candidate; sorted by score, then ids.
 */
export function nearMatches(sources: readonly Candidate[], targets: readonly Candidate[], least = 0.6): NearMatch[] {
  const find = nearMatchFinder(targets, least)
  return sources.flatMap((source) => find(source) ?? []).sort(byScore)
}

/** The most alike first, then by ids. */
export function byScore(a: NearMatch, b: NearMatch): number {
  return b.score - a.score || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.target < b.target ? -1 : 1)
}

/** The same for one source at a time, for whoever has to let others in between. */
export function nearMatchFinder(targets: readonly Candidate[], least = 0.6): (source: Candidate) => NearMatch | undefined {
  const blocks = new Map<string, number[]>()
  const prepared = targets.map(prepare)
  prepared.forEach((target, i) => {
    for (const key of target.keys) {
      const block = blocks.get(key)
      if (block) block.push(i)
      else blocks.set(key, [i])
    }
  })
  return (candidate) => {
    const source = prepare(candidate)
    const seen = new Set<number>()
    let [best, next]: (NearMatch | undefined)[] = []
    for (const key of source.keys) {
      const block = blocks.get(key)
      if (!block || block.length > BLOCK_LIMIT) continue
      for (const i of block) {
        if (seen.has(i)) continue
        seen.add(i)
        const match = compare(source, prepared[i] as Prepared)
        if (match.score < least) continue
        if (!best || byScore(match, best) < 0) [best, next] = [match, best]
        else if (!next || byScore(match, next) < 0) next = match
      }
    }
    return best && { ...best, ...(next ? { runnerUp: { target: next.target, score: next.score } } : {}) }
  }
}

/** A beginning that more accounts share than this says nothing. */
const BLOCK_LIMIT = 400

interface Prepared extends Candidate {
  readonly words: readonly string[]
  readonly keys: readonly string[]
  readonly local: string | undefined
}

function prepare(candidate: Candidate): Prepared {
  const words = [...new Set(candidate.names.flatMap((name) => plain(name).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 1))]
  const local = candidate.mail === undefined ? undefined : plain(candidate.mail.split('@')[0] ?? '')
  return { ...candidate, words, local, keys: [...words.map((word) => word.slice(0, 4)), ...(local ? [`@${local}`] : [])] }
}

/** Without marks and case, and with the letters that are spelt out elsewhere spelt out. */
function plain(text: string): string {
  return foldCase(text).replace(/ø/g, 'oe').replace(/æ/g, 'ae').replace(/å/g, 'aa').replace(/ß/g, 'ss').replace(/ö/g, 'oe').replace(/ä/g, 'ae').replace(/ü/g, 'ue').replace(/ł/g, 'l').replace(/đ/g, 'd').replace(/ı/g, 'i')
    .normalize('NFD').replace(/\p{M}+/gu, '').replace(/oe/g, 'o').replace(/ae|aa/g, 'a').replace(/ue/g, 'u')
}

function compare(source: Prepared, target: Prepared): NearMatch {
  const why: string[] = []
  const [few, many] = source.words.length <= target.words.length ? [source.words, target.words] : [target.words, source.words]
  let likeness = 0
  for (const word of few) likeness += Math.max(0, ...many.map((other) => wordLikeness(word, other)))
  const names = few.length === 0 ? 0 : likeness / few.length
  if (names > 0.99) why.push('same name')
  else if (names > 0.8) why.push('similar name')
  const address = source.local !== undefined && source.local === target.local
  if (address) why.push('same address before the @')
  const hints = source.hints.filter((hint) => hint !== '' && target.hints.some((other) => plain(other) === plain(hint)))
  for (const hint of hints.slice(0, 2)) why.push(`same ${hint}`)
  const single = few.length < 2 ? 0.75 : 1
  const parts: NearPart[] = [{ what: 'names', weight: hundredths(names * 0.8 * single) }]
  if (address) parts.push({ what: 'address', weight: 0.25 })
  for (const value of hints.slice(0, 2)) parts.push({ what: 'hint', value, weight: 0.1 })
  const sum = hundredths(parts.reduce((all, { weight }) => all + weight, 0))
  if (sum > 1) parts.push({ what: 'limit', weight: hundredths(1 - sum) })
  return { source: source.id, target: target.id, score: Math.min(1, sum), why, parts }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

/** 1 for equal words, less by the share of letters that have to change (Levenshtein over the longer word), 0 below one half. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  if (Math.abs(a.length - b.length) > 3) return 0
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    previous = row
  }
  const likeness = 1 - (previous[b.length] as number) / Math.max(a.length, b.length)
  return likeness < 0.5 ? 0 : likeness
}
