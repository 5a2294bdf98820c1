import type { Random } from './random'

export type LdifAttribute = readonly [name: string, value: string | Buffer]

/** Adds an entry's lines: RFC 2849, folded, values beyond ASCII in base64. */
export function writeEntry(lines: string[], dn: string, attributes: readonly LdifAttribute[]): void {
  writeLine(lines, 'dn', dn)
  for (const [name, value] of attributes) writeLine(lines, name, value)
  lines.push('')
}

/** RFC 2849 §2: a value that is not a SAFE-STRING is base64; a long line goes on after one space. */
function writeLine(lines: string[], name: string, value: string | Buffer): void {
  const line = typeof value === 'string' && SAFE.test(value) ? `${name}: ${value}` : `${name}:: ${(typeof value === 'string' ? Buffer.from(value) : value).toString('base64')}`
  if (line.length <= LINE) {
    lines.push(line)
    return
  }
  lines.push(line.slice(0, LINE))
  for (let start = LINE; start < line.length; start += LINE - 1) lines.push(` ${line.slice(start, start + LINE - 1)}`)
}

const LINE = 76
const SAFE = /^(?![ :<])[\x20-\x7e]*(?<! )$/

/** Sixteen bytes each, never the same twice: the first four count up. */
export function guidSource(random: Random): () => Buffer {
  let count = 0
  return () => {
    const bytes = Buffer.alloc(16)
    for (let index = 4; index < 16; index += 4) bytes.writeUInt32LE(random.below(0x1_0000_0000), index)
    bytes.writeUInt32LE(Math.imul(++count, 0x9e3779b1) >>> 0, 0)
    return bytes
  }
}
