import type { Issue, SystemView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { DataTable } from '../../ui/data-table'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'

const C = CONNECTIONS.columns

const COLUMNS: readonly Column<Issue>[] = [
  { id: 'origin', title: CONNECTIONS.origin, width: 170, grow: 1, mono: true, cell: (row) => row.origin },
  { id: 'finding', title: C.finding, width: 280, grow: 4, cell: (row) => row.message },
  { id: 'code', title: C.code, width: 140, mono: true, cell: (row) => row.code },
]

/** What was wrong with the data read, line by line. */
export function FindingsTable({ view }: { readonly view: SystemView }) {
  const rows = usePages('systems.issues', { system: view.id })
  return (
    <DataTable<Issue>
      label={CONNECTIONS.findingsOf(view.name)} rows={rows} columns={COLUMNS} rowKey={(row) => `${row.origin} ${row.code}`}
      empty={{ title: CONNECTIONS.noFindings, children: CONNECTIONS.noFindingsWhy }}
    />
  )
}
