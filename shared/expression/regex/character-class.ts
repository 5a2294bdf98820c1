import { block, blanks, category, type CharSet, complement, digits, ignoringCase, only, union, without, wordCharacters } from './charset'
import { refuse } from './refusal'

/** Where a pattern is being read. */
export interface PatternCursor {
  readonly pattern: string
  /** The next character, in code units; the readers leave it behind what they read. */
  at: number
}

/** The next character; empty at the end. */
export function peek({ pattern, at }: PatternCursor): string {
  return pattern.charAt(at)
}

/** The set that an escape names, behind its backslash; `\b` inside a class is a backspace. Throws RegexRefusal. */
export function readEscape(cursor: PatternCursor, inClass: boolean): CharSet {
  const c = peek(cursor)
  cursor.at += 1
  switch (c) {
    case 'd': return digits()
    case 'D': return complement(digits())
    case 'w': return wordCharacters()
    case 'W': return complement(wordCharacters())
    case 's': return blanks()
    case 'S': return complement(blanks())
    case 'p': case 'P': {
      const name = /^\{([\w-]+)\}/.exec(cursor.pattern.slice(cursor.at))?.[1]
      const chars = name === undefined ? undefined : category(name) ?? block(name)
      if (name === undefined || !chars) return refuse(`has an unknown Unicode category \\${c}{${name ?? ''}}`)
      cursor.at += name.length + 2
      return c === 'p' ? chars : complement(chars)
    }
    case 't': return only(9)
    case 'n': return only(10)
    case 'v': return only(11)
    case 'f': return only(12)
    case 'r': return only(13)
    case 'e': return only(27)
    case 'a': return only(7)
    case 'x': return only(readHex(cursor, 2))
    case 'u': return only(readHex(cursor, 4))
    case 'c': {
      const control = peek(cursor).toUpperCase().charCodeAt(0)
      if (!(control >= 64 && control <= 95)) refuse('has \\c without a control character')
      cursor.at += 1
      return only(control - 64)
    }
    case 'b': if (inClass) return only(8)
  }
  if (/[0-7]/.test(c)) {
    const octal = /^[0-7]{1,3}/.exec(cursor.pattern.slice(cursor.at - 1))?.[0] ?? c
    cursor.at += octal.length - 1
    return only(Number.parseInt(octal, 8) & 0xff)
  }
  if (/\w/.test(c)) refuse(`has an escape \\${c} that .NET does not know`)
  return only(c.charCodeAt(0))
}

function readHex(cursor: PatternCursor, length: number): number {
  const found = cursor.pattern.slice(cursor.at, cursor.at + length)
  if (!/^[0-9A-Fa-f]+$/.test(found) || found.length < length) refuse('has a hexadecimal escape with too few digits')
  cursor.at += length
  return Number.parseInt(found, 16)
}

/** `[…]`, behind its bracket; `[a-z-[aeiou]]` subtracts. Throws RegexRefusal. */
export function readClass(cursor: PatternCursor, ignoreCase: boolean): CharSet {
  const cased = (set: CharSet): CharSet => (ignoreCase ? ignoringCase(set) : set)
  const negated = peek(cursor) === '^'
  if (negated) cursor.at += 1
  let chars: CharSet = []
  for (let first = true; ; first = false) {
    const c = peek(cursor)
    if (c === '') refuse('has a character class that is not closed')
    if (c === ']' && !first) { cursor.at += 1; break }
    if (c === '-' && cursor.pattern.charAt(cursor.at + 1) === '[' && !first) {
      cursor.at += 2
      const subtracted = readClass(cursor, ignoreCase)
      if (peek(cursor) !== ']') refuse('has a class subtraction that is not the last part of its class')
      cursor.at += 1
      const base = cased(chars)
      return without(negated ? complement(base) : base, subtracted)
    }
    const from = readAtom(cursor)
    const single = onlyCode(from)
    const next = cursor.pattern.charAt(cursor.at + 1)
    if (single !== undefined && peek(cursor) === '-' && next !== ']' && next !== '' && next !== '[') {
      cursor.at += 1
      const to = readAtom(cursor)
      const last = onlyCode(to)
      if (last === undefined || last < single) return refuse('has a character range in reverse order')
      chars = union(chars, [[single, last]])
    } else chars = union(chars, from)
  }
  const whole = cased(chars)
  return negated ? complement(whole) : whole
}

function readAtom(cursor: PatternCursor): CharSet {
  const c = peek(cursor)
  if (c === '') return refuse('has a character class that is not closed')
  cursor.at += 1
  return c === '\\' ? readEscape(cursor, true) : only(c.charCodeAt(0))
}

/** The code unit of a set of one. */
function onlyCode(set: CharSet): number | undefined {
  const [range] = set
  return set.length === 1 && range && range[0] === range[1] ? range[0] : undefined
}
