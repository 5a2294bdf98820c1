import type { WorkProgressView } from '../../../shared/ipc/views'
import type { StepCounts } from '../../../shared/model/cycle'
import type { PlanSummary } from '../../../shared/model/plan'
import type { Job } from '../../../shared/model/project'

export interface JobState {
  readonly id: string
  readonly state: 'waiting' | 'running' | 'done'
  /** Objects decided, of all; absent while the job waits. */
  readonly done?: number
  readonly total?: number
  /** So far, or, once its guards have spoken, with what they hold. */
  readonly planned?: PlanSummary
  readonly steps?: StepCounts
  /** Once it is over. */
  readonly durationMs?: number
}

export interface RunState {
  /** Absent where the cycle is not repeated. */
  readonly round?: number
  /** What each round before this one planned, the first first. */
  readonly earlier: readonly { readonly round: number; readonly planned: PlanSummary }[]
  /** Systems that were read or are being read, in that order, with the objects staged so far. */
  readonly systems: readonly { readonly name: string; readonly objects: number; readonly reading: boolean }[]
  /** In the order of the project, as they stand in this round. */
  readonly jobs: readonly JobState[]
}

/** What the steps so far say of a run under way. */
export function runState(steps: readonly WorkProgressView[], jobs: readonly Pick<Job, 'id'>[]): RunState {
  const current = steps.at(-1)
  const round = current?.round
  const rounds = Array.from({ length: (round ?? 1) - 1 }, (_, at) => at + 1)
  return {
    ...(round !== undefined && { round }),
    earlier: rounds.map((one) => ({ round: one, planned: sumOf(jobStates(steps.filter((step) => step.round === one), jobs)) })),
    systems: systemsOf(steps.filter((step) => step.round === round), current),
    jobs: jobStates(steps.filter((step) => step.round === round), jobs),
  }
}

function jobStates(steps: readonly WorkProgressView[], jobs: readonly Pick<Job, 'id'>[]): readonly JobState[] {
  // Jobs run in their order: those before the one that was last heard of are over, however little was heard of them.
  const last = steps.findLast(({ job }) => job !== undefined)?.job
  const begun = jobs.findIndex(({ id }) => id === last)
  return jobs.map(({ id }, at): JobState => {
    const own = steps.filter(({ job }) => job === id)
    const [evaluated, saved] = [own.findLast(({ step }) => step === 'plan'), own.findLast(({ step }) => step === 'save')]
    const planned = saved?.planned ?? evaluated?.planned
    const counts = saved?.steps ?? evaluated?.steps
    const known = { ...(planned && { planned }), ...(counts && { steps: counts }) }
    if (saved !== undefined || at < begun) return {
      id, state: 'done', done: saved?.done ?? evaluated?.total ?? 0, ...known,
      ...(saved?.durationMs !== undefined && { durationMs: saved.durationMs }),
    }
    if (evaluated === undefined) return { id, state: 'waiting' }
    return { id, state: 'running', done: evaluated.done, ...(evaluated.total !== undefined && { total: evaluated.total }), ...known }
  })
}

function systemsOf(steps: readonly WorkProgressView[], current: WorkProgressView | undefined): RunState['systems'] {
  const read = steps.filter(({ step }) => step === 'read' || step === 'stage')
  return [...new Set(read.map(({ label }) => label))].map((name) => ({
    name, objects: read.findLast(({ step, label }) => step === 'stage' && label === name)?.done ?? 0,
    reading: current?.label === name && current.job === undefined,
  }))
}

const NOTHING: PlanSummary = { create: 0, update: 0, disable: 0, enable: 0, delete: 0, failed: 0, held: 0 }

function sumOf(jobs: readonly JobState[]): PlanSummary {
  return jobs.reduce((sum, { planned = NOTHING }) => ({
    create: sum.create + planned.create, update: sum.update + planned.update, disable: sum.disable + planned.disable,
    enable: sum.enable + planned.enable, delete: sum.delete + planned.delete,
    failed: sum.failed + planned.failed, held: sum.held + planned.held,
  }), NOTHING)
}
