import { peek, type PatternCursor, readClass, readEscape } from './character-class'
import { type CharSet, complement, EVERYTHING, ignoringCase, only } from './charset'
import { refuse } from './refusal'

export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternation'; readonly branches: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly capture: number | undefined; readonly body: RegexNode }
  | { readonly kind: 'repeat'; readonly min: number; readonly max: number; readonly lazy: boolean; readonly body: RegexNode }
  | { readonly kind: 'assertion'; readonly at: 'start' | 'end' | 'finalEnd' | 'lineStart' | 'lineEnd' | 'boundary' | 'notBoundary' }
  | { readonly kind: 'look'; readonly ahead: boolean; readonly negative: boolean; readonly body: RegexNode }
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | { readonly kind: 'backReference'; readonly capture: number; readonly ignoreCase: boolean }

export interface RegexTree {
  readonly root: RegexNode
  /** How many captures there are, numbered from 1 by their opening parenthesis. */
  readonly captures: number
  /** .NET's group numbers and names → captures. Unnamed groups are numbered first, then named ones. */
  readonly groups: ReadonlyMap<string, readonly number[]>
  /** JavaScript would match it otherwise than .NET does: only the matcher that counts its steps may run it. */
  readonly differsInJavaScript: boolean
}

/** .NET keeps the bounds of a repetition in 32 bits. */
const MOST_REPEATED = 2_147_483_647

interface Options { i: boolean; m: boolean; s: boolean; n: boolean; x: boolean }

/** A .NET pattern as a tree. Throws RegexRefusal. Source: .NET, Regular expression language quick reference. */
export function parsePattern(pattern: string): RegexTree {
  return new PatternParser(pattern).parse()
}

class PatternParser implements PatternCursor {
  readonly pattern: string
  at = 0
  private depth = 0
  private options: Options = { i: false, m: false, s: false, n: false, x: false }
  private readonly unnamed: number[] = []
  private readonly named = new Map<string, number[]>()
  private readonly pending: { readonly key: string; readonly node: { capture: number } }[] = []
  private readonly optionalCaptures = new Set<number>()
  private captures = 0
  private differs = false
  /** Capturing ones, counted beforehand: what `\12` means depends on it. */
  private readonly parentheses: number

  constructor(pattern: string) {
    this.pattern = pattern
    this.parentheses = [...pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((?:(?!\?)|\?<(?![=!])|\?')/gs)].filter((m) => m[0].startsWith('(')).length
  }

  parse(): RegexTree {
    const root = this.alternation()
    if (this.at < this.pattern.length) refuse('has a closing parenthesis too many')
    const groups = this.numberGroups()
    for (const { key, node } of this.pending) {
      const [capture, ...others] = groups.get(key) ?? []
      if (capture === undefined) refuse(`refers to a group “${key}” that it does not have`)
      if (others.length > 0) refuse(`refers back to “${key}”, which several groups are called; that cannot be rehearsed`)
      // In JavaScript a group that took no part matches the empty text.
      if (this.optionalCaptures.has(capture)) this.differs = true
      node.capture = capture
    }
    return { root, captures: this.captures, groups, differsInJavaScript: this.differs || forgetsCaptures(root, false, false) }
  }

  private numberGroups(): Map<string, readonly number[]> {
    const groups = new Map<string, readonly number[]>()
    this.unnamed.forEach((capture, i) => groups.set(String(i + 1), [capture]))
    let next = this.unnamed.length + 1
    for (const [name, captures] of this.named) {
      if (/^\d+$/.test(name)) { groups.set(name, [...(groups.get(name) ?? []), ...captures]); continue }
      while (groups.has(String(next)) || this.named.has(String(next))) next += 1
      groups.set(String(next), captures)
      groups.set(name, captures)
    }
    return groups
  }

  private alternation(): RegexNode {
    if (this.depth > 200) refuse('is nested too deeply')
    this.depth += 1
    const outer = this.options
    this.options = { ...outer }
    const from = this.captures
    const branches = [this.sequence()]
    while (peek(this) === '|') {
      this.at += 1
      branches.push(this.sequence())
    }
    this.options = outer
    this.depth -= 1
    const [single] = branches
    if (branches.length === 1 && single) return single
    for (let capture = from + 1; capture <= this.captures; capture += 1) this.optionalCaptures.add(capture)
    return { kind: 'alternation', branches }
  }

  private sequence(): RegexNode {
    const parts: RegexNode[] = []
    for (;;) {
      this.skipExtended()
      const c = peek(this)
      if (c === '' || c === '|' || c === ')') break
      const from = this.captures
      const atom = this.atom()
      if (atom) parts.push(this.quantified(atom, from))
    }
    const [single] = parts
    return parts.length === 1 && single ? single : { kind: 'sequence', parts }
  }

  private quantified(atom: RegexNode, from: number): RegexNode {
    this.skipExtended()
    const bounds = this.quantifier()
    if (!bounds) return atom
    const [min, max] = bounds
    if (max < min) refuse(`repeats {${min},${max}}, with the bounds reversed`)
    let lazy = false
    if (peek(this) === '?') { lazy = true; this.at += 1 }
    this.skipExtended()
    const before = this.at
    if (this.quantifier()) {
      this.at = before
      refuse(`quantifies a quantifier at position ${before + 1}; .NET has no possessive ones, (?>…) is the same`)
    }
    if (min === 0) for (let capture = from + 1; capture <= this.captures; capture += 1) this.optionalCaptures.add(capture)
    if (atom.kind === 'assertion') return min === 0 ? { kind: 'repeat', min: 0, max: 1, lazy, body: { kind: 'group', capture: undefined, body: atom } } : atom
    return { kind: 'repeat', min, max, lazy, body: atom }
  }

  private quantifier(): [number, number] | undefined {
    const c = peek(this)
    if (c === '*') { this.at += 1; return [0, Infinity] }
    if (c === '+') { this.at += 1; return [1, Infinity] }
    if (c === '?') { this.at += 1; return [0, 1] }
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.pattern.slice(this.at, this.at + 24))
    if (!braces) return undefined
    this.at += braces[0].length
    const min = Number(braces[1])
    const max = braces[2] === '' ? min : braces[3] === '' ? Infinity : Number(braces[3])
    if (min > MOST_REPEATED || (max > MOST_REPEATED && max !== Infinity)) refuse(`repeats ${braces[0]}, more often than .NET can count`)
    return [min, max]
  }

  private atom(): RegexNode | undefined {
    const c = peek(this)
    this.at += 1
    switch (c) {
      case '.': return set(this.options.s ? EVERYTHING : complement(only(10)))
      case '^': return { kind: 'assertion', at: this.options.m ? 'lineStart' : 'start' }
      case '$': return { kind: 'assertion', at: this.options.m ? 'lineEnd' : 'finalEnd' }
      case '[': return set(readClass(this, this.options.i))
      case '(': return this.group()
      case '\\': return this.escape()
      case '*': case '+': case '?': return refuse(`has a quantifier “${c}” with nothing before it`)
      case '{': {
        this.at -= 1
        if (this.quantifier()) refuse('has a quantifier with nothing before it')
        this.at += 1
        return this.literal(c)
      }
      default: return this.literal(c)
    }
  }

  private literal(character: string): RegexNode {
    return set(this.cased(only(character.charCodeAt(0))))
  }

  private cased(chars: CharSet): CharSet {
    return this.options.i ? ignoringCase(chars) : chars
  }

  private group(): RegexNode | undefined {
    if (peek(this) !== '?') {
      if (this.options.n) return this.close({ kind: 'group', capture: undefined, body: this.alternation() })
      const capture = this.capture()
      this.unnamed.push(capture)
      return this.close({ kind: 'group', capture, body: this.alternation() })
    }
    this.at += 1
    const two = this.pattern.slice(this.at, this.at + 2)
    const one = two.charAt(0)
    if (one === '#') {
      const end = this.pattern.indexOf(')', this.at)
      if (end < 0) refuse('has a comment that is not closed')
      this.at = end + 1
      return undefined
    }
    if (one === ':') { this.at += 1; return this.close({ kind: 'group', capture: undefined, body: this.alternation() }) }
    if (one === '=' || one === '!') { this.at += 1; return this.close({ kind: 'look', ahead: true, negative: one === '!', body: this.alternation() }) }
    if (two === '<=' || two === '<!') { this.at += 2; return this.close({ kind: 'look', ahead: false, negative: two === '<!', body: this.alternation() }) }
    if (one === '>') { this.at += 1; return this.close({ kind: 'atomic', body: this.alternation() }) }
    if (one === '(') refuse('has a condition (?(…)yes|no), which cannot be rehearsed')
    if (one === '<' || one === "'") return this.namedGroup(one === '<' ? '>' : "'")
    return this.inlineOptions()
  }

  private namedGroup(close: string): RegexNode {
    const end = this.pattern.indexOf(close, this.at + 1)
    const name = end < 0 ? '' : this.pattern.slice(this.at + 1, end)
    if (/^[\w]*-[\w]+$/.test(name)) refuse(`has a balancing group (?<${name}>…), which cannot be rehearsed`)
    if (!/^(?:[\p{L}_][\p{L}\p{Nd}_]*|[1-9]\d*)$/u.test(name)) refuse(`has a group with the invalid name “${name}”`)
    this.at = end + 1
    const capture = this.capture()
    this.named.set(name, [...(this.named.get(name) ?? []), capture])
    return this.close({ kind: 'group', capture, body: this.alternation() })
  }

  private inlineOptions(): RegexNode | undefined {
    const found = /^([imnsx]*)(?:-([imnsx]+))?([:)])/.exec(this.pattern.slice(this.at, this.at + 16))
    if (!found) return refuse(`has an unknown construct (?${this.pattern.slice(this.at, this.at + 1)}`)
    this.at += found[0].length
    const outer = this.options
    const changed = { ...outer }
    for (const letter of found[1] ?? '') changed[letter as keyof Options] = true
    for (const letter of found[2] ?? '') changed[letter as keyof Options] = false
    this.options = changed
    if (found[3] === ')') return undefined // until the end of the enclosing group
    const body = this.alternation()
    this.options = outer
    return this.close({ kind: 'group', capture: undefined, body })
  }

  private close<N extends RegexNode>(node: N): N {
    if (peek(this) !== ')') refuse('has a group that is not closed')
    this.at += 1
    return node
  }

  private capture(): number {
    this.captures += 1
    return this.captures
  }

  private escape(): RegexNode {
    const c = peek(this)
    if (c === '') refuse('ends with a backslash')
    switch (c) {
      case 'A': this.at += 1; return { kind: 'assertion', at: 'start' }
      case 'z': this.at += 1; return { kind: 'assertion', at: 'end' }
      case 'Z': this.at += 1; return { kind: 'assertion', at: 'finalEnd' }
      case 'b': this.at += 1; return { kind: 'assertion', at: 'boundary' }
      case 'B': this.at += 1; return { kind: 'assertion', at: 'notBoundary' }
      case 'G': return refuse('uses \\G (where the last match ended), which cannot be rehearsed')
      case 'k': {
        const found = /^k(?:<(\w+)>|'(\w+)')/.exec(this.pattern.slice(this.at))
        if (!found) return refuse('has \\k without the name of a group')
        this.at += found[0].length
        return this.backReference(found[1] ?? found[2] ?? '')
      }
    }
    // One digit is a back-reference; more are one if there is such a group, otherwise an octal code.
    const number = /^[1-9]\d*/.exec(this.pattern.slice(this.at))?.[0]
    if (number !== undefined && (number.length === 1 || Number(number) <= this.parentheses || !/^[0-7]/.test(number))) {
      this.at += number.length
      return this.backReference(number)
    }
    return set(this.cased(readEscape(this, false)))
  }

  private backReference(key: string): RegexNode {
    if (this.options.i) this.differs = true
    const node = { kind: 'backReference' as const, capture: 0, ignoreCase: this.options.i }
    this.pending.push({ key, node })
    return node
  }

  private skipExtended(): void {
    for (;;) {
      if (this.options.x && /\s/.test(peek(this))) { this.at += 1; continue }
      if (this.options.x && peek(this) === '#') {
        const end = this.pattern.indexOf('\n', this.at)
        this.at = end < 0 ? this.pattern.length : end + 1
        continue
      }
      return
    }
  }
}

function set(chars: CharSet): RegexNode {
  return { kind: 'set', set: chars }
}

/** A group that one turn of a repetition may pass over: .NET keeps what it took in an earlier turn, JavaScript does not. */
function forgetsCaptures(n: RegexNode, repeated: boolean, optional: boolean): boolean {
  switch (n.kind) {
    case 'group': return (n.capture !== undefined && optional) || forgetsCaptures(n.body, repeated, optional)
    case 'repeat': return forgetsCaptures(n.body, repeated || n.max > 1, optional || (repeated && n.min === 0))
    case 'alternation': return n.branches.some((branch) => forgetsCaptures(branch, repeated, optional || repeated))
    case 'sequence': return n.parts.some((part) => forgetsCaptures(part, repeated, optional))
    case 'look': case 'atomic': return forgetsCaptures(n.body, repeated, optional)
    case 'set': case 'assertion': case 'backReference': return false
  }
}
