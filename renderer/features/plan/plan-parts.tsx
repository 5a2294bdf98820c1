import type { PlanSection } from '../../../shared/model/plan-section'
import { PLAN } from '../../texts/plan'
import type { Totals } from '../../ui/job-totals'
import { KindSign, StatusSign } from '../../ui/signs'
import type { SummaryPart } from '../../ui/summary-line'

/** The parts of the summary line: planned ones by kind, held, would fail, no action. They sum to the population. */
export function planParts(totals: Totals): readonly SummaryPart<PlanSection>[] {
  return [
    ...(['create', 'update', 'disable', 'enable', 'delete'] as const).map((kind) => ({
      id: kind, sign: <KindSign kind={kind} word="none" />, count: totals[kind], word: PLAN.words[kind],
    })),
    { id: 'held', sign: <StatusSign status="held" />, count: totals.held, word: PLAN.words.held, separated: true },
    { id: 'failed', sign: <StatusSign status="failed" />, count: totals.failed, word: PLAN.words.failed },
    // People with no action are not in the plan, so there is nothing to filter.
    { id: 'noAction' as PlanSection, sign: <StatusSign status="skipped" />, count: totals.noAction, word: PLAN.words.noAction, separated: true, plain: true },
  ]
}
