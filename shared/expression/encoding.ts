const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** UTF-16LE bytes, which is what ConvertToBase64 encodes. */
export function utf16Bytes(text: string): number[] {
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    bytes.push(unit & 0xff, unit >> 8)
  }
  return bytes
}

/** The text of UTF-16LE bytes; an odd byte at the end is U+FFFD, as in .NET. */
export function utf16Text(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8))
  return bytes.length % 2 === 0 ? text : `${text}\ufffd`
}

/** .NET reads a byte beyond ASCII as a question mark. */
export function asciiText(bytes: readonly number[]): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte < 128 ? byte : 63)
  return text
}

/** A lone surrogate becomes U+FFFD, as in .NET. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const scalar = character.codePointAt(0) ?? 0
    const point = scalar >= 0xd800 && scalar < 0xe000 ? 0xfffd : scalar
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return bytes
}

/** The text of UTF-8 bytes; each byte that begins no whole character is U+FFFD, as in .NET. */
export function utf8Text(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i] ?? 0
    const length = lead < 0x80 ? 1 : lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0
    let point = length === 1 ? lead : lead & (0xff >> (length + 1))
    let valid = length > 0 && i + length <= bytes.length
    for (let k = 1; valid && k < length; k += 1) {
      const next = bytes[i + k] ?? 0
      valid = (next & 0xc0) === 0x80
      point = (point << 6) | (next & 63)
    }
    valid &&= !(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) || (length === 3 && point < 0x800) || (length === 4 && point < 0x10000))
    text += valid ? String.fromCodePoint(point) : '\ufffd'
    i += valid ? length : 1
  }
  return text
}

/** Bytes as base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += DIGITS.charAt(group >> 18) + DIGITS.charAt((group >> 12) & 63)
    text += b === undefined ? '==' : DIGITS.charAt((group >> 6) & 63) + (c === undefined ? '=' : DIGITS.charAt(group & 63))
  }
  return text
}

/** Undefined if it is no base64. White space is ignored, as .NET does. */
export function fromBase64(text: string): number[] | undefined {
  const compact = text.replace(/\s+/g, '')
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined
  const bytes: number[] = []
  for (let i = 0; i < compact.length; i += 4) {
    const group = [0, 1, 2, 3].reduce((sum, k) => (sum << 6) | Math.max(0, DIGITS.indexOf(compact.charAt(i + k))), 0)
    bytes.push((group >> 16) & 255, (group >> 8) & 255, group & 255)
  }
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0
  return bytes.slice(0, bytes.length - padding)
}

/** Upper case, two digits a byte. */
export function toHex(bytes: readonly number[]): string {
  return bytes.map((b) => b.toString(16).toUpperCase().padStart(2, '0')).join('')
}
