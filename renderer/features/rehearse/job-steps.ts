import type { StepCounts } from '../../../shared/model/cycle'
import { REHEARSE } from '../../texts/rehearse'
import { formatNumber } from '../../ui/format'
import type { JobState } from './run-state'

export interface JobStep {
  readonly id: keyof typeof REHEARSE.jobSteps
  readonly state: 'waiting' | 'running' | 'done'
  /** What it has come to: `4,782 in scope`, `3,581 of 5,803`. */
  readonly text: string
  /** What stands beside it, more quietly: `218 out`. */
  readonly note?: string
}

type Step = Omit<JobStep, 'id'>

const WAITING: Step = { state: 'waiting', text: REHEARSE.waiting }
const WORDS = REHEARSE.stepWords

/**
 * The six steps of a job. Objects go through the job one by one, so that several steps are under way at once: one pass finds out scope and matching, the next one maps,
 * resolves and decides. `mappings`: how many attribute mappings the job has. Empty where the job is over and nobody told its steps.
 */
export function jobSteps(job: Pick<JobState, 'state' | 'total' | 'planned' | 'steps'>, mappings: number): readonly JobStep[] {
  const { state, steps } = job
  if (steps === undefined) return state === 'done' ? [] : IDS.map((id) => ({ id, ...WAITING }))
  const over = state === 'done'
  const evaluating = !over && steps.evaluated < steps.read
  return [
    { id: 'read', ...readStep(steps) },
    {
      id: 'scope',
      ...(evaluating
        ? passing(steps.evaluated, steps.read)
        : { state: 'done', text: WORDS.inScope(formatNumber(steps.inScope)), ...noteOf(steps.outOfScope, WORDS.outOfScope) }),
    },
    {
      id: 'match',
      ...(evaluating
        ? passing(steps.evaluated, steps.read)
        : { state: 'done', text: WORDS.matched(formatNumber(steps.matched)), ...noteOf(steps.ambiguous, WORDS.ambiguous) }),
    },
    { id: 'map', ...mapStep(job, steps, mappings) },
    { id: 'references', ...referencesStep(over, steps) },
    { id: 'decide', ...decideStep(job, steps) },
  ]
}

const IDS = Object.keys(REHEARSE.jobSteps) as readonly JobStep['id'][]

function readStep({ read, made, lookedAt }: StepCounts): Step {
  const note = made > 0 ? noteOf(made, WORDS.made) : lookedAt > 0 && lookedAt < read ? noteOf(lookedAt, WORDS.lookedAt) : {}
  return { state: 'done', text: formatNumber(read), ...note }
}

function mapStep({ state, total }: Pick<JobState, 'state' | 'total'>, { mapped, read }: StepCounts, mappings: number): Step {
  const of = total ?? read
  if (state === 'done' || mapped === of) return { state: 'done', text: WORDS.mappings(mappings) }
  return mapped === 0 ? WAITING : passing(mapped, of)
}

function referencesStep(over: boolean, { mapped, resolved, waiting }: StepCounts): Step {
  if (over) return { state: 'done', text: resolved === 0 ? WORDS.noReferences : WORDS.resolved(formatNumber(resolved)) }
  return mapped === 0 ? WAITING : { state: 'running', text: WORDS.resolved(formatNumber(resolved)), ...noteOf(waiting, WORDS.wait) }
}

function decideStep({ state, planned }: Pick<JobState, 'state' | 'planned'>, { decided }: StepCounts): Step {
  if (state === 'done') return {
    state, text: WORDS.actions(planned === undefined ? 0 : Object.values<number>({ ...planned }).reduce((sum, count) => sum + count, 0)),
  }
  return decided === 0 ? WAITING : { state: 'running', text: WORDS.decided(formatNumber(decided)) }
}

function passing(done: number, total: number): Step {
  return { state: 'running', text: WORDS.passing(formatNumber(done), formatNumber(total)) }
}

function noteOf(count: number, say: (count: string) => string): Pick<Step, 'note'> {
  return count === 0 ? {} : { note: say(formatNumber(count)) }
}
