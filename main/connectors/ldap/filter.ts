import { Ber, BerWriter, SearchFilter } from 'ldapts'
import { AppError } from '../../../shared/app-error'

/**
 * A search filter as its text says (RFC 4515), encoded for the wire (RFC 4511 §4.5.1.7). Escapes give bytes, so `\c3\a4` and
 * `ä` are the same and a binary GUID can be written; the parser that comes with the client library turns such escapes into other
 * bytes, which find nothing and raise no error. Throws `projectInvalid` with the position of the fault.
 */
export function encodeFilter(text: string): Buffer {
  const parser = new FilterText(text)
  parser.skipBlanks()
  // A filter without the outer parentheses, as command line tools allow.
  if (parser.peek() === '(') parser.filter()
  else parser.item(text.length)
  parser.skipBlanks()
  if (!parser.atEnd()) parser.fail('nothing may follow the last parenthesis')
  return parser.writer.buffer
}

const MAX_DEPTH = 100

class FilterText {
  readonly writer = new BerWriter()
  #at = 0
  #depth = 0

  constructor(readonly text: string) {}

  peek(): string | undefined {
    return this.text[this.#at]
  }

  atEnd(): boolean {
    return this.#at >= this.text.length
  }

  skipBlanks(): void {
    while (/\s/.test(this.peek() ?? '')) this.#at++
  }

  /** filter = "(" ( "&" list | "|" list | "!" filter | item ) ")" */
  filter(): void {
    if (++this.#depth > MAX_DEPTH) this.fail(`more than ${MAX_DEPTH} parentheses within each other`)
    this.#expect('(')
    this.skipBlanks()
    const first = this.peek()
    if (first === '&' || first === '|') {
      this.#at++
      this.writer.startSequence(first === '&' ? SearchFilter.and : SearchFilter.or)
      this.skipBlanks()
      while (this.peek() === '(') {
        this.filter()
        this.skipBlanks()
      }
      this.writer.endSequence()
    } else if (first === '!') {
      this.#at++
      this.writer.startSequence(SearchFilter.not)
      this.skipBlanks()
      this.filter()
      this.skipBlanks()
      this.writer.endSequence()
    } else {
      const end = this.text.indexOf(')', this.#at)
      if (end < 0) this.fail('a closing parenthesis is missing')
      this.item(end)
    }
    this.#expect(')')
    this.#depth--
  }

  /** item = attribute ( "=" | "~=" | ">=" | "<=" ) value, attribute "=*", or attribute [":dn"] [":" rule] ":=" value */
  item(end: number): void {
    const equals = this.text.indexOf('=', this.#at)
    if (equals < 0 || equals >= end) this.fail('an "=" is missing')
    const before = this.text[equals - 1]
    const operator = before === '~' || before === '>' || before === '<' || before === ':' ? before : ''
    const name = this.text.slice(this.#at, equals - operator.length).trim()
    const value = this.text.slice(equals + 1, end)
    if (operator === ':') this.#extensible(name, value)
    else {
      if (!/^[A-Za-z0-9][A-Za-z0-9.-]*(;[A-Za-z0-9-]+)*$/.test(name)) this.fail(name === '' ? 'the attribute is missing' : `"${name}" is no attribute name`)
      if (operator === '' && value === '*') this.writer.writeString(name, SearchFilter.present)
      else if (operator === '' && value.includes('*')) this.#substrings(name, value)
      else {
        const tag = operator === '~' ? SearchFilter.approxMatch
          : operator === '>' ? SearchFilter.greaterOrEqual
          : operator === '<' ? SearchFilter.lessOrEqual
          : SearchFilter.equalityMatch
        this.writer.startSequence(tag)
        this.writer.writeString(name)
        this.writer.writeBuffer(this.#bytes(value), Ber.OctetString)
        this.writer.endSequence()
      }
    }
    this.#at = end
  }

  fail(why: string): never {
    throw new AppError('projectInvalid', `The search filter is not right at character ${this.#at + 1}: ${why}. The filter is ${this.text}`, { filter: this.text, at: this.#at })
  }

  #expect(character: string): void {
    if (this.peek() !== character) this.fail(`"${character}" is missing`)
    this.#at++
  }

  #substrings(name: string, value: string): void {
    const parts = value.split('*')
    this.writer.startSequence(SearchFilter.substrings)
    this.writer.writeString(name)
    this.writer.startSequence()
    parts.forEach((part, i) => {
      if (part !== '') this.writer.writeBuffer(this.#bytes(part), i === 0 ? 0x80 : i === parts.length - 1 ? 0x82 : 0x81)
    })
    this.writer.endSequence()
    this.writer.endSequence()
  }

  #extensible(name: string, value: string): void {
    const [attribute = '', ...options] = name.split(':')
    const dn = options[0]?.toLowerCase() === 'dn'
    const rule = dn ? options[1] : options[0]
    if (attribute === '' && rule === undefined) this.fail('an extensible match needs an attribute or a rule')
    this.writer.startSequence(SearchFilter.extensibleMatch)
    if (rule !== undefined && rule !== '') this.writer.writeString(rule, 0x81)
    if (attribute !== '') this.writer.writeString(attribute, 0x82)
    this.writer.writeBuffer(this.#bytes(value), 0x83)
    if (dn) this.writer.writeBoolean(true, 0x84)
    this.writer.endSequence()
  }

  #bytes(value: string): Buffer {
    if (!value.includes('\\')) return Buffer.from(value, 'utf8')
    const parts: Buffer[] = []
    let start = 0
    for (let at = value.indexOf('\\'); at >= 0; at = value.indexOf('\\', start)) {
      const hex = value.slice(at + 1, at + 3)
      if (!/^[0-9a-f]{2}$/i.test(hex)) this.fail('a backslash must be followed by two hexadecimal digits, such as \\2a for an asterisk')
      parts.push(Buffer.from(value.slice(start, at), 'utf8'), Buffer.from(hex, 'hex'))
      start = at + 3
    }
    parts.push(Buffer.from(value.slice(start), 'utf8'))
    return Buffer.concat(parts)
  }
}
