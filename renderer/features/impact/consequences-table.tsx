import { useMemo, useState } from 'react'
import type { ConsequenceRow, ImpactConsequence } from '../../../shared/ipc/impact-views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { IMPACT } from '../../texts/impact'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import { systemName } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { SearchField } from '../../ui/search-field'
import { StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'

interface Props {
  readonly run: number
  readonly of: ImpactConsequence
  /** Where several systems lose accounts: those of the project, by whose name each is told. */
  readonly systems: readonly Pick<ConnectedSystem, 'id' | 'name'>[] | undefined
  readonly navigate: Navigate
  /** A group was opened: those through whom it loses members are asked for. */
  readonly onGroup: (row: ConsequenceRow) => void
}

/** Who loses their manager, or which groups lose members: one row each, with those through whom. */
export function ConsequencesTable({ run, of, systems, navigate, onGroup }: Props) {
  const [search, setSearch] = useState('')
  const rows = usePages('impact.consequences', { run, of, ...(search !== '' && { search }) })
  const columns = useMemo(() => columnsFor(of, systems), [of, systems])
  function open(row: ConsequenceRow): void {
    if (of !== 'managers') onGroup(row)
    else if (row.object.anchor !== undefined) navigate('person', { system: row.object.system, anchor: row.object.anchor })
  }
  return (
    <section className="impact-people">
      <header>
        <h2>{IMPACT.consequenceTitles[of]}</h2>
        <span className="quiet number">{IMPACT.consequenceCount(of, rows.total)}</span>
        <span className="quiet ellipsis">{IMPACT.consequenceLeads[of]}</span>
        <SearchField label={IMPACT.findConsequence[of]} value={search} onChange={setSearch} />
      </header>
      <DataTable<ConsequenceRow>
        label={IMPACT.consequenceTitles[of]} rows={rows} columns={columns} rowKey={({ object }) => `${object.system} ${object.anchor ?? ''}`} onOpen={open}
        empty={{ title: IMPACT.noneFound }} onClearFilters={search === '' ? undefined : () => { setSearch('') }}
      />
    </section>
  )
}

const C = IMPACT.consequenceColumns

function columnsFor(of: ImpactConsequence, systems: Props['systems']): readonly Column<ConsequenceRow>[] {
  const systemOf = ({ object }: ConsequenceRow): string => systemName(object.system, systems ?? [])
  const named: readonly Column<ConsequenceRow>[] = [
    { id: 'name', title: of === 'managers' ? C.person : C.group, width: 200, grow: 2, cell: ({ object }) => object.display },
    ...(systems === undefined ? [] : [{ id: 'system', title: C.system, width: 124, cell: systemOf }]),
  ]
  if (of === 'managers') return [
    ...named,
    { id: 'id', title: C.id, width: 180, mono: true, cell: ({ object }) => object.anchor ?? '' },
    { id: 'manager', title: C.manager, width: 200, grow: 2, cell: ({ through }) => through.join(', ') },
  ]
  const number = (id: 'members' | 'lost' | 'left'): Column<ConsequenceRow> => ({
    id, title: C[id], width: 84, align: 'right', cell: (row) => formatNumber(row[id] ?? 0),
  })
  return [
    ...named, number('members'), number('lost'),
    {
      ...number('left'), text: ({ left }) => formatNumber(left ?? 0),
      cell: ({ left }) => (left === 0 ? <StatusSign status="warning">0</StatusSign> : formatNumber(left ?? 0)),
    },
    {
      id: 'through', title: C.through, width: 260, grow: 3,
      cell: (row) => (row.through.length === 0 ? IMPACT.takenOut : IMPACT.throughMore(row.through, row.lost)),
    },
  ]
}
