import type { InputOf } from '../../shared/ipc/contract'
import type { PersonInRun, PersonTrace, PersonView } from '../../shared/ipc/person-views'
import type { Job } from '../../shared/model/project'
import type { LiveObjects } from '../mirror/views/live-objects'
import type { MirrorViews } from '../mirror/views/mirror-views'
import type { PlanRows } from '../mirror/views/plan-rows'
import type { PeopleThread } from './people-thread'
import { asOfRun, type PersonOfRun } from './person-as-of'
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
  const found = plans.runs().filter(({ status }) => status === 'done').sort((a, b) => b.run - a.run).slice(0, MOST_RUNS).flatMap((one) => inRun(plans, one, job, anchor))
  const jobOf = document.jobs.find(({ id }) => id === job)
  const ofRun = run === undefined ? undefined : found.find((one) => one.entry.run === run) ?? inRun(plans, { run, now: question.now }, job, anchor)[0]
  const mapping = jobOf?.objectMappings.find(({ id }) => id === trace.objectMapping)
  const moved = run === undefined || !jobOf ? undefined : movedOn(views, { run, job: jobOf, trace })
  return {
    trace: { ...(ofRun ? asOfRun(trace, ofRun, mapping) : trace), origin: originOf(objects, jobOf?.source, trace) }, ...(ofRun ? { planned: ofRun.action } : {}),
    ...(moved ? { movedOn: moved } : {}), history: found.map(({ entry }) => entry), hops,
  }
}

function originOf(objects: LiveObjects, source: string | undefined, { sourceType, anchor }: PersonTrace): string {
  const type = source === undefined ? undefined : objects.type(source, sourceType)
  return type === undefined ? '' : objects.byAnchor(type, anchor)?.origin ?? ''
}

/** What happened to the mirror since a run, as far as it is about this person; undefined for nothing. */
function movedOn({ plans, objects }: MirrorViews, { run, job, trace }: { readonly run: number; readonly job: Job; readonly trace: PersonTrace }): PersonView['movedOn'] {
  const jobNo = plans.jobNo(run, job.id)
  const reads = jobNo === undefined ? undefined : plans.reads(run, jobNo)
  if (!reads) return undefined
  const isNewer = (system: string, name: string, anchor: string | undefined, seen: number): boolean => {
    const type = objects.type(system, name)
    return type !== undefined && anchor !== undefined && (objects.readThatBrought(type, anchor) ?? 0) > seen
  }
  const source = isNewer(job.source, trace.sourceType, trace.anchor, reads.source)
  const target = isNewer(job.target, trace.targetType, trace.account?.anchor, reads.target)
  const runs = plans.runs().filter((one) => one.status === 'done' && one.kept && one.run > run).map((one) => one.run).sort((a, b) => a - b)
  return source || target || runs.length > 0 ? { source, target, runs } : undefined
}

function inRun(plans: PlanRows, { run, now }: { readonly run: number; readonly now: string }, job: string, anchor: string): (PersonOfRun & { readonly entry: PersonInRun })[] {
  const jobNo = plans.jobNo(run, job)
  if (jobNo === undefined) return []
  const found = plans.actions(run, plans.index(run).select({ job: jobNo, search: anchor })).find(({ action }) => action.source?.anchor === anchor)
  if (!found) return []
  const { seq, action } = found
  const { combinationOf, combinations } = plans.outcomes(run)
  const match = combinations[combinationOf[plans.packed(run).rowOf(seq)] as number]?.match ?? 'gone'
  return [{ entry: { run, now, kind: action.kind, status: action.status, text: action.reason.text, changes: action.changes.length, seq }, action, match }]
}
