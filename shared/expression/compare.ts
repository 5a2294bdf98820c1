import type { CompareOperator } from './ast'

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** Numerically when both sides read as numbers, otherwise by code unit, case-sensitive (§2, [ours], forced by the samples). */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right)
  return left < right ? -1 : 1
}

/** `order` is negative, 0 or positive as the left side is before, at or behind the right one. */
export function holds(operator: CompareOperator, order: number): boolean {
  switch (operator) {
    case '=': return order === 0
    case '<>': return order !== 0
    case '>': return order > 0
    case '>=': return order >= 0
    case '<': return order < 0
    case '<=': return order <= 0
  }
}

function isNumeric(text: string): boolean {
  const first = text.charCodeAt(0)
  return ((first >= 48 && first <= 57) || first === 43 || first === 45) && NUMBER.test(text)
}

/** Digit by digit beyond what a double holds: 9223372036854775807 and 9223372036854775806 differ. */
function compareNumbers(left: string, right: string): number {
  if (left.length <= 15 && right.length <= 15) return Math.sign(Number(left) - Number(right))
  const scale = Math.max(fractionDigits(left), fractionDigits(right))
  const difference = scaled(left, scale) - scaled(right, scale)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

function fractionDigits(text: string): number {
  const point = text.indexOf('.')
  return point < 0 ? 0 : text.length - point - 1
}

function scaled(text: string, scale: number): bigint {
  const digits = text.replace(/[+.]/g, '') + '0'.repeat(scale - fractionDigits(text))
  return BigInt(digits)
}
