import { Button, Select } from '@fluentui/react-components'
import { AddRegular, ArrowRedoRegular, ArrowUndoRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import type { GoldenRecord, ProjectDocument } from '../../../shared/model/project'
import { MAPPINGS } from '../../texts/mappings'
import { JobPicker, useChosenJob } from '../../ui/job-picker'
import { jobChoices } from '../../ui/names'
import type { Navigate, ScreenParams } from '../../ui/navigation'
import { ScreenFrame } from '../../ui/screen'
import { useProvidedCommands } from '../../ui/screen-commands'
import { EmptyState, FailedState } from '../../ui/states'
import { Tabs } from '../../ui/tabs'
import { useToasts } from '../../ui/toasts'
import { useRequest } from '../../use-request'
import { AttributeMappings } from './attribute-mappings'
import { GuardsForm } from './guards-form'
import { contextOf } from './mapping-context'
import { editedSince, type EditName, type MappingEdit, type Place } from '../../draft/mapping-draft'
import type { MappingEditor } from '../../draft/mapping-editor'
import { MappingLevel } from './mapping-level'
import { mappingRows, type MappingRow } from './mapping-rows'
import './mappings.css'
import { PrecedenceForm } from './precedence-form'
import { writersOf } from './precedence-orders'
import { SchemaView } from './schema-view'
import { TargetActions } from './target-actions'
import { unkeptKey, useUnkeptEdits } from './unkept-edits'
import { useAttributeActions } from './use-attribute-actions'
import { useCopyToJob } from './use-copy-to-job'
import { useDocumentKeys } from '../../draft/use-document-keys'
import { useMappingDraft } from '../../draft/use-mapping-draft'

interface Props {
  readonly project: ProjectState
  readonly run?: RunView
  readonly params: ScreenParams
  readonly navigate: Navigate
  readonly onProject: (project: ProjectState) => void
  /** What the draft would make of the last run, in one line. */
  readonly effect?: ReactNode
  /** The editor of a mapping's value, from another feature. */
  readonly Editor: MappingEditor
}

const TABS = ['mappings', 'actions', 'guards', 'precedence', 'schema'] as const
type Tab = (typeof TABS)[number]

const NO_TESTS: readonly GoldenRecord[] = []

/** What feeds each attribute of the target, and is it healthy for everybody? */
export function MappingsView({ project, run, params, navigate, onProject, effect, Editor }: Props) {
  const { draft, dispatch, failure, retry } = useMappingDraft(project, onProject)
  const { document } = draft
  const [tab, setTab] = useState<Tab>(() => TABS.find((id) => id === params['tab']) ?? 'mappings')
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [objectMapping, setObjectMapping] = useState<string>()
  const { open, setOpen } = useOpened(params)
  const { job, choose } = useJob(document, params)
  const systems = useRequest('systems.list', {})
  const groups = useRequest('plan.groups', run === undefined || job === undefined ? null : { run: run.run, job: job.id })
  const unkept = useUnkeptEdits((state) => state.edits)
  const show = useToasts((state) => state.show)
  const place = useMemo<Place>(() => ({
    job: job?.id ?? '', objectMapping: (job?.objectMappings.find((one) => one.id === objectMapping) ?? job?.objectMappings[0])?.id ?? '',
  }), [job, objectMapping])
  const sourceType = job?.objectMappings.find((one) => one.id === place.objectMapping)?.sourceType
  const profile = useRequest('systems.profile', job === undefined || sourceType === undefined ? null : { system: job.source, type: sourceType })
  const context = useMemo(() => contextOf(document, place, systems.value ?? [], profile.value), [document, place, systems.value, profile.value])
  const edited = useMemo(() => editedSince(project.saved, document, place), [project.saved, document, place])
  const rows = useMemo(() => (context === undefined
    ? []
    : mappingRows({
      context, edited, unkept: (target) => unkeptKey(project.folder, place, target) in unkept, groups: groups.value ?? [],
    })), [context, edited, unkept, project.folder, place, groups.value])
  const opened = context?.objectMapping.attributeMappings.find((mapping) => mapping.target.toLowerCase() === open?.toLowerCase())
  const edit = useCallback((change: MappingEdit) => { dispatch({ kind: 'edit', place, edit: change }) }, [dispatch, place])
  const up = useCallback(() => {
    setOpen(undefined)
    setTimeout(() => { window.document.querySelector<HTMLElement>('.mapping-table [role="grid"]')?.focus() })
  }, [setOpen])
  const openAt = useCallback((to: Place, target: string | undefined) => {
    choose(to.job)
    setObjectMapping(to.objectMapping)
    setTab('mappings')
    setOpen(target)
  }, [choose, setOpen])
  const attributes = useAttributeActions({ folder: project.folder, document, place, context, active: opened !== undefined, dispatch, open: openAt })
  const undo = draft.past.at(-1)
  const redo = draft.future.at(-1)
  useDocumentKeys((event) => opened === undefined && historyKey(event, () => { dispatch({ kind: 'undo' }) }, () => { dispatch({ kind: 'redo' }) }))

  function remove(removed: readonly MappingRow[]): void {
    const [row] = removed
    if (row === undefined) return
    if (removed.length > 1) {
      edit({ kind: 'deleteSeveral', indexes: new Set(removed.map(({ index }) => index)) })
      const back = { kind: 'addSeveral' as const, mappings: removed.map(({ mapping }) => mapping), at: removed.map(({ index }) => index) }
      show({ text: MAPPINGS.deletedSeveral(removed.length), action: { label: MAPPINGS.undo, run: () => { edit(back) } } })
      return
    }
    edit({ kind: 'delete', index: row.index })
    show({
      text: MAPPINGS.deleted(row.mapping.target),
      action: { label: MAPPINGS.undo, run: () => { edit({ kind: 'add', mapping: row.mapping, at: row.index }) } },
    })
  }

  const copies = useCopyToJob({
    document, place, dispatch, open: openAt,
    mappings: opened === undefined ? context?.objectMapping.attributeMappings.filter((mapping) => chosen.includes(mapping.target)) ?? [] : [opened],
  })
  const add = (): void => { setOpen(undefined); setTab('mappings'); setAdding(true) }
  useProvidedCommands(context === undefined ? [] : [{ id: 'mappings.add', title: MAPPINGS.add, run: add }])
  if (context === undefined || job === undefined) return (
    <ScreenFrame title={MAPPINGS.title}><EmptyState title={MAPPINGS.noJob}>{MAPPINGS.noJobWhy}</EmptyState></ScreenFrame>
  )
  const isShared = writersOf(document, job.target, context.objectMapping.targetType).length > 1
  const shown = tab === 'precedence' && !isShared ? 'mappings' : tab
  const jobs = jobChoices(document)
  const body = (
    <>
      {failure !== undefined && <FailedState failure={failure} onRetry={retry} />}
      <Tabs
        label={MAPPINGS.views} selected={shown} onSelect={setTab}
        tabs={TABS
          .filter((id) => id !== 'precedence' || isShared)
          .map((id) => ({ id, label: MAPPINGS.tabs[id], ...(id === 'mappings' && { count: rows.length }) }))}
      />
      {shown === 'mappings' && (
        <AttributeMappings
          key={`${place.job} ${place.objectMapping}`} context={context} rows={rows} run={groups.value === undefined ? undefined : run}
          since={MAPPINGS.since(project.version)} adding={adding} onAdding={setAdding} onEdit={edit}
          onDelete={remove} onChosen={setChosen} copies={copies} onOpen={setOpen} onPlan={() => { navigate('plan', { job: job.id }) }}
        />
      )}
      {shown === 'actions' && <TargetActions context={context} onEdit={edit} />}
      {shown === 'guards' && <GuardsForm context={context} onEdit={edit} />}
      {shown === 'precedence' && <PrecedenceForm document={document} context={context} onEdit={edit} />}
      {shown === 'schema' && <SchemaView context={context} navigate={navigate} />}
    </>
  )
  return (
    <>
      {opened === undefined
        ? (
          <ScreenFrame
            title={MAPPINGS.title}
            context={(
              <>
                <JobPicker label={MAPPINGS.job} jobs={jobs} job={job.id} onPick={choose} />
                {job.objectMappings.length > 1 && (
                  <Select size="small" aria-label={MAPPINGS.objectType} value={place.objectMapping} onChange={(_, data) => { setObjectMapping(data.value) }}>
                    {job.objectMappings.map((one) => <option key={one.id} value={one.id}>{one.name ?? `${one.sourceType} → ${one.targetType}`}</option>)}
                  </Select>
                )}
                {job.objectMappings.length === 1 && (
                  <span className="quiet small">{`${context.objectMapping.sourceType} → ${context.objectMapping.targetType}`}</span>
                )}
              </>
            )}
            actions={(
              <>
                <Button icon={<AddRegular />} onClick={add}>{MAPPINGS.add}</Button>
                <Button
                  appearance="subtle" icon={<ArrowUndoRegular />} disabled={undo === undefined}
                  title={undo && MAPPINGS.undoNamed(nameText(undo.name))} onClick={() => { dispatch({ kind: 'undo' }) }}
                >
                  {MAPPINGS.undo}
                </Button>
                <Button
                  appearance="subtle" icon={<ArrowRedoRegular />} disabled={redo === undefined}
                  title={redo && MAPPINGS.redoNamed(nameText(redo.name))} onClick={() => { dispatch({ kind: 'redo' }) }}
                >
                  {MAPPINGS.redo}
                </Button>
              </>
            )}
          >
            {effect}
          </ScreenFrame>
        )
        : (
          <MappingLevel
            key={unkeptKey(project.folder, place, opened.target)} project={project} place={place} context={context} kept={opened}
            tests={document.tests ?? NO_TESTS} run={run} Editor={Editor} navigate={navigate} onUp={up} onTest={edit} onAttribute={attributes.ask}
            onCaretAttribute={attributes.setCurrent}
            onKeep={(mapping) => { edit({ kind: 'change', index: context.objectMapping.attributeMappings.indexOf(opened), mapping }) }}
          />
        )}
      <div className={opened === undefined ? 'mappings' : 'mappings hidden'}>{body}</div>
      {attributes.dialog}
    </>
  )
}

/** The mapping that is open. A new visit of the screen opens what it names, or nothing. */
function useOpened(params: ScreenParams) {
  const [open, setOpen] = useState(named(params))
  const [seen, setSeen] = useState(params)
  if (seen !== params) { setSeen(params); setOpen(named(params)) }
  return { open, setOpen }
}

function named(params: ScreenParams): string | undefined {
  const { mapping } = params
  return typeof mapping === 'string' ? mapping : undefined
}

/** The job that all authoring screens show; a visit that names another changes it. */
function useJob(document: ProjectDocument, params: ScreenParams) {
  const { job: chosen, choose } = useChosenJob()
  const asked = params['job']
  useEffect(() => { if (typeof asked === 'string') choose(asked) }, [params, asked, choose])
  return { job: document.jobs.find((one) => one.id === chosen) ?? document.jobs[0], choose }
}

function historyKey(event: KeyboardEvent, undo: () => void, redo: () => void): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable="true"]')) return false
  const key = event.key.toLowerCase()
  if (key === 'z' && !event.shiftKey) undo()
  else if (key === 'y' || key === 'z') redo()
  else return false
  return true
}

function nameText({ kind, target }: EditName): string {
  return MAPPINGS.edits[kind](target ?? '')
}
