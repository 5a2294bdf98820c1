import { RE2JS } from 're2js'
import { decisions } from '../decisions'
import { type Found, matchCounting } from './backtrack'
import { backtrackingSteps, canRunAway } from './cost'
import { emit } from './emit'
import { type Program, programOf } from './program'
import { RegexRefusal } from './refusal'
import { parseReplacement, type ReplacementPart } from './replacement'
import { PatternStopped } from './stopped'
import { parsePattern, type RegexNode, type RegexTree } from './syntax'

// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const ASCII = /^[\x00-\x7f]*$/
const known = new Map<string, NetRegex | RegexRefusal>()

/**
 * A .NET pattern, ready to run. V8 runs it where the steps it could take for this value are few, RE2 in linear time where it can
 * take the pattern, a matcher that counts its steps otherwise: no value can stop a cycle (expression-language.md §7 Replace, [ours]).
 */
export class NetRegex {
  readonly tree: RegexTree
  private readonly pattern: string
  private program: Program | undefined
  private readonly sources = new Map<string, RegExp>()
  private readonly linear = new Map<boolean, RE2JS | undefined>()
  private readonly templates = new Map<string, readonly ReplacementPart[]>()
  private readonly hasFinalEnd: boolean
  /** Atomic groups shift the positions of captures in `String.replace`. */
  private readonly hasAtomic: boolean
  /** Values up to this length are safe with V8. */
  private readonly shortEnough: number

  private constructor(pattern: string) {
    this.pattern = pattern
    this.tree = parsePattern(pattern)
    this.hasFinalEnd = contains(this.tree.root, (n) => n.kind === 'assertion' && n.at === 'finalEnd')
    this.hasAtomic = contains(this.tree.root, (n) => n.kind === 'atomic')
    const most = this.runsAway ? decisions.runawaySteps : decisions.backtrackingSteps
    let length = this.tree.differsInJavaScript ? -1 : 1 << 20
    while (length > 0 && backtrackingSteps(this.tree.root, length) > most) length = Math.floor(length * 0.8)
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
    return !this.tree.differsInJavaScript && this.re2(true) !== undefined
  }

  /** Every match replaced; a value without one comes back as it is. Throws PatternStopped when the pattern runs away. */
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

  /** In every match the text of one group replaced, the rest kept. Throws PatternStopped. */
  replaceGroup(value: string, captures: readonly number[], replacement: string): string {
    return splice(value, this.findAll(value), (found) => {
      const span = groupSpan(found, captures)
      if (!span) return value.slice(found.start, found.end)
      return value.slice(found.start, span[0]) + replacement + value.slice(span[1], found.end)
    })
  }

  /** The text of a group in the first match where it took part. Throws PatternStopped. */
  firstGroup(value: string, captures: readonly number[]): string | undefined {
    for (const found of this.findAll(value)) {
      const span = groupSpan(found, captures)
      if (span) return value.slice(...span)
    }
    return undefined
  }

  /** Every match, in the order of the value. Throws PatternStopped. */
  findAll(value: string): readonly Found[] {
    const ascii = ASCII.test(value)
    if (value.length <= this.shortEnough) return findWith(this.v8(ascii, 'dg'), value, this.tree.captures)
    const linear = this.tree.differsInJavaScript || (this.hasFinalEnd && value.endsWith('\n')) ? undefined : this.re2(ascii)
    if (linear) return findLinear(linear, value, this.tree.captures)
    return this.counting(value)
  }

  private counting(value: string): readonly Found[] {
    this.program ??= programOf(this.tree.root, this.tree.captures)
    const { found, left } = matchCounting(this.program, this.tree.captures, value, stepsFor(value))
    if (left < 0) throw new PatternStopped(this.pattern)
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
      } catch { // larger than RE2 allows; its steps are counted
        compiled = undefined
      }
      this.linear.set(ascii, compiled)
    }
    return this.linear.get(ascii)
  }
}

/**
 * The steps that a pattern may take on one value. They depend on the value alone, never on who came before: whether somebody is looked at
 * in an editor, with everybody, or alone after an edit, the outcome and its message are the same.
 */
function stepsFor(value: string): number {
  return Math.min(decisions.patternSteps + decisions.patternStepsPerCharacter * value.length, decisions.patternStepsMost)
}

/** All matches of a JavaScript pattern with flags `dg`. */
function findWith(pattern: RegExp, value: string, captures: number): readonly Found[] {
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
