import { isAscii } from 'node:buffer'
import { Cursor } from './messages'

/*
 * The content of one search result entry (RFC 4511 §4.5.2) as it lies in the bytes received:
 * LDAPDN, SEQUENCE OF SEQUENCE { type, SET OF value }.
 */

const OCTET_STRING = 0x04
const SEQUENCE = 0x30
const SET = 0x31

/** The entry's DN, then each attribute's name and values as places in the bytes. Throws `MalformedError`. */
export function walkEntry(entry: Buffer, onAttribute: (start: number, end: number) => void, onValue: (start: number, end: number) => void): string {
  const cursor = new Cursor(entry, 0, entry.length)
  const dnEnd = cursor.enter(OCTET_STRING)
  const dn = entry.toString('utf8', cursor.at, dnEnd)
  cursor.at = dnEnd
  const end = cursor.enter(SEQUENCE)
  while (cursor.at < end) {
    const attributeEnd = cursor.enter(SEQUENCE)
    const nameEnd = cursor.enter(OCTET_STRING)
    onAttribute(cursor.at, nameEnd)
    cursor.at = nameEnd
    const valuesEnd = cursor.enter(SET)
    while (cursor.at < valuesEnd) {
      const valueEnd = cursor.enter(OCTET_STRING)
      onValue(cursor.at, valueEnd)
      cursor.at = valueEnd
    }
    cursor.at = attributeEnd
  }
  return dn
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a value, or undefined when the bytes are no UTF-8. */
export function decodeText(bytes: Buffer, start: number, end: number): string | undefined {
  let at = start
  if (end - start <= 64) while (at < end && (bytes[at] as number) < 0x80) at++
  else if (isAscii(bytes.subarray(start, end))) at = end
  if (at === end) return bytes.toString('latin1', start, end)
  try {
    return utf8.decode(bytes.subarray(start, end))
  } catch {
    return undefined
  }
}
