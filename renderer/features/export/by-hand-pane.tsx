import type { ProjectState } from '../../../shared/ipc/views'
import type { Job } from '../../../shared/model/project'
import { EXPORT } from '../../texts/export'
import { CopyButton } from '../../ui/copy-button'
import { systemName } from '../../ui/names'
import { Pane } from '../../ui/pane'
import { useRequest } from '../../use-request'
import { byHandOf, GRAPH_CALLS } from './export-facts'

interface Props {
  readonly project: ProjectState
  readonly job: Job
  readonly onClose: () => void
}

/** What is to be done outside: settings that no schema carries, the calls, and what this export was made of. */
export function ByHandPane({ project, job, onClose }: Props) {
  const check = useRequest('export.check', { job: job.id, format: 'graph-schema' })
  const target = systemName(job.target, project.document.systems)
  const version = project.draft?.basedOn ?? project.version
  return (
    <Pane title={EXPORT.byHand} onClose={onClose}>
      <p className="quiet">{EXPORT.byHandLead}</p>
      <ul className="by-hand">
        {byHandOf(job, target).map((item) => <li key={item.id}><strong>{item.title}</strong><span className="small quiet">{item.text}</span></li>)}
      </ul>
      <div className="calls-head"><h3>{EXPORT.calls}</h3><CopyButton label={EXPORT.copy} done={EXPORT.copied} text={() => GRAPH_CALLS.join('\n\n')} /></div>
      <pre className="calls" tabIndex={0} role="group" aria-label={EXPORT.callsLabel}>{GRAPH_CALLS.join('\n\n')}</pre>
      <p className="small quiet">{EXPORT.callsWhy}</p>
      <h3>{EXPORT.provenance}</h3>
      <dl className="pairs">
        <dt>{EXPORT.provenanceRows.configuration}</dt><dd className="value">{project.hash}</dd>
        <dt>{EXPORT.provenanceRows.version}</dt><dd>{EXPORT.configuration(project.draft !== undefined, version)}</dd>
        {check.value !== undefined && (
          <><dt>{EXPORT.provenanceRows.proved}</dt><dd>{check.value.provedBy === undefined ? EXPORT.notProved : EXPORT.run(check.value.provedBy.run)}</dd></>
        )}
      </dl>
    </Pane>
  )
}
