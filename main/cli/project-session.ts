import { resolve } from 'node:path'
import { AppError } from '../../shared/app-error'
import type { WorkProgress } from '../../shared/model/cycle'
import type { Job, ProjectDocument } from '../../shared/model/project'
import { openSession } from '../jobs/open-session'
import { namedJobs } from '../jobs/run-cycle'
import type { Session } from '../jobs/session'
import { hashConfiguration } from '../project/canonical-json'
import { mirrorPath, openProject } from '../project/project-file'
import type { CommandContext } from './command'

/** The configuration that a command runs: the saved document, or the draft where that is asked for. */
export interface RunnableProject {
  readonly folder: string
  readonly document: ProjectDocument
  /** Of what a cycle runs, as a plan names it. */
  readonly hash: string
  readonly version: number | undefined
  readonly draft: boolean
}

/** Opens a project folder for a command. Throws as `openProject`; asked for a draft where there is none, `usage`. */
export async function openRunnable(folder: string, options: { readonly draft: boolean }, context: CommandContext): Promise<RunnableProject> {
  const project = await openProject(resolve(folder))
  for (const problem of project.problems) context.note(problem)
  if (!options.draft) return { folder: project.folder, document: project.document, hash: project.configHash, version: project.version ?? undefined, draft: false }
  if (!project.draft) throw new AppError('usage', `The project in ${folder} has no draft; leave --draft out to run what was saved.`, { folder })
  return { folder: project.folder, document: project.draft.document, hash: hashConfiguration(project.draft.document), version: undefined, draft: true }
}

/** Runs something on the project's mirror and closes it whatever happens. */
export async function withSession<T>(project: RunnableProject, run: (session: Session) => Promise<T>): Promise<T> {
  const session = openSession(project.folder, mirrorPath(project.folder))
  try {
    return await run(session)
  } finally {
    session.close()
  }
}

/** The job that an option names; the only one where it names none. Throws `jobUnknown`. */
export function jobOf(document: ProjectDocument, id: string | undefined): Job {
  const jobs = namedJobs(document, id)
  const [first, ...others] = jobs
  if (first && others.length === 0) return first
  throw new AppError('jobUnknown', `The project has several jobs; name one of them with --job: ${jobs.map((job) => job.id).join(', ')}.`, {})
}

/** Progress in the words of the command line. */
export function showProgress(context: CommandContext): (progress: WorkProgress) => void {
  const verbs = { read: 'Reading', stage: 'Staging', plan: 'Planning', save: 'Saving', apply: 'Rehearsing' } as const
  return ({ step, done, total, unit, label }) => {
    const amount = unit === 'bytes' ? `${(done / 1e6).toFixed(1)} MB` : `${done.toLocaleString('en-US')} ${unit}`
    context.progress(`${verbs[step]} ${label}: ${amount}`, total === undefined || total === 0 ? undefined : Math.min(1, done / total))
  }
}
