import { describe, test, type TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test did not run; `npm test` prints it beside the test's name. */
    skipReason?: string
  }
}

interface Runners {
  readonly describe: (name: string, body: () => void) => void
  readonly test: (name: string, body: (context: TestContext) => unknown, timeoutMs?: number) => void
}

/**
 * `describe` and `test` for what needs something that may be missing. With a reason, the suites and tests made with
 * them are skipped, hooks included, and the reason is reported; with `undefined` they run.
 *
 *     const { describe } = skipBecause(whySlapdIsMissing())
 *     describe('reading a real directory', () => { … })
 */
export function skipBecause(reason: string | undefined): Runners {
  if (reason === undefined) {
    return { describe: (name, body) => describe(name, body), test: (name, body, timeoutMs) => test(name, body, timeoutMs) }
  }
  const options = { skip: true, meta: { skipReason: reason } }
  return { describe: (name, body) => describe(name, options, body), test: (name, body) => test(name, options, body) }
}

/** Ends the running test as skipped, for what only turns out while it runs. */
export function skipNow(context: TestContext, reason: string): never {
  context.task.meta.skipReason = reason
  return context.skip(reason)
}
