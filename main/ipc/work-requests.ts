import { AppError } from '../../shared/app-error'
import type { PersonTrace } from '../../shared/ipc/person-views'
import type { ReplanAnswer, ReplanRow } from '../../shared/ipc/replan-views'
import type { Page } from '../../shared/ipc/views'
import type { JobHost } from '../jobs/job-host'
import type { ForecastQuestion, ImportQuestion, OnDemandQuestion, RehearseQuestion, ReplanPeopleQuestion, ReplanQuestion } from '../jobs/job-questions'
import type { ProjectContext } from '../jobs/project-context'
import type { ProjectSession } from '../project-session'
import type { Handlers } from './answer'

/** Long work: it is started here, and its progress and end come as events. */
export function workRequests(
  jobs: JobHost, session: ProjectSession,
): Handlers<'work.import' | 'work.rehearse' | 'work.forecast' | 'work.cancel' | 'replan.difference' | 'replan.people' | 'replan.cancel' | 'person.onDemand'> {
  return {
    'work.import': ({ system, acceptEmpty }) => ({ work: startImport(jobs, session.context('draft'), system, acceptEmpty) }),
    'work.rehearse': ({ type, now, seed, configuration, keep, restart, released, backfill, job }) => {
      const question: RehearseQuestion = {
        project: session.context(configuration), keep: keep && backfill !== true,
        ...(type === undefined ? {} : { type }), ...(now === undefined ? {} : { now }), ...(seed === undefined ? {} : { seed }), ...(restart === undefined ? {} : { restart }),
        ...(job === undefined ? {} : { job }), ...(released === undefined ? {} : { released }), ...(backfill === undefined ? {} : { backfill }),
      }
      return { work: jobs.start({ name: 'rehearse', input: question, text: 'Rehearsing' }) }
    },
    'work.forecast': ({ days, full, now }) => {
      const question: ForecastQuestion = { project: session.context('draft'), days, full, ...(now === undefined ? {} : { now }) }
      return { work: jobs.start({ name: 'forecast', input: question, text: 'Looking ahead' }) }
    },
    'work.cancel': ({ work }) => {
      jobs.cancel(work)
      return null
    },
    'replan.difference': async (): Promise<ReplanAnswer> => {
      if (jobs.current()) return { kind: 'busy' }
      return await jobs.askBetween('replan.difference', { project: session.context('draft') } satisfies ReplanQuestion) as ReplanAnswer
    },
    'person.onDemand': async (input) => await jobs.ask('person.onDemand', { project: session.context('draft'), input } satisfies OnDemandQuestion) as PersonTrace,
    'replan.people': async (input) => await jobs.askBetween('replan.people', { project: session.context('draft'), input } satisfies ReplanPeopleQuestion) as Page<ReplanRow>,
    'replan.cancel': async () => {
      if (!jobs.current()) await jobs.askBetween('replan.cancel', null)
      return null
    },
  }
}

/** Somebody opens an editor: the engine may have been put to rest, and the first edit shall not be waited for. Nothing while work is under way. */
export async function prepareEdits(jobs: JobHost, session: ProjectSession): Promise<void> {
  if (jobs.current()) return
  try {
    await jobs.askBetween('replan.prepare', { project: session.context('draft') } satisfies ReplanQuestion)
  } catch (error) {
    if (!(error instanceof AppError)) throw error // whatever stands in the way is told to whoever edits
  }
}

/** Reads all systems of a project into its mirror, or one, which may be believed to hold nobody any more. Throws `systemUnknown`, or `jobRunning`. */
export function startImport(jobs: JobHost, project: ProjectContext, system: string | undefined, acceptEmpty?: true): number {
  const { systems } = project.document
  const only = systems.find(({ id }) => id === system)
  if (system !== undefined && !only) throw new AppError('systemUnknown', `The project has no system ${system}.`, { system })
  const question: ImportQuestion = { project, ...(system === undefined ? {} : { system }), ...(acceptEmpty === undefined ? {} : { acceptEmpty }) }
  const text = only ? `Reading ${only.name}` : systems.length === 1 ? 'Reading 1 system' : `Reading ${systems.length} systems`
  return jobs.start({ name: 'import', input: question, text })
}
