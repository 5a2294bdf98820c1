import { ToggleButton } from '@fluentui/react-components'
import { TaskListLtrRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ProjectState, RunView } from '../../../shared/ipc/views'
import { EXPORT } from '../../texts/export'
import type { ScreenParams } from '../../ui/navigation'
import { WithPane } from '../../ui/pane'
import { ScreenFrame } from '../../ui/screen'
import { EmptyState } from '../../ui/states'
import { ByHandPane } from './by-hand-pane'
import { ExportList, PLAN_FORMATS, type Chosen } from './export-list'
import './export.css'
import { JobDetail } from './job-detail'
import { PlanDetail } from './plan-detail'
import { SchemaDetail } from './schema-detail'

interface Props {
  readonly project: ProjectState
  readonly run?: RunView
  readonly params: ScreenParams
  readonly onRehearse: () => void
}

/** Below this width the list by hand would leave the document too little room, so it waits to be asked for. */
const WIDE = 1340

/** What leaves here, is it proved, and what would saving it set off? */
export function ExportView({ project, run, params, onRehearse }: Props) {
  const { document } = project
  const [chosen, setChosen] = useState<Chosen | undefined>(() => {
    const job = document.jobs.find((one) => one.id === params['job']) ?? document.jobs[0]
    return job === undefined ? undefined : { kind: 'schema', job: job.id }
  })
  const [byHand, setByHand] = useState(() => window.innerWidth >= WIDE)
  const job = chosen?.kind === 'schema' ? document.jobs.find((one) => one.id === chosen.job) : undefined
  const format = chosen?.kind === 'plan' ? PLAN_FORMATS.find((one) => one === chosen.format) : undefined
  const jobExport = chosen?.kind === 'job' ? chosen : undefined
  const other = document.jobs.find((one) => one.id === jobExport?.job)
  return (
    <ScreenFrame
      title={EXPORT.title} context={<span>{EXPORT.configuration(project.draft !== undefined, project.draft?.basedOn ?? project.version)}</span>}
      actions={job === undefined
        ? undefined
        : (
          <ToggleButton size="small" appearance="subtle" icon={<TaskListLtrRegular />} checked={byHand} onClick={() => { setByHand((before) => !before) }}>
            {EXPORT.byHand}
          </ToggleButton>
        )}
    >
      {document.jobs.length === 0 && <EmptyState title={EXPORT.noJob}>{EXPORT.noJobWhy}</EmptyState>}
      {chosen !== undefined && (
        <div className="export">
          <ExportList document={document} run={run?.run} chosen={chosen} onChoose={setChosen} />
          <WithPane
            pane={job !== undefined && byHand ? <ByHandPane key={job.id} project={project} job={job} onClose={() => { setByHand(false) }} /> : undefined}
          >
            {job !== undefined && <SchemaDetail key={job.id} document={document} job={job} onRehearse={onRehearse} />}
            {jobExport !== undefined && other !== undefined && (
              <JobDetail key={`${jobExport.format} ${other.id}`} document={document} job={other} format={jobExport.format} />
            )}
            {format !== undefined && run !== undefined && <PlanDetail key={format} run={run} format={format} />}
          </WithPane>
        </div>
      )}
    </ScreenFrame>
  )
}
