import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { COMMON } from '../../texts/common'
import { SETTINGS } from '../../texts/settings'
import { COMMAND_TITLES, SCREEN_TITLES } from '../../texts/shell'
import { Key } from '../../ui/key'
import { DEFAULT_KEYS, keyCaps, keyOf, keyRefusal, pressedKey, withKey, type ChangedKeys, type KeyRefusal } from '../../ui/key-bindings'
import { SCREENS } from '../../ui/navigation'

interface Props {
  readonly changed: ChangedKeys
  readonly onChange: (changed: ChangedKeys) => void
}

interface Refused {
  readonly command: string
  readonly text: string
}

/** The keys of commands: each can be given another one, but none that something else has. */
export function KeySettings({ changed, onChange }: Props) {
  const [asking, setAsking] = useState<string>()
  const [refused, setRefused] = useState<Refused>()
  function take(command: string, key: string): void {
    const refusal = keyRefusal(command, key, changed)
    setRefused(refusal === undefined ? undefined : { command, text: textOf(key, refusal) })
    if (refusal !== undefined) return
    setAsking(undefined)
    onChange(withKey(changed, command, key))
  }
  return (
    <ul className="key-settings" aria-label={SETTINGS.keys}>
      {Object.entries(DEFAULT_KEYS).map(([command, standard]) => {
        const title = titleOf(command)
        const key = keyOf(command, changed) ?? standard
        return (
          <li key={command}>
            <span>{title}</span>
            <span className="keys">{keyCaps(key).map((cap) => <Key key={cap}>{cap}</Key>)}<span className="visually-hidden">{key}</span></span>
            <span className="key-actions">
              {asking === command
                ? <PressedKey title={title} onKey={(pressed) => { take(command, pressed) }} onCancel={() => { setAsking(undefined); setRefused(undefined) }} />
                : <Button size="small" appearance="subtle" aria-label={SETTINGS.changeKey(title)} onClick={() => { setAsking(command); setRefused(undefined) }}>{SETTINGS.change}</Button>}
              {key !== standard && asking !== command && <Button size="small" appearance="subtle" aria-label={`${SETTINGS.reset}: ${title}`} onClick={() => { take(command, standard) }}>{SETTINGS.reset}</Button>}
            </span>
            {refused?.command === command && <p className="small key-refused" role="alert">{refused.text}</p>}
          </li>
        )
      })}
    </ul>
  )
}

/** Waits for a key. Escape and a click elsewhere leave the old one. */
function PressedKey({ title, onKey, onCancel }: { readonly title: string; readonly onKey: (key: string) => void; readonly onCancel: () => void }) {
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => { element.current?.focus() }, [])
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const key = pressedKey(event)
    if (key === 'Escape') onCancel()
    else if (key !== undefined) onKey(key)
  }
  return (
    <>
      <button type="button" className="key-asked" ref={element} aria-label={SETTINGS.pressFor(title)} onKeyDown={onKeyDown}>{SETTINGS.press}</button>
      <Button size="small" appearance="subtle" onClick={onCancel}>{COMMON.cancel}</Button>
    </>
  )
}

function titleOf(command: string): string {
  const screen = SCREENS.find((one) => command === `screen.${one}`)
  if (screen !== undefined) return SCREEN_TITLES[screen]
  const title = (COMMAND_TITLES as Readonly<Record<string, unknown>>)[command]
  return typeof title === 'string' ? title.replace(/…$/u, '') : command
}

function textOf(key: string, refusal: KeyRefusal): string {
  switch (refusal.why) {
    case 'plain': return SETTINGS.plainKey(key)
    case 'taken': return SETTINGS.takenKey(key, refusal.by)
    case 'command': return SETTINGS.keyOfOther(key, titleOf(refusal.command))
  }
}
