import { AppError } from '../../shared/app-error'
import type { PersonTrace, TriedRule } from '../../shared/ipc/person-views'
import type { AttributeValue } from '../../shared/model/attribute'
import type { GatedFlow } from '../../shared/model/gate'
import { cellOf, splitCells } from '../../shared/model/packed'
import { scopeVerdictsOf } from '../engine/lens/scope-lens'
import { lookupsOf } from '../engine/object-lookups'
import { displayOf } from '../engine/display-of'
import type { PlannedObject } from '../engine/planned-object'
import { runMapping } from '../engine/run-mapping'
import type { MappingInput } from '../engine/ports'
import { clauseText } from '../../shared/model/clause-text'
import { objectInput, type ObjectsToPlan } from './object-input'

export interface PersonToTrace extends Omit<ObjectsToPlan, 'mapping'> {
  readonly anchor: string
}

/**
 * One person through a job over what the session holds, with what every mapping gave and which gate stopped it. Scope and matching are
 * settled for everybody, as a cycle does. Nothing is read anew or written. Throws `objectUnknown`, `projectInvalid`.
 */
export async function tracePerson({ anchor, ...toPlan }: PersonToTrace): Promise<PersonTrace> {
  const { job } = toPlan
  for (const mapping of job.objectMappings.filter((m) => m.enabled !== false)) {
    const input = await objectInput({ ...toPlan, mapping })
    const row = input && lookupsOf(input.source).anchors.get(anchor)
    if (!input || row === undefined) continue
    const { source } = input
    const flows: GatedFlow[] = []
    let planned: PlannedObject | undefined
    await runMapping({ ...input, planned: (one) => one === row, onFlow: (_, flow) => void flows.push(flow) }, (one) => { planned = one })
    if (!planned) continue
    const { action, match } = planned
    const cells = splitCells(source.bodies.at(row) as string)
    const attributes = Object.fromEntries(source.attributes.flatMap((name, at): [string, AttributeValue][] => {
      const cell = cellOf(cells[at])
      return cell === null ? [] : [[name, cell]]
    }))
    return {
      job: job.id, objectMapping: mapping.id, sourceType: mapping.sourceType, targetType: mapping.targetType, anchor, display: displayOf(input)(row), origin: '',
      attributes, attributeCount: source.attributes.length,
      scope: {
        inScope: match !== 'outOfScope',
        groups: scopeVerdictsOf(input, mapping.scope?.groups ?? [], row).map((clauses, g) => {
          const group = mapping.scope?.groups[g]
          return {
            ...(group?.name === undefined ? {} : { name: group.name }),
            clauses: clauses.map((one, c) => ({ ...one, text: clauseText((group as NonNullable<typeof group>).clauses[c] as NonNullable<typeof group>['clauses'][number]) })),
          }
        }),
      },
      match, rules: rulesOf(input, planned), action, flows,
      ...(action.target?.anchor === undefined ? {} : { account: { anchor: action.target.anchor, display: action.target.display } }),
      now: toPlan.now, seed: toPlan.seed,
    }
  }
  throw new AppError('objectUnknown', `The source of this job has no object with the anchor ${anchor}. Look for it by another name, or read the system again.`, { anchor })
}

/** The matching attributes by priority, and how far the service came with them. */
function rulesOf({ mapping }: MappingInput, { match, on, action }: PlannedObject): readonly TriedRule[] {
  const rules = mapping.attributeMappings
    .filter((one) => one.matchingPriority !== undefined)
    .sort((a, b) => (a.matchingPriority as number) - (b.matchingPriority as number) || (a.target < b.target ? -1 : 1))
  const reached = match === 'matched' || match === 'ambiguous' || match === 'duplicate' || match === 'unmatched'
  return rules.map((rule, at): TriedRule => {
    const conflict = action.issues.find((issue) => issue.attribute === rule.target && issue.candidates !== undefined)?.value
    const outcome = !reached || (on >= 0 && at > on) ? 'notTried' : at < on || on < 0 ? 'none' : match === 'matched' ? 'hit' : 'several'
    return { attribute: rule.target, priority: rule.matchingPriority as number, outcome, ...(at === on && typeof conflict === 'string' ? { value: conflict } : {}) }
  })
}
