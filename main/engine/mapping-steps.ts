import type { MatchOutcome } from './match-outcome'

/** What the steps of one object mapping have come to so far, each counted in source objects. It goes on counting: whoever tells of it copies what it says. */
export interface MappingSteps {
  /** Whose scope and matching are found out, in the order of rows; one pass does both. */
  readonly evaluated: number
  /** Who is looked at: all, or those that changed. This and the next four are known when that pass is over. */
  readonly lookedAt: number
  readonly inScope: number
  readonly outOfScope: number
  readonly matched: number
  readonly ambiguous: number
  /** Whose expressions have run, or of whom the cycle has found that none shall, in the order of rows. */
  readonly mapped: number
  /** Whose references (manager, members) are resolved, or reported as missing. */
  readonly resolved: number
  /** Whose references name somebody created later. */
  readonly waiting: number
}

/** The same while it is counted: an addition for each object and no more. */
export class StepTally implements MappingSteps {
  evaluated = 0
  lookedAt = 0
  inScope = 0
  outOfScope = 0
  matched = 0
  ambiguous = 0
  mapped = 0
  resolved = 0
  waiting = 0

  /** Scope and matching of every row are known. */
  settle(outcomes: readonly MatchOutcome[]): void {
    this.evaluated = outcomes.length
    for (const { kind, target } of outcomes) {
      if (kind === 'notLookedAt') continue
      this.lookedAt++
      if (kind === 'outOfScope') this.outOfScope++
      if (kind === 'skipped' || kind === 'outOfScope') continue
      this.inScope++
      if (kind === 'ambiguous') this.ambiguous++
      else if (kind !== 'unmatched' && (kind !== 'duplicate' || target >= 0)) this.matched++
    }
  }

  /** An object's references wait no longer. */
  waited(): void {
    this.waiting--
    this.resolved++
  }
}
