import { ownEntry } from '../../own-entry'
import type { CallNode, Expression } from '../ast'
import { DateFormat } from '../date-format'
import { dateStylesOf } from '../date-styles'
import { parameterAt } from '../arguments'
import { reference, sourceOfFunction } from '../documents'
import type { ValueKind } from '../functions/define'
import { functions } from '../functions/index'
import { Instant, parseInstant } from '../instant'
import { numberText } from '../number-text'
import { checkBranches } from './branches'
import { argsOf, callsOf, type Checked, isCall, kindOf, leavesOf, literalOf, textAt } from './scope'

/** Arguments and branches of the wrong kind, as far as the text alone says. */
export function checkTypes(checked: Checked): void {
  for (const call of callsOf(checked)) {
    const declaration = functions.get(call.callee)
    if (!declaration) continue
    if (datesOutOfOrder(checked, call)) continue
    argsOf(call).forEach((argument, i) => {
      const parameter = parameterAt(declaration, i)
      if (parameter && argument.kind !== 'omitted') checkArgument(checked, call.callee, argument, parameter.kind)
    })
  }
  checkIntervals(checked)
  checkFormats(checked)
  checkBranches(checked)
}

function checkArgument(checked: Checked, callee: string, argument: Expression, wanted: ValueKind): void {
  const { report, options } = checked
  const literal = literalOf(argument)
  const kind = kindOf(argument, options.source)
  const wrong = (message: string): void => report({
    code: 'TypeMismatch', severity: 'error', span: argument.span, message, source: sourceOfFunction(functions.get(callee)?.source),
  })
  if (wanted === 'number' || wanted === 'bigNumber') {
    if (argument.kind === 'text' && !/^\s*[+-]?\d+\s*$/.test(numberText(argument.value))) wrong(`${callee} needs a whole number here, not “${argument.value}”.`)
    else if (argument.kind === 'number' && argument.text.includes('.')) wrong(`${callee} needs a whole number here, not ${argument.text}.`)
    else if (kind === 'date' || kind === 'boolean') wrong(`${callee} needs a whole number here; this is ${kind === 'date' ? 'a date' : 'True or False'}.`)
  } else if (wanted === 'date') {
    if (literal !== undefined && !parseInstant(literal)) report({
      code: 'InvalidDate', severity: 'error', span: argument.span, source: reference('CDate'), message: `“${literal}” is not a date.`,
    })
    else if (kind === 'boolean' || (kind === 'number' && argument.kind === 'call')) wrong(`${callee} needs a date here; this is ${kind === 'number' ? 'a number' : 'True or False'}.`)
    else if ((callee === 'DateAdd' || callee === 'DateDiff') && kind !== 'date' && !leavesOf(argument).some((leaf) => kindOf(leaf, options.source) === 'date'))
      report({
        code: 'TypeMismatch', severity: 'warning', span: argument.span, source: reference(callee), message: `${callee} takes dates: wrap text in CDate.`,
        fix: { title: 'Wrap it in CDate', edits: [{ span: argument.span, text: `CDate(${textAt(checked, argument)})` }] },
      })
  } else if (wanted === 'condition') {
    if (kind === 'date' || kind === 'list') wrong('A condition is a comparison, or True or False.')
    else if (argument.kind === 'text' && !/^\s*(?:true|false|[+-]?\d+(?:\.\d+)?)?\s*$/i.test(argument.value)) wrong(`“${argument.value}” is neither True nor False.`)
  }
}

/** `DateAdd(date, 7, "d")` and `DateDiff(from, to, "d")`: the interval comes first here. */
function datesOutOfOrder(checked: Checked, call: CallNode): boolean {
  if (!isCall(call, 'DateAdd', 'DateDiff')) return false
  const [a, b, c] = call.args
  if (!a || !b || !c || call.args.length !== 3 || isInterval(a) || !(isInterval(b) || isInterval(c))) return false
  const others = [a, b, c].filter((e) => !isInterval(e))
  const [first, second] = call.callee === 'DateAdd' && literalOf(others[0]) === undefined ? [others[1], others[0]] : others
  const interval = isInterval(c) ? c : b
  if (!first || !second) return false
  checked.report({
    code: 'TypeMismatch', severity: 'error', span: call.span, source: reference(call.callee),
    message: `The interval comes first: ${call.callee}(${call.callee === 'DateAdd' ? 'interval, count, date' : 'interval, from, to'}).`,
    fix: { title: 'Put the interval first', edits: [{ span: call.span, text: `${call.callee}(${[interval, first, second].map((e) => textAt(checked, e)).join(', ')})` }] },
  })
  return true
}

function isInterval(e: Expression): boolean {
  return e.kind === 'text' && Object.hasOwn(INTERVALS, e.value.toLowerCase())
}

function checkIntervals(checked: Checked): void {
  for (const call of callsOf(checked, 'DateAdd', 'DateDiff')) {
    const [interval] = call.args
    if (checked.found().some((d) => d.span === call.span) || interval?.kind !== 'text' || ['yyyy', 'm', 'd', 'ww', 'h', 'n', 's'].includes(interval.value)) continue
    const meant = isInterval(interval) ? ownEntry(INTERVALS, interval.value.toLowerCase()) : undefined
    checked.report({
      code: 'InvalidInterval', severity: 'error', span: interval.span, source: reference('DateAdd'), message: `“${interval.value}” is not an interval: yyyy, m, d, ww, h, n or s.`,
      ...(meant !== undefined && { fix: { title: `Write "${meant}"`, edits: [{ span: interval.span, text: `"${meant}"` }] } }),
    })
  }
}
const INTERVALS: Readonly<Record<string, string>> = {
  y: 'yyyy', yy: 'yyyy', year: 'yyyy', yyyy: 'yyyy', m: 'm', mm: 'm', month: 'm', d: 'd', dd: 'd', day: 'd', w: 'ww', ww: 'ww', week: 'ww', h: 'h',
  hh: 'h', hour: 'h', years: 'yyyy', months: 'm', days: 'd', weeks: 'ww', hours: 'h', minutes: 'n', seconds: 's', n: 'n', min: 'n', minute: 'n',
  mi: 'n', s: 's', ss: 's', second: 's',
}

/** The text forms that a date function may yield. */
const PRINTED_DATES = ['3/16/2020 7:00:00 AM', '12/31/2020 12:59:59 PM']

function checkFormats(checked: Checked): void {
  const { report } = checked
  for (const call of callsOf(checked, 'FormatDateTime')) {
    const [source, styles, input, output] = argsOf(call)
    for (const format of [input, output]) {
      if (format?.kind === 'text' && !DateFormat.of(format.value))
        report({ code: 'InvalidDateFormat', severity: 'error', span: format.span, source: reference('FormatDateTime'), message: `“${format.value}” is not a .NET date format.` })
    }
    const named = literalOf(styles)
    if (styles && named !== undefined && !dateStylesOf(named))
      report({ code: 'InvalidArgument', severity: 'error', span: styles.span, source: reference('FormatDateTime'), message: `“${named}” is not a usable DateTimeStyles value.` })
    if (!source || input?.kind !== 'text') continue
    const format = DateFormat.of(input.value)
    const reading = dateStylesOf(undefined)
    if (!format || !reading || kindOf(source) !== 'date') continue
    if (PRINTED_DATES.every((date) => format.parse(date, reading, () => new Instant(0)))) continue
    report({
      code: 'DateFormatMismatch', severity: 'error', span: input.span, source: reference('FormatDateTime'),
      message: `A date function yields M/d/yyyy h:mm:ss tt, which “${input.value}” does not read.`,
      fix: { title: 'Read M/d/yyyy h:mm:ss tt', edits: [{ span: input.span, text: '"M/d/yyyy h:mm:ss tt"' }] },
    })
  }
}
