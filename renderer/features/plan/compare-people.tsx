import { Button } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ComparePart, PlanCompareGroup, PlanCompareRow, PlanCompareView } from '../../../shared/ipc/compare-views'
import { COMPARE } from '../../texts/compare'
import { PLAN } from '../../texts/plan'
import { counted, titled, type Noun } from '../../texts/plural'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { useEscape, useGoUp } from '../../ui/key-stack'
import type { Navigate } from '../../ui/navigation'
import { neighbour } from '../../ui/neighbour'
import { useObjectNoun } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { useDrillFocus } from '../../ui/focus-rows'
import { SearchField } from '../../ui/search-field'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'
import { ComparePersonPane } from './compare-person-pane'
import { outcomeText, partWord } from './compare-rows'

/** Whose people: of a group, of a part of it or of the whole comparison; without both everybody who does not come out the same. */
export interface ComparePeopleFilter {
  readonly group?: PlanCompareGroup
  readonly part?: ComparePart
}

interface Props {
  readonly view: PlanCompareView
  readonly filter: ComparePeopleFilter
  readonly navigate: Navigate
  readonly onUp: () => void
}

/** People of a comparison with what each run does to them, and the details of the chosen one. */
export function ComparePeople({ view, filter, navigate, onUp }: Props) {
  const noun = useObjectNoun()
  const { a, b } = view
  const { group, part } = filter
  useEscape(onUp)
  useGoUp(onUp)
  useDrillFocus(false)
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<PlanCompareRow>()
  const rows = usePages('plan.compareRows', {
    a: a.run, b: b.run, ...(group !== undefined && { group: group.id }), ...(part !== undefined && { part }), ...(search !== '' && { search }),
  })
  const columns = useMemo(() => peopleColumns(a.run, b.run, part, noun), [a.run, b.run, part, noun])
  const step = (by: number): void => {
    const next = selected && neighbour(rows, (row) => keyOf(row) === keyOf(selected), by)
    if (next !== undefined) setSelected(next)
  }
  const title = group?.title ?? (part === undefined ? COMPARE.differing(noun) : PLAN.objects(noun))
  return (
    <>
      <nav className="path" aria-label={PLAN.path}>
        <button type="button" className="link" onClick={onUp}>{COMPARE.title(a.run, b.run)}</button>
        <ChevronRightRegular aria-hidden="true" />
        <strong className="ellipsis">{title}</strong>
        <span className="quiet number">{counted(rows.total, noun)}{part === undefined ? '' : ` ${partWord(part, a.run, b.run)}`}</span>
        <Button className="path-up" size="small" appearance="subtle" onClick={onUp}>{COMPARE.upToGroups} <Key>Esc</Key></Button>
      </nav>
      <WithPane
        pane={selected !== undefined && (
          <ComparePersonPane
            view={view} row={selected} navigate={navigate} onClose={() => { setSelected(undefined) }} onNext={() => { step(1) }}
            onPrevious={() => { step(-1) }}
          />
        )}
      >
        <div className="toolbar"><SearchField label={COMPARE.find(noun)} value={search} onChange={setSearch} /></div>
        <DataTable<PlanCompareRow>
          label={title} rows={rows} columns={columns} rowKey={keyOf} selectedKey={selected === undefined ? undefined : keyOf(selected)}
          onSelect={setSelected} onOpen={setSelected}
          empty={{ title: COMPARE.noPeople }} onClearFilters={search === '' ? undefined : () => { setSearch('') }}
        />
      </WithPane>
    </>
  )
}

function keyOf({ job, objectMapping = '', anchor }: PlanCompareRow): string {
  return `${job} ${objectMapping} ${anchor}`
}

/** The outcome has a column where it is not the same for all rows. */
function peopleColumns(a: number, b: number, part: ComparePart | undefined, noun: Noun): readonly Column<PlanCompareRow>[] {
  const words = COMPARE.outcomes(a, b)
  const C = COMPARE.columns
  return [
    { id: 'person', title: titled(noun.one), width: 180, grow: 2, cell: (row) => row.display },
    { id: 'id', title: C.id, width: 100, mono: true, cell: (row) => row.anchor },
    { id: 'a', title: COMPARE.run(a), width: 200, grow: 3, cell: (row) => outcomeText(row.a) },
    { id: 'b', title: COMPARE.run(b), width: 200, grow: 3, cell: (row) => outcomeText(row.b) },
    ...(part === undefined || part === 'both' ? [{ id: 'outcome', title: C.outcome, width: 110, cell: (row: PlanCompareRow) => words[row.outcome] }] : []),
  ]
}
