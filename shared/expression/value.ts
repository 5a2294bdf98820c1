import type { Span } from './ast'
import { decisions } from './decisions'
import { EvaluationError } from './diagnostics'
import { Instant, instantText, parseInstant } from './instant'
import { numberText } from './number-text'

/** What an attribute holds and an expression yields: text, a list of texts, or `null` for no value. */
export type Value = string | readonly string[] | null
export type FlowAction = 'IgnoreAttributeFlow' | 'IgnoreObjectFlow'
/** Result of evaluation: a value, or a flow action. */
export type Outcome = Value | { readonly action: FlowAction }

/** A flow action on its way out. A function that is handed one does not run: the action becomes the result. */
export class FlowSignal {
  readonly action: FlowAction
  constructor(action: FlowAction) {
    this.action = action
  }
}
export const ignoreAttribute = new FlowSignal('IgnoreAttributeFlow')
export const ignoreObject = new FlowSignal('IgnoreObjectFlow')

/** What stands between functions: numbers are small integers, larger ones are their digits as text. */
export type Runtime = string | number | boolean | Instant | FlowSignal | readonly string[] | null

/** Whether a value is several, one or none of them included. */
export function isList(value: Runtime | undefined): value is readonly string[] {
  return Array.isArray(value)
}

/** The text of one value; `null` for none. Throws TypeMismatch for a list of several. */
export function textOf(value: Runtime, span: Span): string | null {
  if (typeof value === 'string' || value === null) return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  if (value instanceof Instant) return instantText(value)
  if (value instanceof FlowSignal) throw value
  if (value.length > 1 || (value.length === 1 && !decisions.singleValueListIsScalar)) throw new EvaluationError('TypeMismatch', `One value is expected here; there are ${value.length}.`, span)
  return value[0] ?? null
}

/** Text to join, compare or look up: no value reads as `""`. */
export function textOrEmpty(value: Runtime, span: Span): string {
  return typeof value === 'string' ? value : textOf(value, span) ?? ''
}

/** Values of a list in order; one value is a list of one. */
export function listOf(value: Runtime, span: Span): readonly string[] {
  if (isList(value)) return value
  const text = textOf(value, span)
  return text === null ? [] : [text]
}

/** Whether there is no value: `""` is one, a list of none is not. Throws a flow action that stands in its place. */
export function isNull(value: Runtime): boolean {
  if (value instanceof FlowSignal) throw value
  return value === null || (isList(value) && value.length === 0)
}

/** A list of one stands for its value (`decisions.singleValueListIsScalar`), so one empty text is empty too. */
export function isNullOrEmpty(value: Runtime): boolean {
  return value === '' || isNull(value) || (isList(value) && value.length === 1 && value[0] === '')
}

const INTEGER = /^\s*[+-]?\d{1,15}\s*$/

/** Throws TypeMismatch for anything but a whole number (§2: a numeric function given other text fails for that object). */
export function integerOf(value: Runtime, span: Span): number {
  if (typeof value === 'number') return value
  const text = numberOrNull(value, span)
  if (text !== null && INTEGER.test(text)) return Number(text)
  throw new EvaluationError('TypeMismatch', `A whole number is expected; found ${text === null ? 'no value' : `“${text}”`}.`, span)
}

/** Like `integerOf`, for the 64-bit integers of Active Directory. */
export function bigIntegerOf(value: Runtime, span: Span): bigint {
  const text = numberOrNull(value, span)
  if (text !== null && /^\s*[+-]?\d{1,40}\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ''))
  throw new EvaluationError('TypeMismatch', `A whole number is expected; found ${text === null ? 'no value' : `“${text}”`}.`, span)
}

function numberOrNull(value: Runtime, span: Span): string | null {
  const text = textOf(value, span)
  return text === null ? null : numberText(text)
}

/** Text that reads as a date is taken, as CDate would take it; the checker asks for CDate. */
export function instantOf(value: Runtime, span: Span): Instant {
  if (value instanceof Instant) return value
  const text = textOf(value, span)
  const instant = text === null ? undefined : parseInstant(text)
  if (instant) return instant
  throw new EvaluationError('InvalidDate', text === null ? 'A date is expected; there is no value.' : `“${text}” is not a date.`, span)
}

/** §7 CBool: non-zero is True, zero False; True and False read as themselves. No value is False (decisions.emptyConditionIsFalse). */
export function conditionOf(value: Runtime, span: Span): boolean {
  if (typeof value === 'boolean') return value
  const text = textOrEmpty(value, span)
  if (/^\s*true\s*$/i.test(text)) return true
  if ((text === '' && decisions.emptyConditionIsFalse) || /^\s*false\s*$/i.test(text)) return false
  if (/^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(text)) return /[1-9]/.test(text)
  throw new EvaluationError('TypeMismatch', `“${text}” is neither True nor False nor a number.`, span)
}

/** What an expression yields in the end: booleans, numbers and dates as text, a list of none as no value. */
export function outcomeOf(value: Runtime, span: Span): Outcome {
  if (typeof value === 'string' || value === null) return value
  if (isList(value)) return value.length === 0 ? null : value
  if (value instanceof FlowSignal) return { action: value.action }
  return textOf(value, span)
}
