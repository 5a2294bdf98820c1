import type { editor, IRange, languages } from 'monaco-editor/editor/editor.api'
import type { Diagnostic, Span } from '../../../shared/expression/index'

/** What is needed of a Monaco model to turn offsets into places. */
export type PositionModel = Pick<editor.ITextModel, 'getPositionAt'>

/** Monaco's own numbers, written out so that this file needs nothing of Monaco at run time. */
const MARKER_SEVERITY = { error: 8, warning: 4, info: 2 } as const satisfies Readonly<Record<Diagnostic['severity'], number>>

/** Monaco counts lines and columns from 1; the expression language counts code units from 0, the end excluded. */
export function toRange(model: PositionModel, [from, to]: Span): IRange {
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  return { startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: end.lineNumber, endColumn: end.column }
}

export function toMarker(model: PositionModel, { code, severity, span, message, source }: Diagnostic): editor.IMarkerData {
  return { code, message: source === undefined ? message : `${message} (${source})`, severity: MARKER_SEVERITY[severity], ...toRange(model, widened(span)) }
}

/** What went wrong for a person, where it arose. */
export function toFailureMarker(model: PositionModel, span: Span, message: string): editor.IMarkerData {
  return { message, severity: MARKER_SEVERITY.error, ...toRange(model, widened(span)) }
}

/** An empty place could not be underlined. */
function widened([from, to]: Span): Span {
  return to > from ? [from, to] : [Math.max(0, from - 1), Math.max(1, to)]
}

/** The fixes of diagnostics that touch a range of offsets. */
export function fixesAt(diagnostics: readonly Diagnostic[], [from, to]: Span): readonly Diagnostic[] {
  return diagnostics.filter(({ fix, span }) => fix !== undefined && span[0] <= to && span[1] >= from)
}

export function toCodeAction(model: editor.ITextModel, diagnostic: Diagnostic): languages.CodeAction {
  const { fix } = diagnostic
  return {
    title: fix?.title ?? diagnostic.message, kind: 'quickfix', isPreferred: true, diagnostics: [toMarker(model, diagnostic)],
    edit: { edits: (fix?.edits ?? []).map(({ span, text }) => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: toRange(model, span), text } })) },
  }
}
