import { failures } from '../../shared/model/explain'
import type { CompiledMapping } from './compile-mapping'
import type { MatchOutcome } from './match-outcome'
import { type Draft, draft } from './draft'
import type { MappingInput } from './ports'

/*
 * Outcomes of objects for which matching found nobody to write to, and why.
 */

/** Somebody whom nothing is looked for by, or whose scope or matching cannot be worked out. */
export function planSkipped({ failure }: MatchOutcome): Draft {
  if (!failure) return draft('skip', 'importSkipped')
  const { issue, from } = failure
  const plan = draft('skip', 'notDecided')
  plan.failed = true
  plan.issues.push(issue)
  plan.cause = { cause: { type: from, id: issue.attribute ?? '' }, shape: from === 'scope' ? 'a pattern that runs away' : 'the expression fails' }
  return plan
}

/** Somebody who stands for several objects, or not alone for one; and inactive profiles, for whom another one stands. */
export function planDisputed(
  outcome: MatchOutcome, row: number,
  { input, mapping, display }: { readonly input: MappingInput; readonly mapping: CompiledMapping; readonly display: (row: number) => string },
): Draft {
  const { source, target } = input
  if (outcome.heir !== undefined) return draft('skip', input.links.has(source.anchors[row] as string) ? 'takenOver' : 'inactiveProfile')
  const plan = draft('skip', outcome.kind === 'ambiguous' ? 'ambiguous' : 'duplicateSources')
  plan.failed = true
  const on = (mapping.matching[outcome.on] as { readonly target: string } | undefined)?.target ?? ''
  const candidates = outcome.candidates ?? []
  plan.issues.push(outcome.kind === 'ambiguous'
    ? failures.duplicateTargets(on, outcome.value ?? '', candidates.map((to) => target.display(to)).sort())
    : failures.duplicateSources(on, outcome.value ?? '', candidates.map((from) => `${display(from)} (${source.anchors[from] as string})`)))
  plan.cause = { cause: { type: 'match', id: on }, shape: outcome.kind === 'ambiguous' ? `${candidates.length} objects in the target` : `${candidates.length} source objects` }
  return plan
}
