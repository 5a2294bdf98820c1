/** A pattern that needed more steps than one value has (`stepsFor`). */
export class PatternStopped extends Error {
  override readonly name = 'PatternStopped'
  readonly pattern: string

  constructor(pattern: string) {
    super(`The pattern “${pattern.length > 80 ? `${pattern.slice(0, 79)}…` : pattern}” ran away on this value and was stopped. Repeat no part that itself repeats, as in (a+)+.`)
    this.pattern = pattern
  }
}
