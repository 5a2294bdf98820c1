import { EXPORT } from '../../texts/export'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import { rowsOf } from '../../ui/row-source'
import { StatusSign, type Status } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import type { Diagnostic } from './export-facts'

const C = EXPORT.diagnosticColumns
const SIGNS: Readonly<Record<Diagnostic['severity'], Status>> = { error: 'failed', warning: 'warning', info: 'info' }

interface Props {
  readonly diagnostics: readonly Diagnostic[]
  readonly onShow: (line: number) => void
}

/** What the rules of a schema say about the document. Opening a row shows its line. */
export function DiagnosticsTable({ diagnostics, onShow }: Props) {
  return (
    <div className="diagnostics">
      <DataTable<Diagnostic>
        label={EXPORT.diagnostics} rows={rowsOf(diagnostics)} columns={COLUMNS} rowKey={(row) => `${row.code} ${row.path} ${row.message}`}
        onSelect={(row) => { if (row.line !== undefined) onShow(row.line) }} empty={{ title: EXPORT.noDiagnostics, children: EXPORT.noDiagnosticsWhy }}
      />
    </div>
  )
}

const COLUMNS: readonly Column<Diagnostic>[] = [
  {
    id: 'message', title: C.message, width: 300, grow: 4, text: (row) => row.message,
    cell: (row) => <span className="diagnostic"><StatusSign status={SIGNS[row.severity]} /><span className="visually-hidden">{EXPORT.severityWords[row.severity]} </span><span className="ellipsis">{row.message}</span></span>,
  },
  { id: 'code', title: C.code, width: 70, mono: true, cell: (row) => row.code },
  { id: 'line', title: C.line, width: 60, align: 'right', cell: (row) => (row.line === undefined ? '' : formatNumber(row.line)) },
  { id: 'path', title: C.path, width: 200, grow: 3, mono: true, cell: (row) => (row.path === '' ? EXPORT.wholeDocument : row.path) },
]
