import type { PersonMatch, PersonTrace, TriedRule } from '../../shared/ipc/person-views'
import type { AttributeValue } from '../../shared/model/attribute'
import type { GatedFlow } from '../../shared/model/gate'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { ObjectMapping } from '../../shared/model/project'
import { decidingAttribute } from '../mirror/views/deciding-attribute'

/** What a run wrote down of one person. */
export interface PersonOfRun {
  readonly action: ProvisioningAction
  readonly match: PersonMatch
}

/**
 * The way of a person with what a run wrote down of it in the place of what the mirror shows now, when the run may have been rehearsed on it: how they
 * were matched, and of each value that the run planned what the target held before and what the mapping gave.
 */
export function asOfRun(trace: PersonTrace, { action, match }: PersonOfRun, mapping: ObjectMapping | undefined): PersonTrace {
  const changes = new Map(action.changes.filter(({ resent }) => resent !== true).map((change) => [change.attribute.toLowerCase(), change]))
  const flows = trace.flows.map((flow): GatedFlow => {
    const change = changes.get(flow.attribute.toLowerCase())
    if (!change) return flow
    return {
      attribute: flow.attribute, gate: flow.gate === 'reference' ? 'reference' : 'written', wanted: change.after ?? change.added ?? null,
      current: change.before ?? change.removed ?? null,
    }
  })
  const { account: _, ...rest } = trace
  const { target } = action
  return {
    ...rest, match, flows, rules: trace.match === match ? trace.rules : rulesOf(trace, match, decided(trace, flows, mapping)),
    ...(match === 'unmatched' || target?.anchor === undefined ? {} : { account: { anchor: target.anchor, display: target.display } }),
  }
}

function decided(
  { anchor, attributes, now, seed }: PersonTrace, flows: readonly GatedFlow[], mapping: ObjectMapping | undefined,
): { readonly on: string; readonly value: string } | undefined {
  const account = Object.fromEntries(flows.flatMap(({ attribute, current }): [string, AttributeValue][] => (current === null ? [] : [[attribute, current]])))
  return mapping && decidingAttribute(mapping, { now, seed })({ anchor, attributes }, account)
}

function rulesOf({ rules }: PersonTrace, match: PersonMatch, found: { readonly on: string; readonly value: string } | undefined): readonly TriedRule[] {
  const on = match === 'matched' ? rules.findIndex(({ attribute }) => attribute === found?.on) : -1
  return rules.map(({ attribute, priority }, at): TriedRule => {
    if (at === on && found) return { attribute, priority, outcome: 'hit', value: found.value }
    return { attribute, priority, outcome: match === 'unmatched' || at < on ? 'none' : 'notTried' }
  })
}
