import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import { useCallback, useEffect } from 'react'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import type { AttributeMapping } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { useEscape, useGoUp } from '../../ui/key-stack'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { Mark } from '../../ui/signs'
import { useToasts } from '../../ui/toasts'
import { checkOptionsOf, type MappingContext } from './mapping-context'
import { placeIn, sameJson, validateMapping, type Place } from './mapping-draft'
import type { MappingEditor } from './mapping-editor-slot'
import { SettingsLine } from './settings-line'
import { unkeptKey, useUnkeptEdits } from './unkept-edits'
import { useDocumentKeys } from './use-document-keys'

interface Props {
  readonly project: ProjectState
  readonly place: Place
  readonly context: MappingContext
  /** The mapping as the draft has it. */
  readonly kept: AttributeMapping
  readonly run: RunView | undefined
  readonly Editor: MappingEditor
  readonly navigate: Navigate
  readonly onKeep: (mapping: AttributeMapping) => void
  readonly onUp: () => void
}

/** One mapping opened: its settings, and the editor of its value. What is changed here is kept with Ctrl+S. */
export function MappingLevel({ project, place, context, kept, run, Editor, navigate, onKeep, onUp }: Props) {
  const key = unkeptKey(project.folder, place, kept.target)
  const unkept = useUnkeptEdits((state) => state.edits[key])
  const put = useUnkeptEdits((state) => state.put)
  const show = useToasts((state) => state.show)
  const mapping = unkept ?? kept
  const others = context.objectMapping.attributeMappings.filter((other) => other.target !== kept.target)
  const savedMapping = placeIn(project.saved, place)?.objectMapping.attributeMappings.find((one) => one.target === kept.target)
  const valid = validateMapping(mapping, others).length === 0

  const change = useCallback((next: AttributeMapping) => { put(key, sameJson(next, kept) ? undefined : next) }, [key, kept, put])
  const keep = useCallback(() => {
    if (unkept === undefined || !valid) return
    put(key, undefined)
    onKeep(unkept)
  }, [unkept, valid, key, put, onKeep])
  const leave = useCallback(() => {
    onUp()
    if (unkept !== undefined) show({ text: MAPPINGS.notKept(kept.target), action: { label: MAPPINGS.keep, run: keep } })
  }, [onUp, unkept, show, kept.target, keep])
  useEscape(leave)
  useGoUp(leave)
  useDocumentKeys((event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 's') return false
    keep()
    return true
  })
  useEffect(() => { document.getElementById('screen-title')?.focus() }, [])

  return (
    <div className="mapping-level">
      <div className="screen-header">
        <h1 id="screen-title" tabIndex={-1}><button type="button" className="path-root" onClick={leave}>{MAPPINGS.title}</button> <span className="quiet">/</span> {kept.target}</h1>
        <div className="screen-context">
          {!sameJson(kept, savedMapping) && <Mark tone="brand">{savedMapping === undefined ? MAPPINGS.added : MAPPINGS.editedSince(MAPPINGS.since(project.version))}</Mark>}
          {unkept !== undefined && <Mark>{MAPPINGS.unkept}</Mark>}
        </div>
        <div className="screen-actions" role="toolbar" aria-label={MAPPINGS.fields.form(kept.target)}>
          <button type="button" className="link quiet-link small" onClick={leave}><span className="keys"><Key>Alt</Key><Key>←</Key></span> {MAPPINGS.back}</button>
          {savedMapping !== undefined && !sameJson(mapping, savedMapping) && (
            <Button appearance="subtle" size="small" icon={<ArrowUndoRegular />} onClick={() => { change(savedMapping) }}>{MAPPINGS.revert(project.version === undefined ? MAPPINGS.saved : `v${String(project.version)}`)}</Button>
          )}
          <Button appearance="primary" disabled={unkept === undefined || !valid} onClick={keep}>{MAPPINGS.keep} <Key>Ctrl</Key><Key>S</Key></Button>
        </div>
      </div>
      <SettingsLine mapping={mapping} context={context} others={others} onChange={change} />
      <Editor
        mapping={mapping} place={place} checkOptions={checkOptionsOf(context, mapping)} sourceName={context.source.name} targetName={context.target.name} targetProduct={context.target.product}
        defaultDomain={project.document.defaultDomain} seed={project.document.seed ?? 1} now={run?.now ?? NOW}
        onText={(expression) => { if (mapping.type === 'Expression') change({ ...mapping, expression }) }} onConnections={() => { navigate('connections') }}
      />
    </div>
  )
}

/** Before the first run: one instant for as long as the window is open, so that values do not move by themselves. */
const NOW = new Date().toISOString()
