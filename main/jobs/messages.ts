import type { ErrorReply } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'

/*
 * What main and its two children say to each other, whichever transport carries it. Everything here survives a structured clone.
 */

/** From main. Ids are unique within one client and never used again. A cancel for something already answered is ignored. */
export type ToChild =
  | { readonly kind: 'ask'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number }

/** From a child: any number of `progress`, then exactly one `value` or `failure` for each `ask`. */
export type FromChild =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorReply; readonly stack?: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: WorkProgress }
