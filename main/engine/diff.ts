import { normalName } from '../../shared/directory-name'
import { foldCase } from '../../shared/fold-case'
import type { AttributeValue, Cell } from '../../shared/model/attribute'
import type { Flow } from './compile-mapping'

/**
 * Whether the target already holds a wanted value. Lists compare as sets, because directories keep no order; text compares as the
 * attribute's `caseExact` says; names compare parsed (Entra, "Customize attribute mappings", Exact case).
 */
export function sameValue(current: Cell, wanted: AttributeValue, flow: Pick<Flow, 'caseExact' | 'field' | 'reference'>): boolean {
  if (typeof current === 'string' && typeof wanted === 'string') {
    if (current === wanted) return true
    if (flow.reference || flow.field.kind === 'parent') return normalName(current) === normalName(wanted)
    if (flow.caseExact || endsOtherwise(current, wanted)) return false
    if (current.length !== wanted.length && isAscii(current) && isAscii(wanted)) return false
    return foldCase(current) === foldCase(wanted)
  }
  if (current === null) return typeof wanted !== 'string' && wanted.length === 0
  if (isSameList(listOf(current), listOf(wanted))) return true // as nearly always, and without two sets
  const comparable = (value: string): string => (flow.reference ? normalName(value) : flow.caseExact ? value : foldCase(value))
  const left = new Set(listOf(current).map(comparable))
  const right = new Set(listOf(wanted).map(comparable))
  return left.size === right.size && [...left].every((value) => right.has(value))
}

/** Whether the first or the last characters alone say that two texts differ, whatever their case: both of ASCII, and not the same letter. */
function endsOtherwise(a: string, b: string): boolean {
  return differ(a.charCodeAt(0), b.charCodeAt(0)) || differ(a.charCodeAt(a.length - 1), b.charCodeAt(b.length - 1))
}

function differ(a: number, b: number): boolean {
  if (a === b || !(a < 0x80 && b < 0x80)) return false
  const letter = a | 0x20
  return letter !== (b | 0x20) || letter < 0x61 || letter > 0x7a
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

/** The values of an attribute, one or several. */
export function listOf(value: AttributeValue): readonly string[] {
  return typeof value === 'string' ? [value] : value
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
