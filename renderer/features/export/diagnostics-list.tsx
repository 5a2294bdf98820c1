import { EXPORT } from '../../texts/export'
import { formatNumber } from '../../ui/format'
import { StatusSign, type Status } from '../../ui/signs'
import { EmptyState } from '../../ui/states'
import type { Diagnostic } from './export-facts'

const SIGNS: Readonly<Record<Diagnostic['severity'], Status>> = { error: 'failed', warning: 'warning', info: 'info' }

interface Props {
  readonly diagnostics: readonly Diagnostic[]
  readonly onShow: (line: number) => void
}

/** What the rules of a schema say about the document, each with the line that it is about. */
export function DiagnosticsList({ diagnostics, onShow }: Props) {
  if (diagnostics.length === 0) return <EmptyState title={EXPORT.noDiagnostics}>{EXPORT.noDiagnosticsWhy}</EmptyState>
  return (
    <div className="diagnostics" tabIndex={0} role="group" aria-label={EXPORT.diagnostics}>
      <ul aria-label={EXPORT.diagnostics}>
        {diagnostics.map((diagnostic) => (
          <li key={`${diagnostic.code} ${diagnostic.path} ${diagnostic.message}`}>
            <StatusSign status={SIGNS[diagnostic.severity]} />
            <span className="diagnostic-words">
              <span><span className="visually-hidden">{EXPORT.severityWords[diagnostic.severity]} </span>{diagnostic.message}</span>
              <span className="small quiet mono">{diagnostic.code} · {diagnostic.path === '' ? EXPORT.wholeDocument : diagnostic.path}</span>
            </span>
            {diagnostic.line !== undefined && (
              <button type="button" className="link number" onClick={() => { onShow(diagnostic.line ?? 1) }}>
                {EXPORT.line(formatNumber(diagnostic.line))}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
