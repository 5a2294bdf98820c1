import { isDropped, isRetried } from '../engine/escrow'
import type { PlannedObject } from '../engine/planned-object'
import type { EscrowRow } from '../mirror/escrow-table'

const keyOf = (objectMapping: string, anchor: string): string => `${objectMapping}\u0000${anchor}`

/**
 * A job's escrow through one cycle: what is tried again, and what is left afterwards. Failed objects are tried at growing gaps and given up
 * after 28 days (provisioning-cycle.md §11); what a guard held is tried in every cycle.
 */
export class Escrow {
  readonly #before: ReadonlyMap<string, EscrowRow>
  readonly #now: string
  readonly #looked = new Set<string>()
  readonly #left = new Map<string, EscrowRow>()
  /** Source anchors of both: of nearly everybody nothing stands there, and no key is put together. */
  readonly #anchors: Set<string>

  constructor(before: readonly EscrowRow[], now: string) {
    this.#before = new Map(before.map((row) => [keyOf(row.objectMapping, row.sourceAnchor), row]))
    this.#anchors = new Set(before.map((row) => row.sourceAnchor))
    this.#now = now
  }

  /** Source anchors of an object mapping that this cycle tries again. */
  retried(objectMapping: string): ReadonlySet<string> {
    const anchors = new Set<string>()
    for (const row of this.#before.values()) {
      if (row.objectMapping === objectMapping && (row.held || (isRetried(row, this.#now) && !isDropped(row, this.#now)))) anchors.add(row.sourceAnchor)
    }
    return anchors
  }

  /** Takes note of an outcome of this cycle. `held`: a guard held it in the end. */
  take(objectMapping: string, { action }: Pick<PlannedObject, 'action'>, held: boolean): void {
    const anchor = action.source?.anchor
    const isDone = action.status === 'planned' && !held
    if (anchor === undefined || (isDone && !this.#anchors.has(anchor))) return
    const key = keyOf(objectMapping, anchor)
    if (this.#before.has(key)) this.#looked.add(key)
    if (isDone) {
      this.#left.delete(key)
      return
    }
    const before = this.#before.get(key)
    const now = this.#now
    this.#anchors.add(anchor)
    const row = { objectMapping, sourceAnchor: anchor, held: action.status !== 'failed', triedAt: now }
    this.#left.set(key, { ...row, failedAt: before && before.held === row.held ? before.failedAt : now })
  }

  /** What stays in escrow after the cycle, by object mapping and source anchor; `dropped` is what the service gives up. */
  finish(): { readonly rows: readonly EscrowRow[]; readonly dropped: number } {
    const waiting = [...this.#before].filter(([key]) => !this.#looked.has(key)).map(([, row]) => row)
    const kept = waiting.filter((row) => row.held || !isDropped(row, this.#now))
    const rows = [...kept, ...this.#left.values()]
      .sort((a, b) => compare(a.objectMapping, b.objectMapping) || compare(a.sourceAnchor, b.sourceAnchor))
    return { rows, dropped: waiting.length - kept.length }
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
