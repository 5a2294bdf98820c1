import { Button } from '@fluentui/react-components'
import { ArrowShuffleRegular, CheckmarkRegular, DismissRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { AttributeValue } from '../../../shared/model/attribute'
import { COMMON } from '../../texts/common'
import { PEOPLE } from '../../texts/expression'
import { diffText, showInvisible, type DiffPart } from '../../ui/diff-text'
import { KindSign, Mark, StatusSign } from '../../ui/signs'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { AddPerson } from './add-person'
import type { PreviewKind, PreviewRow } from './preview-outcome'
import type { People } from './use-people'

interface Props {
  readonly job: string
  readonly objectMapping: string
  readonly sourceName: string
  readonly targetName: string
  readonly rows: readonly PreviewRow[]
  readonly people: People
  /** The rows are those of the last whole text. */
  readonly before: boolean
  readonly usesUniqueValue: boolean
  /** Whose values the editor shows at its parts. */
  readonly focused: string | undefined
  readonly onFocus: (anchor: string) => void
  readonly onConnections: () => void
}

/** What the mapping gives for some people, computed while one types. */
export function PeoplePreview({ job, objectMapping, sourceName, targetName, rows, people, before, usesUniqueValue, focused, onFocus, onConnections }: Props) {
  return (
    <section className="people-preview" aria-labelledby="people-title">
      <header className="editor-header">
        <h2 id="people-title">{PEOPLE.title}</h2>
        <span className="quiet small">{PEOPLE.about(targetName)}</span>
        <span role="status">{before && <Mark tone="brand">{PEOPLE.before}</Mark>}</span>
        {!people.noData && (
          <div className="editor-actions">
            <AddPerson job={job} objectMapping={objectMapping} onAdd={(person) => { people.add(person); onFocus(person.anchor) }} />
            <Button size="small" appearance="subtle" icon={<ArrowShuffleRegular />} onClick={people.addRandom}>{PEOPLE.random}</Button>
          </div>
        )}
      </header>
      {people.failure !== undefined && <FailedState failure={people.failure} onRetry={people.reload} />}
      {people.noData && <EmptyState title={PEOPLE.noData(sourceName)} action={<Button onClick={onConnections}>{PEOPLE.read}</Button>}>{PEOPLE.noDataWhy(sourceName)}</EmptyState>}
      {!people.noData && rows.length === 0 && (people.status === 'loading' ? <Skeleton rows={5} /> : people.status === 'ready' && <EmptyState title={PEOPLE.none}>{PEOPLE.noneWhy}</EmptyState>)}
      {rows.length > 0 && (
        <div className="people-scroll" role="group" aria-labelledby="people-title" tabIndex={0}>
          <table className={before ? 'plain-table people-table before-edit' : 'plain-table people-table'}>
            <thead>
              <tr>
                {(['person', 'id', 'now', 'after', 'outcome'] as const).map((column) => <th key={column} scope="col">{PEOPLE.columns[column]}</th>)}
                <th scope="col"><span className="visually-hidden">{PEOPLE.columns.actions}</span></th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => <PersonRow key={row.person.anchor} row={row} focused={row.person.anchor === focused} onFocus={onFocus} onRemove={people.remove} />)}
            </tbody>
          </table>
          {usesUniqueValue && <p className="quiet small people-note">{PEOPLE.unique}</p>}
        </div>
      )}
    </section>
  )
}

interface RowProps {
  readonly row: PreviewRow
  readonly focused: boolean
  readonly onFocus: (anchor: string) => void
  readonly onRemove: (anchor: string) => void
}

function PersonRow({ row, focused, onFocus, onRemove }: RowProps) {
  const { person, now, after } = row
  const parts = row.kind === 'changes' && now !== undefined && after !== undefined ? diffText(toText(now), toText(after)) : undefined
  const why = reasonText(row)
  return (
    <tr className={focused ? 'selected' : undefined}>
      <th scope="row"><button type="button" className="person-name" aria-pressed={focused} onClick={() => { onFocus(person.anchor) }} dir="auto">{person.display === '' ? person.anchor : person.display}</button></th>
      <td className="mono">{person.anchor}</td>
      <td className="mono preview-value value-before">
        {person.target === undefined ? <span className="absent">{PEOPLE.noAccount}</span> : <Shown value={now} parts={parts?.before} word={COMMON.before} as="del" />}
      </td>
      <td className="mono preview-value value-after"><Shown value={after} parts={parts?.after} word={COMMON.after} as="ins" strong={row.kind === 'changes' || row.kind === 'new'} hidden={row.kind === 'fails' && row.reason === undefined} /></td>
      <td className="preview-outcome">
        <Outcome kind={row.kind} />
        {why !== undefined && <span className={row.kind === 'fails' ? 'preview-why' : 'preview-why quiet'} title={why}>{why}</span>}
      </td>
      <td className="right"><Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={PEOPLE.remove(person.display)} onClick={() => { onRemove(person.anchor) }} /></td>
    </tr>
  )
}

const SIGNS: Readonly<Record<PreviewKind, ReactNode>> = {
  changes: <KindSign kind="update" word="none" />, new: <KindSign kind="create" word="none" />, same: <span className="sign quiet"><CheckmarkRegular fontSize={16} aria-hidden="true" /></span>,
  blank: <StatusSign status="skipped" />, fails: <StatusSign status="failed" />, notFlowed: <StatusSign status="skipped" />, wait: <StatusSign status="unknown" />,
}

function Outcome({ kind }: { readonly kind: PreviewKind }) {
  return <span className={`preview-kind preview-${kind}`}>{SIGNS[kind]}<span className={kind === 'fails' ? 'status-failed' : undefined}>{PEOPLE.kinds[kind]}</span></span>
}

function reasonText({ reason, error, after, limit }: PreviewRow): string | undefined {
  if (error !== undefined) return error.message
  if (reason === undefined) return undefined
  if (reason !== 'tooLong') return PEOPLE.reasons[reason]
  return PEOPLE.reasons.tooLong(Math.max(...(typeof after === 'string' ? [after] : after ?? ['']).map((value) => [...value].length)), limit ?? 0)
}

interface ShownProps {
  readonly value: AttributeValue | undefined
  readonly parts: readonly DiffPart[] | undefined
  /** Said before a value that differs. */
  readonly word: string
  readonly as: 'ins' | 'del'
  readonly strong?: boolean
  readonly hidden?: boolean
}

function Shown({ value, parts, word, as: Tag, strong = false, hidden = false }: ShownProps) {
  if (hidden) return null
  if (value === undefined) return <span className="absent">{PEOPLE.absent}</span>
  const text = toText(value)
  if (parts === undefined) return <span className={strong ? 'strong' : undefined} dir="auto" title={text}>{text}</span>
  return (
    <Tag dir="auto" title={text}>
      <span className="visually-hidden">{word} </span>
      {parts.map((part, index) => <span key={index} className={part.changed ? 'changed' : undefined}>{part.text}</span>)}
    </Tag>
  )
}

function toText(value: AttributeValue): string {
  const text = typeof value === 'string' ? value : value.join('; ')
  return text === '' ? '""' : showInvisible(text)
}
