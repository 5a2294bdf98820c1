import type { GroupEntry } from '../engine/group-changes'
import { blankedValues } from '../engine/guards'
import type { PlannedObject } from '../engine/planned-object'
import type { JobCounter } from './job-counter'

/** One of the some fifty kinds of outcome that a job has, by an action that had it. */
export interface OutcomeKind {
  readonly match: PlannedObject['match']
  readonly action: PlannedObject['action']
  readonly cause: PlannedObject['cause']
}

/**
 * What each outcome of a job counts in, a few bytes for each, so that a plan that is made again after an edit need not plan those anew
 * whom the edit does not touch.
 */
export class OutcomeLog {
  /** By seq: number of the kind of outcome. */
  readonly #kindOf: number[] = []
  readonly #kinds: OutcomeKind[] = []
  readonly #numbers = new Map<string, number>()
  /** By seq: the lines of the plan that it counts in. */
  readonly entries = new Map<number, GroupEntry[]>()
  /** By seq: planned disables and deletes, which wait for the guard's word. */
  readonly removals = new Map<number, PlannedObject>()

  add(seq: number, planned: PlannedObject): void {
    const key = isPlain(planned) ? planned.match : keyOf(planned)
    let number = this.#numbers.get(key)
    if (number === undefined) {
      const { match, action, cause } = planned
      this.#numbers.set(key, number = this.#kinds.push({ match, action, cause }) - 1)
    }
    this.#kindOf[seq] = number
  }

  /** What kind of outcome an action had; its own names and changes are not to be looked at. */
  kind(seq: number): OutcomeKind {
    return this.#kinds[this.#kindOf[seq] as number] as OutcomeKind
  }

  /** Counts outcomes that a new plan carries over. */
  count(seqs: Iterable<number>, counter: JobCounter): void {
    const times = new Array<number>(this.#kinds.length).fill(0)
    for (const seq of seqs) times[this.#kindOf[seq] as number]!++
    times.forEach((n, kind) => { if (n > 0) counter.count(this.#kinds[kind] as OutcomeKind, n) })
  }
}

/** Nearly everybody's outcome, of which the match says all. */
function isPlain({ action, cause }: OutcomeKind): boolean {
  return action.reason.code === 'unchanged'
    && action.kind === 'skip'
    && action.status === 'planned'
    && action.target !== undefined
    && action.issues.length === 0
    && action.marks.length === 0
    && cause === undefined
}

/** What tells kinds of outcome apart: everything that counts, for guards too, the marks, and the cause. */
function keyOf({ match, action, cause }: OutcomeKind): string {
  const issues = action.issues.length === 0 ? '' : action.issues.map((issue) => issue.code).join(',')
  return `${match} ${action.kind} ${action.status} ${action.reason.code} ${action.target === undefined ? 0 : 1} ${issues} ${action.marks.join(',')} ${blankedValues(action)} ${cause === undefined ? '' : `${cause.cause.type} ${cause.cause.id}`}`
}
