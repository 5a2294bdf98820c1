import { RE2JS } from 're2js'
import { decisions } from '../decisions'
import { backtrackingSteps, canRunAway } from './cost'
import { emit } from './emit'
import { parseReplacement, type ReplacementPart } from './replacement'
import { parsePattern, RegexRefusal, type RegexNode, type RegexTree } from './syntax'

/** One match, in code units; `groups[0]` is capture 1. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly groups: readonly (readonly [number, number] | undefined)[]
}
export interface GuardedPattern { readonly source: string; readonly flags: string; readonly captures: number }
/** Runs a JavaScript pattern over a value under a time limit; undefined when time ran out. Main has one, over `vm`. */
export type GuardedMatcher = (pattern: GuardedPattern, value: string) => readonly Found[] | undefined

let guarded: GuardedMatcher | undefined

/** Hands in the matcher for patterns that no linear-time engine takes. Without one they are refused. */
export function setGuardedMatcher(matcher: GuardedMatcher | undefined): void {
  guarded = matcher
}

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
const known = new Map<string, NetRegex | RegexRefusal>()

/**
 * A .NET pattern, ready to run. V8 runs it where the steps it could take for this value are few, RE2 in linear time where it can
 * take the pattern, the guarded matcher otherwise: no value can stop a cycle (expression-language.md §7 Replace, [ours]).
 */
export class NetRegex {
  readonly tree: RegexTree
  private readonly sources = new Map<string, RegExp>()
  private readonly linear = new Map<boolean, RE2JS | undefined>()
  private readonly templates = new Map<string, readonly ReplacementPart[]>()
  private readonly hasFinalEnd: boolean
  /** Atomic groups shift the positions of captures in `String.replace`. */
  private readonly hasAtomic: boolean
  /** Values up to this length are safe with V8. */
  private readonly shortEnough: number

  private constructor(pattern: string) {
    this.tree = parsePattern(pattern)
    this.hasFinalEnd = contains(this.tree.root, (n) => n.kind === 'assertion' && n.at === 'finalEnd')
    this.hasAtomic = contains(this.tree.root, (n) => n.kind === 'atomic')
    let length = 1 << 20
    while (length > 0 && backtrackingSteps(this.tree.root, length) > decisions.maxBacktrackingSteps) length = Math.floor(length * 0.8)
    this.shortEnough = length
  }

  /** Throws RegexRefusal. The same pattern is parsed once. */
  static of(pattern: string): NetRegex {
    let regex = known.get(pattern)
    if (!regex) {
      try {
        regex = new NetRegex(pattern)
      } catch (reason) {
        if (!(reason instanceof RegexRefusal)) throw reason
        regex = reason
      }
      if (known.size > 500) known.clear()
      known.set(pattern, regex)
    }
    if (regex instanceof RegexRefusal) throw regex
    return regex
  }

  get runsAway(): boolean {
    return canRunAway(this.tree.root)
  }

  /** True if RE2 takes the pattern, so that it is safe for every value. */
  get isLinear(): boolean {
    return this.re2(true) !== undefined
  }

  /** Every match replaced; a value without one comes back as it is. Throws RegexRefusal when no engine may run it. */
  replaceAll(value: string, replacement: string): string {
    const parts = this.template(replacement)
    if (value.length <= this.shortEnough) {
      const v8 = this.v8(ASCII.test(value), 'g')
      const [part] = parts
      if (parts.length === 1 && part?.kind === 'text') return part.text === '' ? value.replace(v8, '') : value.replace(v8, () => part.text)
      if (!this.hasAtomic && parts.every((p) => p.kind === 'text' || p.kind === 'group')) {
        return value.replace(v8, (...found: unknown[]) => {
          let text = ''
          for (const p of parts) text += p.kind === 'text' ? p.text : p.kind === 'group' ? lastCapture(p.captures, found) : ''
          return text
        })
      }
    }
    return splice(value, this.findAll(value), (found) => parts.map((p) => partText(p, value, found)).join(''))
  }

  /** In every match the text of one group replaced, the rest kept. */
  replaceGroup(value: string, captures: readonly number[], replacement: string): string {
    return splice(value, this.findAll(value), (found) => {
      const span = groupSpan(found, captures)
      if (!span) return value.slice(found.start, found.end)
      return value.slice(found.start, span[0]) + replacement + value.slice(span[1], found.end)
    })
  }

  /** The text of a group in the first match where it took part. */
  firstGroup(value: string, captures: readonly number[]): string | undefined {
    for (const found of this.findAll(value)) {
      const span = groupSpan(found, captures)
      if (span) return value.slice(...span)
    }
    return undefined
  }

  findAll(value: string): readonly Found[] {
    const ascii = ASCII.test(value)
    if (value.length <= this.shortEnough) return findWith(this.v8(ascii, 'dg'), value, this.tree.captures)
    const linear = this.hasFinalEnd && value.endsWith('\n') ? undefined : this.re2(ascii)
    if (linear) return findLinear(linear, value, this.tree.captures)
    if (!guarded) throw new RegexRefusal('The pattern could run away on this value: it repeats a part that itself repeats.')
    const { source, flags } = this.v8(ascii, 'dg')
    const found = guarded({ source, flags, captures: this.tree.captures }, value)
    if (!found) throw new RegexRefusal('The pattern took too long on this value and was stopped.')
    return found
  }

  private template(replacement: string): readonly ReplacementPart[] {
    let parts = this.templates.get(replacement)
    if (!parts) {
      parts = parseReplacement(replacement, this.tree.groups)
      if (this.templates.size > 100) this.templates.clear()
      this.templates.set(replacement, parts)
    }
    return parts
  }

  private v8(ascii: boolean, flags: 'g' | 'dg'): RegExp {
    const key = `${flags}${ascii}`
    let regex = this.sources.get(key)
    if (!regex) {
      regex = new RegExp(emit(this.tree.root, 'v8', ascii) ?? '(?!)', flags)
      this.sources.set(key, regex)
    }
    return regex
  }

  private re2(ascii: boolean): RE2JS | undefined {
    if (!this.linear.has(ascii)) {
      const source = emit(this.tree.root, 're2', ascii)
      let compiled: RE2JS | undefined
      try {
        compiled = source === undefined ? undefined : RE2JS.compile(source)
      } catch { // larger than RE2 allows; the guard takes it
        compiled = undefined
      }
      this.linear.set(ascii, compiled)
    }
    return this.linear.get(ascii)
  }
}

/** All matches of a JavaScript pattern with flags `dg`. What a guarded matcher runs behind its time limit. */
export function findWith(pattern: RegExp, value: string, captures: number): readonly Found[] {
  const all: Found[] = []
  for (const match of value.matchAll(pattern)) {
    const groups: ([number, number] | undefined)[] = []
    for (let capture = 1; capture <= captures; capture += 1) groups.push(match.indices?.groups?.[`g${capture}`])
    all.push({ start: match.index, end: match.index + match[0].length, groups })
  }
  return all
}

function findLinear(pattern: RE2JS, value: string, captures: number): readonly Found[] {
  const all: Found[] = []
  const matcher = pattern.matcher(value)
  while (matcher.find()) {
    const groups: ([number, number] | undefined)[] = []
    for (let capture = 1; capture <= captures; capture += 1) {
      const start = matcher.start(capture)
      groups.push(start < 0 ? undefined : [start, matcher.end(capture)])
    }
    all.push({ start: matcher.start(), end: matcher.end(), groups })
  }
  return all
}

function splice(value: string, all: readonly Found[], image: (found: Found) => string): string {
  if (all.length === 0) return value
  let text = ''
  let from = 0
  for (const found of all) {
    text += value.slice(from, found.start) + image(found)
    from = found.end
  }
  return text + value.slice(from)
}

function partText(part: ReplacementPart, value: string, found: Found): string {
  switch (part.kind) {
    case 'text': return part.text
    case 'whole': return value.slice(found.start, found.end)
    case 'before': return value.slice(0, found.start)
    case 'after': return value.slice(found.end)
    case 'all': return value
    case 'group': {
      const span = groupSpan(found, part.captures)
      return span ? value.slice(...span) : ''
    }
  }
}

/** Of several groups with one name the last that took part. */
function groupSpan(found: Found, captures: readonly number[]): readonly [number, number] | undefined {
  for (let i = captures.length - 1; i >= 0; i -= 1) {
    const span = found.groups[(captures[i] ?? 0) - 1]
    if (span) return span
  }
  return undefined
}

function lastCapture(captures: readonly number[], found: readonly unknown[]): string {
  for (let i = captures.length - 1; i >= 0; i -= 1) {
    const text = found[captures[i] ?? -1]
    if (typeof text === 'string') return text
  }
  return ''
}

function contains(n: RegexNode, test: (n: RegexNode) => boolean): boolean {
  if (test(n)) return true
  if (n.kind === 'sequence') return n.parts.some((p) => contains(p, test))
  if (n.kind === 'alternation') return n.branches.some((b) => contains(b, test))
  return 'body' in n && contains(n.body, test)
}
