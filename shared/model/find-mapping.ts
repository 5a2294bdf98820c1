import { AppError } from '../app-error'
import type { Job, ObjectMapping, ProjectDocument } from './project'

interface Place {
  readonly job: string
  readonly mapping: string
}

/** A job of the project and one of its object mappings, by their ids. Throws `jobUnknown`. */
export function findMapping({ jobs }: ProjectDocument, { job: jobId, mapping: mappingId }: Place): { readonly job: Job; readonly mapping: ObjectMapping } {
  const job = jobs.find(({ id }) => id === jobId)
  const mapping = job?.objectMappings.find(({ id }) => id === mappingId)
  if (!job || !mapping) throw new AppError('jobUnknown', `The project has no job ${jobId} with an object mapping ${mappingId}.`, { job: jobId, mapping: mappingId })
  return { job, mapping }
}
