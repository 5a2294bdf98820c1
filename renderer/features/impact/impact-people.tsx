import { useMemo, useState } from 'react'
import type { ConsequenceRow } from '../../../shared/ipc/impact-views'
import type { ConnectedSystem } from '../../../shared/model/project'
import type { ImpactRow, ImpactView } from '../../../shared/ipc/views'
import { IMPACT } from '../../texts/impact'
import type { Noun } from '../../texts/plural'
import { Chips, type Chip } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { systemName } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'
import { hasConsequences, losesText, takeBackText, type ImpactPart } from './impact-rows'

interface Props {
  readonly run: number
  readonly by: string
  readonly cause: ImpactView['causes'][number] | undefined
  readonly value: string | undefined
  readonly part: ImpactPart | undefined
  /** The group through whose members only those are shown. */
  readonly through: ConsequenceRow['object'] | undefined
  /** How many of all others notice. */
  readonly noticed: number
  /** Where several systems lose accounts: those of the project, by whose name each is told. */
  readonly systems: readonly Pick<ConnectedSystem, 'id' | 'name'>[] | undefined
  readonly navigate: Navigate
  readonly onClear: () => void
}

/** Everybody under the chosen cause and value, with what goes with the account. */
export function ImpactPeople({ run, by, cause, value, part, through, noticed, systems, navigate, onClear }: Props) {
  const [search, setSearch] = useState('')
  const [onlyNoticed, setOnlyNoticed] = useState(false)
  const rows = usePages('impact.rows', {
    run, by, ...(cause !== undefined && { cause: cause.key }), ...(value !== undefined && { value }), ...(part !== undefined && { part }),
    ...(onlyNoticed && { noticed: true as const }),
    ...(through?.anchor !== undefined && { through: { system: through.system, anchor: through.anchor } }), ...(search !== '' && { search }),
  })
  const noun = useObjectNoun()
  const columns = useMemo(() => columnsFor(by, noun, systems), [by, noun, systems])
  const filtered = cause !== undefined || value !== undefined || part !== undefined || through !== undefined || onlyNoticed || search !== ''
  const clear = (): void => { setOnlyNoticed(false); onClear() }
  const chips: readonly Chip<'value' | 'through' | 'noticed'>[] = [
    ...(noticed === 0 ? [] : [{ id: 'noticed' as const, label: IMPACT.noticed, count: noticed }]),
    ...(value === undefined ? [] : [{ id: 'value' as const, label: IMPACT.onlyValue(value === '' ? IMPACT.blank : value) }]),
    ...(through === undefined ? [] : [{ id: 'through' as const, label: IMPACT.through(through.display) }]),
  ]
  return (
    <section className="impact-people">
      <header>
        <h2>{cause?.text ?? IMPACT.people}</h2>
        <span className="quiet number">{IMPACT.accountCount(rows.total)}</span>
        <Chips
          label={IMPACT.filters} chips={chips} pressed={onlyNoticed ? ALL_PRESSED : PRESSED}
          onToggle={(id) => { if (id === 'noticed') setOnlyNoticed(!onlyNoticed); else onClear() }}
        />
        <SearchField label={IMPACT.find(noun)} value={search} onChange={setSearch} />
      </header>
      <DataTable<ImpactRow>
        label={IMPACT.people} rows={rows} columns={columns} rowKey={(row) => row.seq}
        onOpen={(row) => {
          if (row.source?.anchor === undefined) navigate('plan', { seq: row.seq })
          else navigate('person', { system: row.source.system, anchor: row.source.anchor })
        }}
        empty={{ title: IMPACT.noPeople }} onClearFilters={filtered ? () => { setSearch(''); clear() } : undefined}
      />
    </section>
  )
}

const PRESSED = new Set(['value', 'through'] as const)
const ALL_PRESSED = new Set(['value', 'through', 'noticed'] as const)
const C = IMPACT.columns

function columnsFor(by: string, noun: Noun, systems: Props['systems']): readonly Column<ImpactRow>[] {
  const systemOf = ({ target }: ImpactRow): string => (target === undefined ? '' : systemName(target.system, systems ?? []))
  const name = (row: ImpactRow): string => row.source?.display ?? row.target?.display ?? ''
  return [
    { id: 'person', title: C.object(noun), width: 140, grow: 2, text: name, cell: name },
    { id: 'action', title: C.action, width: 92, text: (row) => IMPACT.words[row.kind], cell: (row) => <KindSign kind={row.kind} /> },
    ...(systems === undefined ? [] : [{ id: 'system', title: C.system, width: 120, cell: systemOf }]),
    { id: 'id', title: C.id, width: 84, mono: true, cell: (row) => row.source?.anchor ?? row.target?.anchor ?? '' },
    { id: 'by', title: by, width: 108, grow: 2, cell: (row) => (row.by === '' ? IMPACT.blank : row.by) },
    { id: 'cause', title: C.cause, width: 290, grow: 2, cell: (row) => row.cause },
    {
      id: 'loses', title: C.loses, width: 148, grow: 1, text: losesText,
      cell: (row) => hasConsequences(row) ? <StatusSign status="warning"><span className="loses ellipsis">{losesText(row)}</span></StatusSign> : losesText(row),
    },
    { id: 'takeBack', title: C.takeBack, width: 92, yields: 1, cell: takeBackText },
    {
      id: 'status', title: C.status, width: 84, text: (row) => (row.status === 'planned' ? '' : IMPACT.words[row.status]),
      cell: (row) => row.status === 'planned' ? null : <StatusSign status={row.status}>{IMPACT.words[row.status]}</StatusSign>,
    },
  ]
}
