import type { Job, ProjectDocument } from '../../../shared/model/project'
import { EXPORT } from '../../texts/export'
import { jobTitle } from '../../ui/names'
import { StatusSign } from '../../ui/signs'
import { FailedState } from '../../ui/states'
import { useToasts } from '../../ui/toasts'
import { useCommand } from '../../use-request'
import type { JobFormat } from './export-list'
import { SaveButton } from './save-button'

interface Props {
  readonly document: ProjectDocument
  readonly job: Job
  readonly format: JobFormat
}

/** What a job's export holds, and where it goes. */
export function JobDetail({ document, job, format }: Props) {
  const save = useCommand('export.save')
  const show = useToasts((state) => state.show)
  const { title } = EXPORT.jobExports[format]
  async function start(): Promise<void> {
    const answer = await save.run({ job: job.id, format })
    if (answer !== undefined && answer !== null) show({
      text: answer.more === undefined ? EXPORT.saved(answer.file) : EXPORT.savedMore(answer.file, answer.more),
    })
  }
  return (
    <section className="export-detail" aria-label={title}>
      <header className="export-head">
        <h2>{title}</h2>
        <span className="small quiet" dir="auto">{jobTitle(job, document.systems)}</span>
        <span className="export-actions"><SaveButton saving={save.status === 'running'} onSave={() => { void start() }} /></span>
      </header>
      {save.failure !== undefined && <FailedState failure={save.failure} />}
      <div className="plan-file">
        <p>{EXPORT.jobExportWhy[format]}</p>
        <p className="quiet">{EXPORT.refusedWhile}</p>
        <p className="personal"><StatusSign status="info" />{EXPORT.personal}</p>
      </div>
    </section>
  )
}
