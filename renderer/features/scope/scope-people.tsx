import { Button } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { ClausePart, ScopePart, ScopeRow } from '../../../shared/ipc/scope-views'
import type { FilterClause, ScopingFilter } from '../../../shared/model/project'
import { COMMON } from '../../texts/common'
import type { Noun } from '../../texts/plural'
import { SCOPE } from '../../texts/scope'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { useObjectNoun } from '../../ui/object-noun'
import { Pane, WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { Value } from '../../ui/value-diff'
import { usePages } from '../../use-request'

interface Props {
  readonly job: string
  readonly mapping: string
  readonly scope: ScopingFilter | null
  readonly part: ScopePart
  readonly clause: ClausePart | undefined
  readonly onOpenPerson: (anchor: string) => void
}

/** Whom a number counts, with the account's fate, and clause by clause for the one that is chosen. */
export function ScopePeople({ job, mapping, scope, part, clause, onOpenPerson }: Props) {
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<ScopeRow>()
  const rows = usePages('scope.people', { job, mapping, scope, ...(clause === undefined ? { part } : { clause }), ...(search !== '' && { search }) })
  const noun = useObjectNoun()
  const columns = useMemo(() => columnsOf(noun), [noun])
  return (
    <WithPane
      pane={selected !== undefined && (
        <ScopePane row={selected} scope={scope} onClose={() => { setSelected(undefined) }} onOpen={() => { onOpenPerson(selected.anchor) }} />
      )}
    >
      <div className="toolbar"><SearchField label={SCOPE.find(noun)} value={search} onChange={setSearch} /></div>
      <DataTable<ScopeRow>
        label={SCOPE.part[part]} rows={rows} columns={columns} rowKey={(row) => row.anchor} selectedKey={selected?.anchor} onSelect={setSelected}
        onOpen={(row) => { onOpenPerson(row.anchor) }}
        empty={{ title: clause === undefined ? SCOPE.empty[part] : SCOPE.empty.clause }}
        onClearFilters={search === '' ? undefined : () => { setSearch('') }} footer={SCOPE.footer}
      />
    </WithPane>
  )
}

function columnsOf(noun: Noun): readonly Column<ScopeRow>[] {
  const C = SCOPE.columns
  return [
    { id: 'person', title: C.object(noun), width: 160, grow: 2, text: (row) => row.display, cell: (row) => row.display },
    { id: 'id', title: C.id, width: 100, mono: true, text: (row) => row.anchor, cell: (row) => row.anchor },
    {
      id: 'account', title: C.account, width: 160, grow: 2, text: (row) => row.account ?? SCOPE.noAccount,
      cell: (row) => row.account ?? <span className="quiet">{SCOPE.noAccount}</span>,
    },
    { id: 'fate', title: C.fate, width: 150, text: (row) => row.fate.kind, cell: (row) => <Fate row={row} /> },
    {
      id: 'why', title: C.why, width: 200, grow: 3, text: (row) => row.fate.text,
      cell: (row) => (row.fate.clause === undefined ? row.fate.text : SCOPE.fails(row.fate.clause)),
    },
  ]
}

function Fate({ row: { fate } }: { readonly row: ScopeRow }) {
  return fate.status === 'planned'
    ? <KindSign kind={fate.kind} />
    : <StatusSign status={fate.status}>{fate.status === 'failed' ? COMMON.failed : COMMON.held}</StatusSign>
}

function ScopePane({ row, scope, onClose, onOpen }: {
  readonly row: ScopeRow
  readonly scope: ScopingFilter | null
  readonly onClose: () => void
  readonly onOpen: () => void
}) {
  const noun = useObjectNoun()
  const word = { in: SCOPE.inScope, out: SCOPE.outOfScope, undecided: SCOPE.undecidedWord }
  return (
    <Pane
      title={row.display} subtitle={row.anchor} onClose={onClose}
      footer={<Button appearance="primary" onClick={onOpen}>{SCOPE.open(noun)} <Key>Enter</Key></Button>}
    >
      <div className="reason">
        <StatusSign status={row.now === 'in' ? 'good' : row.now === 'out' ? 'skipped' : 'unknown'}>{word[row.now]}</StatusSign>
        {row.saved !== row.now && <p>{SCOPE.savedWas(word[row.saved])}</p>}
      </div>
      <h3>{SCOPE.clauses}</h3>
      {(['groups', 'inputFilterGroups'] as const).map((collection) => row[collection].map((group, g) => (
        <ul key={`${collection} ${String(g)}`} className="scope-verdicts" aria-label={collection === 'groups' ? SCOPE.group(g + 1) : SCOPE.inputFilter}>
          {group.map(({ value, verdict }, c) => (
            <li key={c}>
              <StatusSign status={verdict === 'passes' ? 'good' : verdict === 'fails' ? 'failed' : 'unknown'}>{SCOPE.verdict[verdict]}</StatusSign>
              <span className="mono">{textOf(scope?.[collection]?.[g]?.clauses[c])}</span>
              <span className="scope-value"><Value value={value} /></span>
            </li>
          ))}
        </ul>
      )))}
      <h3>{SCOPE.fate}</h3>
      <div className="reason"><Fate row={row} /><p>{row.fate.text}</p>{row.account !== undefined && <p className="quiet small">{row.account}</p>}</div>
    </Pane>
  )
}

function textOf(clause: FilterClause | undefined): string {
  return clause === undefined ? '' : `${clause.attribute} ${clause.operator}${clause.value === undefined ? '' : ` ${clause.value}`}`
}
