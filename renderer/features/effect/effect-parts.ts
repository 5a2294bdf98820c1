import type { OutcomeDifference, ReplanView, TrippedBy } from '../../../shared/ipc/replan-views'

export type EffectKind = 'delete' | 'disable' | 'create' | 'enable' | 'update' | 'failed'

export interface EffectPart {
  readonly kind: EffectKind
  /** How many more (positive) or fewer people have this outcome; guards are not taken into account. */
  readonly change: number
}

/** The dangerous first. Disables and creates are told even where nothing changes about them, for that is what one wants to hear. */
const ORDER = ['delete', 'disable', 'failed', 'create', 'enable', 'update'] as const satisfies readonly EffectKind[]
const ALWAYS: ReadonlySet<EffectKind> = new Set(['disable', 'create'])

/** What of an edit's effect stands in the line. */
export function effectParts(counts: readonly OutcomeDifference[]): readonly EffectPart[] {
  return ORDER.map((kind) => ({ kind, change: counts.reduce((sum, count) => sum + (outcomeOf(count) === kind ? count.after - count.before : 0), 0) }))
    .filter(({ kind, change }) => change !== 0 || ALWAYS.has(kind))
}

/**
 * How many more (positive) or fewer people the first job whose scope the edit changes leaves out, as the Scope screen counts them; 0 for none. What
 * later jobs leave out because of it is in the outcomes.
 */
export function scopeChange({ before, after }: Pick<ReplanView, 'before' | 'after'>): number {
  const changes = after.map((job) => job.outOfScope - (before.find(({ id }) => id === job.id)?.outOfScope ?? job.outOfScope))
  return changes.find((change) => change !== 0) ?? 0
}

function outcomeOf({ kind, status }: OutcomeDifference): OutcomeDifference['kind'] | 'failed' {
  return status === 'failed' ? 'failed' : kind
}

export type GuardEffect = 'trips' | 'stillTrips' | 'noLongerTrips'

/** What the edit does to the guards; nothing where none tripped and none does. */
export function guardEffect({ before, trips }: Pick<ReplanView, 'before' | 'trips'>): { readonly effect: GuardEffect; readonly guard: TrippedBy | undefined } | undefined {
  const tripped = new Set(before.flatMap((job) => (job.guards ?? (job.held ? [job.held] : [])).map(({ guard, slice }) => keyOf(job.id, guard, slice))))
  const fresh = trips.find(({ job, guard, slice }) => !tripped.has(keyOf(job, guard, slice)))
  if (fresh) return { effect: 'trips', guard: fresh }
  if (trips.length > 0) return { effect: 'stillTrips', guard: trips[0] }
  return tripped.size > 0 ? { effect: 'noLongerTrips', guard: undefined } : undefined
}

function keyOf(job: string, guard: string, slice: TrippedBy['slice']): string {
  return JSON.stringify([job, guard, slice?.attribute, slice?.value])
}
