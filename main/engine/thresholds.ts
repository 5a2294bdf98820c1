import type { GuardHold } from '../../shared/model/cycle'
import type { Guards } from '../../shared/model/project'
import { DELETION_THRESHOLD } from './decisions'

/**
 * Whether the accidental deletion threshold holds a job's disables and deletes: reached when their count equals it
 * (provisioning-cycle.md §7.3). Everything else of the cycle goes ahead.
 */
export function checkThresholds(guards: Guards | undefined, removals: number): GuardHold | null {
  const { enabled, value } = guards?.deletions ?? DELETION_THRESHOLD
  return enabled && removals >= value ? { guard: 'deletions', count: removals, limit: value, actions: removals } : null
}
