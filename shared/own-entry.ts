/** The entry of a table under a key that somebody typed, never what every object has besides: `constructor`, `__proto__`. */
export function ownEntry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
