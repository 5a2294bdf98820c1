import { Button, ToggleButton } from '@fluentui/react-components'
import { ChevronRightRegular, DismissRegular, FilterRegular } from '@fluentui/react-icons'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FacetChoice } from '../../../shared/ipc/facet-views'
import type { ActionRow, PlanGroupView } from '../../../shared/ipc/views'
import { planSection, type PlanSection } from '../../../shared/model/plan-section'
import { FACETS } from '../../texts/facets'
import { PLAN } from '../../texts/plan'
import { counted } from '../../texts/plural'
import { CopyButton } from '../../ui/copy-button'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { useEscape, useGoUp } from '../../ui/key-stack'
import type { Navigate } from '../../ui/navigation'
import { useObjectNoun } from '../../ui/object-noun'
import { WithPane } from '../../ui/pane'
import { useDrillFocus } from '../../ui/focus-rows'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Sort } from '../../ui/table-columns'
import { usePages } from '../../use-request'
import { ActionPane } from './action-pane'
import { attributeId, choicesText } from './facet-choices'
import { FacetColumn } from './facet-column'
import { peopleColumns, sortAsked } from './people-columns'

export interface PeopleFilter {
  readonly group?: PlanGroupView
  readonly search?: string
  /** Only these, while the summary line narrows nothing. */
  readonly sections?: readonly PlanSection[]
  /** Facets that are chosen at first. */
  readonly where?: readonly FacetChoice[]
  /** Whose details are open at first. */
  readonly seq?: number
}

interface Props {
  readonly run: number
  readonly job: string | undefined
  readonly jobTitle: string
  readonly filter: PeopleFilter
  readonly only: ReadonlySet<PlanSection>
  readonly edited: ReadonlySet<string>
  readonly navigate: Navigate
  readonly onSearch: (text: string) => void
  readonly onUp: () => void
  readonly onClear: () => void
}

/** The people of a group, or those that a search finds, with the details of the chosen one. */
export function PeopleLevel({ run, job, jobTitle, filter, only, edited, navigate, onSearch, onUp, onClear }: Props) {
  const { group, search = '' } = filter
  const noun = useObjectNoun()
  useEscape(onUp)
  useGoUp(onUp)
  useDrillFocus(search !== '')
  const [selected, setSelected] = useState<{ readonly seq: number; readonly index?: number } | undefined>(filter.seq === undefined ? undefined : { seq: filter.seq })
  const [where, setWhere] = useState<readonly FacetChoice[]>(filter.where ?? [])
  const [sort, setSort] = useState<Sort>()
  const [facets, setFacets] = useState(() => window.innerWidth >= WIDE_ENOUGH)
  useFacetKey(() => { setFacets((before) => !before) })
  const sections = only.size > 0 ? [...only] : [...filter.sections ?? []]
  const asked = {
    run, ...(group === undefined ? { ...(job !== undefined && { job }), ...(sections.length > 0 && { sections }) } : { group: group.id }),
    ...(search !== '' && { search }),
  }
  const rows = usePages('plan.actions', {
    ...asked, ...(where.length > 0 && { where: where.map((choice) => ({ ...choice, values: [...choice.values] })) }), ...sortAsked(sort),
  })
  const columns = useMemo(() => peopleColumns(group, noun), [group, noun])
  const filtered = search !== '' || where.length > 0 || (group === undefined && only.size > 0)
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
  const open = (row: ActionRow): void => {
    if (row.source?.anchor === undefined) select(row); else navigate('person', { job: row.job, anchor: row.source.anchor })
  }
  const select = (row: ActionRow): void => { setSelected({ seq: row.seq, index: indexOf(row) }) }

  return (
    <>
      <nav className="path" aria-label={PLAN.path}>
        <button type="button" className="link" onClick={onUp}>{jobTitle}</button>
        <ChevronRightRegular aria-hidden="true" />
        {group !== undefined && <><GroupSign group={group} /><ChevronRightRegular aria-hidden="true" /></>}
        <strong className="ellipsis">{group?.title ?? (search === '' ? PLAN.objects(noun) : PLAN.found(search))}</strong>
        {where.length > 0 && (
          <><ChevronRightRegular aria-hidden="true" /><span className="ellipsis facet-text" title={choicesText(where)} dir="auto">{choicesText(where)}</span></>
        )}
        <span className="quiet number">{counted(rows.total, noun)}</span>
        {where.length > 0 && <CopyButton label={FACETS.copy} done={FACETS.copied} text={() => choicesText(where)} />}
        <Button className="path-up" size="small" appearance="subtle" onClick={onUp}>{PLAN.upToGroups} <Key>Esc</Key></Button>
      </nav>
    <div className="with-facets">
    {facets && <FacetColumn asked={asked} where={where} onWhere={setWhere} />}
    <WithPane
      pane={selected !== undefined && (
        <ActionPane
          run={run} seq={selected.seq} edited={edited} navigate={navigate} onClose={() => { setSelected(undefined) }}
          onNext={selected.index === undefined ? undefined : () => { step(1) }} onPrevious={selected.index === undefined ? undefined : () => { step(-1) }}
        />
      )}
    >
      <div className="toolbar">
        <SearchField label={PLAN.find(noun)} value={search} onChange={onSearch} />
        <ToggleButton size="small" appearance="subtle" icon={<FilterRegular />} checked={facets} onClick={() => { setFacets(!facets) }}>
          {FACETS.toggle} <Key>Ctrl</Key><Key>Shift</Key><Key>F</Key>
        </ToggleButton>
        {where.map((choice) => (
          <button
            key={attributeId(choice)} type="button" className="chip" aria-pressed={true} title={FACETS.remove(choicesText([choice]))}
            onClick={() => { setWhere(where.filter((one) => one !== choice)) }}
          >
            <span className="ellipsis">{choicesText([choice])}</span> <DismissRegular aria-hidden="true" />
          </button>
        ))}
      </div>
      <DataTable<ActionRow>
        label={group?.title ?? PLAN.objects(noun)} rows={rows} columns={columns} rowKey={(row) => row.seq} selectedKey={selected?.seq}
        onSelect={select} onOpen={open} empty={{ title: PLAN.noPeople }} onClearFilters={filtered ? () => { setWhere([]); onClear() } : undefined}
        sort={sort} onSort={setSort}
      />
    </WithPane>
    </div>
    </>
  )
}

/** From here on there is room for the facets beside the table. */
const WIDE_ENOUGH = 1280

/** `Ctrl+Shift+F` shows and hides the facets. */
function useFacetKey(toggle: () => void): void {
  const latest = useRef(toggle)
  useEffect(() => { latest.current = toggle })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || !event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}

function GroupSign({ group }: { readonly group: PlanGroupView }) {
  const section = planSection(group)
  if (section === 'held' || section === 'failed') return <StatusSign status={section}>{PLAN.words[section]}</StatusSign>
  return <KindSign kind={group.kind} />
}
