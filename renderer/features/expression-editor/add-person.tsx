import { Button, Popover, PopoverSurface, PopoverTrigger, SearchBox } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons'
import { useState, type KeyboardEvent } from 'react'
import type { PreviewPerson } from '../../../shared/ipc/views'
import { PEOPLE } from '../../texts/expression'
import { useObjectNoun } from '../../ui/object-noun'
import { FailedState } from '../../ui/states'
import { useRequest } from '../../use-request'

const MOST_FOUND = 8

interface Props {
  readonly job: string
  readonly objectMapping: string
  readonly onAdd: (person: PreviewPerson) => void
}

/** Finds a person by name or ID. Enter takes the first. */
export function AddPerson({ job, objectMapping, onAdd }: Props) {
  const [open, setOpen] = useState(false)
  const noun = useObjectNoun()
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const answer = useRequest('preview.people', wanted === '' ? null : { job, mapping: objectMapping, query: wanted, limit: MOST_FOUND })
  const found = wanted === '' ? [] : answer.value ?? []
  function take(person: PreviewPerson): void {
    onAdd(person)
    setQuery('')
    setOpen(false)
  }
  function takeFirst(event: KeyboardEvent): void {
    const [first] = found
    if (event.key !== 'Enter' || first === undefined) return
    event.preventDefault()
    take(first)
  }
  return (
    <Popover open={open} onOpenChange={(_, data) => { setOpen(data.open) }} positioning="below-end" trapFocus>
      <PopoverTrigger disableButtonEnhancement><Button size="small" appearance="subtle" icon={<PersonAddRegular />}>{PEOPLE.add(noun)}</Button></PopoverTrigger>
      <PopoverSurface className="add-person" aria-label={PEOPLE.add(noun)}>
        <SearchBox
          autoFocus aria-label={PEOPLE.find(noun)} placeholder={PEOPLE.find(noun)}
          value={query} onChange={(_, data) => { setQuery(data.value) }} onKeyDown={takeFirst}
        />
        {answer.status === 'failed' && <FailedState failure={answer.failure} onRetry={answer.reload} />}
        {wanted !== '' && answer.status === 'ready' && found.length === 0 && <p className="quiet" role="status">{PEOPLE.notFound}</p>}
        {found.length > 0 && (
          <ul aria-label={PEOPLE.found(noun)}>
            {found.map((person) => (
              <li key={person.anchor}>
                <button type="button" onClick={() => { take(person) }}>
                  <span dir="auto">{person.display}</span>
                  <span className="mono quiet">{person.anchor}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </PopoverSurface>
    </Popover>
  )
}
