import { useMemo, useState } from 'react'
import type { ConnectedSystem } from '../../../shared/model/project'
import type { ImpactRow, ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import type { Navigate } from '../../ui/navigation'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'
import { hasConsequences, losesText } from './impact-rows'

interface Props {
  readonly run: number
  readonly by: string
  readonly cause: ImpactView['causes'][number] | undefined
  readonly value: string | undefined
  /** Where several systems lose accounts: those of the project, by whose name each is told. */
  readonly systems: readonly Pick<ConnectedSystem, 'id' | 'name'>[] | undefined
  readonly navigate: Navigate
  readonly onClear: () => void
}

/** Everybody under the chosen cause and value, with what goes with the account. */
export function ImpactPeople({ run, by, cause, value, systems, navigate, onClear }: Props) {
  const [search, setSearch] = useState('')
  const rows = usePages('impact.rows', { run, by, ...(cause !== undefined && { cause: cause.key }), ...(value !== undefined && { value }), ...(search !== '' && { search }) })
  const columns = useMemo(() => columnsFor(by, systems), [by, systems])
  const filtered = cause !== undefined || value !== undefined || search !== ''
  const chips = value === undefined ? [] : [{ id: 'value', label: IMPACT.onlyValue(value === '' ? IMPACT.blank : value) }]
  return (
    <section className="impact-people">
      <header>
        <h2>{cause?.text ?? IMPACT.people}</h2>
        <span className="quiet number">{IMPACT.accountCount(rows.total)}</span>
        <Chips label={IMPACT.causes} chips={chips} pressed={PRESSED} onToggle={onClear} />
        <SearchField label={IMPACT.find} value={search} onChange={setSearch} />
      </header>
      <DataTable<ImpactRow>
        label={IMPACT.people} rows={rows} columns={columns} rowKey={(row) => row.seq} onOpen={(row) => { if (row.source?.anchor === undefined) navigate('plan', { seq: row.seq }); else navigate('person', { system: row.source.system, anchor: row.source.anchor }) }}
        empty={{ title: IMPACT.noPeople }} onClearFilters={filtered ? () => { setSearch(''); onClear() } : undefined}
      />
    </section>
  )
}

const PRESSED: ReadonlySet<string> = new Set(['value'])
const C = IMPACT.columns

function columnsFor(by: string, systems: Props['systems']): readonly Column<ImpactRow>[] {
  const systemOf = (row: ImpactRow): string => systems?.find(({ id }) => id === row.target?.system)?.name ?? row.target?.system ?? ''
  const name = (row: ImpactRow): string => row.source?.display ?? row.target?.display ?? ''
  return [
    { id: 'person', title: C.person, width: 160, grow: 2, text: name, cell: name },
    { id: 'action', title: C.action, width: 104, text: (row) => IMPACT.words[row.kind], cell: (row) => <KindSign kind={row.kind} /> },
    ...(systems === undefined ? [] : [{ id: 'system', title: C.system, width: 124, cell: systemOf }]),
    { id: 'id', title: C.id, width: 92, mono: true, cell: (row) => row.source?.anchor ?? row.target?.anchor ?? '' },
    { id: 'by', title: by, width: 120, grow: 1, cell: (row) => (row.by === '' ? IMPACT.blank : row.by) },
    { id: 'cause', title: C.cause, width: 180, grow: 3, cell: (row) => row.cause },
    {
      id: 'loses', title: C.loses, width: 160, grow: 2, text: losesText,
      cell: (row) => hasConsequences(row) ? <StatusSign status="warning"><span className="loses ellipsis">{losesText(row)}</span></StatusSign> : losesText(row),
    },
    { id: 'status', title: C.status, width: 84, text: (row) => (row.status === 'planned' ? '' : IMPACT.words[row.status]), cell: (row) => row.status === 'planned' ? null : <StatusSign status={row.status}>{IMPACT.words[row.status]}</StatusSign> },
  ]
}
