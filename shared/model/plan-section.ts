import type { ActionKind, ActionStatus } from './plan'

/** Parts of a plan, dangerous ones first. What is held or would fail stands there and nowhere else; who has no action stands in none. */
export const PLAN_SECTIONS = ['held', 'failed', 'delete', 'disable', 'create', 'enable', 'update'] as const
export type PlanSection = (typeof PLAN_SECTIONS)[number]

/** The part that an action stands in; undefined for one that does nothing. */
export function planSection({ kind, status }: { readonly kind: ActionKind; readonly status: ActionStatus }): PlanSection | undefined {
  if (status === 'held' || status === 'failed') return status
  return kind === 'skip' ? undefined : kind
}
