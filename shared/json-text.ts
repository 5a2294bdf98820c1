/*
 * JSON text with places: what a person edits by hand is answered with the line that is wrong. JSON.parse gives no position for
 * many errors, takes the last of two equal keys without a word, and lets `__proto__` through.
 */

/** Path inside a JSON document: `systems[0].settings.paths` is `['systems', 0, 'settings', 'paths']`. */
export type JsonPath = readonly (string | number)[]

export interface JsonDocument {
  readonly value: unknown
  /** Line (from 1) on which the value at the path stands, or its nearest parent that is there. */
  readonly lineOf: (path: JsonPath) => number
}

/** Why a text is no JSON: one sentence without a full stop, and the place. Line and column count from 1. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError'
  constructor(message: string, readonly line: number, readonly column: number) {
    super(message)
  }
}

/**
 * Reads JSON (RFC 8259), refusing what would be misread in silence: a key that stands twice in one object, `__proto__` as a key,
 * and more than 200 levels. A byte-order mark is passed over. Throws `JsonTextError`.
 */
export function parseJsonText(text: string): JsonDocument {
  const offsets = new Map<string, number>()
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0

  const value = readValue('', 0)
  blanks()
  if (at < text.length) fail('something follows the end of the document')
  return { value, lineOf }

  function readValue(path: string, depth: number): unknown {
    blanks()
    if (depth > 200) fail('it is nested more than 200 levels deep')
    offsets.set(path, at)
    const c = text[at]
    if (c === '{') return readObject(path, depth)
    if (c === '[') return readArray(path, depth)
    if (c === '"') return readString()
    for (const [word, meaning] of WORDS) {
      if (text.startsWith(word, at)) { at += word.length; return meaning }
    }
    NUMBER.lastIndex = at
    const number = NUMBER.exec(text)
    if (number === null) fail(c === undefined ? 'it ends before a value' : `a value was expected, not ${shown(c)}`)
    at += number[0].length
    return Number(number[0])
  }

  function readObject(path: string, depth: number): unknown {
    const result: Record<string, unknown> = {}
    at++
    blanks()
    if (text[at] === '}') { at++; return result }
    for (;;) {
      blanks()
      if (text[at] !== '"') fail(text[at] === '}' ? 'a comma stands before the closing brace' : `a key in double quotes was expected, not ${shown(text[at])}`)
      const keyAt = at
      const key = readString()
      if (key === '__proto__') { at = keyAt; fail('the key "__proto__" is not accepted') }
      if (Object.hasOwn(result, key)) { at = keyAt; fail(`the key "${key}" stands twice in one object`) }
      blanks()
      if (text[at] !== ':') fail(`a colon was expected after the key "${key}", not ${shown(text[at])}`)
      at++
      result[key] = readValue(childPath(path, key), depth + 1)
      blanks()
      if (text[at] === '}') { at++; return result }
      if (text[at] !== ',') fail(`a comma or closing brace was expected, not ${shown(text[at])}`)
      at++
    }
  }

  function readArray(path: string, depth: number): unknown {
    const result: unknown[] = []
    at++
    blanks()
    if (text[at] === ']') { at++; return result }
    for (;;) {
      blanks()
      if (text[at] === ']') fail('a comma stands before the closing bracket')
      result.push(readValue(childPath(path, result.length), depth + 1))
      blanks()
      if (text[at] === ']') { at++; return result }
      if (text[at] !== ',') fail(`a comma or closing bracket was expected, not ${shown(text[at])}`)
      at++
    }
  }

  function readString(): string {
    const start = at
    STRING.lastIndex = at
    const found = STRING.exec(text)
    if (found === null) {
      const lineEnd = text.slice(at).search(/[\r\n]/)
      fail(lineEnd === -1 ? 'a text has no closing double quote' : 'a text has no closing double quote on its line, or holds an escape that JSON does not know')
    }
    at += found[0].length
    const parsed: unknown = JSON.parse(text.slice(start, at))
    return parsed as string // The pattern accepts JSON strings and nothing else.
  }

  function blanks(): void {
    while (at < text.length && BLANKS.includes(text.charAt(at))) at++
  }

  function fail(message: string): never {
    const before = text.slice(0, at).split('\n')
    throw new JsonTextError(message, before.length, (before.at(-1)?.length ?? 0) + 1)
  }

  function lineOf(path: JsonPath): number {
    for (let length = path.length; length >= 0; length--) {
      const offset = offsets.get(path.slice(0, length).reduce<string>(childPath, ''))
      if (offset !== undefined) return text.slice(0, offset).split('\n').length
    }
    return 1
  }
}

/** `['systems', 0, 'display name']` as a person reads it: `systems[0]["display name"]`. */
export function printJsonPath(path: JsonPath): string {
  let result = ''
  for (const part of path) {
    if (typeof part === 'number') result += `[${part}]`
    else if (/^[A-Za-z_$][\w$-]*$/.test(part)) result += result === '' ? part : `.${part}`
    else result += `[${JSON.stringify(part)}]`
  }
  return result
}

function childPath(path: string, part: string | number): string {
  return `${path}\u0000${part}`
}

function shown(c: string | undefined): string {
  return c === undefined ? 'the end of the text' : JSON.stringify(c)
}

const BLANKS = ' \t\r\n'
const WORDS: readonly (readonly [string, boolean | null])[] = [['true', true], ['false', false], ['null', null]]
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// eslint-disable-next-line no-control-regex -- control characters are what JSON strings must not hold
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
