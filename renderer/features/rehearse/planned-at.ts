import type { WorkProgressView } from '../../../shared/ipc/views'
import type { PlanSummary } from '../../../shared/model/plan'

/** What a job has planned, for the step that evaluates it: so far, or, once its guards have spoken, with what they hold. */
export function plannedAt(steps: readonly WorkProgressView[], index: number): PlanSummary | undefined {
  const [step, next] = [steps[index], steps[index + 1]]
  if (step?.step !== 'plan') return undefined
  return next?.step === 'save' && next.label === step.label ? next.planned ?? step.planned : step.planned
}
