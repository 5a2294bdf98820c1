import { Button, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { SystemView } from '../../../shared/ipc/views'
import { CONNECTIONS } from '../../texts/connections'
import { Banner } from '../../ui/banner'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'

const T = CONNECTIONS.doubted

interface Props {
  readonly view: SystemView
  /** Reads once more and believes it; absent while something runs. */
  readonly onAccept: (() => void) | undefined
}

/** A read that brought nobody, or nobody of a type, and was not believed, with the way to say that it was right. */
export function DoubtedRead({ view, onAccept }: Props) {
  const [asked, setAsked] = useState(false)
  const held = view.lastRead?.finding['doubted']
  const named = view.lastRead?.finding['doubtedTypes']
  const types = typeof named === 'string' ? named : undefined
  if (typeof held !== 'number') return null
  return (
    <>
      <Banner
        status="warning"
        actions={<Button size="small" disabled={onAccept === undefined} onClick={() => { setAsked(true) }}>{T.accept(view.name, types)}</Button>}
      >
        {T.why(view.name, held, types)}
      </Banner>
      {asked && <AcceptEmpty view={view} held={held} types={types} onAccept={() => { setAsked(false); onAccept?.() }} onClose={() => { setAsked(false) }} />}
    </>
  )
}

interface AcceptProps {
  readonly view: SystemView
  readonly held: number
  /** Where it is about some object types, their names. */
  readonly types: string | undefined
  readonly onAccept: () => void
  readonly onClose: () => void
}

/** Says what it would mean, and asks for the count to be typed: it cannot be undone. */
function AcceptEmpty({ view: { name, roles }, held, types, onAccept, onClose }: AcceptProps) {
  const [typed, setTyped] = useState('')
  const sure = typed.replace(/[\s,.]/gu, '') === String(held)
  return (
    <Dialog
      title={T.title(name, types)} onClose={onClose}
      actions={(
        <><Button appearance="primary" autoFocus onClick={onClose}>{T.keep}</Button><Button disabled={!sure} onClick={onAccept}>{T.take(held)}</Button></>
      )}
    >
      <p>{T.means(name, held)}</p>
      {roles.map((role) => <p key={role} className="dialog-why">{T[role]}</p>)}
      <Field label={T.type(held)}><Input inputMode="numeric" value={typed} maxLength={20} onChange={(_, data) => { setTyped(data.value) }} /></Field>
    </Dialog>
  )
}
