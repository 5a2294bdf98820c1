import { Button } from '@fluentui/react-components'
import { ChevronRightRegular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ReplanRow } from '../../../shared/ipc/replan-views'
import type { ProvisioningAction } from '../../../shared/model/plan'
import type { ProjectDocument } from '../../../shared/model/project'
import { COMMON } from '../../texts/common'
import { EFFECT } from '../../texts/effect'
import type { Noun } from '../../texts/plural'
import { DataTable } from '../../ui/data-table'
import { Key } from '../../ui/key'
import { useEscape, useGoUp } from '../../ui/key-stack'
import { titleOfJob } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { nounIn, useObjectNoun } from '../../ui/object-noun'
import { Pane, WithPane } from '../../ui/pane'
import { SearchField } from '../../ui/search-field'
import { KindSign, StatusSign } from '../../ui/signs'
import type { Column } from '../../ui/table-columns'
import { ValueDiff } from '../../ui/value-diff'
import { usePages } from '../../use-request'

interface Props {
  readonly document: ProjectDocument
  readonly hash: string
  readonly run: number
  /** The screen that it was opened from. */
  readonly title: string
  readonly people: number
  readonly navigate: Navigate
  readonly onUp: () => void
}

/** Everybody whose outcome the draft changes, with what came before and what comes after. */
export function EffectPeople({ document, hash, run, title, people, navigate, onUp }: Props) {
  useEscape(onUp)
  useGoUp(onUp)
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<ReplanRow>()
  const rows = usePages('replan.people', { hash, ...(search !== '' && { search }) })
  const noun = useObjectNoun()
  const columns = useMemo(() => columnsFor(document, noun), [document, noun])
  const openPerson = ({ after: { job, source } }: ReplanRow): void => { if (source?.anchor !== undefined) navigate('person', { job, anchor: source.anchor }) }
  return (
    <div className="effect-level">
      <h1 className="visually-hidden">{title}</h1>
      <nav className="path" aria-label={EFFECT.path}>
        <button type="button" className="link" onClick={onUp}>{title}</button>
        <ChevronRightRegular aria-hidden="true" />
        <strong>{EFFECT.people(people)}</strong>
        <Button className="path-up" size="small" appearance="subtle" onClick={onUp}>{EFFECT.up} <Key>Esc</Key></Button>
      </nav>
      <WithPane
        pane={selected !== undefined && (
          <ChangedPane
            row={selected} run={run} noun={nounIn(document.jobs.filter(({ id }) => id === selected.after.job), selected.after.objectMapping)}
            onClose={() => { setSelected(undefined) }} onOpen={() => { openPerson(selected) }}
          />
        )}
      >
        <div className="toolbar"><SearchField label={EFFECT.find(noun)} value={search} onChange={setSearch} /></div>
        <DataTable<ReplanRow>
          label={EFFECT.list(noun)} rows={rows} columns={columns} rowKey={(row) => row.seq} selectedKey={selected?.seq} onSelect={setSelected}
          onOpen={openPerson}
          empty={{ title: EFFECT.none }} onClearFilters={search === '' ? undefined : () => { setSearch('') }}
        />
      </WithPane>
    </div>
  )
}

function columnsFor(document: ProjectDocument, noun: Noun): readonly Column<ReplanRow>[] {
  const C = EFFECT.columns
  const several = document.jobs.length > 1
  const nameOf = (id: string): string => titleOfJob(id, document)
  return [
    { id: 'person', title: C.object(noun), width: 180, grow: 2, text: nameOfRow, cell: nameOfRow },
    { id: 'id', title: C.id, width: 110, mono: true, text: idOf, cell: idOf },
    ...(several
      ? [{ id: 'job', title: C.job, width: 150, grow: 1, text: (row: ReplanRow) => nameOf(row.after.job), cell: (row: ReplanRow) => nameOf(row.after.job) }]
      : []),
    { id: 'before', title: C.before, width: 120, text: (row) => outcomeText(row.before), cell: (row) => <Outcome action={row.before} /> },
    { id: 'after', title: C.after, width: 120, text: (row) => outcomeText(row.after), cell: (row) => <Outcome action={row.after} /> },
    { id: 'why', title: C.why, width: 240, grow: 4, text: whyText, cell: whyText },
  ]
}

function Outcome({ action }: { readonly action: ProvisioningAction }) {
  return action.status === 'failed' ? <StatusSign status="failed">{COMMON.failed}</StatusSign>
    : action.status === 'held' ? <StatusSign status="held">{COMMON.held}</StatusSign>
    : <KindSign kind={action.kind} />
}

function outcomeText({ kind, status }: ProvisioningAction): string {
  return status === 'planned' ? kind : status
}

function nameOfRow({ after: { source, target } }: ReplanRow): string {
  return source?.display ?? target?.display ?? ''
}

function idOf({ after: { source, target } }: ReplanRow): string {
  return source?.anchor ?? target?.anchor ?? ''
}

/** What stops it, else the values that come out otherwise, else the reason. */
function whyText({ before, after }: ReplanRow): string {
  const failure = after.issues.find((issue) => issue.severity === 'failure')
  if (failure !== undefined) return failure.message
  if (after.reason.code !== before.reason.code || after.kind !== before.kind) return after.reason.text
  const changed = changedAttributes(before, after)
  return changed.length === 0 ? after.reason.text : changed.join(', ')
}

function changedAttributes(before: ProvisioningAction, after: ProvisioningAction): readonly string[] {
  const names = new Set([...before.changes, ...after.changes].map((change) => change.attribute))
  const of = (action: ProvisioningAction, name: string): string => JSON.stringify(action.changes.find((change) => change.attribute === name))
  return [...names].filter((name) => of(before, name) !== of(after, name))
}

function ChangedPane({ row, run, noun, onClose, onOpen }: {
  readonly row: ReplanRow
  readonly run: number
  readonly noun: Noun
  readonly onClose: () => void
  readonly onOpen: () => void
}) {
  return (
    <Pane
      title={nameOfRow(row)} subtitle={idOf(row)} onClose={onClose}
      footer={row.after.source?.anchor === undefined ? undefined : <Button appearance="primary" onClick={onOpen}>{EFFECT.open(noun)} <Key>Enter</Key></Button>}
    >
      <Side title={EFFECT.would.before(run)} action={row.before} />
      <Side title={EFFECT.would.after} action={row.after} />
    </Pane>
  )
}

function Side({ title, action }: { readonly title: string; readonly action: ProvisioningAction }) {
  return (
    <>
      <h3>{title}</h3>
      <div className="reason"><Outcome action={action} /><p>{action.reason.text}</p></div>
      {action.issues.map((issue, index) => <p key={index} className="small">{issue.message}</p>)}
      {action.changes.length === 0 && <p className="quiet small">{EFFECT.noValues}</p>}
      <ul className="changes">
        {action.changes.map((change) => (
          <li key={change.attribute}>
            <div className="change-head"><strong>{change.attribute}</strong></div>
            <ValueDiff before={change.before} after={change.after} added={change.added} removed={change.removed} />
          </li>
        ))}
      </ul>
    </>
  )
}
