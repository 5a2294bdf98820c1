import { AppError } from '../../shared/app-error'
import type { ConnectedSystem } from '../../shared/model/project'
import { runGolden } from '../../shared/model/run-golden'
import { matchingCounts, matchingRows } from '../mirror/views/matching-view'
import type { MirrorViews } from '../mirror/views/mirror-views'
import { planBreakdown } from '../mirror/views/plan-breakdown'
import { planFacets, sortedActions } from '../mirror/views/plan-facets'
import { planAction, planGroups } from '../mirror/views/plan-view'
import { problemRows, problems } from '../mirror/views/problems-view'
import { getObject, listSystems, systemIssues, systemRows } from '../mirror/views/systems-view'
import { checkExport } from './check-export'
import type { LensThread } from './lens-thread'
import { saveJobExport } from './job-exports'
import { keptComparisons } from './kept-comparisons'
import type { PeopleThread } from './people-thread'
import { personView } from './person-views'
import { nearPairs } from './near-pairs'
import { onlyTarget } from './only-target'
import type { ProjectContext } from './project-context'
import { latestForecast } from './kept-forecast'
import { logEntry, saveLog } from './save-log'
import { savePlan } from './save-plan'
import type { ExportFileQuestion, LogFileQuestion, PlanFileQuestion, ViewAnswers } from './view-questions'

/** The mirror's views for a project; undefined while nothing has been read. */
export type OpenViews = (project: ProjectContext) => MirrorViews | undefined

/** An answer to every request that looks something up. */
export function viewAnswers(open: OpenViews, lens: LensThread, people: PeopleThread): ViewAnswers {
  const compared = keptComparisons()
  const near = nearPairs()
  const lone = onlyTarget(near)
  /** For what exists only after a run. */
  const rehearsed = (project: ProjectContext): MirrorViews => {
    const views = open(project)
    if (!views) throw new AppError('nothingRead', 'Nothing has been read yet. Read all systems first.')
    return views
  }

  return {
    'systems.list': ({ project }) => listSystems(project.document, open(project)),
    'systems.rows': ({ project, input }) => systemRows(project.document, open(project), input),
    'systems.profile': async ({ project, input }) => {
      const views = open(project)
      const type = views?.objects.type(input.system, input.type)
      return views && type ? views.profile(type, anchorOf(project.document.systems.find(({ id }) => id === input.system))) : []
    },
    'systems.issues': ({ project, input }) => systemIssues(open(project), input),
    'objects.get': ({ project, input }) => getObject(project.document, open(project), input),
    'objects.search': ({ project, input }) => open(project)?.people.search(project.document, input) ?? [],
    'preview.people': ({ project, input }) => open(project)?.people.preview(project.document, input) ?? [],
    'lens.measure': ({ project, input }) => lens.measure(project, input),
    'lens.people': ({ project, input }) => lens.people(project, input),
    'scope.measure': ({ project, input }) => people.ask('scope.measure', project, input),
    'scope.people': ({ project, input }) => people.ask('scope.people', project, input),
    'person.find': ({ project, input }) => people.ask('find', project, input),
    'person.get': ({ project, input }) => personView(project, rehearsed(project), people, input),
    'tests.run': ({ project, input }) => runGolden(project.document, input),
    'runs.list': ({ project }) => open(project)?.plans.runs() ?? [],
    'plan.groups': ({ project, input }) => planGroups(rehearsed(project).plans, input),
    'plan.actions': ({ project, input }) => sortedActions(rehearsed(project), input),
    'plan.facets': ({ project, input }) => planFacets(rehearsed(project), input),
    'plan.breakdown': ({ project, input }) => planBreakdown(rehearsed(project), input),
    'plan.facetAttributes': ({ project, input }) => rehearsed(project).columns.attributes(input.run),
    'plan.action': ({ project, input }) => {
      const { plans, objects } = rehearsed(project)
      return planAction(plans, objects, input)
    },
    'plan.compare': async ({ project, input: { a, b } }) => (await compared(rehearsed(project), a, b)).view,
    'plan.compareRows': async ({ project, input: { a, b, ...question } }) => (await compared(rehearsed(project), a, b)).people(question),
    'matching.counts': ({ project, input }) => {
      const { plans, objects } = rehearsed(project)
      return matchingCounts(plans, objects, input)
    },
    'matching.rows': ({ project, input: { tab, kind, ...input } }) => {
      const views = rehearsed(project)
      return tab === 'onlyTarget' ? lone.rows(views, project, { ...input, kind }) : matchingRows(views.plans, views.objects, { ...input, tab })
    },
    'matching.onlyTarget': ({ project, input }) => lone.counts(rehearsed(project), project, input),
    'matching.near': ({ project, input }) => near(rehearsed(project), project, input),
    'impact.summary': ({ project, input }) => rehearsed(project).impact.summary(input),
    'impact.rows': ({ project, input }) => rehearsed(project).impact.rows(input),
    'impact.consequences': ({ project, input }) => rehearsed(project).impact.consequences(input),
    'forecast.latest': ({ project }) => latestForecast(project.mirror, project.configHash),
    'log.entries': ({ project, input }) => rehearsed(project).log.page(input),
    'log.entry': ({ project, input }) => logEntry(rehearsed(project).plans, input),
    'problems.list': ({ project, input }) => problems(project.document, open(project), input),
    'problems.rows': ({ project, input }) => problemRows(project.document, open(project), input),
    'export.check': ({ project, input }) => checkExport(project, rehearsed(project), input),
  }
}

/** Beyond the contract: writes a run's plan to a file that a dialog asked for. */
export function planWriter(open: OpenViews): (question: PlanFileQuestion) => Promise<void> {
  return async ({ project, input: { run, format, file } }) => {
    const views = open(project)
    if (!views) throw new AppError('nothingRead', 'Nothing has been read yet. Read all systems first.')
    await savePlan(views, run, format, file, { skipped: false })
  }
}

/** Beyond the contract: writes a run's log to a file that a dialog asked for; answers with the files that it took. */
export function logWriter(open: OpenViews): (question: LogFileQuestion) => Promise<readonly string[]> {
  return ({ project, input: { run, format, file } }) => {
    const views = open(project)
    if (!views) throw new AppError('nothingRead', 'Nothing has been read yet. Read all systems first.')
    return saveLog(views.plans, run, format, file)
  }
}

/** Beyond the contract: writes a job's export to a file that a dialog asked for; answers with the files that it took. */
export function exportWriter(open: OpenViews): (question: ExportFileQuestion) => Promise<readonly string[]> {
  return ({ project, input: { job: id, format, file } }) => {
    const views = open(project)
    if (!views) throw new AppError('nothingRead', 'Nothing has been read yet. Read all systems first.')
    const { document, configHash } = project
    const job = document.jobs.find((one) => one.id === id)
    if (!job) throw new AppError('jobUnknown', `The project has no job ${id}.`, { job: id })
    return saveJobExport({ mirror: views.mirror, document, configHash, job, format }, file)
  }
}

/** The column or attribute that identifies an object, where the settings name it. */
function anchorOf(system: ConnectedSystem | undefined): string | undefined {
  return system?.settings.anchor
}
