import type { InputOf } from '../../shared/ipc/contract'
import type { PersonInRun, PersonView } from '../../shared/ipc/person-views'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { MirrorViews } from '../mirror/views/mirror-views'
import type { PlanRows } from '../mirror/views/plan-rows'
import type { PeopleThread } from './people-thread'
import type { ProjectContext } from './project-context'

/** Runs whose plan is looked through for one person. */
const MOST_RUNS = 10

/**
 * Everything that is known of one person of a job: their way through it by the configuration, clock and seed of a run, what that run and
 * the runs before planned for them, and their way through all systems. Throws `objectUnknown`, `jobUnknown`, `runUnknown`.
 */
export async function personView(project: ProjectContext, views: MirrorViews, people: PeopleThread, { run, job, anchor }: InputOf<'person.get'>): Promise<PersonView> {
  const { plans, objects } = views
  const of = run === undefined ? undefined : plans.run(run)
  const document = run === undefined ? project.document : plans.document(run)
  const question = { job, anchor, document, now: of?.now ?? new Date().toISOString(), seed: of?.seed ?? document.seed ?? 1 }
  const [trace, hops] = [await people.ask('trace', project, question), await people.ask('follow', project, question)]
  const source = document.jobs.find(({ id }) => id === job)?.source
  const type = source === undefined ? undefined : objects.type(source, trace.sourceType)
  const found = plans.runs().filter(({ status }) => status === 'done').sort((a, b) => b.run - a.run).slice(0, MOST_RUNS).flatMap((one) => inRun(plans, one, job, anchor))
  const planned = found.find((one) => one.entry.run === run)?.action
  return { trace: { ...trace, origin: type === undefined ? '' : objects.byAnchor(type, anchor)?.origin ?? '' }, ...(planned ? { planned } : {}), history: found.map(({ entry }) => entry), hops }
}

function inRun(plans: PlanRows, { run, now }: { readonly run: number; readonly now: string }, job: string, anchor: string): { readonly entry: PersonInRun; readonly action: ProvisioningAction }[] {
  const jobNo = plans.jobNo(run, job)
  if (jobNo === undefined) return []
  const found = plans.actions(run, plans.index(run).select({ job: jobNo, search: anchor })).find(({ action }) => action.source?.anchor === anchor)
  if (!found) return []
  const { seq, action } = found
  return [{ entry: { run, now, kind: action.kind, status: action.status, text: action.reason.text, changes: action.changes.length, seq }, action }]
}
