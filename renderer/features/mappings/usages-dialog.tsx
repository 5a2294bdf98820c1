import { Button } from '@fluentui/react-components'
import { useRef, type KeyboardEvent } from 'react'
import type { AttributeUsage, SystemAttribute } from '../../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../../shared/model/project'
import { ATTRIBUTES } from '../../texts/attributes'
import { Dialog } from '../../ui/dialog'
import { UsagePlace } from '../../ui/usage-place'

interface Props {
  readonly title: string
  readonly document: ProjectDocument
  readonly attribute: SystemAttribute
  readonly usages: readonly AttributeUsage[]
  readonly systemName: string
  readonly onOpen: (usage: AttributeUsage) => void
  readonly onClose: () => void
}

/** Where an attribute is used; each place opens with Enter, the arrows go from one to the next. */
export function UsagesDialog({ title, document, attribute, usages, systemName, onOpen, onClose }: Props) {
  const list = useRef<HTMLUListElement>(null)
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const buttons = [...list.current?.querySelectorAll('button') ?? []]
    if (step === undefined || buttons.length === 0) return
    event.preventDefault()
    const at = buttons.findIndex((button) => button === globalThis.document.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <Dialog
      wide title={title} onClose={onClose}
      actions={<Button appearance="primary" autoFocus={usages.length === 0} onClick={onClose}>{ATTRIBUTES.close}</Button>}
    >
      <p className="dialog-why">{usages.length === 0 ? ATTRIBUTES.noUsage(attribute.name) : ATTRIBUTES.usagesOf(usages.length, systemName, attribute.type)}</p>
      <ul ref={list} className="usages" aria-label={ATTRIBUTES.usagesLabel} onKeyDown={onKeyDown}>
        {usages.map((usage, index) => (
          <li key={index}>
            <button type="button" autoFocus={index === 0} onClick={() => { onOpen(usage) }}>
              <UsagePlace usage={usage} document={document} />
              {usage.kind !== 'test' && <span className="mono small usage-text">{usage.text}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
