import { Dialog, DialogSurface } from '@fluentui/react-components'
import { Command } from 'cmdk'
import { useEffect, useState } from 'react'
import { PALETTE } from '../../texts/palette'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { useRequest } from '../../use-request'
import { matching } from './matching'
import './palette.css'

interface PaletteCommand {
  readonly id: string
  readonly title: string
  readonly keys?: readonly string[]
  readonly unavailable?: string
  readonly run: () => void
}

interface Props {
  readonly commands: readonly PaletteCommand[]
  /** Whether there is a project whose people can be searched. */
  readonly searchable: boolean
  readonly navigate: Navigate
  readonly onClose: () => void
}

/** One box for screens, commands, people and accounts. What cannot run now says why. */
export function PaletteDialog({ commands, searchable, navigate, onClose }: Props) {
  const [query, setQuery] = useState('')
  const asked = useRested(query.trim(), 120)
  const people = useRequest('objects.search', searchable && asked.length >= 2 ? { query: asked, limit: 12 } : null)
  const found = asked.length >= 2 ? people.value ?? [] : []
  const shown = matching(commands, query)
  const ids = [...shown.filter((command) => command.unavailable === undefined).map((command) => command.id), ...found.map(idOf)]
  const [active, setActive] = useState('')
  const current = ids.includes(active) ? active : ids[0] ?? ''

  function run(command: PaletteCommand): void {
    if (command.unavailable !== undefined) return
    onClose()
    command.run()
  }

  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface className="palette" aria-label={PALETTE.title}>
        <Command label={PALETTE.title} loop shouldFilter={false} value={current} onValueChange={setActive}>
          <Command.Input autoFocus className="palette-input" placeholder={PALETTE.placeholder} value={query} onValueChange={setQuery} />
          <Command.List className="palette-list" label={PALETTE.title}>
            {ids.length === 0 && <p className="palette-empty" role="status">{people.status === 'loading' && searchable && asked.length >= 2 ? PALETTE.searching : PALETTE.nothing(query)}</p>}
            <Group heading={PALETTE.screens} commands={shown.filter((command) => command.id.startsWith('screen.'))} onRun={run} />
            <Group heading={PALETTE.commands} commands={shown.filter((command) => !command.id.startsWith('screen.'))} onRun={run} />
            {found.length > 0 && (
              <Command.Group heading={PALETTE.people}>
                {found.map((object) => (
                  <Command.Item
                    key={idOf(object)} value={idOf(object)} className="palette-item"
                    onSelect={() => { onClose(); navigate('person', { system: object.system, type: object.type, anchor: object.anchor }) }}
                  >
                    <span className="ellipsis" dir="auto">{object.display}</span>
                    <span className="mono quiet ellipsis">{object.anchor}</span>
                    <span className="small quiet palette-kind">{object.system} · {object.type}</span>
                  </Command.Item>
                ))}
              </Command.Group>
            )}
          </Command.List>
        </Command>
      </DialogSurface>
    </Dialog>
  )
}

function Group({ heading, commands, onRun }: { readonly heading: string; readonly commands: readonly PaletteCommand[]; readonly onRun: (command: PaletteCommand) => void }) {
  if (commands.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {commands.map((command) => (
        <Command.Item key={command.id} value={command.id} disabled={command.unavailable !== undefined} className="palette-item" onSelect={() => { onRun(command) }}>
          <span className="ellipsis">{command.title}</span>
          {command.id.startsWith('recent.') && <span className="small quiet">{PALETTE.recent}</span>}
          {command.unavailable !== undefined && <span className="small quiet">{command.unavailable}</span>}
          {command.keys !== undefined && <span className="keys palette-keys">{command.keys.map((key) => <Key key={key}>{key}</Key>)}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function idOf(object: { readonly system: string; readonly type: string; readonly anchor: string }): string {
  return `object ${object.system} ${object.type} ${object.anchor}`
}

function useRested(text: string, ms: number): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => { setRested(text) }, ms)
    return () => { clearTimeout(timer) }
  }, [text, ms])
  return rested
}
