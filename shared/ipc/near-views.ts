import type { ObjectReference } from '../model/plan'

export type NearVerdict = 'accepted' | 'rejected'

/** Somebody without an account and an account without a person that look alike. */
export interface NearPair {
  readonly source: ObjectReference
  readonly target: ObjectReference
  /** 0 to 1, two decimals; the weights of the parts sum to it. */
  readonly score: number
  readonly parts: readonly { readonly what: 'names' | 'address' | 'hint' | 'limit'; readonly value?: string; readonly weight: number }[]
  readonly runnerUp?: { readonly target: ObjectReference; readonly score: number }
  /** Why no matching attribute found the account, one sentence for each. */
  readonly whyNot: readonly string[]
  /** What would have to stand in the target for the match to be exact; absent where no matching attribute gives a value. */
  readonly backfill?: { readonly attribute: string; readonly value: string }
  readonly verdict: NearVerdict | null
}

/** All of a job's pairs, best first. The three counts sum to their number. */
export interface NearView {
  readonly pairs: readonly NearPair[]
  readonly todo: number
  readonly accepted: number
  readonly rejected: number
}
