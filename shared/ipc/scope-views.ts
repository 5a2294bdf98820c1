import type { ActionKind, ActionStatus } from '../model/plan'
import type { Cell } from '../model/attribute'

/*
 * Who is in scope, who is out, and by which clause: a scoping filter, as it stands on the screen, held against everybody. Whoever a
 * number counts is listed by `scope.people` with the same question.
 */

export type ScopeCollection = 'groups' | 'inputFilterGroups'

/** `in` and `out` sum to everybody with those of whom it cannot be said; the other two are against the saved version. */
export type ScopePart = 'in' | 'out' | 'fallOut' | 'comeIn'

/** Those whom a clause lets through by itself, or who are out because of it alone. */
export interface ClausePart {
  readonly group: number
  readonly clause: number
  readonly which: 'alone' | 'only'
}

export interface ClauseCounts {
  /** Whom the clause lets through. */
  readonly alone: number
  /** Who is out of scope and would be in without this clause. */
  readonly only: number
  /** Who has no value. */
  readonly blank: number
}

export interface GroupCounts {
  /** Who satisfies all of its clauses. */
  readonly passes: number
  readonly clauses: readonly ClauseCounts[]
}

export interface ScopeView {
  readonly people: number
  readonly in: number
  readonly out: number
  /** Of `out`: who has an account, by a link or by what matching finds. */
  readonly outWithAccount: number
  /** Of whom it cannot be said: a clause's pattern ran away on their value. They are neither in nor out. */
  readonly undecided: number
  /** Of `out`: whom an input filter drops when they are read; nothing happens to their accounts. */
  readonly dropped: number
  readonly groups: readonly GroupCounts[]
  readonly inputFilterGroups: readonly GroupCounts[]
  readonly fallOut: number
  readonly fallOutWithAccount: number
  readonly comeIn: number
  readonly durationMs: number
}

/** Something to say at a clause: not permitted, a pattern that does not read, an attribute that is not there. */
export interface ClauseProblem {
  readonly collection: ScopeCollection
  readonly group: number
  readonly clause: number
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
}

export type ScopeAnswer =
  | { readonly kind: 'measured'; readonly view: ScopeView; readonly problems: readonly ClauseProblem[] }
  /** A newer question of the same window took its place. */
  | { readonly kind: 'superseded' }
  /** A system that was never read. */
  | { readonly kind: 'unread'; readonly system: string; readonly name: string }
  /** A pattern does not read: the last answer stays on the screen. */
  | { readonly kind: 'invalid'; readonly problems: readonly ClauseProblem[] }
  /** A matching attribute does not compile, so that nobody's account is known. */
  | { readonly kind: 'broken'; readonly message: string }

/** One clause for one person. */
export interface ClauseVerdict {
  readonly value: Cell
  /** `undecided` where the clause's pattern ran away on the value. */
  readonly verdict: 'passes' | 'fails' | 'undecided'
}

export interface ScopeRow {
  readonly anchor: string
  readonly display: string
  readonly now: 'in' | 'out' | 'undecided'
  readonly saved: 'in' | 'out' | 'undecided'
  /** Clause by clause, in the order of groups. */
  readonly groups: readonly (readonly ClauseVerdict[])[]
  readonly inputFilterGroups: readonly (readonly ClauseVerdict[])[]
  /** What the account is called, where there is one. */
  readonly account?: string
  /** What a cycle with this filter would do, and why. */
  readonly fate: {
    readonly kind: ActionKind; readonly status: ActionStatus; readonly text: string
    /** The clause that put somebody out of scope, where one did. */
    readonly clause?: string
  }
}
