import { Button } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ActionRow, PlanGroupView } from '../../../shared/ipc/views'
import { PLAN } from '../../texts/plan'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { useEscape, useGoUp } from '../../ui/key-stack'
import type { Navigate } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import { usePages } from '../../use-request'
import { ActionPane } from './action-pane'
import { peopleColumns } from './people-columns'
import { filterOf, sectionOf, type Section } from './plan-rows'

export interface PeopleFilter {
  readonly group?: PlanGroupView
  readonly search?: string
  /** Whose details are open at first. */
  readonly seq?: number
}

interface Props {
  readonly run: number
  readonly job: string | undefined
  readonly jobTitle: string
  readonly filter: PeopleFilter
  readonly only: ReadonlySet<Section>
  readonly edited: ReadonlySet<string>
  readonly navigate: Navigate
  readonly onSearch: (text: string) => void
  readonly onUp: () => void
  readonly onClear: () => void
}

/** The people of a group, or those that a search finds, with the details of the chosen one. */
export function PeopleLevel({ run, job, jobTitle, filter, only, edited, navigate, onSearch, onUp, onClear }: Props) {
  const { group, search = '' } = filter
  useEscape(onUp)
  useGoUp(onUp)
  const [selected, setSelected] = useState<{ readonly seq: number; readonly index?: number } | undefined>(filter.seq === undefined ? undefined : { seq: filter.seq })
  const rows = usePages('plan.actions', {
    run, ...(group === undefined ? { ...(job !== undefined && { job }), ...filterOf(only) } : { group: group.id }), ...(search !== '' && { search }),
  })
  const columns = useMemo(() => peopleColumns(group), [group])
  const filtered = search !== '' || (group === undefined && only.size > 0)
  const indexOf = (row: ActionRow): number | undefined => {
    for (let index = 0; index < rows.total; index++) if (rows.row(index)?.seq === row.seq) return index
    return undefined
  }
  const step = (by: number): void => {
    if (selected?.index === undefined) return
    const index = selected.index + by
    const row = rows.row(index)
    if (row !== undefined) setSelected({ seq: row.seq, index })
  }
  const select = (row: ActionRow): void => { setSelected({ seq: row.seq, index: indexOf(row) }) }

  return (
    <>
      <nav className="path" aria-label={PLAN.path}>
        <button type="button" className="link" onClick={onUp}>{jobTitle}</button>
        <ChevronRightRegular aria-hidden="true" />
        {group !== undefined && <><GroupSign group={group} /><ChevronRightRegular aria-hidden="true" /></>}
        <strong className="ellipsis">{group?.title ?? (search === '' ? PLAN.people : PLAN.found(search))}</strong>
        <span className="quiet number">{PLAN.peopleCount(rows.total)}</span>
        <Button className="path-up" size="small" appearance="subtle" onClick={onUp}>{PLAN.upToGroups} <Key>Esc</Key></Button>
      </nav>
    <WithPane
      pane={selected !== undefined && (
        <ActionPane
          run={run} seq={selected.seq} edited={edited} navigate={navigate} onClose={() => { setSelected(undefined) }}
          onNext={selected.index === undefined ? undefined : () => { step(1) }} onPrevious={selected.index === undefined ? undefined : () => { step(-1) }}
        />
      )}
    >
      <div className="toolbar"><SearchField label={PLAN.find} value={search} onChange={onSearch} /></div>
      <DataTable<ActionRow>
        label={group?.title ?? PLAN.people} rows={rows} columns={columns} rowKey={(row) => row.seq} selectedKey={selected?.seq}
        onSelect={select} onOpen={select} empty={{ title: PLAN.noPeople }} onClearFilters={filtered ? onClear : undefined}
      />
    </WithPane>
    </>
  )
}

function GroupSign({ group }: { readonly group: PlanGroupView }) {
  const section = sectionOf(group)
  if (section === 'held' || section === 'failed') return <StatusSign status={section}>{PLAN.words[section]}</StatusSign>
  return <KindSign kind={group.kind} />
}
