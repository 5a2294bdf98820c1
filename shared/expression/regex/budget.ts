import { decisions } from '../decisions'

/** A pattern that needed more steps than its budget holds. */
export class PatternStopped extends Error {
  override readonly name = 'PatternStopped'
}

/**
 * The steps that patterns may take while one thing is worked on: a run, a lens question, a preview. Steps are counted, not timed,
 * so that the same input gives the same plan on every machine. Of a pattern that used up its steps whoever comes after has few, so
 * that only those fail on whom it takes long, and nobody pays for it again.
 */
export class PatternBudget {
  private readonly left = new Map<string, number>()
  private readonly stoppedAt = new Map<string, string>()
  private readonly start: number

  /** `start`: the steps that each pattern has beyond what every value brings with it. */
  constructor(start: number = decisions.patternSteps) {
    this.start = start
  }

  /**
   * Runs a pattern that counts its steps: `run` is given what is left and returns what remains of it, negative when it was stopped.
   * `at` names the object, for those who come after. Throws PatternStopped.
   */
  spend(pattern: string, at: string, run: (steps: number) => number): void {
    const before = this.stoppedAt.get(pattern)
    if (before !== undefined) {
      if (run(decisions.patternStepsAfterStop) >= 0) return
      throw new PatternStopped(`The pattern ${shown(pattern)} was stopped ${before === '' ? 'on an earlier value' : `at ${before}`} because it ran away, and takes too many steps on this value as well.`)
    }
    const left = run(Math.min((this.left.get(pattern) ?? this.start) + decisions.patternStepsPerValue, this.start))
    if (left >= 0) {
      this.left.set(pattern, left)
      return
    }
    this.stoppedAt.set(pattern, at)
    throw new PatternStopped(`The pattern ${shown(pattern)} ran away on this value and was stopped. Repeat no part that itself repeats, as in (a+)+.`)
  }
}

function shown(pattern: string): string {
  return `“${pattern.length > 80 ? `${pattern.slice(0, 79)}…` : pattern}”`
}
