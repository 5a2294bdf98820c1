/** A piece of a .NET replacement pattern: literal text, a group by number or name, or a part of the value. */
export type ReplacementPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly captures: readonly number[] }
  | { readonly kind: 'whole' | 'before' | 'after' | 'all' }

/**
 * `${name}`, `$1`, `$&`, `` $` ``, `$'`, `$+`, `$_` and `$$`; a dollar that means none of them is a dollar.
 * Source: .NET, Substitutions in regular expressions.
 */
export function parseReplacement(replacement: string, groups: ReadonlyMap<string, readonly number[]>): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = []
  let literal = ''
  function push(part: ReplacementPart): void {
    if (literal !== '') parts.push({ kind: 'text', text: literal })
    literal = ''
    parts.push(part)
  }
  const TOKEN = /\$(?:\{(\w+)\}|(\d+)|([$&`'+_]))/g
  let from = 0
  for (const found of replacement.matchAll(TOKEN)) {
    literal += replacement.slice(from, found.index)
    from = found.index + found[0].length
    const [whole, name, number, sign] = found
    const key = name ?? number
    if (key !== undefined) {
      const captures = groups.get(/^\d+$/.test(key) ? String(Number(key)) : key)
      if (key === '0') push({ kind: 'whole' })
      else if (captures) push({ kind: 'group', captures })
      else literal += whole
    } else if (sign === '$') literal += '$'
    else if (sign === '&') push({ kind: 'whole' })
    else if (sign === '`') push({ kind: 'before' })
    else if (sign === "'") push({ kind: 'after' })
    else if (sign === '_') push({ kind: 'all' })
    else push(lastGroup(groups))
  }
  literal += replacement.slice(from)
  if (literal !== '' || parts.length === 0) parts.push({ kind: 'text', text: literal })
  return parts
}

/** Groups that a replacement names but its pattern does not have: they stay as they stand, which nobody means. */
export function unknownGroups(replacement: string, groups: ReadonlyMap<string, readonly number[]>): readonly string[] {
  return [...replacement.matchAll(/\$(?:\{(\w+)\}|(\d+))/g)].map((m) => m[1] ?? m[2] ?? '').filter((key) => key !== '0' && !groups.has(key))
}

function lastGroup(groups: ReadonlyMap<string, readonly number[]>): ReplacementPart {
  const numbers = [...groups.keys()].filter((key) => /^\d+$/.test(key)).map(Number)
  return { kind: 'group', captures: groups.get(String(Math.max(0, ...numbers))) ?? [] }
}
