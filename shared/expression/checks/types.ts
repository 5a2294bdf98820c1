import type { Expression } from '../ast'
import { DateFormat, dateStylesOf } from '../date-format'
import { parameterAt } from '../arguments'
import type { ValueKind } from '../functions/define'
import { functions } from '../functions/index'
import { Instant, parseInstant } from '../instant'
import { argsOf, callsOf, type Checked, isCall, kindOf, leavesOf, literalOf, textAt } from './scope'

/** Arguments and branches of the wrong kind, as far as the text alone says. */
export function checkTypes(checked: Checked): void {
  for (const call of callsOf(checked)) {
    const declaration = functions.get(call.callee)
    if (!declaration) continue
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
  const wrong = (message: string): void => report({ code: 'TypeMismatch', severity: 'error', span: argument.span, message, source: functions.get(callee)?.source ?? '' })
  if (wanted === 'number' || wanted === 'bigNumber') {
    if (argument.kind === 'text' && !/^\s*[+-]?\d+\s*$/.test(argument.value)) wrong(`${callee} needs a whole number here, not “${argument.value}”.`)
    else if (argument.kind === 'number' && argument.text.includes('.')) wrong(`${callee} needs a whole number here, not ${argument.text}.`)
    else if (kind === 'date' || kind === 'boolean') wrong(`${callee} needs a whole number here; this is ${kind === 'date' ? 'a date' : 'True or False'}.`)
  } else if (wanted === 'date') {
    if (literal !== undefined && !parseInstant(literal)) report({ code: 'InvalidDate', severity: 'error', span: argument.span, source: '§7 CDate', message: `“${literal}” is not a date.` })
    else if (kind === 'boolean' || (kind === 'number' && argument.kind === 'call')) wrong(`${callee} needs a date here; this is ${kind === 'number' ? 'a number' : 'True or False'}.`)
    else if ((callee === 'DateAdd' || callee === 'DateDiff') && kind !== 'date' && !leavesOf(argument).some((leaf) => kindOf(leaf, options.source) === 'date'))
      report({
        code: 'TypeMismatch', severity: 'warning', span: argument.span, source: `§7 ${callee}`, message: `${callee} takes dates: wrap text in CDate.`,
        fix: { title: 'Wrap it in CDate', edits: [{ span: argument.span, text: `CDate(${textAt(checked, argument)})` }] },
      })
  } else if (wanted === 'condition') {
    if (kind === 'date' || kind === 'list') wrong('A condition is a comparison, or True or False.')
    else if (argument.kind === 'text' && !/^\s*(?:true|false|[+-]?\d+(?:\.\d+)?)?\s*$/i.test(argument.value)) wrong(`“${argument.value}” is neither True nor False.`)
  }
}

function checkIntervals(checked: Checked): void {
  for (const call of callsOf(checked, 'DateAdd', 'DateDiff')) {
    const [interval] = call.args
    if (interval?.kind !== 'text' || ['yyyy', 'm', 'd', 'ww', 'h', 'n', 's'].includes(interval.value)) continue
    const meant = INTERVALS[interval.value.toLowerCase()]
    checked.report({
      code: 'InvalidInterval', severity: 'error', span: interval.span, source: '§7 DateAdd', message: `“${interval.value}” is not an interval: yyyy, m, d, ww, h, n or s.`,
      ...(meant !== undefined && { fix: { title: `Write "${meant}"`, edits: [{ span: interval.span, text: `"${meant}"` }] } }),
    })
  }
}
const INTERVALS: Readonly<Record<string, string>> = { y: 'yyyy', yy: 'yyyy', year: 'yyyy', yyyy: 'yyyy', m: 'm', mm: 'm', month: 'm', d: 'd', dd: 'd', day: 'd', w: 'ww', ww: 'ww', week: 'ww', h: 'h', hh: 'h', hour: 'h', n: 'n', min: 'n', minute: 'n', mi: 'n', s: 's', ss: 's', second: 's' }

/** The text forms that a date function may yield. */
const PRINTED_DATES = ['3/16/2020 7:00:00 AM', '12/31/2020 12:59:59 PM']

function checkFormats(checked: Checked): void {
  const { report } = checked
  for (const call of callsOf(checked, 'FormatDateTime')) {
    const [source, styles, input, output] = argsOf(call)
    for (const format of [input, output]) {
      if (format?.kind === 'text' && !DateFormat.of(format.value))
        report({ code: 'InvalidDateFormat', severity: 'error', span: format.span, source: '§7 FormatDateTime', message: `“${format.value}” is not a .NET date format.` })
    }
    const named = literalOf(styles)
    if (styles && named !== undefined && !dateStylesOf(named))
      report({ code: 'InvalidArgument', severity: 'error', span: styles.span, source: '§7 FormatDateTime', message: `“${named}” is not a usable DateTimeStyles value.` })
    if (!source || input?.kind !== 'text') continue
    const format = DateFormat.of(input.value)
    const reading = dateStylesOf(undefined)
    if (!format || !reading || kindOf(source) !== 'date') continue
    if (PRINTED_DATES.every((date) => format.parse(date, reading, () => new Instant(0)))) continue
    report({
      code: 'DateFormatMismatch', severity: 'warning', span: input.span, source: '§7 FormatDateTime',
      message: `A date function yields M/d/yyyy h:mm:ss tt, which “${input.value}” does not read.`,
      fix: { title: 'Read M/d/yyyy h:mm:ss tt', edits: [{ span: input.span, text: '"M/d/yyyy h:mm:ss tt"' }] },
    })
  }
}

/** Branches of different kinds, and results that the target's type does not take. */
function checkBranches(checked: Checked): void {
  const { options, report, tree } = checked
  for (const call of callsOf(checked, 'IIF', 'Switch')) {
    const args = argsOf(call)
    const branches = call.callee === 'IIF' ? args.slice(1) : [args[1], ...args.filter((_, i) => i >= 3 && i % 2 === 1)]
    const kinds = branches.flatMap((b) => (b && b.kind !== 'omitted' && b.kind !== 'word' ? [{ branch: b, kind: kindOf(b, options.source) }] : []))
    const listed = kinds.find((k) => k.kind === 'list')
    const single = kinds.find((k) => k.kind === 'text' || k.kind === 'number' || k.kind === 'boolean' || k.kind === 'date')
    if (listed && single) report({ code: 'BranchTypes', severity: 'warning', span: single.branch.span, source: '§5', message: `One branch of ${call.callee} is a list, this one a single value.` })
  }
  const type = options.target?.type?.toLowerCase()
  for (const leaf of leavesOf(tree)) {
    const literal = literalOf(leaf)
    if (literal === undefined || literal === '') continue
    const fits = type === 'boolean' ? /^(?:true|false)$/i.test(literal) : type === 'integer' || type === 'int' ? /^-?\d+$/.test(literal) : true
    if (!fits) report({ code: 'BranchTypes', severity: 'error', span: leaf.span, source: '§2', message: `“${literal}” cannot flow to ${options.target?.name ?? 'the target'}, which takes ${type === 'boolean' ? 'True or False' : 'whole numbers'}.` })
  }
  if (type === 'boolean' && isCall(tree, 'Join', 'Append')) report({ code: 'BranchTypes', severity: 'warning', span: tree.span, source: '§2', message: `${tree.callee} makes text; ${options.target?.name ?? 'the target'} takes True or False.` })
}
