import type { ObjectColumns } from '../object-columns'
import type { LiveObjects, LiveType } from './live-objects'
import type { PlanRows } from './plan-rows'
import { slices } from './slices'

/** What columns are made from. */
export interface Sources {
  readonly plans: PlanRows
  readonly objects: LiveObjects
  readonly gathered: ObjectColumns
}

/** Which rows of the plan an object of one side stands in, in the order of object ids. */
export interface Side {
  readonly type: LiveType
  readonly readNo: number
  readonly rowOf: Int32Array
  readonly firstId: number
}

/**
 * Which action each object of a side has, as the run noted it; undefined where it did not, for all of its actions, or where the objects were read
 * again since.
 */
export async function keptSides({ plans, objects, gathered }: Sources, run: number, of: 'source' | 'target'): Promise<readonly Side[] | undefined> {
  const turn = slices()
  const kept = gathered.ofRun(run, of)
  const actions = plans.packed(run)
  if (kept.length === 0 || kept.reduce((sum, { ids }) => sum + ids.length, 0) !== actions.seqs.length) return undefined
  const types = new Map<number, LiveType>(plans.document(run).jobs.flatMap((job) => objects.types(job[of])).map((type) => [type.typeId, type]))
  const sides = new Map<number, Side>()
  for (const { typeId, readNo, firstSeq, ids } of kept) {
    const type = types.get(typeId)
    if (!type || objects.readNo(type) !== readNo) return undefined
    const side = sides.get(typeId) ?? emptySide(type, readNo, objects.idRange(type))
    sides.set(typeId, side)
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number
      if (id > 0) side.rowOf[id - side.firstId] = actions.rowOf(firstSeq + i)
      if (i % TURN_AFTER === 0) await turn()
    }
  }
  return [...sides.values()]
}

/** So many are looked at in a millisecond. */
export const TURN_AFTER = 1 << 16

function emptySide(type: LiveType, readNo: number, { first, last }: { readonly first: number; readonly last: number }): Side {
  return { type, readNo, firstId: first, rowOf: new Int32Array(Math.max(0, last - first + 1)).fill(-1) }
}
