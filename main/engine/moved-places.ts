import { normalName, parentOf } from '../../shared/directory-name'
import type { PlannedObject } from './planned-object'
import type { MovedPlaces } from './ports'
import type { TargetView } from './target-view'

/** What the mappings of a job make of the places in its target, gathered while they are planned. */
export class PlaceMoves implements MovedPlaces {
  readonly left = new Set<string>()
  readonly taken = new Set<string>()

  note({ action, effect }: PlannedObject, target: TargetView): void {
    if (action.status !== 'planned' || (effect.name === undefined && action.kind !== 'delete')) return
    const old = effect.row === undefined ? undefined : target.name(effect.row)
    if (old !== undefined) this.left.add(normalName(old))
    if (effect.name !== undefined) this.taken.add(normalName(parentOf(effect.name)))
  }
}
