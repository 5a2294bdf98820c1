import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { SETTINGS } from '../../texts/settings'
import { COMMAND_TITLES, SCREEN_TITLES } from '../../texts/shell'
import { Key } from '../../ui/key'
import { DEFAULT_KEYS, keyCaps, keyOf, keyRefusal, pressedKey, withKey, type ChangedKeys, type KeyRefusal } from '../../ui/key-bindings'
import { SCREENS } from '../../ui/navigation'
import type { Setting } from './found-settings'
import type { OwnProps } from './own-settings'

/** The keys of commands: each can be given another one, but none that something else has. */
export function keySettings({ settings: { keys }, onSave }: OwnProps): readonly Setting[] {
  return Object.entries(DEFAULT_KEYS).map(([command, standard]) => {
    const label = titleOf(command)
    const key = keyOf(command, keys) ?? standard
    const onChange = (next: string): void => { onSave({ keys: withKey(keys, command, next) }) }
    return {
      id: command, label, words: key, control: <KeyControl command={command} label={label} value={key} changed={keys} onChange={onChange} />,
      ...(key !== standard && { onReset: () => { onChange(standard) } }),
    }
  })
}

interface Props {
  readonly command: string
  readonly label: string
  readonly value: string
  readonly changed: ChangedKeys
  readonly onChange: (key: string) => void
}

function KeyControl({ command, label, value, changed, onChange }: Props) {
  const [stage, setStage] = useState<'shown' | 'asked' | 'answered'>('shown')
  const [refused, setRefused] = useState('')
  function take(key: string): void {
    const refusal = keyRefusal(command, key, changed)
    setRefused(refusal === undefined ? '' : textOf(key, refusal))
    if (refusal !== undefined) return
    setStage('answered')
    onChange(key)
  }
  function leave(): void {
    setStage('answered')
    setRefused('')
  }
  return (
    <>
      <span className="keys">{keyCaps(value).map((cap) => <Key key={cap}>{cap}</Key>)}<span className="visually-hidden">{value}</span></span>
      {stage === 'asked'
        ? <PressedKey label={label} onKey={take} onEscape={leave} onBlur={() => { setStage('shown'); setRefused('') }} />
        : (
          <Button
            className="key-change" size="small" appearance="subtle" autoFocus={stage === 'answered'} aria-label={SETTINGS.changeKey(label)}
            onClick={() => { setStage('asked') }}
          >
            {SETTINGS.change}
          </Button>
        )}
      {refused !== '' && <p className="small key-refused" role="alert">{refused}</p>}
    </>
  )
}

/** Waits for a key. Escape and a click elsewhere leave the old one; after a key and after Escape the focus is where it was. */
function PressedKey({ label, onKey, onEscape, onBlur }: {
  readonly label: string
  readonly onKey: (key: string) => void
  readonly onEscape: () => void
  readonly onBlur: () => void
}) {
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => { element.current?.focus() }, [])
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    const key = pressedKey(event)
    if (key === 'Escape') onEscape()
    else if (key !== undefined) onKey(key)
  }
  return (
    <button type="button" className="key-asked" ref={element} aria-label={SETTINGS.pressFor(label)} onKeyDown={onKeyDown} onBlur={onBlur}>
      {SETTINGS.press}
    </button>
  )
}

function titleOf(command: string): string {
  const screen = SCREENS.find((one) => command === `screen.${one}`)
  if (screen !== undefined) return SETTINGS.goTo(SCREEN_TITLES[screen])
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
