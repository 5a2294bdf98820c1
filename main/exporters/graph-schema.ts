import { AppError } from '../../shared/app-error'
import type { ProjectDocument } from '../../shared/model/project'
import { exportIntoImported, type ImportedSchema } from '../../shared/schema/imported-schema'
import { schemaOfJob, type KnownAttributes } from '../../shared/schema/project-to-schema'

export interface SchemaExport {
  /** JSON, two blanks, a line end at the end; the same bytes for the same project. */
  readonly text: string
  /** What somebody should know before saving it, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * A job as the synchronizationSchema that Microsoft Graph and the admin centre take. With an imported document it is that document
 * with what the project changed in it; without one, ids of rule and directories are the project's own. Throws `jobUnknown`.
 * Source: Graph, synchronizationSchema: update (PUT replaces the whole document).
 */
export function exportSynchronizationSchema(
  document: ProjectDocument, jobId: string, options: { readonly known?: KnownAttributes; readonly imported?: ImportedSchema } = {},
): SchemaExport {
  const job = document.jobs.find((j) => j.id === jobId)
  if (job === undefined) {
    throw new AppError('jobUnknown', `The project has no job ${jobId}; it has ${document.jobs.map((j) => j.id).join(', ') || 'none'}.`, { job: jobId })
  }
  const notes: string[] = []
  for (const mapping of job.objectMappings) {
    if (mapping.container !== undefined && !mapping.attributeMappings.some((m) => m.target === 'parentDistinguishedName')) {
      notes.push(`The container ${mapping.container} of ${mapping.id} is a setting of the provisioning agent and no part of the schema.`)
    }
    for (const m of mapping.attributeMappings) {
      if (m.flowNullValues === true) notes.push(`Switch "Flow null values" on for ${m.target} in the admin centre: its name in the schema is not documented.`)
    }
  }
  if (job.guards?.deletions !== undefined || job.skipOutOfScopeDeletions !== undefined) {
    notes.push('The deletion threshold and SkipOutOfScopeDeletions are secrets of the job and no part of the schema.')
  }
  if (options.imported?.jobs[jobId] !== undefined) return { text: json(exportIntoImported(document, options.imported)), notes }
  notes.push('The ids of the rule and of the directories are the project\'s own. Import the schema of the job first, so that the export keeps the ids that the service knows.')
  return { text: json(schemaOfJob(document, job, { known: options.known, describeMapped: true })), notes }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
