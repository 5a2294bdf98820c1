import type { Job, ProjectDocument } from '../../shared/model/project'

type Systems = readonly { readonly id: string; readonly name: string }[]

/** A system as people name it; by its id where there is none. */
export function systemName(id: string, systems: Systems): string {
  return systems.find((system) => system.id === id)?.name ?? id
}

/** A job as people name it: `Workday → Active Directory`. */
export function jobTitle(job: Pick<Job, 'name' | 'source' | 'target'>, systems: Systems): string {
  return job.name ?? `${systemName(job.source, systems)} → ${systemName(job.target, systems)}`
}

/** The title of the job with an id; the id where there is none. */
export function titleOfJob(id: string, { jobs, systems }: Pick<ProjectDocument, 'jobs' | 'systems'>): string {
  const job = jobs.find((one) => one.id === id)
  return job === undefined ? id : jobTitle(job, systems)
}

/** The jobs of a project by id and title, to choose from. */
export function jobChoices({ jobs, systems }: Pick<ProjectDocument, 'jobs' | 'systems'>): readonly { readonly id: string; readonly title: string }[] {
  return jobs.map((job) => ({ id: job.id, title: jobTitle(job, systems) }))
}
