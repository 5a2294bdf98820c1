import type { ErrorReply } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'
import type { StoreEntry } from '../../shared/model/password-place'

/*
 * What main and its two children say to each other, whichever transport carries it. Everything here survives a structured clone.
 */

/** From main. Ids are unique within one client and never used again. A cancel for something already answered is ignored. */
export type ToChild =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Answers a `wantSecret`; without a secret where there is none under that name. */
  | { readonly kind: 'secret'; readonly want: number; readonly secret?: string; readonly error?: ErrorReply }

/** From a child: any number of `progress` and `wantSecret`, then exactly one `value` or `failure` for each `ask`. */
export type FromChild =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorReply; readonly stack?: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: WorkProgress }
  /** A read needs a password now. `want` is unique within one child. */
  | { readonly kind: 'wantSecret'; readonly id: number; readonly want: number; readonly entry: StoreEntry }
