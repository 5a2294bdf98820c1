import type { Fix } from '../diagnostics'
import { functions, missingInCloudSync } from '../functions/index'
import { didYouMean } from '../spelling'
import { structureErrors } from '../structure'
import { type Checked, callsOf } from './scope'

const PAGE = 'functions-for-customizing-application-data.md'
const CONNECT = 'connect/reference-connect-sync-functions-reference.md'

/** How a function of Entra Connect is written here, where it can be (§10). */
const CONNECT_FUNCTIONS: Readonly<Record<string, string>> = {
  LCase: 'ToLower', UCase: 'ToUpper', IsEmpty: 'IsNullOrEmpty', CNum: 'the number itself: text that reads as a number is one',
  Right: 'Replace(source, , "^.*?(?<end>.{0,3})$", , "${end}", , ) for the last three characters', Contains: 'InStr(text, part) > 0',
  PadLeft: 'Replace(Join("", "0000000000", source), , "(.*?)(?<end>.{0,10})$", , "${end}", , ) for ten characters',
  LTrim: 'Replace(source, , "^\\\\s+", , "", , )', RTrim: 'Replace(source, , "\\\\s+$", , "", , )', ReplaceChars: 'Replace, once for each character or with a pattern',
  IsBitSet: 'BitAnd(flags, bit) <> 0 in the condition of IIF', ItemOrNull: 'Item, guarded by IIF(Count(list) >= n, …)', InStrRev: 'Replace with a pattern',
  IsNumeric: 'Replace with a pattern, compared in IIF', IsDate: 'nothing: CDate fails on what is no date', BitOr: 'nothing: there is no BitOr',
  RandomNum: 'RandomString(n, n, 0, 0, 0)', CRef: 'the attribute itself', CGuid: 'the attribute itself', ConvertFromUTF8Hex: 'nothing', DNComponentRev: 'Replace with a pattern',
  EscapeDNComponent: 'Replace with a pattern', IsGuid: 'nothing', PadRight: 'Left(Join("", source, "          "), 10) for ten characters', Select: 'nothing: lists are not filtered',
  Where: 'nothing: lists are not filtered', With: 'nothing: write the part twice', StringFromGuid: 'the attribute itself', ImportedValue: 'nothing', IsCert: 'nothing',
}

/** Functions and attributes that do not exist, arguments too few or too many, and what belongs to another dialect. */
export function checkNames(checked: Checked): void {
  const { options, report, tree } = checked
  for (const error of structureErrors(tree)) {
    const call = callsOf(checked).find((c) => c.calleeSpan === error.span || c.span === error.span)
    if (error.code === 'UnknownFunction' && call) unknownFunction(checked, call.callee, call.calleeSpan)
    else {
      const fix = call && connectForm(checked, call)
      report({ ...error, severity: 'error', ...(fix && { fix }) })
    }
  }
  for (const call of callsOf(checked)) {
    const only = functions.get(call.callee)?.only
    if (only === 'cloudSync' && options.dialect !== 'cloudSync')
      report({ code: 'OtherDialect', severity: 'warning', span: call.calleeSpan, source: '§9', message: `${call.callee} exists in cloud sync; application provisioning does not document it.` })
    if (options.dialect === 'cloudSync' && missingInCloudSync.has(call.callee))
      report({ code: 'OtherDialect', severity: 'warning', span: call.calleeSpan, source: '§9', message: `Cloud sync does not have ${call.callee}.` })
    if (options.dialect === 'cloudSync' && call.callee === 'FormatDateTime' && call.args.length === 4)
      report({ code: 'OtherDialect', severity: 'warning', span: call.span, source: '§9', message: 'Cloud sync knows FormatDateTime with three arguments only: source, inputFormat, outputFormat.' })
  }
  checkAttributes(checked)
}

function unknownFunction({ report }: Checked, name: string, span: readonly [number, number]): void {
  const connect = CONNECT_FUNCTIONS[name]
  const meant = functions.has(connect ?? '') ? connect : didYouMean(name, functions.keys())
  const fix: Fix | undefined = meant === undefined ? undefined : { title: `Write ${meant}`, edits: [{ span, text: meant }] }
  const sameLetters = meant?.toLowerCase() === name.toLowerCase()
  const message = connect !== undefined
    ? `${name} belongs to Entra Connect; here it is ${connect}.`
    : sameLetters ? `The function is spelled ${meant}; upper and lower case matter.`
      : `There is no function “${name}”${meant === undefined ? '' : `; did you mean ${meant}?`}${meant === undefined ? '.' : ''}`
  report({ code: 'UnknownFunction', severity: 'error', span, message, source: connect === undefined ? PAGE : CONNECT, ...(fix && { fix }) })
}

/** Entra Connect's FormatDateTime(date, format) and Replace(text, old, new), as they are written here (§10). */
function connectForm({ text }: Checked, { callee, args, span }: ReturnType<typeof callsOf>[number]): Fix | undefined {
  const [a, b, c] = args.map((e) => text.slice(...e.span))
  if (callee === 'FormatDateTime' && args.length === 2) return { title: 'Name the format that is read', edits: [{ span, text: `FormatDateTime(${a}, , "M/d/yyyy h:mm:ss tt", ${b})` }] }
  if (callee === 'Replace' && args.length === 3 && args.every((e) => e.kind !== 'omitted')) return { title: 'Use the seven slots', edits: [{ span, text: `Replace(${a}, ${b}, , , ${c}, , )` }] }
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
      report({ code: 'AttributeCase', severity: 'warning', span: e.span, source: '§1 Case', message: `The attribute is spelled ${meant}; upper and lower case matter.`, ...(fix && { fix }) })
    else
      report({ code: 'UnknownAttribute', severity: 'warning', span: e.span, source: '§1', message: `The source has no attribute “${e.name}”, so it never has a value${meant === undefined ? '.' : `; did you mean ${meant}?`}`, ...(fix && { fix }) })
  }
}
