import type { CallNode } from '../ast'
import type { Fix } from '../diagnostics'
import { functions, missingInCloudSync } from '../functions/index'
import { didYouMean } from '../spelling'
import { structureErrors } from '../structure'
import { OTHER_NAMES } from '../habits'
import { type Checked, callsOf, literalOf, textAt } from './scope'
import { cloudSync, connectFunction, reference } from '../documents'

/** How a function of Entra Connect is written here, where it can be (§10). */
const CONNECT_FUNCTIONS: Readonly<Record<string, string>> = {
  LCase: 'ToLower', UCase: 'ToUpper', IsEmpty: 'IsNullOrEmpty', CNum: 'the number itself: text that reads as a number is one',
  Right: 'Replace(source, , "^.*?(?<end>.{0,3})$", , "${end}", , ) for the last three characters', Contains: 'InStr(text, part) > 0',
  PadLeft: 'Replace(Join("", "0000000000", source), , "(.*?)(?<end>.{0,10})$", , "${end}", , ) for ten characters',
  LTrim: 'Replace(source, , "^\\\\s+", , "", , )', RTrim: 'Replace(source, , "\\\\s+$", , "", , )', ReplaceChars: 'Replace, once for each character or with a pattern',
  IsBitSet: 'BitAnd(flags, bit) <> 0 in the condition of IIF', ItemOrNull: 'Item, guarded by IIF(Count(list) >= n, …)', InStrRev: 'Replace with a pattern',
  IsNumeric: 'Replace with a pattern, compared in IIF', IsDate: 'nothing: CDate fails on what is no date', BitOr: 'nothing: there is no BitOr',
  RandomNum: 'RandomString(n, n, 0, 0, 0)', CRef: 'the attribute itself', CGuid: 'the attribute itself', ConvertFromUTF8Hex: 'nothing', DNComponentRev: 'Replace with a pattern',
  EscapeDNComponent: 'Replace with a pattern', IsGuid: 'nothing', PadRight: 'Left(Join("", source, "          "), 10) for ten characters',
  Select: 'nothing: lists are not filtered', Where: 'nothing: lists are not filtered', With: 'nothing: write the part twice',
  StringFromGuid: 'the attribute itself', ImportedValue: 'nothing', IsCert: 'nothing',
}

/** Functions and attributes that do not exist, arguments too few or too many, and what belongs to another dialect. */
export function checkNames(checked: Checked): void {
  const { options, report, tree } = checked
  for (const error of structureErrors(tree)) {
    const call = callsOf(checked).find((c) => c.calleeSpan === error.span || c.span === error.span)
    if (error.code === 'UnknownFunction' && call) unknownFunction(checked, call)
    else {
      const fix = call && (error.code === 'ArgumentCount' ? countFix(checked, call) : error.code === 'SelectUniqueValueNested' ? unnested(checked, call) : undefined)
      report({ ...error, severity: 'error', ...(fix && { fix }) })
    }
  }
  for (const call of callsOf(checked)) {
    const only = functions.get(call.callee)?.only
    if (only === 'cloudSync' && options.dialect !== 'cloudSync')
      report({
        code: 'OtherDialect', severity: 'warning', span: call.calleeSpan, source: cloudSync,
        message: `${call.callee} exists in cloud sync; application provisioning does not document it.`,
      })
    if (options.dialect === 'cloudSync' && missingInCloudSync.has(call.callee))
      report({ code: 'OtherDialect', severity: 'warning', span: call.calleeSpan, source: cloudSync, message: `Cloud sync does not have ${call.callee}.` })
    if (options.dialect === 'cloudSync' && call.callee === 'FormatDateTime' && call.args.length === 4)
      report({
        code: 'OtherDialect', severity: 'warning', span: call.span, source: cloudSync,
        message: 'Cloud sync knows FormatDateTime with three arguments only: source, inputFormat, outputFormat.',
      })
  }
  checkAttributes(checked)
}

function unknownFunction(checked: Checked, call: CallNode): void {
  const { report } = checked
  const name = call.callee
  const connectName = Object.keys(CONNECT_FUNCTIONS).find((known) => known.toLowerCase() === name.toLowerCase())
  const connect = connectName === undefined ? undefined : CONNECT_FUNCTIONS[connectName]
  const at = { code: 'UnknownFunction', severity: 'error', span: call.calleeSpan } as const
  if (/^(?:and|or)$/i.test(name)) {
    report({
      ...at, source: reference('IIF'),
      message: `There is no ${name} here: nest one IIF in a branch of another, on the true branch for “and”, on the false branch for “or”.`,
      ...withFix(nestedConditions(checked, call)),
    })
    return
  }
  const cased = [...functions.keys()].find((known) => known.toLowerCase() === name.toLowerCase())
  if (cased !== undefined) {
    report({ ...at, source: reference('List of functions'), message: `The function is spelled ${cased}; upper and lower case matter.`, ...withFix(renamed(call, cased)) })
    return
  }
  if (connect !== undefined) {
    report({
      ...at, source: connectFunction(name), message: `${name} belongs to Entra Connect; here it is ${connect}.`,
      ...withFix(rewritten(checked, call) ?? (functions.has(connect) ? renamed(call, connect) : undefined)),
    })
    return
  }
  const other = Object.hasOwn(OTHER_NAMES, name.toLowerCase()) ? OTHER_NAMES[name.toLowerCase()] : undefined
  if (other) {
    report({
      ...at, source: reference('List of functions'), message: `${name} belongs to ${other.from}; here it is ${other.name}.`,
      ...withFix(rewritten(checked, call) ?? renamed(call, other.name)),
    })
    return
  }
  const meant = didYouMean(name, functions.keys())
  report({
    ...at, source: reference('List of functions'), ...withFix(meant === undefined ? undefined : renamed(call, meant)),
    message: meant === undefined ? `There is no function “${name}”; the list of functions has what there is.` : `There is no function “${name}”; did you mean ${meant}?`,
  })
}

function withFix(fix: Fix | undefined): { readonly fix?: Fix } {
  return fix === undefined ? {} : { fix }
}

function renamed({ calleeSpan }: CallNode, name: string): Fix {
  return { title: `Write ${name}`, edits: [{ span: calleeSpan, text: name }] }
}

/** `IIF(And(a, b), yes, no)`, as nested conditions. */
function nestedConditions(checked: Checked, call: CallNode): Fix | undefined {
  const around = callsOf(checked, 'IIF').find((e) => e.args[0] === call)
  const [, yes, no] = around?.args ?? []
  if (!around || !yes || !no || call.args.length === 0) return undefined
  const [whenTrue, whenFalse] = [textAt(checked, yes), textAt(checked, no)]
  const isAnd = /^and$/i.test(call.callee)
  const text = call.args.map((part) => textAt(checked, part))
    .reduceRight((inner, part) => (isAnd ? `IIF(${part}, ${inner}, ${whenFalse})` : `IIF(${part}, ${whenTrue}, ${inner})`), isAnd ? whenTrue : whenFalse)
  return { title: 'Nest the conditions', edits: [{ span: around.span, text }] }
}

/** Functions of other dialects whose arguments stand otherwise here. */
function rewritten(checked: Checked, call: CallNode): Fix | undefined {
  const [a, b, c] = call.args.map((e) => textAt(checked, e))
  const count = literalOf(call.args[1])
  const as = (text: string): Fix => ({ title: `Write ${text.slice(0, text.indexOf('('))}(…)`, edits: [{ span: call.span, text }] })
  const all = call.args.map((e) => textAt(checked, e)).join(', ')
  switch (call.callee.toLowerCase()) {
    case 'concatenate': case 'concat': return as(`Join("", ${all})`)
    case 'textjoin': return call.args.length > 2 ? as(`Join(${[a, ...call.args.slice(2).map((e) => textAt(checked, e))].join(', ')})`) : undefined
    case 'substitute': return call.args.length === 3 ? as(`Replace(${a}, ${b}, , , ${c}, , )`) : undefined
    case 'find': case 'search': return call.args.length === 2 ? as(`InStr(${b}, ${a})`) : undefined
    case 'ltrim': return call.args.length === 1 ? as(`Replace(${a}, , "^\\\\s+", , "", , )`) : undefined
    case 'rtrim': return call.args.length === 1 ? as(`Replace(${a}, , "\\\\s+$", , "", , )`) : undefined
    case 'right': return count !== undefined && /^\d+$/.test(count) ? as(`Replace(${a}, , "^.*?(?<end>.{0,${count}})$", , "\${end}", , )`) : undefined
    default: return undefined
  }
}

/** `Join("", SelectUniqueValue(a, b), "x")` is `SelectUniqueValue(Join("", a, "x"), Join("", b, "x"))`. */
function unnested(checked: Checked, call: CallNode): Fix | undefined {
  const { text, tree } = checked
  if (callsOf(checked, 'SelectUniqueValue').length > 1 || call.args.length === 0) return undefined
  const around = (rule: string): string => `${text.slice(tree.span[0], call.span[0])}${rule}${text.slice(call.span[1], tree.span[1])}`
  return { title: 'Put it outermost', edits: [{ span: tree.span, text: `SelectUniqueValue(${call.args.map((rule) => around(textAt(checked, rule))).join(', ')})` }] }
}

/** What would give a call the right number of arguments. */
function countFix(checked: Checked, call: CallNode): Fix | undefined {
  const { callee, args, span } = call
  const texts = args.map((e) => textAt(checked, e))
  const [a, b, c] = texts
  const [source] = args
  if (callee === 'FormatDateTime' && args.length === 2) return {
    title: 'Name the format that is read', edits: [{ span, text: `FormatDateTime(${a}, , "M/d/yyyy h:mm:ss tt", ${b})` }],
  }
  if (callee === 'Replace' && args.length === 3 && args.every((e) => e.kind !== 'omitted')) return {
    title: 'Use the seven slots', edits: [{ span, text: `Replace(${a}, ${b}, , , ${c}, , )` }],
  }
  if (callee === 'Switch' && args.length >= 3 && args.length % 2 === 1 && source && source.kind !== 'omitted') return {
    title: 'Insert an empty default', edits: [{ span: [source.span[1], source.span[1]], text: ', ' }],
  }
  if (callee === 'Append' && args.length > 2) return { title: 'Write it with Join', edits: [{ span, text: `Join("", ${texts.filter((t) => t !== '').join(', ')})` }] }
  if (callee === 'IIF' && args.length === 2 && args.every((e) => e.kind !== 'omitted')) return {
    title: 'Otherwise leave the attribute alone', edits: [{ span, text: `IIF(${a}, ${b}, IgnoreAttributeFlow)` }],
  }
  if (callee === 'Word' && args.length === 2) return { title: 'Separate at blanks', edits: [{ span, text: `Word(${a}, ${b}, " ")` }] }
  return undefined
}

function checkAttributes({ nodes, options, report }: Checked): void {
  const { source } = options
  if (!source) return
  const names = new Set(source.map((a) => a.name))
  for (const e of nodes) {
    if (e.kind !== 'attribute' || names.has(e.name)) continue
    const meant = didYouMean(e.name.trim(), names)
    const fix = meant === undefined ? undefined : { title: `Write [${meant}]`, edits: [{ span: e.span, text: `[${meant}]` }] }
    if (meant?.toLowerCase() === e.name.toLowerCase())
      report({
        code: 'AttributeCase', severity: 'warning', span: e.span, source: reference('Syntax overview'),
        message: `The attribute is spelled ${meant}; upper and lower case matter.`, ...(fix && { fix }),
      })
    else
      report({
        code: 'UnknownAttribute', severity: 'warning', span: e.span, source: reference('Syntax overview'),
        message: `The source has no attribute “${e.name}”, so it never has a value${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
        ...(fix && { fix }),
      })
  }
}
