import { Button } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { LensRow, LensWrong } from '../../../shared/ipc/lens-views'
import type { AttributeValue } from '../../../shared/model/attribute'
import { COMMON } from '../../texts/common'
import { EXPRESSION, PEOPLE } from '../../texts/expression'
import { LENS } from '../../texts/lens'
import { counted, type Noun } from '../../texts/plural'
import { DataTable } from '../../ui/data-table'
import { diffText } from '../../ui/diff-text'
import { Key } from '../../ui/key'
import { useEscape, useGoUp } from '../../ui/key-stack'
import { useObjectNoun } from '../../ui/object-noun'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { usePages } from '../../use-request'
import { ChangedValue } from './changed-value'
import { asked, type LensNumber } from './lens-numbers'
import type { LensQuestion } from './use-lens'
import { valueText } from './value-text'

const L = LENS.list

interface Props {
  readonly question: LensQuestion
  readonly part: LensNumber
  readonly label: string
  /** `Enter` on a person: beside the expression. */
  readonly onPin: (anchor: string) => void
  readonly onUp: () => void
}

/** Everybody whom a number of the lens counts. */
export function LensPeople({ question, part, label, onPin, onUp }: Props) {
  const noun = useObjectNoun()
  const [search, setSearch] = useState('')
  useEscape(onUp)
  useGoUp(onUp)
  const rows = usePages('lens.people', { ...question, ...asked(part), ...(search !== '' && { search }) })
  const columns = useMemo(() => columnsFor(question.against, noun), [question.against, noun])
  return (
    <div className="lens-people">
      <nav className="path" aria-label={L.path}>
        <button type="button" className="link" onClick={onUp}>{question.attribute.target}</button>
        <ChevronRightRegular aria-hidden="true" />
        <strong className="ellipsis">{label}</strong>
        <span className="quiet number">{counted(rows.total, noun)}</span>
        <Button className="path-up" size="small" appearance="subtle" onClick={onUp}>{L.back} <Key>Esc</Key></Button>
      </nav>
      <div className="toolbar"><SearchField label={L.find(noun)} value={search} onChange={setSearch} /></div>
      <DataTable<LensRow>
        label={label} rows={rows} columns={columns} rowKey={(row) => row.anchor} onOpen={(row) => { onPin(row.anchor) }} footer={L.footer(noun)}
        empty={{ title: L.none }} onClearFilters={search === '' ? undefined : () => { setSearch('') }}
      />
    </div>
  )
}

function columnsFor(against: LensQuestion['against'], noun: Noun): readonly Column<LensRow>[] {
  return [
    {
      id: 'person', title: L.columns.object(noun), width: 140, grow: 1, text: nameOf,
      cell: (row) => <span className="ellipsis" dir="auto">{nameOf(row)}</span>,
    },
    { id: 'id', title: L.columns.id, width: 84, mono: true, cell: (row) => row.anchor },
    {
      id: 'before', title: against === 'target' ? L.columns.now : L.columns.saved, width: 170, grow: 3, mono: true, text: (row) => textOf(row.before),
      cell: (row) => <Value row={row} side="before" />,
    },
    { id: 'after', title: L.columns.after, width: 170, grow: 3, mono: true, text: (row) => textOf(row.after), cell: (row) => <Value row={row} side="after" /> },
    { id: 'outcome', title: L.columns.outcome, width: 104, text: wordsOf, cell: (row) => <Outcome row={row} /> },
    {
      id: 'note', title: L.columns.note, width: 96, grow: 1, text: (row) => row.note ?? '',
      cell: (row) => <span className="ellipsis" title={row.note}>{row.note}</span>,
    },
  ]
}

function nameOf(row: LensRow): string {
  return row.display === '' ? row.anchor : row.display
}

function textOf(value: AttributeValue | null | undefined): string {
  return value === undefined || value === null ? '' : valueText(value)
}

function Value({ row, side }: { readonly row: LensRow; readonly side: 'before' | 'after' }) {
  const value = row[side]
  if (value === undefined) return side === 'before' ? <span className="absent">{PEOPLE.noAccount}</span> : null
  if (value === null) return <span className="absent">{EXPRESSION.noValue}</span>
  const both = row.outcome === 'changes' && row.before !== undefined && row.before !== null && row.after !== undefined && row.after !== null
  const parts = both ? diffText(textOf(row.before), textOf(row.after))[side] : undefined
  return <span className={`preview-value ellipsis value-${side}`}><ChangedValue text={valueText(value)} parts={parts} side={side} word={COMMON[side]} /></span>
}

function wordsOf(row: LensRow): string {
  return row.wrong[0] === undefined ? L.outcomes[row.outcome] : row.wrong.map((wrong) => L.wrong[wrong]).join(', ')
}

/** What would keep the value from being written. */
const STOPS: ReadonlySet<LensWrong> = new Set(['fails', 'tooLong', 'characters'])

function Outcome({ row }: { readonly row: LensRow }) {
  const words = wordsOf(row)
  if (row.wrong.length > 0) return <StatusSign status={row.wrong.some((wrong) => STOPS.has(wrong)) ? 'failed' : 'warning'}>{words}</StatusSign>
  if (row.outcome === 'same') return <span className="quiet">{words}</span>
  if (row.outcome === 'unknown') return <StatusSign status="unknown">{words}</StatusSign>
  return <span className="sign"><KindSign kind={row.outcome === 'changes' ? 'update' : 'create'} word="none" />{words}</span>
}
