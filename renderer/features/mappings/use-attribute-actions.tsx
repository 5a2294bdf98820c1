import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { feedersOf, sourceAttribute, usagesOf, type AttributeUsage, type SystemAttribute } from '../../../shared/model/attribute-usages'
import type { ProjectDocument } from '../../../shared/model/project'
import { ATTRIBUTES } from '../../texts/attributes'
import { useProvidedCommands } from '../../ui/screen-commands'
import { useToasts } from '../../ui/toasts'
import type { AttributeAction } from '../../draft/mapping-editor'
import type { MappingContext } from './mapping-context'
import type { DraftAction, Place } from '../../draft/mapping-draft'
import { RenameDialog } from './rename-dialog'
import { renameInUnkept } from './unkept-edits'
import { UsagesDialog } from './usages-dialog'
import { useDocumentKeys } from '../../draft/use-document-keys'

interface Given {
  readonly folder: string
  readonly document: ProjectDocument
  readonly place: Place
  readonly context: MappingContext | undefined
  /** A mapping is open: the keys mean the attribute that it shows. */
  readonly active: boolean
  readonly dispatch: (action: DraftAction) => void
  readonly open: (place: Place, target: string | undefined) => void
}

interface Asked {
  readonly action: 'rename' | 'usages'
  readonly attribute: SystemAttribute
  readonly usages: readonly AttributeUsage[]
  readonly title: string
}

const ACTIONS: readonly { readonly action: AttributeAction; readonly keys: readonly string[] }[] = [
  { action: 'rename', keys: ['F2'] }, { action: 'feeding', keys: ['F12'] }, { action: 'usages', keys: ['Shift', 'F12'] },
]

/** Rename, what feeds it, and usages of the attribute that the open mapping shows: by key, from the editor's menu and in the palette. */
export function useAttributeActions({ folder, document, place, context, active, dispatch, open }: Given) {
  const [current, setCurrent] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const show = useToasts((state) => state.show)
  const close = useCallback(() => { setAsked(undefined) }, [])

  const ask = useCallback((action: AttributeAction, name: string | undefined) => {
    if (context === undefined) return
    if (name === undefined) { show({ text: ATTRIBUTES.noAttribute }); return }
    const attribute = sourceAttribute(context.job, context.objectMapping, name)
    if (action !== 'feeding') {
      setAsked({ action, attribute, usages: usagesOf(document, attribute), title: ATTRIBUTES.usagesTitle(name) })
      return
    }
    const feeders = feedersOf(document, attribute)
    const [only] = feeders
    if (only === undefined) show({ text: ATTRIBUTES.nothingFeeds(name, context.source.name) })
    else if (feeders.length === 1) open(only, targetOf(only))
    else setAsked({ action: 'usages', attribute, usages: feeders, title: ATTRIBUTES.feedersTitle(name) })
  }, [context, document, open, show])

  useDocumentKeys((event) => {
    if (!active || event.ctrlKey || event.metaKey || event.altKey) return false
    const found = ACTIONS.find(({ keys }) => keys.at(-1) === event.key && event.shiftKey === (keys[0] === 'Shift'))
    if (found !== undefined) ask(found.action, current)
    return found !== undefined
  })
  const commands = useMemo(() => (active ? ACTIONS.map(({ action, keys }) => ({
    id: `attribute.${action}`, title: ATTRIBUTES.command(action, current), keys, ...(current === undefined && { unavailable: ATTRIBUTES.noneHere }),
    run: () => { ask(action, current) },
  })) : []), [active, ask, current])
  useProvidedCommands(commands)

  function rename(attribute: SystemAttribute, to: string, count: number): void {
    const places = document.jobs
      .filter((job) => job.source === attribute.system)
      .flatMap((job) => job.objectMappings.filter((one) => one.sourceType === attribute.type).map((one) => ({ job: job.id, objectMapping: one.id })))
    dispatch({ kind: 'edit', place, edit: { kind: 'rename', attribute, to } })
    renameInUnkept(folder, places, attribute.name, to)
    close()
    show({
      text: ATTRIBUTES.renamed(attribute.name, to, count),
      action: { label: ATTRIBUTES.undo, run: () => { dispatch({ kind: 'undo' }); renameInUnkept(folder, places, to, attribute.name) } },
    })
  }

  const dialog: ReactNode = asked === undefined || context === undefined ? null : asked.action === 'rename'
    ? (
      <RenameDialog
        document={document} attribute={asked.attribute} known={context.source.wasRead ? context.source.attributes.map(({ name }) => name) : undefined}
        systemName={context.source.name} onRename={rename} onClose={close}
      />
    )
    : (
      <UsagesDialog
        title={asked.title} document={document} attribute={asked.attribute} usages={asked.usages} systemName={context.source.name}
        onOpen={(usage) => { close(); open(usage, targetOf(usage)) }} onClose={close}
      />
    )
  return { ask, setCurrent, dialog }
}

/** The mapping that a usage stands in, where it stands in one. */
function targetOf(usage: AttributeUsage): string | undefined {
  return usage.kind === 'scope' ? undefined : usage.target
}
