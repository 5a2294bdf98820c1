import type { Quarantine } from '../../shared/model/cycle'

/*
 * When failures put a job into quarantine (provisioning-cycle.md §11). Documented cases: 4,000 failures no; 45,000 yes; 30,000 failed and 5,000
 * succeeded yes; 20,000 failed and 100,000 succeeded no; 40,000 failed and 21,000 manager failures yes.
 */

const PROPORTION_FROM = 5_000
const PROPORTION = 0.4
const MOST_FAILURES = 40_000
const MOST_WITH_REFERENCES = 60_000

export interface CycleFailures {
  /** Objects whose action failed, references excluded. */
  readonly failed: number
  /** References that did not resolve: they count toward the absolute limit alone. */
  readonly references: number
  /** Objects that were written or that were right already. Who is out of scope, skipped or held is no success. */
  readonly succeeded: number
}

/** Why the service would put the job into quarantine, or null. */
export function quarantineOf({ failed, references, succeeded }: CycleFailures): Quarantine | null {
  const counts = { failed, references }
  if (failed + references >= MOST_WITH_REFERENCES) return { reason: 'EncounteredTotalEscrowThreshold', ...counts, limit: MOST_WITH_REFERENCES }
  if (failed > MOST_FAILURES) return { reason: 'EncounteredBaseEscrowThreshold', ...counts, limit: MOST_FAILURES }
  const proportional = Math.floor((failed + succeeded) * PROPORTION)
  if (failed >= PROPORTION_FROM && failed > proportional) return { reason: 'EncounteredEscrowProportionThreshold', ...counts, limit: Math.max(PROPORTION_FROM, proportional) }
  return null
}
