import { useMemo, useState, type ReactNode } from 'react'
import type { FacetAttribute, PlanBreakdownRow } from '../../../shared/ipc/facet-views'
import { PLAN_SECTIONS, type PlanSection } from '../../../shared/model/plan-section'
import { PLAN } from '../../texts/plan'
import type { Noun } from '../../texts/plural'
import { DataTable } from '../../ui/data-table'
import { formatNumber } from '../../ui/format'
import { useObjectNoun } from '../../ui/object-noun'
import { rowsOf } from '../../ui/row-source'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import type { Column, Sort } from '../../ui/table-columns'
import { useRequest } from '../../use-request'
import { sectionsOf, sortedBreakdown } from './breakdown-rows'
import { attributeTitle, valueTitle } from './facet-choices'
import type { PeopleFilter } from './people-level'

interface Props {
  readonly run: number
  /** One job; all of them where it is absent. */
  readonly job: string | undefined
  readonly by: FacetAttribute
  readonly only: ReadonlySet<PlanSection>
  readonly groupBy: ReactNode
  readonly onClear: () => void
  readonly onShow: (filter: PeopleFilter) => void
}

const MOST_ROWS = 1000

/** What would happen to the people with each value of an attribute. */
export function BreakdownLevel({ run, job, by, only, groupBy, onClear, onShow }: Props) {
  const noun = useObjectNoun()
  const [sort, setSort] = useState<Sort>()
  const answer = useRequest('plan.breakdown', {
    run, ...(job !== undefined && { job }), ...(only.size > 0 && { sections: [...only] }), by: { of: by.of, name: by.name }, limit: MOST_ROWS,
  })
  const rows = useMemo(() => sortedBreakdown(answer.value?.rows ?? [], by, sort), [answer.value, by, sort])
  const source = useMemo(() => ({ ...rowsOf(rows), ...(answer.value === undefined && { status: 'loading' as const }) }), [rows, answer.value])
  const columns = useMemo(() => columnsOf(by, sectionsOf(answer.value?.rows ?? []), noun), [by, answer.value, noun])
  const sum = rows.reduce((all, row) => all + row.people, 0)
  return (
    <>
      <div className="toolbar"><SearchField label={PLAN.find(noun)} value="" onChange={(search) => { if (search !== '') onShow({ search }) }} />{groupBy}</div>
      {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
      {(answer.value !== undefined || answer.status === 'loading') && (
        <DataTable<PlanBreakdownRow>
          label={PLAN.breakdown(attributeTitle(by))} rows={source} columns={columns} rowKey={({ key }) => key} sort={sort} onSort={setSort}
          onOpen={({ key }) => { onShow({ where: [{ of: by.of, name: by.name, values: [key] }], sections: only.size === 0 ? PLAN_SECTIONS : [...only] }) }}
          empty={{ title: PLAN.noGroups }} onClearFilters={only.size > 0 ? onClear : undefined}
          footer={answer.value === undefined ? undefined : PLAN.breakdownFooter(answer.value, { shown: rows.length, several: sum > answer.value.people, noun })}
        />
      )}
    </>
  )
}

function columnsOf(by: FacetAttribute, sections: readonly PlanSection[], noun: Noun): readonly Column<PlanBreakdownRow>[] {
  return [
    {
      id: 'value', title: attributeTitle(by), width: 200, grow: 3, sortable: true, text: (row) => valueTitle(by, row.key),
      cell: (row) => <span dir="auto" className={row.key.startsWith('=') ? 'ellipsis' : 'ellipsis quiet'}>{valueTitle(by, row.key)}</span>,
    },
    {
      id: 'people', title: PLAN.objects(noun), width: 84, align: 'right', sortable: true, text: (row) => String(row.people),
      cell: (row) => <strong>{formatNumber(row.people)}</strong>,
    },
    ...sections.map((section): Column<PlanBreakdownRow> => ({
      id: section, title: PLAN.words[section], sign: <SectionSign section={section} />, width: 112, align: 'right', sortable: true,
      text: (row) => String(row.counts[section]),
      cell: (row) => <span className={row.counts[section] === 0 ? 'quiet' : undefined}>{formatNumber(row.counts[section])}</span>,
    })),
  ]
}

function SectionSign({ section }: { readonly section: PlanSection }) {
  return section === 'held' || section === 'failed' ? <StatusSign status={section}>{PLAN.words[section]}</StatusSign> : <KindSign kind={section} />
}
