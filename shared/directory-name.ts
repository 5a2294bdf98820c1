/*
 * Distinguished names (RFC 4514). Directories answer them re-escaped and re-spaced (`\,` comes back as `\2C`), so they are compared
 * in one normal form, never as text.
 */

export interface SplitName {
  /** The first component as it stands, escapes included: `CN=Berg\, Ann`. */
  readonly rdn: string
  /** What it stands under; empty for a name of one component. */
  readonly parent: string
}

/** Cuts a name after its first component. A separator that is escaped or quoted does not count. */
export function splitName(dn: string): SplitName {
  const at = separatorFrom(dn, 0)
  return at < 0 ? { rdn: trimName(dn), parent: '' } : { rdn: trimName(dn.slice(0, at)), parent: trimName(dn.slice(at + 1)) }
}

/** The part of a name that it stands under, as written: `OU=Ward,DC=example` of `CN=Ann,OU=Ward,DC=example`. */
export function parentOf(dn: string): string {
  return splitName(dn).parent
}

/** The value of a name's first component, unescaped: `Berg, Ann`. */
export function leafValue(dn: string): string {
  const { rdn } = splitName(dn)
  return unescapeValue(trimName(rdn.slice(rdn.indexOf('=') + 1)))
}

/** The form in which two spellings of one name are equal: folded case, no blanks around separators, one way to escape. */
export function normalName(dn: string): string {
  if (!NEEDS_PARSING.test(dn)) return dn.trim().toLowerCase()
  return split(dn, isSeparator).map((component) => split(component, (c) => c === PLUS).map(normalPair).sort().join('+')).join(',')
}

/** Without any of these, folding is all that two spellings of a name can differ in. */
const NEEDS_PARSING = /[\\"+;]| [,=]|[,=] /

/** `CN=Berg\, Ann,OU=Ward,DC=example` from an attribute, a value and a place. */
export function childName(attribute: string, value: string, parent: string): string {
  return `${attribute}=${escapeValue(value)}${parent === '' ? '' : `,${parent}`}`
}

/** Escapes what RFC 4514 §2.4 asks for. */
function escapeValue(value: string): string {
  return escapeEnds(value.replace(/[\\,+"<>;=]/g, '\\$&')).replaceAll('\u0000', '\\00')
}

/** A blank or number sign at the beginning and a blank at the end would be read away. */
function escapeEnds(value: string): string {
  const start = /^[ #]/.test(value) ? `\\${value}` : value
  return value.length > 1 && value.endsWith(' ') ? `${start.slice(0, -1)}\\ ` : start
}

/** Without the blanks around it; one at the end that is escaped belongs to the value. */
function trimName(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.endsWith('\\')) return trimmed
  const backslashes = /\\*$/.exec(trimmed)?.[0].length ?? 0
  return backslashes % 2 === 1 && text.trimStart().length > trimmed.length ? `${trimmed} ` : trimmed
}

/** The parts between characters that are neither escaped nor quoted. */
function split(text: string, isEnd: (code: number) => boolean): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = findFrom(text, 0, isEnd); at >= 0; at = findFrom(text, start, isEnd)) {
    parts.push(text.slice(start, at))
    start = at + 1
  }
  parts.push(text.slice(start))
  return parts
}

const PLUS = 0x2b

function isSeparator(code: number): boolean {
  return code === 0x2c || code === 0x3b
}

function separatorFrom(dn: string, start: number): number {
  return findFrom(dn, start, isSeparator)
}

function findFrom(text: string, start: number, isEnd: (code: number) => boolean): number {
  let quoted = false
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x5c) i++
    else if (c === 0x22) quoted = !quoted
    else if (!quoted && isEnd(c)) return i
  }
  return -1
}

/** Only what would be structure is escaped: `=` and `<` may stand as they are, and directories differ in it. */
function normalPair(pair: string): string {
  const at = pair.indexOf('=')
  if (at < 0) return pair.trim().toLowerCase()
  const value = unescapeValue(trimName(pair.slice(at + 1)))
  return `${pair.slice(0, at).trim().toLowerCase()}=${escapeEnds(value.replace(/[\\,+";]/g, '\\$&')).toLowerCase()}`
}

function unescapeValue(value: string): string {
  const text = value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
  if (!text.includes('\\')) return text
  const bytes: number[] = []
  let out = ''
  const flush = (): void => {
    if (bytes.length > 0) out += decodeUtf8(bytes.splice(0))
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (c !== '\\') {
      flush()
      out += c
      continue
    }
    const hex = text.slice(i + 1, i + 3)
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(parseInt(hex, 16))
      i += 2
    } else {
      flush()
      out += text[++i] ?? ''
    }
  }
  flush()
  return out
}

/** Escaped bytes are UTF-8; anything else is kept as the characters of those codes. */
function decodeUtf8(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return String.fromCharCode(...bytes)
  }
}
