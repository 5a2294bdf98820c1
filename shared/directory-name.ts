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
  return at < 0 ? { rdn: dn.trim(), parent: '' } : { rdn: dn.slice(0, at).trim(), parent: dn.slice(at + 1).trim() }
}

/** The part of a name that it stands under, as written: `OU=Ward,DC=example` of `CN=Ann,OU=Ward,DC=example`. */
export function parentOf(dn: string): string {
  return splitName(dn).parent
}

/** The value of a name's first component, unescaped: `Berg, Ann`. */
export function leafValue(dn: string): string {
  const { rdn } = splitName(dn)
  return unescapeValue(rdn.slice(rdn.indexOf('=') + 1).trim())
}

/** The form in which two spellings of one name are equal: folded case, no blanks around separators, one way to escape. */
export function normalName(dn: string): string {
  if (!dn.includes('\\') && !dn.includes(', ') && !dn.includes(' =') && !dn.includes('= ') && !dn.includes(' ,') && !dn.includes('"') && !dn.includes('+')) {
    return dn.trim().toLowerCase()
  }
  return components(dn).map((component) => component.split(PLUS).map(normalPair).sort().join('+')).join(',')
}

/** Splits at the plus signs of a multi-valued component that are not escaped. */
const PLUS = /(?<!\\)\+/

/** `CN=Berg\, Ann,OU=Ward,DC=example` from an attribute, a value and a place. */
export function childName(attribute: string, value: string, parent: string): string {
  return `${attribute}=${escapeValue(value)}${parent === '' ? '' : `,${parent}`}`
}

/** Escapes what RFC 4514 §2.4 asks for. */
export function escapeValue(value: string): string {
  return value.replace(/[\\,+"<>;=]/g, '\\$&').replace(/^[ #]/, '\\$&').replace(/ $/, '\\ ').replaceAll('\u0000', '\\00')
}

function components(dn: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = separatorFrom(dn, 0); at >= 0; at = separatorFrom(dn, start)) {
    parts.push(dn.slice(start, at))
    start = at + 1
  }
  parts.push(dn.slice(start))
  return parts
}

function separatorFrom(dn: string, start: number): number {
  let quoted = false
  for (let i = start; i < dn.length; i++) {
    const c = dn.charCodeAt(i)
    if (c === 0x5c) i++
    else if (c === 0x22) quoted = !quoted
    else if (!quoted && (c === 0x2c || c === 0x3b)) return i
  }
  return -1
}

function normalPair(pair: string): string {
  const at = pair.indexOf('=')
  if (at < 0) return pair.trim().toLowerCase()
  return `${pair.slice(0, at).trim().toLowerCase()}=${escapeValue(unescapeValue(pair.slice(at + 1).trim())).toLowerCase()}`
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
