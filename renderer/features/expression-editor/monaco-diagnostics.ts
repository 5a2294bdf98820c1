import type { editor, IRange, languages } from 'monaco-editor/editor/editor.api'
import type { Diagnostic, Span, TextEdit } from '../../../shared/expression/index'
import { EXPRESSION } from '../../texts/expression'

/** What is needed of a Monaco model to turn offsets into places. */
export type PositionModel = Pick<editor.ITextModel, 'getPositionAt'>

/** Monaco's own numbers, written out so that this file needs nothing of Monaco at run time. */
const MARKER_SEVERITY = { error: 8, warning: 4, info: 2 } as const satisfies Readonly<Record<Diagnostic['severity'], number>>

/** Text that is typed at its edges does not belong to a decoration. */
const NEVER_GROWS = 1

/** Monaco counts lines and columns from 1; the expression language counts code units from 0, the end excluded. */
export function toRange(model: PositionModel, [from, to]: Span): IRange {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  return { startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: end.lineNumber, endColumn: end.column }
}

/** The language's diagnostic in Monaco's form. An empty span is widened, for Monaco shows none. */
export function toMarker(model: PositionModel, { code, severity, span, message, source }: Diagnostic): editor.IMarkerData {
  return { code, message, severity: MARKER_SEVERITY[severity], ...toRange(model, widened(span)), ...(source !== undefined && { source }) }
}

/** Where it fails for people who are shown: a line of its own kind, for it is no fault of the text alone. */
export function toFailureDecoration(model: PositionModel, span: Span, message: string): editor.IModelDeltaDecoration {
  return {
    range: toRange(model, widened(span)),
    options: { className: 'fails-for-person', hoverMessage: { value: message, isTrusted: false }, stickiness: NEVER_GROWS },
  }
}

/** An empty place could not be underlined. */
function widened([from, to]: Span): Span {
  return to > from ? [from, to] : [Math.max(0, from - 1), Math.max(1, to)]
}

/** The fixes of diagnostics that touch a range of offsets. */
export function fixesAt(diagnostics: readonly Diagnostic[], [from, to]: Span): readonly Diagnostic[] {
  return diagnostics.filter(({ fix, span }) => fix !== undefined && span[0] <= to && span[1] >= from)
}

/** The edits of every fix of one kind, the first of two that touch the same place. */
export function editsOfKind(diagnostics: readonly Diagnostic[], code: Diagnostic['code']): readonly TextEdit[] {
  const edits: TextEdit[] = []
  for (const { fix } of diagnostics.filter((one) => one.code === code)) {
    if (fix?.edits.every(({ span }) => edits.every((taken) => taken.span[1] < span[0] || span[1] < taken.span[0])) === true) edits.push(...fix.edits)
  }
  return edits
}

/** The fixes at a range, and for each kind of which there are several in the text, all of its fixes at once. */
export function toCodeActions(model: editor.ITextModel, diagnostics: readonly Diagnostic[], range: Span): readonly languages.CodeAction[] {
  const here = fixesAt(diagnostics, range)
  const single = here.map((diagnostic) => codeAction(model, diagnostic.fix?.title ?? diagnostic.message, diagnostic.fix?.edits ?? [], [diagnostic], here.length === 1))
  const kinds = [...new Set(here.map(({ code }) => code))].flatMap((code) => {
    const alike = diagnostics.filter((one) => one.code === code && one.fix !== undefined)
    return alike.length > 1 ? [codeAction(model, EXPRESSION.fixAll(code, alike.length), editsOfKind(diagnostics, code), alike, false)] : []
  })
  return [...single, ...kinds]
}

function codeAction(
  model: editor.ITextModel, title: string, edits: readonly TextEdit[], diagnostics: readonly Diagnostic[], isPreferred: boolean,
): languages.CodeAction {
  return {
    title, kind: 'quickfix', isPreferred, diagnostics: diagnostics.map((diagnostic) => toMarker(model, diagnostic)),
    edit: { edits: edits.map(({ span, text }) => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: toRange(model, span), text } })) },
  }
}
