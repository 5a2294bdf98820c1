import type { CompareOperator, Expression } from '../ast'
import { argsOf, callsOf, type Checked, isCall, literalOf, textAt } from './scope'
import { guides, reference } from '../documents'

/** Mistakes with dates that real authors make, the guides among them (§8). */
export function checkDates(checked: Checked): void {
  checkInverted(checked)
  checkNever(checked)
}

/**
 * `DateDiff("d", Now(), CDate([hireDate])) >= 0` is true *until* the date, since a later second date is positive; authors who
 * enable an account on its first day mean the opposite. Who holds something back until that day means what is written.
 */
function checkInverted(checked: Checked): void {
  for (const e of checked.nodes) {
    const until = untilDate(e)
    const name = until && beginningOf(until.date)
    if (!until || name === undefined || holdsBack(checked, e)) continue
    const { first, second } = until
    checked.report({
      code: 'DateDiffInverted', severity: 'warning', span: e.span, source: guides,
      message: `DateDiff counts from the first date to the second, so this holds until [${name}] and not from that day on.`,
      fix: { title: 'Swap the dates', edits: [{ span: first.span, text: textAt(checked, second) }, { span: second.span, text: textAt(checked, first) }] },
    })
  }
}

const MIRRORED: Readonly<Record<CompareOperator, CompareOperator>> = { '=': '=', '<>': '<>', '>': '<', '>=': '<=', '<': '>', '<=': '>=' }

/** A condition on DateDiff between now and a date that holds until the date, whichever way round it is written; nothing for others. */
function untilDate(e: Expression): { readonly first: Expression; readonly second: Expression; readonly date: Expression } | undefined {
  if (e.kind !== 'comparison') return undefined
  const isBoundFirst = isCall(e.right, 'DateDiff')
  const [difference, literal] = isBoundFirst ? [e.right, literalOf(e.left)] : [e.left, literalOf(e.right)]
  if (!isCall(difference, 'DateDiff') || literal === undefined || !/^\s*[+-]?\d+\s*$/.test(literal)) return undefined
  const [interval, first, second] = argsOf(difference)
  if (!interval || !first || !second || mentionsNow(first) === mentionsNow(second)) return undefined
  const isBackwards = mentionsNow(second)
  const operator = isBoundFirst === isBackwards ? e.operator : MIRRORED[e.operator]
  const bound = isBackwards ? -Number(literal) : Number(literal)
  return bound <= 0 && (operator === '>' || operator === '>=') ? { first, second, date: isBackwards ? first : second } : undefined
}

/** `IIF(condition, "", …)`, or `"True"` into accountDisabled: nothing until the date, or an account that is off until then, is right. */
function holdsBack({ nodes, options }: Checked, condition: Expression): boolean {
  const call = nodes.find((e) => isCall(e, 'IIF') && e.args[0] === condition)
  const value = call?.kind === 'call' ? call.args[1] : undefined
  if (value?.kind === 'word' || literalOf(value) === '') return true
  return options.target?.name === 'accountDisabled' && literalOf(value)?.toLowerCase() === 'true'
}

function mentionsNow(e: Expression): boolean {
  return e.kind === 'call' && (e.callee === 'Now' || (e.callee === 'DateAdd' && e.args.some(mentionsNow)))
}

/** The attribute inside that names a beginning: a hire, start or effective date. */
function beginningOf(e: Expression): string | undefined {
  if (e.kind === 'attribute') return /hire|start|first|begin|effective/i.test(e.name) ? e.name : undefined
  if (e.kind !== 'call') return undefined
  return e.args.map(beginningOf).find((name) => name !== undefined)
}

/** `12/31/9999` as a file time overflows in practice; "never" is a number of its own (§7 NumFromDate). */
function checkNever(checked: Checked): void {
  for (const call of callsOf(checked, 'NumFromDate')) {
    const [whole] = call.args
    if (!whole) continue
    const found = checked.nodes.find((e) => e.kind === 'text' && /9999/.test(e.value) && e.span[0] >= whole.span[0] && e.span[1] <= whole.span[1])
    if (!found) continue
    const alone = whole === found
    checked.report({
      code: 'NeverExpiresDate', severity: 'info', span: found.span, source: reference('NumFromDate'),
      message: 'The year 9999 overflows as a file time in practice; “never” is 9223372036854775807, and published samples use 2099-12-31.',
      ...(alone && { fix: { title: 'Write “never”', edits: [{ span: call.span, text: '"9223372036854775807"' }] } }),
    })
  }
}
