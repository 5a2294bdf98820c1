import { KeyRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { AttributeProfileView, SystemTypeView, SystemView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import { rowsOf } from '../../ui/row-source'
import { Mark } from '../../ui/signs'
import type { Column, Sort } from '../../ui/table-columns'
import type { Requested } from '../../use-request'
import { distinctText, distributionOf, filledText, noteOf, shownProfiles, typeText } from './profile-rows'

interface Props {
  readonly view: SystemView
  readonly type: SystemTypeView | undefined
  readonly answer: Requested<readonly AttributeProfileView[]>
  readonly search: string
  readonly blanksOnly: boolean
  readonly chosen: string | undefined
  readonly onChoose: (profile: AttributeProfileView) => void
  readonly onClear: (() => void) | undefined
}

/** Every attribute over all objects: what is filled, how different, how long, what stands out. */
export function ProfileTable({ view, type, answer, search, blanksOnly, chosen, onChoose, onClear }: Props) {
  const [sort, setSort] = useState<Sort>()
  const objects = type?.count ?? 0
  const shown = useMemo(() => shownProfiles(answer.value ?? [], { search, blanksOnly, objects, sort }), [answer.value, search, blanksOnly, objects, sort])
  const columns = useMemo(() => columnsFor(objects), [objects])
  return (
    <DataTable<AttributeProfileView>
      label={CONNECTIONS.profileOf(view.name, type?.name ?? '')} columns={columns} rowKey={(row) => row.name} selectedKey={chosen} sort={sort}
      onSort={setSort} onSelect={onChoose}
      rows={{
        ...rowsOf(shown), ...(type !== undefined && { status: answer.status }), ...(answer.status === 'failed' && { failure: answer.failure }),
        retry: answer.reload,
      }}
      empty={{ title: CONNECTIONS.rowsOf(view.name), children: CONNECTIONS.noProfile }} onClearFilters={onClear}
    />
  )
}

const C = CONNECTIONS.columns

function columnsFor(objects: number): readonly Column<AttributeProfileView>[] {
  return [
    {
      id: 'attribute', title: C.attribute, width: 150, grow: 2, sortable: true, text: (row) => row.name,
      cell: (row) => (
        <span className="attribute-name">
          <span className="ellipsis">{row.name}</span>
          {row.anchor && <Mark tone="brand"><KeyRegular aria-hidden="true" /> {CONNECTIONS.anchor}</Mark>}
        </span>
      ),
    },
    { id: 'type', title: C.type, width: 66, sortable: true, text: typeText, cell: (row) => <span className="quiet">{typeText(row)}</span> },
    { id: 'filled', title: C.filled, width: 66, align: 'right', sortable: true, cell: (row) => filledText(row, objects) },
    { id: 'distinct', title: C.distinct, width: 74, align: 'right', sortable: true, cell: distinctText },
    { id: 'distribution', title: C.distribution, width: 92, text: () => '', cell: (row) => <DistributionBar profile={row} objects={objects} /> },
    { id: 'longest', title: C.longest, width: 70, align: 'right', sortable: true, cell: (row) => formatNumber(row.maxLength) },
    {
      id: 'note', title: C.note, width: 130, grow: 3, text: (row) => noteOf(row, objects),
      cell: (row) => <span className="quiet">{noteOf(row, objects)}</span>,
    },
  ]
}

/** The most common value, the others, blank: the numbers stand beside it. */
function DistributionBar({ profile, objects }: { readonly profile: AttributeProfileView; readonly objects: number }) {
  const { first, others } = distributionOf(profile, objects)
  return (
    <span className="distribution" aria-hidden="true">
      <span className="distribution-first" style={{ inlineSize: `${String(first)}%` }} />
      <span className="distribution-others" style={{ inlineSize: `${String(others)}%` }} />
    </span>
  )
}
