import type { Expression, Span } from './ast'
import type { Diagnostic, Fix, TextEdit } from './diagnostics'
import { lex } from './lexer'
import { parse } from './parser'
import { structureErrors } from './structure'

/** A text with its mistakes of syntax cured one by one, so that each is reported once and the rest can still be checked. */
export interface Corrected {
  readonly text: string
  /** Absent where a mistake has no cure. */
  readonly tree: Expression | undefined
  readonly recovered: Expression | undefined
  /** Of the syntax, with the places of the text as it was given. */
  readonly diagnostics: readonly Diagnostic[]
  /** A place of the cured text in the text as it was given. */
  readonly toGiven: (span: Span) => Span
  /** Whether a place of the cured text holds something that was put there, or what is left where something was taken out. */
  readonly isCured: (span: Span) => boolean
}

/** More mistakes than these are not cured; whoever pastes another language's text wholesale reads the first ones anyway. */
export const MOST_CURES = 12
/** Texts of which something is cured; longer ones the service refuses anyway. */
const MOST_CURED = 10_000
/** Longer texts are not searched for the best place of a missing sign. */
const MOST_SEARCHED = 3000

/**
 * Cures one mistake after another, at most `MOST_CURES`: signs that decide what is text first, then inner before outer. The first mistake
 * without a cure is reported too, and ends it.
 */
export function correct(given: string): Corrected {
  const steps: (readonly TextEdit[])[] = []
  const cured: Diagnostic[] = []
  const toGiven = (span: Span): Span => steps.reduceRight<Span>((s, edits) => before(edits, s), span)
  /** Behind a text that nobody closed everything may be text or not. */
  let guessedFrom = Infinity
  let text = given
  for (;;) {
    const { tree, recovered, diagnostics } = parse(text)
    const errors = diagnostics.filter((d) => d.severity === 'error' && d.code !== 'ExpressionTooLong')
    const first = firstToCure(text, errors)
    if (first?.fix === undefined || steps.length === MOST_CURES || given.length > MOST_CURED) {
      const left = [...diagnostics.filter((d) => d.severity !== 'error' || d.code === 'ExpressionTooLong'), ...errors.slice(0, 1)]
      return {
        text, tree, recovered, toGiven,
        diagnostics: [...cured, ...left.map((d) => placedIn(d, toGiven))],
        isCured: (span) => touches(steps, span),
      }
    }
    const better = betterPlace(text, first)
    const placed = placedIn(better, toGiven)
    const open = cured.findIndex((d) => endsAt(d, given))
    const unfinished = cured[open]
    // Whoever is still typing has made no mistake yet: all that is missing at the end is said once.
    if (unfinished?.fix && endsAt(placed, given)) cured[open] = { ...unfinished, fix: together(unfinished.fix, placed.fix ?? unfinished.fix) }
    // What is wrong with something that was put there comes of the mistake that was cured by it.
    else if (!touches(steps, first.span) && !isBehind(placed, guessedFrom)) cured.push(placed)
    if (better.fix?.edits[0]?.text === '"') guessedFrom = Math.min(guessedFrom, placed.span[0])
    const edits = better.fix?.edits ?? first.fix.edits
    steps.push(edits)
    text = applyEdits(text, edits)
  }
}

/** Signs first, for what is a text decides everything else; then the inner before the outer, which is written anew with it. */
function firstToCure(text: string, errors: readonly Diagnostic[]): Diagnostic | undefined {
  const sign = lex(text).diagnostics.find((d) => d.severity === 'error' && d.fix !== undefined)
  if (sign) return sign
  const curable = errors.filter((d) => d.fix !== undefined)
  const inside = curable.filter((d) => !endsAt(d, text)).sort((a, b) => extent(a) - extent(b) || a.span[0] - b.span[0])
  return inside[0] ?? curable.at(-1)
}

function isBehind({ fix }: Diagnostic, offset: number): boolean {
  return fix?.edits.some((edit) => edit.span[1] > offset) === true
}

/** How much of a text the cure touches. */
function extent({ fix }: Diagnostic): number {
  const edits = fix?.edits ?? []
  return Math.max(...edits.map((e) => e.span[1])) - Math.min(...edits.map((e) => e.span[0]))
}

/** Whether the cure is an insertion at the end of a text, or closes a quotation that reaches the end. */
function endsAt({ fix }: Diagnostic, text: string): boolean {
  const [edit] = fix?.edits ?? []
  if (edit === undefined || edit.span[1] < text.trimEnd().length) return false
  return edit.span[0] === edit.span[1] || /[‘’“”„«»']/.test(text.charAt(edit.span[0]))
}

function together(inner: Fix, outer: Fix): Fix {
  const [first] = inner.edits
  return first ? { title: 'Close what is open', edits: [{ span: first.span, text: [...inner.edits, ...outer.edits].map((e) => e.text).join('') }] } : outer
}

/** The text after edits, which may stand in any order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.span[0] - a.span[0]).reduce((all, { span, text: put }) => all.slice(0, span[0]) + put + all.slice(span[1]), text)
}

/** A diagnostic of a cured text, with its places in the text as it was given. */
export function placedIn(d: Diagnostic, toGiven: (span: Span) => Span): Diagnostic {
  const fix: Fix | undefined = d.fix && { title: d.fix.title, edits: d.fix.edits.map((e) => ({ span: toGiven(e.span), text: e.text })) }
  return { ...d, span: toGiven(d.span), ...(fix && { fix }) }
}

/** A place behind edits, as it was before them; what was put there stands for what it replaced. */
function before(edits: readonly TextEdit[], [from, to]: Span): Span {
  const end = offsetBefore(edits, to, 1)
  return from === to ? [end, end] : [Math.min(offsetBefore(edits, from, 0), end), end]
}

function offsetBefore(edits: readonly TextEdit[], offset: number, side: 0 | 1): number {
  let shift = 0
  for (const { span, text } of [...edits].sort((a, b) => a.span[0] - b.span[0])) {
    const start = span[0] + shift
    if (offset < start || (offset === start && side === 1)) break
    if (offset < start + text.length) return span[side]
    shift += text.length - (span[1] - span[0])
  }
  return offset - shift
}

/** The steps' places are in the text of their own time; carried forward to the last. */
function touches(steps: readonly (readonly TextEdit[])[], span: Span): boolean {
  let at = span
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const edits = steps[i] ?? []
    let shift = 0
    for (const edit of [...edits].sort((a, b) => a.span[0] - b.span[0])) {
      const from = edit.span[0] + shift
      const to = from + edit.text.length
      if (overlap(at, [from, to])) return true
      shift += edit.text.length - (edit.span[1] - edit.span[0])
    }
    at = before(edits, at)
  }
  return false
}

/** An empty place overlaps what it stands in or at the edge of. */
function overlap(a: Span, b: Span): boolean {
  return a[0] === a[1] ? a[0] >= b[0] && a[0] <= b[1] : a[0] < b[1] && a[1] > b[0]
}

/** A missing sign can stand in several places: the first that makes the whole an expression with the right numbers of arguments. */
function betterPlace(text: string, d: Diagnostic): Diagnostic {
  const [edit] = d.fix?.edits ?? []
  if (!edit || d.fix === undefined || text.length > MOST_SEARCHED || edit.span[0] !== edit.span[1]) return d
  if (edit.text !== ')' && edit.text !== '"') return d
  if (isSound(applyEdits(text, [edit]))) return d
  for (const { at, from } of edit.text === ')' ? closingPlaces(text, d.span[0]) : quotePlaces(text)) {
    const moved: TextEdit = { span: [at, at], text: edit.text }
    if (isSound(applyEdits(text, [moved]))) return { ...d, span: edit.text === '"' ? [from, at] : d.span, fix: { title: d.fix.title, edits: [moved] } }
  }
  return d
}

interface Place { readonly at: number; readonly from: number }

/** Before each comma behind the call that is open. */
function closingPlaces(text: string, from: number): readonly Place[] {
  return lex(text).tokens.filter((t) => t.kind === ',' && t.span[0] > from).map((t) => ({ at: t.span[0], from }))
}

/** Before each comma or closing parenthesis inside a text, where its quotation mark may be missing. */
function quotePlaces(text: string): readonly Place[] {
  return lex(text).tokens.filter((t) => t.kind === 'text').flatMap((t) => {
    const inside = text.slice(t.span[0] + 1, t.span[1])
    return [...inside.matchAll(/[,)]/g)].slice(0, 8).map((m) => ({ at: t.span[0] + 1 + m.index, from: t.span[0] }))
  })
}

function isSound(text: string): boolean {
  const { tree } = parse(text)
  return tree !== undefined && !structureErrors(tree).some((e) => e.code === 'ArgumentCount')
}
