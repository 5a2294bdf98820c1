import { Button, Input } from '@fluentui/react-components'
import { useState, type FormEvent } from 'react'
import type { ProjectState, SecretView } from '../../../shared/ipc/views'
import type { ConnectedSystem } from '../../../shared/model/project'
import { CONNECTIONS } from '../../texts/connections'
import { Field } from '../../ui/field'
import { StatusSign } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import { useCommand, useRequest } from '../../use-request'

const SAY = CONNECTIONS.password

interface Props {
  readonly system: ConnectedSystem
  readonly onProject: (project: ProjectState) => void
}

/** Where the password of a live directory is; entered here and never shown again. Nothing for systems that need none. */
export function PasswordPart({ system, onProject }: Props) {
  const { settings } = system
  const needed = settings.kind === 'ldap' && settings.bindDn !== undefined
  const answer = useRequest('secrets.state', needed ? { system: system.id } : null)
  const keep = useCommand('secrets.keep')
  const forget = useCommand('secrets.forget')
  const [asked, setAsked] = useState(false)
  const view = answer.value
  if (!needed) return null

  async function onKeep(secret: string): Promise<void> {
    const project = await keep.run({ system: system.id, secret })
    if (project === undefined) return
    setAsked(false)
    if (project !== null) onProject(project)
    answer.reload()
  }
  async function onForget(): Promise<void> {
    if (await forget.run({ system: system.id }) === null) answer.reload()
  }

  const failure = keep.failure ?? forget.failure ?? (answer.status === 'failed' ? answer.failure : undefined)
  return (
    <section className="password" aria-label={SAY.label}>
      {view !== undefined && (view.refusal === undefined && (asked || isMissing(view))
        ? <Entry busy={keep.status === 'running'} onKeep={(secret) => { void onKeep(secret) }} onCancel={asked ? () => { setAsked(false) } : undefined} />
        : <Found view={view} onEnter={() => { setAsked(true) }} onForget={() => { void onForget() }} />)}
      {failure !== undefined && <FailedState failure={failure} />}
    </section>
  )
}

function isMissing({ place, kept }: SecretView): boolean {
  return place?.kind !== 'env' && !kept
}

interface FoundProps {
  readonly view: SecretView
  readonly onEnter: () => void
  readonly onForget: () => void
}

function Found({ view: { place, kept, refusal }, onEnter, onForget }: FoundProps) {
  return (
    <>
      <dl className="fixed-rule">
        <dt>{SAY.label}</dt>
        {place?.kind === 'env' && <dd>{SAY.fromEnvironment(place.name)}</dd>}
        {kept && <dd><StatusSign status="good">{SAY.kept}</StatusSign></dd>}
        {refusal !== undefined && (
          <dd className="small">{place?.kind === 'env' ? <span className="quiet">{refusal}</span> : <StatusSign status="warning">{refusal}</StatusSign>}</dd>
        )}
      </dl>
      <div className="password-actions">
        {refusal === undefined && <Button size="small" onClick={onEnter}>{kept ? SAY.replace : SAY.enter}</Button>}
        {kept && <Button size="small" onClick={onForget}>{SAY.forget}</Button>}
      </div>
    </>
  )
}

interface EntryProps {
  readonly busy: boolean
  readonly onKeep: (secret: string) => void
  readonly onCancel: (() => void) | undefined
}

function Entry({ busy, onKeep, onCancel }: EntryProps) {
  const [text, setText] = useState('')
  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (text !== '' && !busy) onKeep(text)
  }
  return (
    <form onSubmit={onSubmit}>
      <Field label={SAY.label} hint={SAY.hint}>
        <Input
          size="small" className="rule-control" type="password" autoComplete="off" autoFocus={onCancel !== undefined} maxLength={1000} value={text}
          onChange={(_, data) => { setText(data.value) }}
        />
      </Field>
      <div className="password-actions">
        <Button size="small" type="submit" disabled={text === '' || busy}>{busy ? SAY.keeping : SAY.keep}</Button>
        {onCancel !== undefined && <Button size="small" onClick={onCancel}>{SAY.cancel}</Button>}
      </div>
    </form>
  )
}
