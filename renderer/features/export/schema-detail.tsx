import { Button } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { ExportCheck } from '../../../shared/ipc/views'
import type { Job, ProjectDocument } from '../../../shared/model/project'
import { EXPORT } from '../../texts/export'
import { COMMAND_TITLES } from '../../texts/shell'
import { CopyButton } from '../../ui/copy-button'
import { jobTitle } from '../../ui/names'
import { useProvidedCommands, type ScreenCommand } from '../../ui/screen-commands'
import { FailedState, Skeleton } from '../../ui/states'
import { Tabs } from '../../ui/tabs'
import { useToasts } from '../../ui/toasts'
import { useCommand, useRequest } from '../../use-request'
import { DiagnosticsList } from './diagnostics-list'
import { locatedDiagnostics } from './export-facts'
import { JsonPreview } from './json-preview'
import { SaveButton } from './save-button'
import { WhatSavingDoes } from './what-saving-does'

interface Props {
  readonly document: ProjectDocument
  readonly job: Job
  readonly onRehearse: () => void
}

/** A job's schema: what saving it would set off, the document itself, and what is wrong with it. */
export function SchemaDetail({ document, job, onRehearse }: Props) {
  const check = useRequest('export.check', { job: job.id, format: 'graph-schema' })
  const title = jobTitle(job, document.systems)
  return (
    <section className="export-detail" aria-label={title}>
      {check.status === 'failed' && <FailedState failure={check.failure} onRetry={check.reload} />}
      {check.value === undefined && check.status === 'loading' && <Skeleton rows={12} />}
      {check.value !== undefined && <Checked check={check.value} title={title} onRehearse={onRehearse} />}
    </section>
  )
}

function Checked({ check, title, onRehearse }: { readonly check: ExportCheck; readonly title: string; readonly onRehearse: () => void }) {
  const [tab, setTab] = useState<'json' | 'diagnostics'>('json')
  const [line, setLine] = useState<number>()
  const save = useCommand('export.save')
  const show = useToasts((state) => state.show)
  const diagnostics = useMemo(() => locatedDiagnostics(check), [check])
  const lines = useMemo(() => check.text.replace(/\n$/u, '').split('\n'), [check.text])
  useProvidedCommands(check.valid
    ? NO_COMMANDS
    : [{ id: 'export', title: COMMAND_TITLES.export, unavailable: EXPORT.hasErrors(check.errors), run: () => { setTab('diagnostics') } }])
  async function start(): Promise<void> {
    const answer = await save.run({ job: check.job, format: 'graph-schema' })
    if (answer !== undefined && answer !== null) show({ text: EXPORT.saved(answer.file) })
  }
  return (
    <>
      <header className="export-head">
        <h2 dir="auto">{title}</h2>
        {check.warnings > 0 && <span className="small quiet">{EXPORT.warnings(check.warnings)}</span>}
        <span className="export-actions">
          <CopyButton label={EXPORT.copy} done={EXPORT.copied} text={() => check.text} />
          {check.valid
            ? <SaveButton saving={save.status === 'running'} onSave={() => { void start() }} />
            : <Button onClick={() => { setTab('diagnostics') }}>{EXPORT.showErrors(check.errors)}</Button>}
        </span>
      </header>
      {save.failure !== undefined && <FailedState failure={save.failure} />}
      <WhatSavingDoes check={check} onRehearse={onRehearse} />
      <Tabs
        label={EXPORT.views} selected={tab} onSelect={setTab}
        tabs={[{ id: 'json', label: EXPORT.tabs.json }, { id: 'diagnostics', label: EXPORT.tabs.diagnostics, count: diagnostics.length }]}
      />
      {tab === 'json' && <JsonPreview label={EXPORT.jsonOf(title)} lines={lines} line={line} />}
      {tab === 'diagnostics' && <DiagnosticsList diagnostics={diagnostics} onShow={(at) => { setLine(at); setTab('json') }} />}
    </>
  )
}

const NO_COMMANDS: readonly ScreenCommand[] = []
