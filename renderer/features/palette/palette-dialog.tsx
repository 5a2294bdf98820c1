import { Dialog, DialogSurface } from '@fluentui/react-components'
import { Command } from 'cmdk'
import { useEffect, useMemo, useState } from 'react'
import { create } from 'zustand'
import type { ProjectDocument } from '../../../shared/model/project'
import { PALETTE } from '../../texts/palette'
import { Key } from '../../ui/key'
import { systemName } from '../../ui/names'
import type { Navigate } from '../../ui/navigation'
import { newestRun } from '../../ui/rounds'
import type { ScreenCommand } from '../../ui/screen-commands'
import { useRequest } from '../../use-request'
import { asked, mappingsOf, problemsFound, runsFound, search, type Found, type Part } from './found'
import { matching } from './matching'
import './palette.css'

interface Props {
  readonly commands: readonly ScreenCommand[]
  /** Absent where no project is open: then there is nobody to be found. */
  readonly document: ProjectDocument | undefined
  /** The run whose problems are found; the newest one where it is absent. */
  readonly run: number | undefined
  /** What stands in the box at first: `>` for commands alone. */
  readonly first: string
  readonly navigate: Navigate
  readonly onPickRun: (run: number) => void
  readonly onClose: () => void
}

const MOST_OF_EACH = 6
const MOST_ALONE = 50
const MOST_RECENT = 4
const NOTHING: readonly Found[] = []

/** Commands that were run from the palette, the last one first. */
const useRecent = create<{ readonly ids: readonly string[]; readonly add: (id: string) => void }>((set) => ({
  ids: [], add: (id) => { set(({ ids }) => ({ ids: [id, ...ids.filter((one) => one !== id)].slice(0, MOST_RECENT) })) },
}))

/** One box for screens, commands, people, accounts, mappings, runs and problems. What cannot run now says why. */
export function PaletteDialog({ commands, document, run, first, navigate, onPickRun, onClose }: Props) {
  const [query, setQuery] = useState(first)
  const { part, text } = asked(query)
  const [active, setActive] = useState('')
  const recent = useRecent((state) => state.ids)
  const addRecent = useRecent((state) => state.add)
  const { people, searching } = usePeople(document, part === undefined || part === 'people' ? text : '')
  const found = useFound(document, run, part, text)
  const isShown = (of: Part): boolean => part === undefined || part === of
  const listed = commands.filter((command) => text !== '' || command.searchedOnly !== true)
  const shown = isShown('commands') ? matching(listed, text) : []
  const lately = text === '' && part === undefined
    ? recent.flatMap((id) => shown.find((command) => command.id === id && command.unavailable === undefined) ?? [])
    : []
  const others = shown.filter((command) => !lately.includes(command))
  const ids = [
    ...[...lately, ...others].filter((command) => command.unavailable === undefined).map(({ id }) => id),
    ...found.flatMap(([, list]) => list.map(({ id }) => id)),
    ...people.map(({ id }) => id),
  ]
  const current = ids.includes(active) ? active : ids[0] ?? ''

  function runCommand(command: ScreenCommand): void {
    if (command.unavailable !== undefined) return
    onClose()
    addRecent(command.id)
    command.run()
  }
  function open({ screen, params, run: itsRun }: Found): void {
    onClose()
    if (itsRun !== undefined) onPickRun(itsRun)
    navigate(screen, params)
  }

  return (
    <Dialog open onOpenChange={(_, data) => { if (!data.open) onClose() }}>
      <DialogSurface className="palette" aria-label={PALETTE.title}>
        <Command label={PALETTE.title} loop shouldFilter={false} value={current} onValueChange={setActive}>
          <Command.Input autoFocus className="palette-input" placeholder={PALETTE.placeholder} value={query} onValueChange={setQuery} />
          <Command.List className="palette-list" label={PALETTE.title}>
            {ids.length === 0 && (
              <p className="palette-empty" role="status">
                {searching ? PALETTE.searching : part === 'people' && text.length < 2 ? PALETTE.typeName : PALETTE.nothing(text)}
              </p>
            )}
            <Commands heading={PALETTE.lately} commands={lately} onRun={runCommand} />
            <Commands heading={PALETTE.screens} commands={others.filter(({ id }) => id.startsWith('screen.'))} onRun={runCommand} />
            <Commands heading={PALETTE.commands} commands={others.filter(({ id }) => !id.startsWith('screen.'))} onRun={runCommand} />
            {found.map(([heading, list]) => <FoundGroup key={heading} heading={heading} found={list} onOpen={open} />)}
            <FoundGroup heading={PALETTE.people} found={people} onOpen={open} />
          </Command.List>
          {document !== undefined && (
            <p className="palette-prefixes small quiet">
              {PALETTE.narrow} {Object.entries(PALETTE.prefixes).map(([key, word]) => <span key={key}><Key>{key}</Key> {word}</span>)}
            </p>
          )}
        </Command>
      </DialogSurface>
    </Dialog>
  )
}

/** People and accounts of a project by name or ID, the best first; nobody for less than two characters. */
function usePeople(document: ProjectDocument | undefined, query: string): { readonly people: readonly Found[]; readonly searching: boolean } {
  const text = document === undefined ? '' : query
  const nameOf = (id: string): string => systemName(id, document?.systems ?? [])
  const rested = useRested(text, 120)
  const wanted = rested.length >= 2
  const answer = useRequest('objects.search', wanted ? { query: rested, limit: 12 } : null)
  const people = wanted && text.length >= 2 ? answer.value ?? [] : []
  return {
    searching: wanted && answer.status === 'loading',
    people: people.map(({ system, type, anchor, display }) => ({
      id: `object ${system} ${type} ${anchor}`, title: display, detail: anchor, kind: `${nameOf(system)} · ${type}`, screen: 'person',
      params: { system, type, anchor },
    })),
  }
}

/** Mappings, runs and problems: a few of each that hold the text, or all of the part that is asked for. */
function useFound(
  document: ProjectDocument | undefined, run: number | undefined, part: Part | undefined, text: string,
): readonly (readonly [string, readonly Found[]])[] {
  const wanted = document !== undefined && (text !== '' || (part !== undefined && part !== 'commands' && part !== 'people'))
  const runs = useRequest('runs.list', wanted ? {} : null).value
  const newestFirst = useMemo(() => [...runs ?? []].sort((a, b) => b.run - a.run), [runs])
  const problems = useRequest('problems.list', wanted && runs !== undefined ? { run: run ?? newestRun(newestFirst)?.run } : null).value
  const mappings = useMemo(() => (document === undefined ? NOTHING : mappingsOf(document)), [document])
  if (!wanted) return []
  const most = part === undefined ? MOST_OF_EACH : MOST_ALONE
  return ([['mappings', mappings], ['runs', runsFound(newestFirst)], ['problems', problemsFound(problems ?? [])]] as const)
    .filter(([of]) => part === undefined || part === of).map(([of, all]) => [PALETTE[of], search(all, text, most)] as const)
}

function Commands({ heading, commands, onRun }: {
  readonly heading: string
  readonly commands: readonly ScreenCommand[]
  readonly onRun: (command: ScreenCommand) => void
}) {
  if (commands.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {commands.map((command) => (
        <Command.Item
          key={command.id} value={command.id} disabled={command.unavailable !== undefined} className="palette-item"
          onSelect={() => { onRun(command) }}
        >
          <span className="ellipsis">{command.title}</span>
          {command.id.startsWith('recent.') && <span className="small quiet">{PALETTE.recent}</span>}
          {command.unavailable !== undefined && <span className="small quiet">{command.unavailable}</span>}
          {command.keys !== undefined && <span className="keys palette-keys">{command.keys.map((key) => <Key key={key}>{key}</Key>)}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function FoundGroup({ heading, found, onOpen }: { readonly heading: string; readonly found: readonly Found[]; readonly onOpen: (found: Found) => void }) {
  if (found.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {found.map((one) => (
        <Command.Item key={one.id} value={one.id} className="palette-item" onSelect={() => { onOpen(one) }}>
          <span className="palette-title ellipsis" dir="auto">{one.title}</span>
          {one.detail !== '' && <span className="palette-detail mono quiet ellipsis">{one.detail}</span>}
          <span className="small quiet palette-kind">{one.kind}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

function useRested(text: string, ms: number): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => { setRested(text) }, ms)
    return () => { clearTimeout(timer) }
  }, [text, ms])
  return rested
}
