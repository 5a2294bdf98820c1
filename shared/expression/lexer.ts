import type { Span } from './ast'
import type { Diagnostic } from './diagnostics'
import { reference } from './documents'
import { habitAt } from './habits'

export type TokenKind = 'name' | 'text' | 'number' | 'attribute' | 'compare' | 'foreign' | '(' | ')' | ',' | 'end'

/** `value` is what the token says: a string without quotes and escapes, an attribute without brackets. */
export interface Token { readonly kind: TokenKind; readonly value: string; readonly span: Span }

export interface LexResult { readonly tokens: readonly Token[]; readonly diagnostics: readonly Diagnostic[] }

const BLANK = /[\s\u200b\ufeff]+/uy
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy
const NUMBER = /-?\d+(?:\.\d+)?/y
const HEX = /&[Hh][0-9A-Fa-f]+/y
const COMPARE = /<>|>=|<=|=|>|</y
const FILTER = /\[\s*[\w.:]+\s+[a-z]{2}\s+(?:"[^"\]]*"|[^"\]\s]+)\s*\]/y
/** Tokens of the Entra Connect dialect (§10), kept whole so that the parser can say how the thing is written here. */
const FOREIGN = /&&|\|\||\?\?|%[\w.]+%|\$\w+|[&+*/!{};:^|?.-]/y
const CLOSING_CURLY: Readonly<Record<string, string>> = { '“': '”', '”': '”', '„': '“', '«': '»' }

/** Text → tokens, always ending in `end`. Never throws: what cannot be read becomes a diagnostic and lexing goes on. */
export function lex(text: string): LexResult {
  const tokens: Token[] = []
  const diagnostics: Diagnostic[] = []
  let at = 0

  function push(kind: TokenKind, value: string, end: number): void {
    tokens.push({ kind, value, span: [at, end] })
    at = end
  }
  function matchAt(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  function syntaxError(span: Span, message: string, fix?: Diagnostic['fix']): void {
    diagnostics.push({ code: 'SyntaxError', severity: 'error', span, message, source: reference('Syntax overview'), ...(fix && { fix }) })
  }

  while (at < text.length) {
    const blank = matchAt(BLANK)
    if (blank !== undefined) { at += blank.length; continue }
    const c = text.charAt(at)
    if (c === '(' || c === ')' || c === ',') { push(c, c, at + 1); continue }
    if (c === '"') { straightText(); continue }
    if (c in CLOSING_CURLY) { curlyText(c); continue }
    if (c === '[') { attribute(); continue }
    if (c === "'" || c === '‘' || c === '’') { singleQuoted(c); continue }
    if (c === ']') { closingBracket(); continue }
    const habit = habitAt(text, at, tokens.length === 0)
    if (habit !== undefined) {
      const { span, kind, value, message, source, title } = habit
      diagnostics.push({ code: 'SyntaxError', severity: 'error', span, message, source, fix: { title, edits: [{ span, text: habit.text }] } })
      if (kind === undefined) at = span[1]
      else push(kind, value, span[1])
      continue
    }
    const hex = matchAt(HEX)
    if (hex !== undefined) { push('number', hex, at + hex.length); continue }
    const number = matchAt(NUMBER)
    if (number !== undefined) { push('number', number, at + number.length); continue }
    const name = matchAt(NAME)
    if (name !== undefined) { push('name', name, at + name.length); continue }
    const foreign = matchAt(FOREIGN)
    if (foreign !== undefined && foreign.length > 1) { push('foreign', foreign, at + foreign.length); continue }
    const compare = matchAt(COMPARE)
    if (compare !== undefined) { push('compare', compare, at + compare.length); continue }
    if (foreign !== undefined) { push('foreign', foreign, at + foreign.length); continue }
    const strange = String.fromCodePoint(text.codePointAt(at) ?? 0)
    syntaxError([at, at + strange.length], `“${strange}” has no meaning here.`)
    at += strange.length
  }
  push('end', '', at)
  return { tokens, diagnostics }

  function straightText(): void {
    const { value, end, closed } = readQuoted(text, at + 1, '"')
    if (closed) { push('text', value, end); return }
    const stop = unclosedEnd(text, at + 1, text.length)
    syntaxError([at, stop], 'This text has no closing quotation mark.', { title: 'Close the text', edits: [{ span: [stop, stop], text: '"' }] })
    push('text', unescape(text.slice(at + 1, stop)), stop)
  }

  /** Smart quotes come from word processors; the text is read as meant and the author is told (§1, "lint, do not reject"). */
  function curlyText(open: string): void {
    const close = CLOSING_CURLY[open] ?? '”'
    const start = at
    let end = start + 1
    while (end < text.length && text.charAt(end) !== close && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
    end = Math.min(end, text.length)
    const closed = end < text.length
    const value = unescape(text.slice(start + 1, end))
    const after = closed ? end + 1 : end
    if (!closed) syntaxError([start, after], 'This text has no closing quotation mark.', { title: 'Close the text', edits: [{ span: [start, after], text: quote(value) }] })
    else diagnostics.push({
      code: 'CurlyQuotes', severity: 'warning', span: [start, after], source: reference('Syntax overview'),
      message: 'Curly quotation marks: the service knows straight ones (") only.',
      fix: { title: 'Use straight quotation marks', edits: [{ span: [start, after], text: quote(value) }] },
    })
    push('text', value, after)
  }

  function singleQuoted(open: string): void {
    const close = open === '‘' ? '’' : open
    const found = text.indexOf(close, at + 1)
    const lineEnd = text.indexOf('\n', at)
    const closed = found >= 0 && (lineEnd < 0 || found < lineEnd)
    const end = closed ? found + 1 : unclosedEnd(text, at + 1, lineEnd < 0 ? text.length : lineEnd)
    const value = closed ? text.slice(at + 1, found) : text.slice(at + 1, end)
    syntaxError([at, end], 'Text stands in straight double quotation marks.', { title: 'Use double quotation marks', edits: [{ span: [at, end], text: quote(value) }] })
    push('text', value, end)
  }

  /** A bracket that was never opened: the name before it was meant. */
  function closingBracket(): void {
    const before = tokens.at(-1)
    if (before?.kind === 'name') {
      tokens[tokens.length - 1] = { kind: 'attribute', value: before.value, span: [before.span[0], at + 1] }
      syntaxError([before.span[0], at + 1], `The attribute [${before.value}] has no opening bracket.`, {
        title: 'Open the bracket', edits: [{ span: [before.span[0], before.span[0]], text: '[' }],
      })
    } else syntaxError([at, at + 1], 'This bracket closes nothing.', { title: 'Remove the bracket', edits: [{ span: [at, at + 1], text: '' }] })
    at += 1
  }

  /** `[name]`; a SCIM filter such as `emails[type eq "work"].value` may stand inside (§1). */
  function attribute(): void {
    let end = at + 1
    while (end < text.length && text.charAt(end) !== ']') {
      if (text.charAt(end) === '[') {
        FILTER.lastIndex = end
        const filter = FILTER.exec(text)?.[0]
        if (filter === undefined) break
        end += filter.length
      } else if (text.charAt(end) === '\n') break
      else end += 1
    }
    const closed = text.charAt(end) === ']'
    if (!closed) end = at + 1 + text.slice(at + 1, end).split(/[,()"=<>]/, 1).join('').trimEnd().length
    const name = text.slice(at + 1, end)
    const after = closed ? end + 1 : end
    if (!closed) syntaxError([at, after], 'This attribute has no closing bracket.', { title: 'Close the bracket', edits: [{ span: [after, after], text: ']' }] })
    else if (name.trim() === '') syntaxError([at, after], 'The brackets hold no attribute name.')
    push('attribute', name, after)
  }
}

const NEXT_ARGUMENT = /,\s*(?:\[|[\p{L}_]+\s*\()/gu

/** Where a text that nobody closed was probably meant to end: before the next argument, or before the parentheses at the end. */
function unclosedEnd(text: string, from: number, to: number): number {
  NEXT_ARGUMENT.lastIndex = from
  const next = NEXT_ARGUMENT.exec(text)?.index ?? to
  let end = to
  while (end > from && /[\s)]/.test(text.charAt(end - 1))) end -= 1
  const parenthesis = text.indexOf(')', end)
  return Math.min(next, parenthesis >= 0 && parenthesis < to ? parenthesis : to)
}

/** Text as the language writes it: straight quotes, backslash before a quotation mark and a backslash (§1). */
export function quote(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}

/** A backslash before any other character stays with it: `"\+"` reaches the regex as `\+` (§1, "Other backslashes"). */
function unescape(raw: string): string {
  return raw.includes('\\') ? raw.replace(/\\([\\"])/g, '$1') : raw
}

function readQuoted(text: string, from: number, close: string): { value: string; end: number; closed: boolean } {
  let end = from
  while (end < text.length && text.charAt(end) !== close) end += text.charAt(end) === '\\' ? 2 : 1
  const closed = end < text.length
  return { value: unescape(text.slice(from, Math.min(end, text.length))), end: closed ? end + 1 : text.length, closed }
}
