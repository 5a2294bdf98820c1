import { useMemo, useState } from 'react'
import { ONLY_TARGET_KINDS, type OnlyTargetKind } from '../../../shared/ipc/only-target-views'
import type { MatchingRow, MatchingTab } from '../../../shared/ipc/views'
import type { ObjectReference } from '../../../shared/model/plan'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { MATCHING } from '../../texts/matching'
import { Chips } from '../../ui/chips'
import { DataTable } from '../../ui/data-table'
import { systemName } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { neighbour } from '../../ui/neighbour'
import { useObjectNoun } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { StatusSign } from '../../ui/signs'
import { usePages, useRequest } from '../../use-request'
import { columnsFor, keyOf } from './match-columns'
import { MatchPane } from './match-pane'

interface Props {
  readonly run: number
  readonly job: Job
  readonly tab: MatchingTab
  readonly document: ProjectDocument
  readonly navigate: Navigate
  readonly onProtect: (account: ObjectReference) => void
}

/** Everybody with one outcome of matching, and the two sides of the chosen one. */
export function MatchingRows({ run, job, tab, document, navigate, onProtect }: Props) {
  const nameOf = (id: string): string => systemName(id, document.systems)
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<MatchingRow>()
  const [kind, setKind] = useState<OnlyTargetKind>()
  const rows = usePages('matching.rows', { run, job: job.id, tab, ...(kind !== undefined && { kind }), ...(search !== '' && { search }) })
  const kinds = useRequest('matching.onlyTarget', tab === 'onlyTarget' ? { run, job: job.id } : null).value
  const noun = useObjectNoun()
  const columns = useMemo(() => columnsFor(tab, noun), [tab, noun])
  const step = (by: number): void => {
    const next = selected && neighbour(rows, (row) => keyOf(row) === keyOf(selected), by)
    if (next !== undefined) setSelected(next)
  }
  return (
    <WithPane
      pane={selected !== undefined && (
        <MatchPane
          key={keyOf(selected)} row={selected} tab={tab} job={job} document={document} onClose={() => { setSelected(undefined) }}
          onNext={() => { step(1) }} onPrevious={() => { step(-1) }}
          onShowPlan={() => { navigate('plan', { job: job.id }) }} onOpenPerson={(anchor) => { navigate('person', { job: job.id, anchor }) }}
          onProtect={onProtect}
        />
      )}
    >
      <div className="toolbar">
        <SearchField label={MATCHING.find(noun)} value={search} onChange={setSearch} />
        {kinds !== undefined && (
          <Chips<OnlyTargetKind>
            label={MATCHING.kindsLabel} pressed={new Set(kind === undefined ? [] : [kind])} onToggle={(id) => { setKind(id === kind ? undefined : id) }}
            chips={ONLY_TARGET_KINDS.map((id) => ({ id, label: MATCHING.kindChips[id], count: kinds[id] }))}
          />
        )}
        {tab === 'ambiguous' && rows.total > 0 && <span className="end"><StatusSign status="failed">{MATCHING.ambiguousNote}</StatusSign></span>}
      </div>
      <DataTable<MatchingRow>
        label={MATCHING.tabs(nameOf(job.source), nameOf(job.target))[tab]} rows={rows} columns={columns} rowKey={keyOf}
        selectedKey={selected === undefined ? undefined : keyOf(selected)}
        onSelect={setSelected} empty={{ title: MATCHING.empty[tab] }}
        onClearFilters={search === '' && kind === undefined ? undefined : () => { setSearch(''); setKind(undefined) }}
      />
    </WithPane>
  )
}
