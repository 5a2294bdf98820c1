import type { MatchingRow, MatchingTab } from '../../../shared/ipc/views'
import type { ObjectReference } from '../../../shared/model/plan'
import { MATCHING } from '../../texts/matching'
import type { Noun } from '../../texts/plural'
import type { Column } from '../../ui/table-columns'

const C = MATCHING.columns
/** Candidates that have a column of their own; the last says how many more there are. */
const CANDIDATE_COLUMNS = 2

/** What an object is called where it stands in a list. */
export function nameOf(reference: ObjectReference | undefined): string {
  if (reference === undefined) return ''
  return reference.display === '' ? reference.anchor ?? MATCHING.unnamed : reference.display
}

/** What tells an account from its neighbours: the first part of a distinguished name, else the name. */
export function shortNameOf(reference: ObjectReference | undefined): string {
  const name = nameOf(reference)
  const first = /^[A-Za-z]+=((?:[^,\\]|\\.)+),.+=/u.exec(name)?.[1]
  return first === undefined ? name : first.replace(/\\(.)/gu, '$1')
}

/** A row is found again by whom it is about. */
export function keyOf(row: MatchingRow): string {
  return `${row.source?.anchor ?? ''} ${row.target?.anchor ?? row.target?.display ?? ''}`
}

/** The columns of a tab: who, by what, and which accounts. */
export function columnsFor(tab: MatchingTab, noun: Noun): readonly Column<MatchingRow>[] {
  const person: Column<MatchingRow> = { id: 'person', title: C.object(noun), width: 170, grow: 2, cell: (row) => nameOf(row.source) }
  const id: Column<MatchingRow> = { id: 'id', title: C.id, width: 110, mono: true, cell: (row) => row.source?.anchor ?? '' }
  const account: Column<MatchingRow> = {
    id: 'account', title: C.account, width: 180, grow: 2, text: (row) => nameOf(row.target), cell: (row) => shortNameOf(row.target),
  }
  const accountId: Column<MatchingRow> = { id: 'accountId', title: C.accountId, width: 160, grow: 1, mono: true, cell: (row) => row.target?.anchor ?? '' }
  const note: Column<MatchingRow> = { id: 'note', title: C.note, width: 260, grow: 4, cell: (row) => row.note ?? '' }
  const on: Column<MatchingRow> = { id: 'on', title: C.on, width: 110, mono: true, cell: (row) => row.on ?? '' }
  const value: Column<MatchingRow> = { id: 'value', title: C.value, width: 110, mono: true, cell: (row) => row.value ?? '' }
  switch (tab) {
    case 'matched': return [person, id, account, { ...on, width: 150, mono: false, cell: foundByText }, value]
    case 'ambiguous': return [person, id, on, value, ...Array.from({ length: CANDIDATE_COLUMNS }, (_, index) => candidate(index))]
    case 'onlySource': return [person, id, note]
    case 'onlyTarget': return [
      account,
      { ...accountId, yields: 1 },
      { id: 'kind', title: C.kind, width: 150, grow: 1, cell: (row) => (row.kind === undefined ? '' : MATCHING.kinds[row.kind]) },
      { ...note, title: C.why },
    ]
    case 'duplicates': return [person, id, on, value, { id: 'others', title: C.others, width: 220, grow: 3, cell: (row) => othersText(row) }]
    case 'skipped': return [person, id, note]
  }
}

/** Everybody else who stands for the same account. */
export function othersOf(row: MatchingRow): readonly ObjectReference[] {
  return (row.candidates ?? []).filter((one) => one.anchor === undefined || one.anchor !== row.source?.anchor)
}

function candidate(index: number): Column<MatchingRow> {
  return {
    id: `candidate${String(index)}`, title: C.candidate(index + 1), width: 150, grow: 2, text: (row) => nameOf(row.candidates?.[index]),
    cell: (row) => {
      const [name, more] = [shortNameOf(row.candidates?.[index]), (row.candidates?.length ?? 0) - CANDIDATE_COLUMNS]
      return index === CANDIDATE_COLUMNS - 1 && more > 0 ? `${name} ${MATCHING.more(more)}` : name
    },
  }
}

function othersText(row: MatchingRow): string {
  return othersOf(row).map(nameOf).join(', ')
}

/** The attribute that found the account; a link that stood before; or what is said instead. */
function foundByText({ linked, on, note }: MatchingRow): string {
  return linked === true ? MATCHING.byLink : on ?? note ?? ''
}
