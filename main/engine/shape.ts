import type { AttributeValue } from '../../shared/model/attribute'
import { EMPTIED_SHAPE, REMOVED_SHAPE } from '../../shared/model/blank-shapes'

/*
 * The shape of a change: before → after with the common part only, so that 3,790 new mail domains are one line. Rare shapes are
 * folded into their pattern: letters to A, digits to 0.
 */

const ARROW = ' → '
const MAX = 80

/** The shape as it stands: `@northwind.example → @nwhg.example`, `absent → value`, `3 added, 1 removed`. */
export function exactShape(before: AttributeValue | undefined, after: AttributeValue | undefined): string {
  if (before === undefined) return after === undefined ? 'no value' : Array.isArray(after) ? 'absent → values' : `absent${ARROW}value`
  if (after === undefined) return REMOVED_SHAPE
  if (typeof before !== 'string' || typeof after !== 'string') return listShape(before, after)
  if (after === '') return EMPTIED_SHAPE
  if (before.toLowerCase() === after.toLowerCase()) return 'only case differs'
  const [from, to] = differing(before, after)
  return `${cut(from)}${ARROW}${cut(to)}`
}

/** The pattern of a change, for shapes that hardly ever repeat: `0 A → A`. */
export function patternShape(before: AttributeValue | undefined, after: AttributeValue | undefined): string {
  if (typeof before !== 'string' || typeof after !== 'string' || before === '' || after === '') return exactShape(before, after)
  const [from, to] = [pattern(before), pattern(after)]
  return from === to ? `another value like ${cut(to)}` : `${cut(from)}${ARROW}${cut(to)}`
}

function listShape(before: AttributeValue, after: AttributeValue): string {
  const [old, now] = [new Set(listOf(before)), new Set(listOf(after))]
  const added = [...now].filter((value) => !old.has(value)).length
  const removed = [...old].filter((value) => !now.has(value)).length
  return `${added} added, ${removed} removed`
}

function listOf(value: AttributeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value
}

/** What is left of both when the tokens that they share at either end are taken off; an e-mail address keeps its at sign. */
function differing(before: string, after: string): [string, string] {
  const at = before.lastIndexOf('@')
  if (at > 0 && after.startsWith(before.slice(0, at + 1))) return [before.slice(at), after.slice(at)]
  const [a, b] = [tokens(before), tokens(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const rest = (all: readonly string[]): string => all.slice(start, all.length - end).join('').trim()
  return [rest(a) || 'nothing', rest(b) || 'nothing']
}

function tokens(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]/gu) ?? []
}

function pattern(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, 'A').replace(/\p{N}+/gu, '0').replace(/(?:A[ ]){3,}A/g, 'A A …')
}

function cut(text: string): string {
  return text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text
}
