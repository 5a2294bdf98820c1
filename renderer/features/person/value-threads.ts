import type { MadeValue, PersonHop } from '../../../shared/ipc/person-views'

/** Where a value ended: no mapping of the hop reads it, or what reads it gives nothing. */
export type Loss = 'notMapped' | 'blanked'

/** What became of one value on its way through the systems. */
export interface ValueThread {
  /** Attributes of the first source object that it is made of; none for what a later hop makes by itself. */
  readonly from: readonly string[]
  /** By place of the hop in the list: what it makes of it. */
  readonly made: ReadonlyMap<number, readonly MadeValue[]>
  readonly lost: ReadonlyMap<number, Loss>
}

type Writable = { readonly from: readonly string[]; readonly made: Map<number, readonly MadeValue[]>; readonly lost: Map<number, Loss> }

/**
 * A thread for each value that the first hop makes, followed through all later ones; then what later hops make of something else; then the
 * attributes that the first hop does not read. In the order of names. A value that is made of several stands in the thread of each.
 */
export function valueThreads(hops: readonly PersonHop[]): readonly ValueThread[] {
  const [start] = hops
  if (start === undefined) return []
  const firsts = hops.flatMap((hop, at) => (keyOf(hop.source) === keyOf(start.source) ? [{ hop, at }] : []))
  const threads = firsts.flatMap(({ hop, at }) => hop.made.map((made): Writable => {
    const thread: Writable = { from: made.from, made: new Map([[at, [made]]]), lost: new Map() }
    follow(thread, hops, hop, [made.attribute])
    return thread
  }))
  const blanked = firsts.flatMap(({ hop, at }) => hop.blanked.map((one): ValueThread => ({ from: one.from, made: new Map(), lost: new Map([[at, 'blanked']]) })))
  const placed = new Set(threads.flatMap(({ made }) => [...made].flatMap(([at, values]) => values.map((value) => `${String(at)} ${value.attribute}`))))
  const later = hops.flatMap((hop, at) => hop.made
    .filter(({ attribute }) => !placed.has(`${String(at)} ${attribute}`))
    .map((one): ValueThread => ({ from: [], made: new Map([[at, [one]]]), lost: new Map() })))
  const unread = [...new Set(firsts.flatMap(({ hop }) => hop.notMapped))].filter((name) => firsts.every(({ hop }) => hop.notMapped.includes(name)))
  return [
    ...threads,
    ...blanked,
    ...later,
    ...unread.map((name): ValueThread => ({ from: [name], made: new Map(), lost: new Map(firsts.map(({ at }) => [at, 'notMapped'])) })),
  ]
}

/** Extends a thread by what the hops that start at a hop's target make of its attributes. A system that is met again is not followed again. */
function follow(thread: Writable, hops: readonly PersonHop[], reached: PersonHop, attributes: readonly string[]): void {
  const { target } = reached
  if (target === undefined) return
  for (const [at, hop] of hops.entries()) {
    if (keyOf(hop.source) !== keyOf(target) || thread.made.has(at) || thread.lost.has(at)) continue
    const reads = ({ from }: MadeValue): boolean => from.some((name) => attributes.includes(name))
    const made = hop.made.filter(reads)
    if (made.length > 0) {
      thread.made.set(at, made)
      follow(thread, hops, hop, made.map(({ attribute }) => attribute))
    } else if (hop.blanked.some(reads)) thread.lost.set(at, 'blanked')
    else if (hop.target !== undefined && attributes.every((name) => hop.notMapped.includes(name))) thread.lost.set(at, 'notMapped')
  }
}

function keyOf({ system, type, anchor }: NonNullable<PersonHop['target']>): string {
  return JSON.stringify([system, type, anchor])
}
