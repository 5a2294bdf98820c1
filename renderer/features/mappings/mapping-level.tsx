import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import { useCallback, useEffect } from 'react'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import type { AttributeMapping, GoldenRecord } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { useEscape, useGoUp } from '../../ui/key-stack'
import { Key } from '../../ui/key'
import type { Navigate } from '../../ui/navigation'
import { useProvidedCommands } from '../../ui/screen-commands'
import { Mark } from '../../ui/signs'
import { useToasts } from '../../ui/toasts'
import { checkOptionsOf, type MappingContext } from './mapping-context'
import { placeIn, sameJson, validateMapping, type Place, type TestEdit } from '../../draft/mapping-draft'
import type { AttributeAction, MappingEditor } from '../../draft/mapping-editor'
import { SettingsLine } from './settings-line'
import { unkeptKey, useUnkeptEdits } from './unkept-edits'
import { useDocumentKeys } from '../../draft/use-document-keys'

interface Props {
  readonly project: ProjectState
  readonly place: Place
  readonly context: MappingContext
  /** The mapping as the draft has it. */
  readonly kept: AttributeMapping
  /** All golden records, as the draft has them. */
  readonly tests: readonly GoldenRecord[]
  readonly run: RunView | undefined
  readonly Editor: MappingEditor
  readonly navigate: Navigate
  readonly onKeep: (mapping: AttributeMapping) => void
  readonly onTest: (edit: TestEdit) => void
  readonly onAttribute: (action: AttributeAction, name: string | undefined) => void
  /** The attribute that is looked at: the one at the caret, or the source of a direct mapping. */
  readonly onCaretAttribute: (name: string | undefined) => void
  readonly onUp: () => void
}

/** One mapping opened: its settings, and the editor of its value. What is changed here is kept with Ctrl+S. */
export function MappingLevel({ project, place, context, kept, tests, run, Editor, navigate, onKeep, onTest, onAttribute, onCaretAttribute, onUp }: Props) {
  const key = unkeptKey(project.folder, place, kept.target)
  const unkept = useUnkeptEdits((state) => state.edits[key])
  const put = useUnkeptEdits((state) => state.put)
  const show = useToasts((state) => state.show)
  const mapping = unkept ?? kept
  const others = context.objectMapping.attributeMappings.filter((other) => other.target !== kept.target)
  const savedMapping = placeIn(project.saved, place)?.objectMapping.attributeMappings.find((one) => one.target === kept.target)
  const valid = validateMapping(mapping, others).length === 0
  const source = { system: context.job.source, type: context.source.type }
  const savedText = savedMapping?.type === 'Expression' ? { name: versionName(project.version), text: savedMapping.expression } : undefined

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
  const canRevert = savedMapping !== undefined && !sameJson(mapping, savedMapping)
  const revert = (): void => { if (savedMapping !== undefined) change(savedMapping) }
  useProvidedCommands([{
    id: 'mapping.revert', title: MAPPINGS.revertCommand(kept.target, versionName(project.version)),
    ...(!canRevert && { unavailable: MAPPINGS.asSaved }), run: revert,
  }])
  const direct = mapping.type === 'Direct' ? mapping.source : undefined
  useEffect(() => {
    onCaretAttribute(direct)
    return () => { onCaretAttribute(undefined) }
  }, [direct, onCaretAttribute])

  return (
    <div className="mapping-level">
      <div className="screen-header" data-region="header" tabIndex={-1}>
        <h1 id="screen-title" tabIndex={-1}>
          <button type="button" className="path-root" onClick={leave}>{MAPPINGS.title}</button> <span className="quiet">/</span> {kept.target}
        </h1>
        <div className="screen-context">
          {!sameJson(kept, savedMapping) && (
            <Mark tone="brand">{savedMapping === undefined ? MAPPINGS.added : MAPPINGS.editedSince(MAPPINGS.since(project.version))}</Mark>
          )}
          {unkept !== undefined && <Mark>{MAPPINGS.unkept}</Mark>}
        </div>
        <div className="screen-actions" role="toolbar" aria-label={MAPPINGS.fields.form(kept.target)}>
          <button type="button" className="link quiet-link small" onClick={leave}>
            <span className="keys"><Key>Alt</Key><Key>←</Key></span> {MAPPINGS.back}
          </button>
          {canRevert && (
            <Button appearance="subtle" size="small" icon={<ArrowUndoRegular />} onClick={revert}>{MAPPINGS.revert(versionName(project.version))}</Button>
          )}
          <Button appearance="primary" disabled={unkept === undefined || !valid} onClick={keep}>{MAPPINGS.keep} <Key>Ctrl</Key><Key>S</Key></Button>
        </div>
      </div>
      <SettingsLine mapping={mapping} context={context} others={others} onChange={change} />
      <Editor
        mapping={mapping} place={place} mappingKey={key} version={project.version} inSaved={savedMapping !== undefined} tests={tests}
        checkOptions={checkOptionsOf(context, mapping)} source={source} saved={savedText} sourceName={context.source.name}
        targetName={context.target.name} targetProduct={context.target.product}
        defaultDomain={project.document.defaultDomain} seed={project.document.seed ?? 1} now={run?.now ?? NOW}
        onText={(expression) => { if (mapping.type === 'Expression') change({ ...mapping, expression }) }} onTest={onTest} onAttribute={onAttribute}
        onCaretAttribute={onCaretAttribute} onConnections={() => { navigate('connections') }}
      />
    </div>
  )
}

function versionName(version: number | undefined): string {
  return version === undefined ? MAPPINGS.saved : `v${String(version)}`
}

/** Before the first run: one instant for as long as the window is open, so that values do not move by themselves. */
const NOW = new Date().toISOString()
