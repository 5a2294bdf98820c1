import { normalName } from '../directory-name'

/**
 * Looks an account up among the names of those that a job neither disables nor deletes, by each of its own: its anchor, its distinguished name or
 * what it is called by, its account name. Case does not count, and neither does how a distinguished name is spelt. Answers the name as the job has it.
 */
export function protectedNames(names: readonly string[]): (own: readonly (string | undefined)[]) => string | undefined {
  const byKey = new Map(names.map((name) => [keyOf(name), name]))
  return (own) => {
    for (const name of own) {
      const found = name === undefined ? undefined : byKey.get(keyOf(name))
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** Only a distinguished name is read as one: the `+` of an anchor `ann+bob` separates nothing. */
function keyOf(name: string): string {
  return name.includes('=') ? normalName(name) : name.trim().toLowerCase()
}
