import type { MatchOutcome } from './match-outcome'
import type { Draft } from './draft'
import type { Effect } from './planned-object'
import type { MappingInput, SourceLink } from './ports'

/**
 * What a draft does to links and objects when it is rehearsed, besides the changes that it writes. `anchor`: of the source object; `link`: its own so
 * far; `made`: the anchor of what it creates, where that is at hand.
 */
export function effectOf(
  plan: Draft, outcome: MatchOutcome,
  { anchor, link, made }: { readonly anchor: string; readonly link: SourceLink | undefined; readonly made: string | undefined }, input: MappingInput,
): Effect {
  if (plan.failed) return NOTHING
  if (outcome.heir !== undefined) return link ? { link: { source: anchor, end: true } } : NOTHING
  const name = plan.name === undefined ? NOTHING : { name: plan.name }
  if (plan.kind === 'create') {
    const target = made ?? input.newAnchor(anchor)
    return { created: target, ...name, link: { source: anchor, target, state: 'active' } }
  }
  const row = outcome.target < 0 ? NOTHING : { row: outcome.target }
  if (plan.kind === 'delete') return { ...row, link: { source: anchor, end: true } }
  const next = linkAfter(plan, outcome, anchor, { link, input })
  if (plan.kind === 'skip' && plan.name === undefined) return next ? { link: next } : NOTHING
  return { ...(plan.kind === 'skip' ? NOTHING : row), ...name, ...(next ? { link: next } : NOTHING) }
}

/** The link as it shall stand afterwards, where it is another one. */
function linkAfter(plan: Draft, outcome: MatchOutcome, anchor: string, { link, input }: { readonly link: SourceLink | undefined; readonly input: MappingInput }): Effect['link'] {
  const stands = (outcome.kind === 'linked' || outcome.kind === 'matched') && plan.reasonCode !== 'disabledInSource' && outcome.target >= 0
  if (stands && link?.state !== 'active') return { source: anchor, target: input.target.anchor(outcome.target), state: 'active' }
  // Who leaves scope is not managed any more, whether or not the account had to be turned off for it (§7.1).
  const left = outcome.kind === 'outOfScope' && (plan.kind !== 'skip' || plan.reasonCode === 'alreadyDisabled')
  return left && link ? { source: anchor, target: link.target, state: 'outOfScope' } : undefined
}

const NOTHING: Effect = Object.freeze({})
