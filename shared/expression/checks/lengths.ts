import type { CallNode, Expression } from '../ast'
import { argsOf, isCall, leavesOf, literalOf, type SchemaAttribute } from './scope'

/** Lengths in UTF-16 code units of what an expression may give, as far as its text and the profile of the source say. */
export interface Lengths {
  /** Of every value, whatever the object. */
  readonly least: number
  /** Of the longest value at least, since somebody's source value is that long; 0 where nothing is known. */
  readonly proven: number
  /** Of no value more, if each source value is at most as long as those that were read; undefined where that is open. */
  readonly most: number | undefined
}

const UNKNOWN: Lengths = { least: 0, proven: 0, most: undefined }
const SAME_LENGTH = ['ToLower', 'ToUpper', 'PCase', 'Redact', 'IgnoreFlowIfNullOrEmpty', 'CStr']

/** By what the text says and the longest source values that were read; `UNKNOWN` where a part says nothing. */
export function lengthsOf(e: Expression, source: readonly SchemaAttribute[] | undefined): Lengths {
  switch (e.kind) {
    case 'text': return exactly(e.value.length)
    case 'number': return e.text.startsWith('&') ? UNKNOWN : exactly(e.text.length)
    case 'attribute': {
      const longest = source?.find((a) => a.name === e.name)?.longest
      return longest === undefined ? UNKNOWN : { least: 0, proven: longest, most: longest }
    }
    case 'call': return lengthsOfCall(e, source)
    default: return UNKNOWN
  }
}

function lengthsOfCall(call: CallNode, source: readonly SchemaAttribute[] | undefined): Lengths {
  const args = argsOf(call)
  const inner = (e: Expression | undefined): Lengths => (e ? lengthsOf(e, source) : UNKNOWN)
  const [first, second, third] = args
  if (SAME_LENGTH.includes(call.callee)) return inner(first)
  switch (call.callee) {
    case 'Left': return cut(inner(first), numberOf(second))
    case 'Mid': return literalOf(second) === '1' ? cut(inner(first), numberOf(third)) : { least: 0, proven: 0, most: smaller(inner(first).most, numberOf(third)) }
    case 'StripSpaces': case 'Trim': case 'Word': case 'Item': return { least: 0, proven: 0, most: inner(first).most }
    case 'NormalizeDiacritics': return { ...inner(first), least: literalOf(first)?.length ?? 0, most: undefined }
    case 'Append': return together(args.map(inner), 0)
    case 'Join': return together(args.slice(1).map(inner), literalOf(first)?.length ?? 0)
    case 'RandomString': return exactly(numberOf(first) ?? 0)
    case 'Guid': return exactly(36)
    case 'IIF': case 'Switch': case 'Coalesce': case 'SelectUniqueValue': return anyOf(leavesOf(call).filter((leaf) => leaf !== call).map(inner))
    default: return UNKNOWN
  }
}

function exactly(length: number): Lengths {
  return { least: length, proven: length, most: length }
}

function cut({ least, proven, most }: Lengths, length: number | undefined): Lengths {
  if (length === undefined || length < 0) return { least: 0, proven: 0, most }
  return { least: Math.min(least, length), proven: Math.min(proven, length), most: smaller(most, length) }
}

/** Values in a row: whoever has the longest of one has at least the shortest of the others. */
function together(parts: readonly Lengths[], separator: number): Lengths {
  const sure = parts.filter((p) => p.least > 0)
  const least = sure.reduce((sum, p) => sum + p.least, 0) + Math.max(0, sure.length - 1) * separator
  const between = sure.length > 0 ? separator : 0
  const proven = Math.max(least, ...parts.map((p) => (p.least > 0 ? least + p.proven - p.least : p.proven > 0 ? least + between + p.proven : 0)))
  const most = parts.every((p) => p.most !== undefined) ? parts.reduce((sum, p) => sum + (p.most ?? 0), 0) + Math.max(0, parts.length - 1) * separator : undefined
  return { least, proven, most }
}

/** One of several values; which, is not known, so nothing is proven beyond the shortest. */
function anyOf(branches: readonly Lengths[]): Lengths {
  if (branches.length === 0) return UNKNOWN
  const least = Math.min(...branches.map((b) => b.least))
  return { least, proven: least, most: branches.every((b) => b.most !== undefined) ? Math.max(...branches.map((b) => b.most ?? 0)) : undefined }
}

function numberOf(e: Expression | undefined): number | undefined {
  const text = literalOf(e)
  return text !== undefined && /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}

/** Attributes whose longest value counts for a length, as `[name] 18`. */
export function longestNamed(e: Expression, source: readonly SchemaAttribute[] | undefined): string {
  const named = new Map<string, number>()
  const visit = (part: Expression): void => {
    if (part.kind === 'attribute') {
      const longest = source?.find((a) => a.name === part.name)?.longest
      if (longest !== undefined) named.set(part.name, longest)
    } else if (part.kind === 'call' && !isCall(part, 'IIF', 'Switch')) argsOf(part).forEach(visit)
  }
  leavesOf(e).forEach(visit)
  return [...named].map(([name, longest]) => `[${name}] ${longest}`).join(', ')
}
