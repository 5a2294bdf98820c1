import { Button } from '@fluentui/react-components'
import { ArrowShuffleRegular, BeakerRegular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { PreviewPerson } from '../../../shared/ipc/views'
import { PEOPLE } from '../../texts/expression'
import { TESTS } from '../../texts/lens'
import { titled } from '../../texts/plural'
import { useObjectNoun } from '../../ui/object-noun'
import type { Failure } from '../../ui/row-source'
import { Mark } from '../../ui/signs'
import { EmptyState, FailedState, Skeleton } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { AddPerson } from './add-person'
import { PersonRow } from './person-row'
import type { ShownRow } from './preview-outcome'
import type { Against } from './use-lens'
import type { People } from './use-people'

/** The number of the lens whose people the table shows after the pinned ones. */
export interface ChosenPart {
  readonly label: string
  readonly people: number
  /** How many of them there are in the table. */
  readonly shown: number
  readonly onAll: () => void
  readonly onClear: () => void
}

interface Props {
  /** Tabs in place of the heading, where there is more than people. */
  readonly title: ReactNode
  readonly place: { readonly job: string; readonly objectMapping: string }
  readonly sourceName: string
  readonly targetName: string
  readonly rows: readonly ShownRow[]
  /** What the values are compared with. */
  readonly against: Against
  readonly people: People
  /** Why the people of the lens could not be had. */
  readonly failure: Failure | undefined
  readonly chosen: ChosenPart | undefined
  /** The rows are those of the last whole text. */
  readonly before: boolean
  readonly usesUniqueValue: boolean
  /** Whose values the editor shows at its parts, and whom a test is saved of. */
  readonly focused: PreviewPerson | undefined
  readonly onFocus: (anchor: string) => void
  /** Absent while nobody can be drawn. */
  readonly onRandom: (() => void) | undefined
  readonly onSaveTest: (() => void) | undefined
  readonly onConnections: () => void
}

/** What the mapping gives for some people, computed while one types. */
export function PeopleTable(props: Props) {
  const { sourceName, rows, people, chosen, failure, before, usesUniqueValue } = props
  const noun = useObjectNoun()
  return (
    <section className="people-preview" aria-label={PEOPLE.title(noun)}>
      <PeopleHeader {...props} />
      {chosen !== undefined && (
        <p className="chosen-part">
          <strong>{PEOPLE.chosen(chosen.label, chosen.people, noun)}</strong>
          {chosen.shown < chosen.people && <span className="quiet small">{PEOPLE.firstOf(chosen.shown, chosen.people, noun)}</span>}
          {chosen.people > 0 && <button type="button" className="link" onClick={chosen.onAll}>{PEOPLE.showAll(chosen.people, noun)}</button>}
          <button type="button" className="link" onClick={chosen.onClear}>{PEOPLE.back}</button>
        </p>
      )}
      {people.failure !== undefined && <FailedState failure={people.failure} onRetry={people.reload} />}
      {failure !== undefined && people.failure === undefined && <FailedState failure={failure} />}
      {people.noData && (
        <EmptyState title={PEOPLE.noData(sourceName)} action={<Button onClick={props.onConnections}>{PEOPLE.read}</Button>}>
          {PEOPLE.noDataWhy(sourceName, noun)}
        </EmptyState>
      )}
      {!people.noData && rows.length === 0 && (people.status === 'loading' ? <Skeleton rows={5} /> : people.status === 'ready' && <Nobody chosen={chosen} />)}
      {rows.length > 0 && (
        <div className="people-scroll" role="group" aria-label={PEOPLE.title(noun)} tabIndex={0}>
          <Rows {...props} />
          {usesUniqueValue && !before && <p className="quiet small people-note">{PEOPLE.unique}</p>}
        </div>
      )}
    </section>
  )
}

function PeopleHeader({ title, place, targetName, against, people, before, focused, onFocus, onRandom, onSaveTest }: Props) {
  const noun = useObjectNoun()
  return (
    <header className="editor-header">
      {title ?? <h2>{PEOPLE.title(noun)}</h2>}
      <span className="quiet small ellipsis">{against === 'target' ? PEOPLE.about(targetName) : PEOPLE.aboutSaved}</span>
      <span role="status">{before && <Mark tone="brand">{PEOPLE.before}</Mark>}</span>
      {!people.noData && (
        <div className="editor-actions">
          <AddPerson job={place.job} objectMapping={place.objectMapping} onAdd={(person) => { people.pin(person); onFocus(person.anchor) }} />
          <Button size="small" appearance="subtle" icon={<ArrowShuffleRegular />} disabledFocusable={onRandom === undefined} onClick={onRandom}>
            {PEOPLE.random}
          </Button>
          <Button
            size="small" appearance="subtle" icon={<BeakerRegular />} disabledFocusable={onSaveTest === undefined}
            title={focused && TESTS.saveFor(focused.display)} onClick={onSaveTest}
          >
            {TESTS.save}
          </Button>
        </div>
      )}
    </header>
  )
}

function Nobody({ chosen }: { readonly chosen: ChosenPart | undefined }) {
  const noun = useObjectNoun()
  if (chosen === undefined) return <EmptyState title={PEOPLE.none}>{PEOPLE.noneWhy(noun)}</EmptyState>
  return <EmptyState title={PEOPLE.nobody}>{PEOPLE.nobodyWhy(chosen.label, noun)}</EmptyState>
}


function Rows({ rows, against, people, before, focused, onFocus }: Props) {
  const noun = useObjectNoun()
  const columns = ['person', 'id', against === 'target' ? 'now' : 'saved', 'after', 'outcome'] as const
  const show = useToasts((state) => state.show)
  const pinned = people.people.filter((one) => one.pinned).map((one) => one.person.anchor)
  function togglePin({ person }: ShownRow): void {
    const at = pinned.indexOf(person.anchor)
    if (at === -1) { people.pin(person); return }
    people.unpin(person.anchor)
    show({ text: PEOPLE.unpinned(person.display), action: { label: PEOPLE.undo, run: () => { people.pin(person, at) } } })
  }
  return (
    <table className={before ? 'plain-table people-table before-edit' : 'plain-table people-table'}>
      <thead>
        <tr>
          <th scope="col"><span className="visually-hidden">{PEOPLE.columns.pin}</span></th>
          {columns.map((column) => <th key={column} scope="col">{column === 'person' ? titled(noun.one) : PEOPLE.columns[column]}</th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PersonRow
            key={row.person.anchor} row={row} pinned={pinned.includes(row.person.anchor)} focused={row.person.anchor === focused?.anchor}
            onFocus={onFocus} onPin={() => { togglePin(row) }}
          />
        ))}
      </tbody>
    </table>
  )
}
