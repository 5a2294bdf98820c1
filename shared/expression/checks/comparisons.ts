import type { ComparisonNode, Expression } from '../ast'
import type { Fix } from '../diagnostics'
import { reference } from '../documents'
import { numberText } from '../number-text'
import { booleanMeant, type Checked, kindOf, literalOf, textAt } from './scope'

/** Comparisons that do not compare what their author meant: sides that are no numbers are compared as text, upper and lower case apart. */
export function checkComparisons(checked: Checked): void {
  for (const e of checked.nodes) {
    if (e.kind !== 'comparison') continue
    if (kindOf(e.left) === 'date' || kindOf(e.right) === 'date') checkDateSides(checked, e)
    else {
      checkLiteral(checked, e, e.left, e.right)
      checkLiteral(checked, e, e.right, e.left)
    }
  }
}

/** Two dates may be the same text; which is later their text does not say, nor whether a text in another form is the same date. */
function checkDateSides(checked: Checked, e: ComparisonNode): void {
  const isEquality = e.operator === '=' || e.operator === '<>'
  if (isEquality && kindOf(e.left) === 'date' && kindOf(e.right) === 'date') return
  const [left, right] = [asDate(checked, e.left), asDate(checked, e.right)]
  checked.report({
    code: 'DatesComparedAsText', severity: 'warning', span: e.span, source: reference('DateDiff'),
    message: 'Dates are compared as the text M/d/yyyy h:mm:ss tt, in which 12/1/2019 comes before 2/1/2018; compare their difference with 0.',
    fix: { title: 'Compare with DateDiff', edits: [{ span: e.span, text: `DateDiff("s", ${right}, ${left}) ${e.operator} 0` }] },
  })
}

function asDate(checked: Checked, e: Expression): string {
  return kindOf(e) === 'date' ? textAt(checked, e) : `CDate(${textAt(checked, e)})`
}

/** A call that gives True, False or a number beside a text that it never gives. */
function checkLiteral(checked: Checked, e: ComparisonNode, call: Expression, other: Expression): void {
  const text = literalOf(other)
  if (text === undefined || call.kind !== 'call' || (e.operator !== '=' && e.operator !== '<>')) return
  const kind = kindOf(call)
  const isNumber = kind === 'number' || kind === 'bigNumber'
  if (kind === 'boolean' ? text === 'True' || text === 'False' : !isNumber || /^[+-]?\d+(?:\.\d+)?$/.test(numberText(text))) return
  checked.report({
    code: 'ComparisonNeverHolds', severity: 'warning', span: other.span, source: reference('IIF'),
    message: `${call.callee} gives ${isNumber ? 'a number' : 'True or False'}, which never equals “${text}”${isNumber ? '' : '; upper and lower case matter'}.`,
    ...(isNumber ? {} : booleanFix(other, text)),
  })
}

function booleanFix(literal: Expression, text: string): { readonly fix?: Fix } {
  const meant = booleanMeant(text)
  return meant === undefined ? {} : { fix: { title: `Write "${meant}"`, edits: [{ span: literal.span, text: `"${meant}"` }] } }
}
