import { useMemo } from 'react'
import type { ObjectRow, SystemTypeView, SystemView } from '../../../shared/ipc/views'
import type { AttributeValue } from '../../../shared/model/attribute'
import { CONNECTIONS } from '../../texts/connections'
import { DataTable } from '../../ui/data-table'
import { neighbour } from '../../ui/neighbour'
import type { RowSource } from '../../ui/row-source'
import type { Column } from '../../ui/table-columns'
import { Absent } from '../../ui/value-diff'
import { usePages } from '../../use-request'
import type { ChosenObject } from './chosen-object'

interface Props {
  readonly view: SystemView
  readonly type: SystemTypeView | undefined
  /** The attribute that the anchor is taken from, where it is known. */
  readonly anchor: string | undefined
  readonly search: string
  readonly chosen: string | undefined
  readonly onChoose: (object: ChosenObject) => void
  readonly onClear: (() => void) | undefined
}

/** Rows as they were read, the anchor frozen at the left, then where each row stands. */
export function ObjectsTable({ view, type, anchor, search, chosen, onChoose, onClear }: Props) {
  const rows = usePages('systems.rows', type === undefined ? null : { system: view.id, type: type.name, ...(search !== '' && { search }) })
  const columns = useMemo(() => columnsOf(type?.attributes ?? [], anchor), [type, anchor])
  return (
    <div className="objects-table">
      <DataTable<ObjectRow>
        label={CONNECTIONS.rowsAsRead(view.name, type?.name ?? '')} rows={type === undefined ? NO_ROWS : rows} columns={columns}
        rowKey={(row) => row.anchor} selectedKey={chosen}
        onSelect={(row) => { onChoose(chosenAt(rows, row, onChoose)) }} empty={{ title: CONNECTIONS.rowsOf(view.name), children: CONNECTIONS.noRows }}
        onClearFilters={onClear}
      />
    </div>
  )
}

const NO_ROWS: RowSource<ObjectRow> = { status: 'ready', total: 0, row: () => undefined, need: () => undefined, retry: () => undefined }

function chosenAt(rows: RowSource<ObjectRow>, row: ObjectRow, onChoose: (object: ChosenObject) => void): ChosenObject {
  return {
    row,
    step: (by) => {
      const next = neighbour(rows, ({ anchor }) => anchor === row.anchor, by)
      if (next !== undefined) onChoose(chosenAt(rows, next, onChoose))
    },
  }
}

function columnsOf(attributes: readonly string[], anchor: string | undefined): readonly Column<ObjectRow>[] {
  return [
    {
      id: ' anchor', title: anchor !== undefined && attributes.includes(anchor) ? anchor : CONNECTIONS.anchorColumn, width: 130, mono: true,
      cell: (row) => row.anchor,
    },
    { id: ' origin', title: CONNECTIONS.origin, width: 170, mono: true, cell: (row) => row.origin },
    ...attributes.flatMap((name, index): readonly Column<ObjectRow>[] => name === anchor ? [] : [{
      id: name, title: name, width: 130, grow: 1, mono: true, text: (row) => textOf(row.cells[index]),
      cell: (row) => { const cell = row.cells[index]; return cell === null || cell === undefined ? <Absent /> : textOf(cell) },
    }]),
  ]
}

/** The first value, and how many more there are. */
function textOf(cell: AttributeValue | null | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell === '' ? '""' : cell
  const [first = '', ...more] = cell
  return more.length === 0 ? first : `${first} +${String(more.length)}`
}
