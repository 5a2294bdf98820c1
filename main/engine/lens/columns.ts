import type { Cell } from '../../../shared/model/attribute'
import { columnIn } from '../../../shared/model/texts'
import type { Objects } from '../objects'

/** One attribute of all objects, by row; decoded once for as long as the objects are kept. -1 is an attribute that no object has. */
export function columnOf(objects: Objects, position: number): readonly Cell[] {
  return keptFor(columns, objects, position, () => {
    if (position < 0) return objects.bodies.map(() => null)
    return together(columnIn(objects.bodies, position))
  })
}
const columns = new WeakMap<Objects, Map<number, readonly Cell[]>>()

/**
 * The same cells as texts of their own that lie one after another. A cell cut out of a packed object is a view into it, and to look at
 * a hundred thousand of those costs a cache miss or two each: more than most expressions.
 */
export function together(cells: readonly Cell[]): readonly Cell[] {
  return JSON.parse(JSON.stringify(cells)) as Cell[]
}

/** What is made once for an owner and a key, and goes with the owner. */
export function keptFor<O extends object, K, V>(all: WeakMap<O, Map<K, V>>, owner: O, key: K, make: () => V): V {
  const map = all.get(owner) ?? new Map<K, V>()
  all.set(owner, map)
  const known = map.get(key)
  if (known !== undefined) return known
  const value = make()
  map.set(key, value)
  return value
}
