import { type Expression, childrenOf } from './ast'
import { parse } from './parser'

/**
 * The attributes that an expression holds against the clock, in source order: of each Now(), those in the smallest part around it that has
 * any. In `IIF(DateDiff("d", CDate([End]), Now()) > 0, [Old], [New])` that is End alone. None where the text does not parse.
 */
export function clockAttributes(text: string): readonly string[] {
  const { tree } = parse(text)
  const found = new Set<string>()
  if (tree) look(tree, found)
  return [...found]
}

/** The attributes within a part, and whether a clock in it is not held against anything yet. */
function look(e: Expression, found: Set<string>): { readonly attributes: readonly string[]; readonly isOpen: boolean } {
  if (e.kind === 'attribute') return { attributes: [e.name], isOpen: false }
  const parts = childrenOf(e).map((child) => look(child, found))
  const attributes = parts.flatMap((part) => part.attributes)
  const isOpen = (e.kind === 'call' && e.callee === 'Now') || parts.some((part) => part.isOpen)
  if (!isOpen || attributes.length === 0) return { attributes, isOpen }
  for (const name of attributes) found.add(name)
  return { attributes, isOpen: false }
}
