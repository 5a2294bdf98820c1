import { GuardWatch, type ValueOf } from '../engine/guards'
import type { PlannedObject } from '../engine/planned-object'
import type { ProvisioningAction } from '../../shared/model/plan'
import type { Guards } from '../../shared/model/project'
import type { OutcomeLog } from './outcome-log'
import type { MappingBasis } from './plan-basis'

/*
 * Guards over outcomes that are carried over: they are counted by their kinds. What a guard on writes holds stands on the pages as held, so
 * that where one trips, before the edit or after it, everybody has to be planned.
 */

/** An object mapping planned again: in the order of its actions, those planned anew and seq of those carried over. */
interface StepsOver {
  readonly basis: MappingBasis
  readonly steps: readonly (PlannedObject | number)[]
}

/** Whether a guard on creations, renames or blanked values holds anything of an object mapping, as it was planned or as it is planned again. */
export function tripsOnWrites(
  guards: Guards | undefined, outcomes: OutcomeLog, { basis: { firstSeq, result }, steps }: StepsOver,
): { readonly before: boolean; readonly after: boolean } {
  if (!guards?.creations && !guards?.renames && !guards?.blanks) return { before: false, after: false }
  const kindAt = (seq: number): ProvisioningAction => outcomes.kind(firstSeq + seq).action
  return {
    before: trips(guards, function* () { for (let seq = 0; seq < result.objects; seq++) yield kindAt(seq) }),
    after: trips(guards, function* () { for (const step of steps) yield typeof step === 'number' ? kindAt(step) : step.action }),
  }
}

function trips(guards: Guards, actions: () => Iterable<ProvisioningAction>): boolean {
  const watch = new GuardWatch(guards)
  for (const action of actions()) watch.count(action, false, NO_VALUE)
  return watch.trippedByWrites().length > 0
}

const NO_VALUE: ValueOf = () => ''

/** By seq within an object mapping, the anchor of the source object; empty for one that the source no longer has. */
export function anchorsBySeq({ source, trace, result }: MappingBasis): (seq: number) => string {
  const rows = new Int32Array(result.objects).fill(-1)
  trace.seqs.forEach((seq, row) => { if (seq >= 0) rows[seq] = row })
  return (seq) => source.anchors[rows[seq] as number] ?? ''
}
