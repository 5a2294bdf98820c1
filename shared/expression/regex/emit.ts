import { assertNever } from '../../assert'
import { ASCII, type CharSet, intersect, wordCharacters } from './charset'
import type { RegexNode } from './syntax'

export type Engine = 'v8' | 're2'

/**
 * The pattern in an engine's own syntax, or undefined where that engine cannot take it. With `ascii` it is right for values of
 * ASCII alone, and much shorter. Captures keep their numbers; an atomic group adds one after all of them.
 */
export function emit(root: RegexNode, engine: Engine, ascii: boolean): string | undefined {
  let atomics = 0
  try {
    return node(root)
  } catch (reason) {
    if (reason === CANNOT) return undefined
    throw reason
  }

  function node(n: RegexNode): string {
    switch (n.kind) {
      case 'set': return setSource(ascii ? intersect(n.set, ASCII) : n.set, engine)
      case 'sequence': return n.parts.map((p) => (p.kind === 'alternation' ? `(?:${node(p)})` : node(p))).join('')
      case 'alternation': return n.branches.map(node).join('|')
      case 'group': return n.capture === undefined ? `(?:${node(n.body)})` : `(?<g${n.capture}>${node(n.body)})`
      case 'repeat': return repeated(n.body, n.min, n.max) + (n.lazy ? '?' : '')
      case 'assertion': return assertion(n.at)
      case 'look': return only8(`(?${n.ahead ? '' : '<'}${n.negative ? '!' : '='}${node(n.body)})`)
      case 'atomic': atomics += 1; return only8(atomic(n.body, atomics)) // a lookahead keeps the first way it found
      case 'backReference': return only8(`\\k<g${n.capture}>`)
      default: return assertNever(n)
    }
  }

  function atomic(body: RegexNode, number: number): string {
    return `(?=(?<a${number}>${node(body)}))\\k<a${number}>`
  }

  function repeated(body: RegexNode, min: number, max: number): string {
    const single = body.kind === 'set' || (body.kind === 'group')
    const atom = single ? node(body) : `(?:${node(body)})`
    if (engine === 're2' && (min > 1000 || (max > 1000 && max !== Infinity))) throw CANNOT
    if (min === 0 && max === Infinity) return `${atom}*`
    if (min === 1 && max === Infinity) return `${atom}+`
    if (min === 0 && max === 1) return `${atom}?`
    return max === Infinity ? `${atom}{${min},}` : min === max ? `${atom}{${min}}` : `${atom}{${min},${max}}`
  }

  function assertion(at: Extract<RegexNode, { kind: 'assertion' }>['at']): string {
    switch (at) {
      case 'start': return engine === 'v8' ? '^' : '\\A'
      case 'end': return engine === 'v8' ? '$' : '\\z'
      case 'finalEnd': return engine === 'v8' ? '(?=\\n?$)' : '\\z' // the caller keeps RE2 from values that end in a line break
      case 'lineStart': return engine === 'v8' ? '(?<![^\\n])' : '(?m:^)'
      case 'lineEnd': return engine === 'v8' ? '(?![^\\n])' : '(?m:$)'
      case 'boundary': return boundary(true)
      case 'notBoundary': return boundary(false)
      default: return assertNever(at)
    }
  }

  function boundary(wanted: boolean): string {
    if (ascii) return wanted ? '\\b' : '\\B'
    const w = setSource(wordCharacters(), engine)
    return only8(wanted ? `(?:(?<=${w})(?!${w})|(?<!${w})(?=${w}))` : `(?:(?<=${w})(?=${w})|(?<!${w})(?!${w}))`)
  }

  function only8(source: string): string {
    if (engine !== 'v8') throw CANNOT
    return source
  }
}

const CANNOT = Symbol('this engine cannot take the pattern')

const sources = new WeakMap<CharSet, Record<Engine, string>>()

function setSource(set: CharSet, engine: Engine): string {
  const known = sources.get(set)
  if (known) return known[engine]
  const made = { v8: classSource(set, (code) => `\\u${code.toString(16).padStart(4, '0')}`), re2: classSource(set, (code) => `\\x{${code.toString(16)}}`) }
  if (set.length === 0) { made.v8 = '[^\\s\\S]'; made.re2 = '[^\\x00-\\x{10FFFF}]' }
  sources.set(set, made)
  return made[engine]
}

function classSource(set: CharSet, escape: (code: number) => string): string {
  const one = (code: number): string => (/[A-Za-z0-9@_]/.test(String.fromCharCode(code)) ? String.fromCharCode(code) : escape(code))
  const [range] = set
  if (set.length === 1 && range && range[0] === range[1]) return one(range[0])
  return `[${set.map(([lo, hi]) => (lo === hi ? one(lo) : `${one(lo)}-${one(hi)}`)).join('')}]`
}
