/** We made a mistake: an impossible case. Nobody but a process boundary deals with it, and says that it is a bug. */
export class BugError extends Error {
  override readonly name = 'BugError'
}

/** Finishes a switch over a union, so that a new variant shows at compile time every place that has to learn it. */
export function assertNever(value: never): never {
  throw new BugError(`Unexpected variant: ${JSON.stringify(value)}`)
}

/** Throws a `BugError` with the claim where it does not hold. */
export function invariant(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new BugError(claim)
}
