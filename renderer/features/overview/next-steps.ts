import type { ProblemView, ProjectState, RunView } from '../../../shared/ipc/views'
import { guardSentence } from '../../../shared/model/guard-words'
import { ROW } from '../../texts/common'
import { OVERVIEW } from '../../texts/overview'
import type { Noun } from '../../texts/plural'
import { heldBy } from '../../ui/held-by'
import type { Screen } from '../../ui/navigation'
import { nounIn } from '../../ui/object-noun'
import type { Status } from '../../ui/signs'

export interface NextStep {
  readonly id: string
  readonly status: Status
  readonly sentence: string
  readonly why: string
  readonly button: string
  /** Where the button leads; absent for the one that rehearses. */
  readonly screen?: Screen
  readonly params?: Readonly<Record<string, string | number>>
}

/** What waits for a decision, the most dangerous first: held, would fail, ambiguous, warnings with people behind them, stale. */
export function nextSteps(project: ProjectState, run: RunView, problems: readonly ProblemView[]): readonly NextStep[] {
  const holds = run.jobs.flatMap(heldBy)
  const [hold] = holds
  const held = run.jobs.reduce((sum, job) => sum + (job.held?.actions ?? 0), 0)
  const failed = run.jobs.reduce((sum, job) => sum + job.failed, 0)
  const ambiguous = run.jobs.filter((job) => job.ambiguous > 0)
  const failures = problems.filter((problem) => problem.section === 'failures' && problem.severity === 'error')
  const warnings = problems.filter((problem) => problem.severity === 'warning' && problem.count > 0)
  const steps: NextStep[] = []
  if (hold !== undefined) steps.push({
    id: 'held', status: 'held', sentence: OVERVIEW.held(held, hold.guard), why: OVERVIEW.heldWhy(guardSentence(hold), holds.length - 1),
    button: OVERVIEW.reviewImpact, screen: 'impact',
  })
  if (failed > ambiguous.reduce((sum, job) => sum + job.ambiguous, 0)) {
    const largest = failures.toSorted((a, b) => b.count - a.count)[0]
    steps.push({
      id: 'failed', status: 'failed', sentence: OVERVIEW.failed(failed, nounOf(project, run.jobs.filter((job) => job.failed > 0))),
      button: OVERVIEW.showProblems, screen: 'problems',
      why: largest === undefined ? OVERVIEW.failedWhyUnknown : OVERVIEW.failedWhy(failures.length, largest.sentence),
    })
  }
  if (ambiguous.length > 0) {
    steps.push({
      id: 'ambiguous', status: 'unknown',
      sentence: OVERVIEW.ambiguous(ambiguous.reduce((sum, job) => sum + job.ambiguous, 0), nounOf(project, ambiguous)), why: OVERVIEW.ambiguousWhy,
      button: OVERVIEW.showMatching, screen: 'matching', params: { tab: 'ambiguous', ...(ambiguous[0] !== undefined && { job: ambiguous[0].id }) },
    })
  }
  if (run.configHash !== project.hash) steps.push({ id: 'stale', status: 'info', sentence: OVERVIEW.stale, why: OVERVIEW.staleWhy, button: OVERVIEW.rehearse })
  for (const warning of warnings.toSorted((a, b) => b.count - a.count)) {
    steps.push({
      id: warning.id, status: 'warning', sentence: OVERVIEW.warning(warning.count, nounBehind(project, warning), warning.sentence), why: warning.fix,
      button: OVERVIEW.showBehind(nounBehind(project, warning)),
      screen: 'problems', params: { problem: warning.id },
    })
  }
  return steps
}

/** What those jobs provision. */
function nounOf({ document }: ProjectState, jobs: readonly { readonly id: string }[]): Noun {
  return nounIn(document.jobs.filter(({ id }) => jobs.some((job) => job.id === id)))
}

/** What stands behind a problem: rows of what was read, else what its job provisions. */
function nounBehind(project: ProjectState, { section, job }: ProblemView): Noun {
  return section === 'data' ? ROW : nounOf(project, job === undefined ? project.document.jobs : [{ id: job }])
}
