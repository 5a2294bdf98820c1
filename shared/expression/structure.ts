import { argumentsOf } from './arguments'
import type { CallNode, Encoding, Expression, Span } from './ast'
import type { ErrorCode } from './diagnostics'
import { functions } from './functions/index'
import { replaceMode } from './functions/replace'
import type { FunctionDeclaration } from './functions/define'
import { reference, sourceOfFunction } from './documents'

/** What makes an expression fail for every object, whatever its values. */
export interface StructureError { readonly code: ErrorCode; readonly span: Span; readonly message: string; readonly source: string }

const ENCODINGS: readonly string[] = ['Unicode', 'ASCII', 'UTF8'] satisfies readonly Encoding[]

/** Unknown functions, wrong numbers of arguments and things in places where they cannot stand, in source order. */
export function structureErrors(tree: Expression): readonly StructureError[] {
  const errors: StructureError[] = []
  visit(tree, undefined, -1)
  return errors

  function visit(e: Expression, parent: CallNode | undefined, index: number): void {
    if (e.kind === 'comparison') {
      const unknown = parent !== undefined && !functions.has(parent.callee)
      if (!unknown && !(index === 0 && (parent?.callee === 'IIF' || parent?.callee === 'CBool')))
        report('SyntaxError', e.span, 'A comparison stands only in the condition of IIF or in CBool.', reference('IIF'))
      visit(e.left, undefined, -1)
      visit(e.right, undefined, -1)
    } else if (e.kind === 'word' && ENCODINGS.includes(e.word) && !(parent?.callee === 'ConvertFromBase64' && index === 1)) {
      report('TypeMismatch', e.span, `The word ${e.word} stands only as the encoding of ConvertFromBase64; as text it stands in quotation marks.`, reference('ConvertFromBase64'))
    } else if (e.kind === 'word' && e.word.startsWith('vb') && !(parent?.callee === 'InStr' && index === 3)) {
      report('TypeMismatch', e.span, `The word ${e.word} stands only as the last argument of InStr.`, reference('InStr'))
    } else if (e.kind === 'call') {
      const declaration = functions.get(e.callee)
      if (!declaration) report('UnknownFunction', e.calleeSpan, `There is no function “${e.callee}”.`, reference('List of functions'))
      else if (e.callee === 'SelectUniqueValue' && e !== tree) report('SelectUniqueValueNested', e.calleeSpan, 'SelectUniqueValue must be the outermost function; put what is around it into each of its rules.', reference('SelectUniqueValue'))
      if (declaration) countArguments(e, declaration)
      e.args.forEach((argument, i) => visit(argument, e, i))
    }
  }

  function countArguments(call: CallNode, declaration: FunctionDeclaration): void {
    const message = argumentProblem(call, declaration)
    if (message !== undefined) report('ArgumentCount', call.span, message, sourceOfFunction(declaration.source))
  }

  function report(code: ErrorCode, span: Span, message: string, source: string): void {
    errors.push({ code, span, message, source })
  }
}

function argumentProblem(call: CallNode, declaration: FunctionDeclaration): string | undefined {
  const args = argumentsOf(call, declaration)
  const { name, params } = declaration
  if (name === 'Switch') {
    if (args.length < 4) return `Switch needs a source, a default and at least one key with its value; there ${args.length === 1 ? 'is 1 argument' : `are ${args.length} arguments`}.`
    if (args.length % 2 === 1) return `Switch takes an even number of arguments: source, default, then keys with their values; there are ${args.length}.`
    return args[0]?.kind === 'omitted' ? 'The source of Switch is missing.' : undefined
  }
  if (name === 'FormatDateTime' && args.length < 4) return `FormatDateTime takes three or four arguments; there are ${call.args.length}.`
  const least = params.filter((p) => p.required).length
  const most = params.some((p) => p.repeated) ? Infinity : params.length
  if (args.length < least || args.length > most) {
    const expected = most === Infinity ? `at least ${least}` : least === most ? String(least) : `${least} to ${most}`
    return `${name} takes ${expected} argument${/\b1$/.test(expected) ? '' : 's'}; there ${args.length === 1 ? 'is' : 'are'} ${args.length}.`
  }
  const missing = params.find((p, i) => p.required && !p.repeated && args[i]?.kind === 'omitted')
  if (missing) return `${name} needs its argument “${missing.name}”; the slot is empty.`
  if (name === 'Replace' && !replaceMode(args.map((a) => a.kind !== 'omitted')))
    return 'Replace needs oldValue with replacementValue or template, or regexPattern with replacementValue, or with regexGroupName and replacementAttributeName.'
  return undefined
}
