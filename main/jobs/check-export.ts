import type { ExportCheck } from '../../shared/ipc/views'
import type { MirrorViews } from '../mirror/views/mirror-views'
import type { ProjectContext } from './project-context'
import { validatedSchema } from './save-export'

/** What an export would be, what check says of it, and the run that rehearsed this very configuration. Throws `jobUnknown`. */
export async function checkExport(project: ProjectContext, views: MirrorViews, { job, format }: { readonly job: string; readonly format: 'graph-schema' }): Promise<ExportCheck> {
  const { text, diagnostics } = await validatedSchema(views.mirror, project.folder, project.document, job)
  const count = (severity: string) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const provedBy = proof(project, views, job)
  return {
    job, format, text,
    valid: count('error') === 0,
    errors: count('error'),
    warnings: count('warning'),
    diagnostics: diagnostics.map(({ code, severity, path, message }) => ({ code, severity, path, message })),
    ...(provedBy ? { provedBy } : {}),
  }
}

/** Of the runs that looked at everybody, as the service does after a save: an incremental one says nothing of whom it did not look at. */
function proof({ configHash }: ProjectContext, views: MirrorViews, job: string): ExportCheck['provedBy'] {
  for (const run of views.plans.runs()) {
    const counts = run.status === 'done' && run.type === 'initial' && run.round === undefined && run.configHash === configHash ? run.jobs.find(({ id }) => id === job) : undefined
    if (counts) return { run: run.run, summary: counts.actions, held: counts.held?.actions ?? 0, failed: counts.failed }
  }
  return undefined
}
